"""Where posts may go: every kind of channel, who lacks which permission there, and places gone by the click."""

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import ChannelType, OverwriteType

from tests.conftest import Town
from tests.journeys.posting.posts import posts, preview, rows, say
from tests.journeys.private import text_of
from tests.journeys.seen import text

MESSAGES = "/channels/*/messages"
GRANTABLE = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "create_public_threads": "Create Public Threads",
    "read_message_history": "Read Message History",
    "send_polls": "Create Polls",
}


def title(town: Town) -> str:
    return town.bot.desk.knowledge.scenarios["bias"].title["en"]


async def deny(town: Town, channel: ChannelHandle, who: int, *permissions: str) -> None:
    """Somebody takes permissions away in a channel."""
    taken = discord.Permissions(**dict.fromkeys(permissions, True)).value
    town.env.backend.set_overwrite(channel.id, Overwrite(who, OverwriteType.MEMBER, deny=taken))
    await town.env.settle()


def bot_id(town: Town) -> int:
    return town.env.backend.bot_user.id


def forum(town: Town, *tags: str, required: bool = False) -> ChannelHandle:
    made = town.guild.create_forum_channel("cases")
    retag(town, made, {7_000 + n: tag for n, tag in enumerate(tags)})
    if required:
        in_cache = town.bot.get_channel(made.id)
        assert isinstance(in_cache, discord.ForumChannel)
        in_cache._flags = discord.ChannelFlags(require_tag=True).value
    return made


def retag(town: Town, where: ChannelHandle, tags: dict[int, str]) -> None:
    """What the server's moderators set up in Discord."""
    plain = {"moderated": False, "emoji_id": None, "emoji_name": None}
    named = [{"id": str(id), "name": name, **plain} for id, name in tags.items()]
    town.env.backend.edit_channel(where.id, {"available_tags": named})


def thread(town: Town, *, private: bool = False) -> ChannelHandle:
    kind = ChannelType.PRIVATE_THREAD if private else ChannelType.PUBLIC_THREAD
    made = town.env.backend.create_thread(town.channel.id, "evening", town.sam.id, type=kind)
    return ChannelHandle(town.env, town.guild, made)


def published(town: Town) -> list[int]:
    """The messages given to followers."""
    return [int(e.path.split("/")[-2]) for e in town.env.http_requests if e.path.endswith("/crosspost")]


# Kinds of channels


async def test_it_goes_to_the_channel_that_is_named(town: Town) -> None:
    hall = town.guild.create_text_channel("hall")
    shown = await preview(town, channel=hall)
    assert hall.mention in shown.text
    await shown.press("Post")
    assert posts(town) == []
    assert len(posts(town, hall)) == 1
    assert shown.text == say(town, "post-done", channel=hall.mention)


async def test_in_an_announcement_channel_followers_get_it_at_a_press(town: Town) -> None:
    news = town.guild.create_news_channel("news")
    shown = await preview(town, channel=news)
    await shown.press("Post and open a thread")
    (posted,) = posts(town, news)
    assert published(town) == []
    assert shown.labels == ["See it", "Publish to followers"]
    await shown.press("Publish to followers")
    assert published(town) == [posted.id]
    assert say(town, "post-published") in shown.text
    assert shown.labels == ["See it"]
    assert len(news.threads) == 1


async def test_what_discord_does_not_publish_is_said_and_can_be_tried_again(town: Town) -> None:
    news = town.guild.create_news_channel("news")
    shown = await preview(town, channel=news)
    await shown.press("Post")
    town.env.inject_error("POST", f"{MESSAGES}/*/crosspost", status=429, code=0)
    assert await shown.press("Publish to followers") == say(town, "post-unpublished", channel=news.mention)
    assert await shown.press("Publish to followers") == ""
    assert say(town, "post-published") in shown.text


async def test_elsewhere_nothing_is_offered_to_followers(town: Town) -> None:
    shown = await preview(town)
    await shown.press("Post")
    assert shown.labels == ["See it"]


async def test_in_a_forum_it_is_a_post_of_its_own_with_the_tags_chosen(town: Town) -> None:
    where = forum(town, "ethics", "practice", "news")
    shown = await preview(town, channel=where)
    assert "Post and open a thread" not in shown.labels, "a forum post is a thread"
    await shown.choose("post-tags", "7000", "7002")
    await shown.press("Post with a poll")
    (made,) = where.threads
    assert made.name == title(town)
    assert town.env.backend.get_channel(made.id).applied_tags == [7000, 7002]
    card, poll = posts(town, made)
    assert title(town) in text_of(card)
    assert poll.poll is not None
    link = next(each["url"] for each in shown.parts if "url" in each)
    assert link == f"https://discord.com/channels/{town.guild.id}/{made.id}/{card.id}"


async def test_tags_can_be_chosen_anew_or_none(town: Town) -> None:
    shown = await preview(town, channel=forum(town, "ethics", "practice"))
    await shown.choose("post-tags", "7000")
    (menu,) = [each for each in shown.parts if each.get("custom_id") == shown.control("post-tags")]
    assert [each["label"] for each in menu["options"] if each.get("default")] == ["ethics"]
    await shown.choose("post-tags", "7001")
    await shown.choose("post-tags")
    await shown.press("Post")
    assert town.env.backend.get_channel(town.guild.channels["cases"].threads[0].id).applied_tags == []


async def test_a_forum_that_wants_a_tag_gets_one(town: Town) -> None:
    where = forum(town, "ethics", required=True)
    shown = await preview(town, channel=where)
    assert await shown.press("Post") == say(town, "tags-required")
    assert where.threads == []
    await shown.choose("post-tags", "7000")
    await shown.press("Post")
    assert len(where.threads) == 1


async def test_a_tag_that_was_deleted_meanwhile_is_left_out(town: Town) -> None:
    where = forum(town, "ethics", "practice")
    shown = await preview(town, channel=where)
    await shown.choose("post-tags", "7000", "7001")
    retag(town, where, {7_001: "practice"})
    await town.env.settle()
    assert await shown.press("Post") == ""
    assert town.env.backend.get_channel(where.threads[0].id).applied_tags == [7001]


async def test_a_forum_without_tags_offers_none(town: Town) -> None:
    shown = await preview(town, channel=forum(town))
    assert not any("post-tags" in str(each.get("custom_id")) for each in shown.parts)


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
async def test_in_a_thread_it_is_posted_without_another_thread(town: Town, private: bool) -> None:
    evening = thread(town, private=private)
    shown = await preview(town, at=evening)
    assert "Post and open a thread" not in shown.labels
    await shown.press("Post with a poll")
    assert len(posts(town, evening)) == 2
    assert posts(town) == []


async def test_an_archived_thread_can_be_named_and_is_found(town: Town) -> None:
    evening = thread(town)
    town.env.backend.edit_channel(evening.id, {}, thread_metadata={"archived": True})
    await town.env.settle()
    guild = town.bot.get_guild(town.guild.id)
    assert guild is not None
    assert guild.get_thread(evening.id) is None, "Discord tells of active ones only"
    shown = await preview(town, channel=evening)
    await shown.press("Post")
    assert len(posts(town, evening)) == 1


async def test_in_a_voice_channel_s_chat_nothing_can_be_posted(town: Town) -> None:
    lounge = town.guild.create_voice_channel("lounge")
    said = text(await town.sam.slash(lounge, "post scenario", scenario="bias"))
    assert said == say(town, "channel-takes-no-posts", channel=lounge.mention)


# Permissions


@pytest.mark.parametrize("permission", ["view_channel", "send_messages"])
async def test_what_the_bot_lacks_is_named_with_how_to_grant_it(town: Town, permission: str) -> None:
    hall = town.guild.create_text_channel("hall")
    await deny(town, hall, bot_id(town), permission)
    said = text(await town.sam.slash(town.channel, "post scenario", scenario="bias", channel=hall))
    assert said.startswith(say(town, "bot-lacks", channel=hall.mention, permissions="…").partition("…")[0])
    assert f"**{GRANTABLE[permission]}**" in said
    assert "Permissions → add Wayside" in said
    assert rows(town, "SELECT * FROM drafts") == []


async def test_everything_that_is_lacking_is_named_at_once_and_in_french(town: Town) -> None:
    await town.bot.reflecting._members.set(town.sam.id, language="fr")
    await deny(town, town.channel, bot_id(town), "view_channel", "send_messages")
    said = text(await town.sam.slash(town.channel, "post scenario", scenario="bias"))
    assert "**Voir le salon**, **Envoyer des messages**" in said


@pytest.mark.parametrize(
    ("way", "permission"),
    [
        ("Post", "send_messages"),
        ("Post and open a thread", "create_public_threads"),
        ("Post and open a thread", "send_messages_in_threads"),
        ("Post and open a thread", "read_message_history"),
        ("Post with a poll", "send_polls"),
    ],
)
async def test_a_permission_lost_between_preview_and_click_is_named_and_nothing_posted(
    town: Town, way: str, permission: str
) -> None:
    shown = await preview(town)
    before = shown.text
    await deny(town, town.channel, bot_id(town), permission)
    said = await shown.press(way)
    assert say(town, "bot-lacks", channel=town.channel.mention, permissions=f"**{GRANTABLE[permission]}**") == said
    assert posts(town) == []
    assert shown.text == before
    town.env.backend.delete_overwrite(town.channel.id, bot_id(town))
    await town.env.settle()
    assert await shown.press(way) == ""
    assert title(town) in text_of(posts(town)[0])


async def test_the_plain_post_asks_for_no_more_than_it_needs(town: Town) -> None:
    unneeded = [each for each in GRANTABLE if each not in ("view_channel", "send_messages")]
    await deny(town, town.channel, bot_id(town), *unneeded)
    assert await (await preview(town)).press("Post") == ""
    assert len(posts(town)) == 1


async def test_in_threads_and_forums_other_permissions_count(town: Town) -> None:
    evening, where = thread(town), forum(town)
    await deny(town, town.channel, bot_id(town), "send_messages")
    assert await (await preview(town, at=evening)).press("Post") == ""
    await deny(town, town.channel, bot_id(town), "send_messages_in_threads")
    said = text(await town.sam.slash(evening, "post scenario", scenario="bias"))
    assert f"**{GRANTABLE['send_messages_in_threads']}**" in said
    shown = await preview(town, channel=where)
    await deny(town, where, bot_id(town), "send_messages_in_threads")
    assert f"**{GRANTABLE['send_messages_in_threads']}**" in await shown.press("Post with a poll")
    assert await shown.press("Post") == ""


@pytest.mark.parametrize("permission", ["view_channel", "send_messages"])
async def test_a_moderator_cannot_post_through_the_bot_where_they_may_not_themselves(
    town: Town, permission: str
) -> None:
    hall = town.guild.create_text_channel("hall")
    shown = await preview(town, channel=hall)
    await deny(town, hall, town.sam.id, permission)
    wanted = say(town, "you-lack", channel=hall.mention, permissions="…").partition("…")[0]
    said = await shown.press("Post")
    assert said.startswith(wanted)
    assert f"**{GRANTABLE[permission]}**" in said
    assert posts(town, hall) == []
    if permission == "send_messages":  # a channel one does not see cannot be named
        assert text(await town.sam.slash(town.channel, "post scenario", scenario="bias", channel=hall)) == said


async def test_a_locked_thread_is_named(town: Town) -> None:
    evening = thread(town)
    shown = await preview(town, at=evening)
    town.env.backend.edit_channel(evening.id, {}, thread_metadata={"locked": True})
    await town.env.settle()
    assert await shown.press("Post") == say(town, "thread-locked", channel=evening.mention)
    assert posts(town, evening) == []


# Gone by the click


@pytest.mark.parametrize("kind", ["channel", "thread", "forum"])
async def test_a_place_deleted_between_preview_and_click_is_said(town: Town, kind: str) -> None:
    makers = {"channel": lambda: town.guild.create_text_channel("hall"), "thread": lambda: thread(town)}
    where = makers.get(kind, lambda: forum(town))()
    shown = await preview(town, channel=where)
    town.env.backend.delete_channel(where.id)
    await town.env.settle()
    assert await shown.press("Post") == say(town, "channel-gone")
    assert await shown.introduce("Good morning!") == say(town, "channel-gone")
    assert rows(town, "SELECT * FROM posts") == []
    await shown.press("Cancel")
    assert shown.text == say(town, "post-cancelled")


@pytest.mark.parametrize("status", [403, 404, 500])
async def test_an_unknown_place_that_discord_does_not_show_is_said(town: Town, status: int) -> None:
    evening = thread(town)
    town.env.backend.edit_channel(evening.id, {}, thread_metadata={"archived": True})
    await town.env.settle()
    town.env.inject_error("GET", "/channels/*", status=status)
    said = text(await town.sam.slash(town.channel, "post scenario", scenario="bias", channel=evening))
    assert said == say(town, "channel-gone")

"""Two clicks at once, restarts, previews that are over or somebody else's: one post at most, and the truth about it."""

import asyncio

import pytest
from simcord.actors import MemberActor

from bot.storage.drafts import Drafts
from tests.conftest import Town
from tests.journeys.posting.posts import later, posts, preview, restart, rows, say
from tests.journeys.posting.posts_failing import CALLBACK, Line, Meanwhile
from tests.journeys.private import arrive, deliver, text_of, told
from tests.journeys.seen import answer, text

DAY = 86_400
SWEEP = "deleting what is kept of posts"


def moderating(town: Town, *people: MemberActor, still: bool = True) -> None:
    """Who moderates, and who does no more."""
    role = town.guild.roles["Moderator"].id
    for person in people:
        roles = town.env.backend.get_guild(town.guild.id).members[person.id].role_ids
        roles[:] = [role] if still else []


# At once


async def test_post_pressed_three_times_at_once_posts_once(town: Town) -> None:
    shown = await preview(town)
    results = await shown.at_once("post-send/…/post", "post-send/…/post", "post-send/…/post")
    assert len(posts(town)) == 1
    assert [each.followups for each in results] == [[], [], []]
    assert shown.text == say(town, "post-done", channel=town.channel.mention)
    assert len(rows(town, "SELECT * FROM posts")) == 1


async def test_every_way_pressed_at_once_posts_one_card(town: Town) -> None:
    shown = await preview(town)
    await shown.at_once("post-send/…/thread", "post-send/…/post", "post-send/…/poll")
    assert len(posts(town)) == 1
    assert len(town.channel.threads) == 1, "the first press counts"


async def test_two_polls_in_one_channel_at_once_both_stand_under_their_own_card(town: Town) -> None:
    moderating(town, town.camille)
    shown = [await preview(town, by=person) for person in (town.sam, town.camille)]
    for each in shown:
        arrive(town, each.person.id, answer(each.shown).message, each.control("post-send/…/poll"))
    await town.env.settle()
    cards = [each for each in posts(town) if not each.poll]
    answered = [each.reference.message_id for each in posts(town) if each.poll and each.reference]
    assert len(cards) == 2
    assert sorted(answered, key=str) == sorted((each.id for each in cards), key=str)


async def test_post_and_cancel_at_once_do_not_say_that_nothing_was_posted(town: Town) -> None:
    shown = await preview(town)
    await shown.at_once("post-send/…/post", "post-cancel")
    assert len(posts(town)) == 1
    assert say(town, "post-cancelled") not in str([entry.json for entry in town.env.http_requests])
    assert shown.text == say(town, "post-done", channel=town.channel.mention)


async def test_cancel_and_post_at_once_post_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, line, answered = await preview(town), Line(monkeypatch), asyncio.Event()
    post, remove = shown.control("post-send/…/post"), Drafts.remove

    async def slowly(drafts: Drafts, id: str) -> None:
        line.meanwhile.append(Meanwhile("POST", CALLBACK, after=answered.set))
        arrive(town, town.sam.id, answer(shown.shown).message, post)
        await answered.wait()
        await remove(drafts, id)

    monkeypatch.setattr(Drafts, "remove", slowly)
    await shown.press("Cancel")
    assert posts(town) == []
    assert shown.text == say(town, "post-cancelled")


async def test_a_change_while_it_is_being_posted_does_not_post_it_again(town: Town) -> None:
    shown = await preview(town)
    controls = [shown.control("post-send/…/post"), shown.control("post-languages")]
    await shown.at_once("post-send/…/post", "post-languages")
    for custom_id in reversed(controls):
        await deliver(town, town.sam.id, answer(shown.shown).message, custom_id)
    assert len(posts(town)) == 1
    assert shown.text == say(town, "post-done", channel=town.channel.mention)
    assert rows(town, "SELECT * FROM drafts") == []


async def test_two_previews_of_one_thing_are_two_posts(town: Town) -> None:
    one, other = await preview(town), await preview(town)
    await one.press("Post")
    await other.press("Post")
    assert len(posts(town)) == 2


# Later


@pytest.mark.parametrize("again", ["post-send/…/post", "post-send/…/thread", "post-cancel", "post-languages"])
async def test_an_old_button_of_a_preview_that_was_sent_says_where_the_post_is(town: Town, again: str) -> None:
    shown = await preview(town)
    custom_id = shown.control(again)
    await shown.press("Post")
    await restart(town)
    await deliver(town, town.sam.id, answer(shown.shown).message, custom_id)
    (posted,) = posts(town)
    assert shown.text == say(town, "post-done", channel=town.channel.mention)
    assert [each["url"] for each in shown.parts if "url" in each] == [posted.jump_url]


async def test_an_old_button_of_a_forum_post_leads_to_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    Line(monkeypatch)
    forum = town.guild.create_forum_channel("cases")
    shown = await preview(town, channel=forum)
    custom_id = shown.control("post-send/…/post")
    await shown.press("Post")
    await deliver(town, town.sam.id, answer(shown.shown).message, custom_id)
    (thread,) = forum.threads
    url = f"https://discord.com/channels/{town.guild.id}/{thread.id}/{thread.id}"
    assert [each["url"] for each in shown.parts if "url" in each] == [url]
    assert len(forum.threads) == 1


async def test_an_old_window_written_after_the_post_changes_nothing(town: Town) -> None:
    shown = await preview(town)
    window = await town.sam.click(answer(shown.shown), custom_id=shown.control("post-introduce"))
    await shown.press("Post")
    before = text_of(posts(town)[0])
    await town.sam.submit_modal(window, {"introduction": "Too late"})
    assert shown.text == say(town, "post-done", channel=town.channel.mention)
    assert [text_of(each) for each in posts(town)] == [before]


async def test_nothing_is_lost_by_a_restart_between_any_two_steps(town: Town) -> None:
    await town.bot.communities.set(town.guild.id, second_language="fr")
    shown = await preview(town, "question", language="en")
    await restart(town)
    await shown.introduce("Good morning!")
    await restart(town)
    await shown.choose("post-question", "question:bias:2")
    await restart(town)
    await shown.press("Post in two languages")
    await restart(town)
    await shown.press("Post and open a thread")
    body = text_of(posts(town)[0])
    questions = town.bot.desk.knowledge.scenarios["bias"].questions
    for wanted in ("Good morning!", questions[1]["en"], questions[1]["fr"]):
        assert wanted in body
    assert len(town.channel.threads) == 1


# Over


async def test_a_preview_left_for_a_day_is_over_and_says_so(town: Town) -> None:
    shown = await preview(town)
    await shown.introduce("Bartholomew told me")
    later(town, DAY - 60)
    await town.bot.chores[SWEEP]()
    await shown.press("Post in two languages")  # whoever comes back has another day
    later(town, DAY - 60)
    await town.bot.chores[SWEEP]()
    assert "Post" in shown.labels
    later(town, 61)
    await town.bot.chores[SWEEP]()
    assert rows(town, "SELECT * FROM drafts") == []
    await shown.press("Post")
    assert shown.text == say(town, "post-expired")
    assert posts(town) == []


@pytest.mark.parametrize("control", ["Cancel", "Post with a poll", "Post in two languages", "Add an introduction"])
async def test_every_button_of_an_expired_preview_says_so(town: Town, control: str) -> None:
    shown = await preview(town)
    later(town, DAY + 1)
    await town.bot.chores[SWEEP]()
    await shown.press(control)
    assert shown.text == say(town, "post-expired")
    assert posts(town) == []


async def test_what_is_noted_of_a_post_goes_after_a_month_and_its_buttons_stay(town: Town) -> None:
    await (await preview(town)).press("Post")
    later(town, 30 * DAY)
    await town.bot.chores[SWEEP]()
    assert len(rows(town, "SELECT * FROM posts")) == 1
    later(town, 1)
    await town.bot.chores[SWEEP]()
    assert rows(town, "SELECT * FROM posts") == []
    shown = await town.noor.click(posts(town)[0], label="Compare the codes")
    assert town.bot.desk.knowledge.scenarios["bias"].difference["en"] in text(shown)


async def test_a_clause_that_the_server_hides_meanwhile_is_not_posted(town: Town) -> None:
    shown = await preview(town, "clause", code="icf", number="24", edition="2020")
    await town.bot.communities.set(town.guild.id, editions=("icf-2025",))
    assert await shown.press("Post") == say(town, "post-topic-gone")
    assert posts(town) == []
    await shown.press("Cancel")
    assert shown.text == say(town, "post-cancelled")


# Somebody else


CONTROLS = ["post-send/…/post", "post-introduce", "post-languages", "post-question", "post-cancel"]


async def test_another_moderator_can_do_nothing_with_a_preview_that_is_not_theirs(town: Town) -> None:
    moderating(town, town.camille)
    shown = await preview(town, "question")
    kept, controls = rows(town, "SELECT sealed FROM drafts"), [shown.control(each) for each in CONTROLS]
    for custom_id in controls:
        values: tuple[str, ...] = ("question:bias:2",) if "post-question" in custom_id else ()
        await deliver(town, town.camille.id, answer(shown.shown).message, custom_id, values=values)
    assert posts(town) == []
    assert rows(town, "SELECT sealed FROM drafts") == kept


async def test_a_member_is_refused_at_every_control(town: Town) -> None:
    shown = await preview(town, "question")
    before, kept = shown.text, rows(town, "SELECT sealed FROM drafts")
    for custom_id in [shown.control(each) for each in CONTROLS]:
        values: tuple[str, ...] = ("question:bias:2",) if "post-question" in custom_id else ()
        (result,) = await deliver(town, town.noor.id, answer(shown.shown).message, custom_id, values=values)
        assert told(result) == say(town, "moderators-only")
    assert shown.text == before
    assert posts(town) == []
    assert rows(town, "SELECT sealed FROM drafts") == kept


async def test_whoever_moderates_no_more_cannot_send_their_preview(town: Town) -> None:
    shown = await preview(town)
    window = await town.sam.click(answer(shown.shown), custom_id=shown.control("post-introduce"))
    moderating(town, town.sam, still=False)
    assert await shown.press("Post") == say(town, "moderators-only")
    submitted = await town.sam.submit_modal(window, {"introduction": "Ha!"})
    assert told(submitted) == say(town, "moderators-only")
    assert posts(town) == []


@pytest.mark.parametrize(
    "custom_id",
    [
        "w0/post-send/{id}/post",
        "w1/post-send/{id}",
        "w1/post-sent/{id}",
        "w1/post-question/{id}",
        "w1/post-here/scenario:gone",
    ],
)
async def test_a_control_of_another_version_gets_a_kind_sentence(town: Town, custom_id: str) -> None:
    shown = await preview(town, "question")
    (result,) = await deliver(town, town.sam.id, answer(shown.shown).message, custom_id.format(id=shown.id))
    assert told(result) == say(town, "error-old-control")
    assert posts(town) == []


async def test_an_unknown_draft_is_over(town: Town) -> None:
    shown = await preview(town)
    await deliver(town, town.sam.id, answer(shown.shown).message, "w1/post-send/nobodys-draft-0/post")
    assert shown.text == say(town, "post-expired")

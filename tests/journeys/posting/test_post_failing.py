"""Discord that refuses or does not answer, a locked database, a process that ends at any moment: posted once, truly."""

import pytest
from simcord.builders import ChannelHandle

from tests.conftest import Town
from tests.journeys.posting.posts import Preview, later, locked, posts, preview, restart, rows, say
from tests.journeys.posting.posts_failing import EDIT, MOMENTS, SEND, THREAD, Line, Meanwhile, kill, lost, refused
from tests.journeys.posting.test_post_places import bot_id, deny
from tests.journeys.private import deliver, text_of
from tests.journeys.seen import answer

POSTS = "SELECT state FROM posts"
DAY = 86_400


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    return Line(monkeypatch)


def refuse(town: Town, path: str, status: int, times: int | None = 1) -> None:
    town.env.inject_error("POST", path, status=status, times=times)


def done(town: Town, where: ChannelHandle | None = None) -> str:
    return say(town, "post-done", channel=(where or town.channel).mention)


# Discord refuses


@pytest.mark.parametrize("status", [400, 403, 404, 429])
async def test_what_discord_refuses_is_said_and_can_be_tried_again(town: Town, status: int) -> None:
    shown = await preview(town)
    await shown.introduce("Good morning!")
    before = shown.text
    refuse(town, SEND, status)
    assert await shown.press("Post") == say(town, "post-refused", channel=town.channel.mention)
    assert (posts(town), rows(town, POSTS), shown.text) == ([], [], before)
    assert await shown.press("Post") == ""
    (posted,) = posts(town)
    assert text_of(posted).startswith("Good morning!\n")


async def test_what_was_refused_does_not_count_as_posted(town: Town) -> None:
    shown = await preview(town)
    refuse(town, SEND, 403, times=15)
    for _ in range(15):
        await shown.press("Post")
    assert await shown.press("Post") == ""


async def test_a_refused_thread_or_poll_leaves_the_post_and_is_said(town: Town) -> None:
    shown = await preview(town)
    refuse(town, THREAD, 403)
    assert await shown.press("Post and open a thread") == ""
    assert shown.text == f"{done(town)}\n{say(town, 'post-without-thread')}"
    assert (len(posts(town)), town.channel.threads) == (1, [])


async def test_a_poll_that_discord_does_not_take_is_said(town: Town, line: Line) -> None:
    shown = await preview(town)
    # The card is sent, and the next message, its poll, is refused.
    poll = Meanwhile("POST", SEND, before=refused)
    line.meanwhile.append(Meanwhile("POST", SEND, after=lambda: line.meanwhile.append(poll)))
    await shown.press("Post with a poll")
    assert shown.text == f"{done(town)}\n{say(town, 'post-without-poll')}"
    assert len(posts(town)) == 1


# Discord does not answer


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_without_an_answer_nobody_says_that_it_was_posted_or_not(town: Town, status: int) -> None:
    shown = await preview(town)
    refuse(town, SEND, status)
    assert await shown.press("Post") == say(town, "post-unsure")
    assert (posts(town), rows(town, POSTS)) == ([], [("claimed",)])
    assert await shown.press("Post") == ""
    assert (len(posts(town)), rows(town, POSTS)) == (1, [("posted",)])
    assert shown.text == done(town)


@pytest.mark.parametrize("restarted", [False, True], ids=["at once", "after a restart"])
@pytest.mark.parametrize("way", ["Post", "Post and open a thread", "Post with a poll"])
async def test_an_answer_that_was_lost_posts_once(town: Town, line: Line, way: str, restarted: bool) -> None:
    shown = await preview(town)
    line.meanwhile.append(Meanwhile("POST", SEND, after=lost))
    assert await shown.press(way) == say(town, "post-unsure")
    await town.sam.send(town.channel, "Is it there?")
    if restarted:
        await restart(town)
    assert await shown.press(way) == ""
    assert len(posts(town)) == (2 if "poll" in way else 1)
    assert len(town.channel.threads) == ("thread" in way)
    assert shown.text == done(town)


async def test_another_post_of_the_bot_s_is_not_taken_for_the_one_that_never_arrived(town: Town, line: Line) -> None:
    shown = await preview(town)
    line.meanwhile.append(Meanwhile("POST", SEND, before=lost))
    assert await shown.press("Post") == say(town, "post-unsure")
    await (await preview(town)).press("Post")
    await shown.press("Post")
    first, second = posts(town)
    assert [each["url"] for each in shown.parts if "url" in each] == [second.jump_url]
    assert first.id != second.id


async def test_a_forum_post_whose_answer_was_lost_is_found(town: Town, line: Line) -> None:
    forum = town.guild.create_forum_channel("cases")
    await (await preview(town, channel=forum)).press("Post")
    shown = await preview(town, channel=forum)
    line.meanwhile.append(Meanwhile("POST", "/channels/*/threads", after=lost))
    assert await shown.press("Post") == say(town, "post-unsure")
    # Somebody deletes the first message of the other post: it must not stop the search.
    another, ours = forum.threads
    town.env.backend.delete_message(another.id, another.id)
    assert await shown.press("Post") == ""
    assert len(forum.threads) == 2
    assert [each["url"].rsplit("/", 1)[1] for each in shown.parts if "url" in each] == [str(ours.id)]


@pytest.mark.parametrize("status", [403, 404, 500])
async def test_while_it_cannot_be_looked_for_it_is_not_posted_again(town: Town, line: Line, status: int) -> None:
    shown = await preview(town)
    line.meanwhile.append(Meanwhile("POST", SEND, after=lost))
    await shown.press("Post")
    town.env.inject_error("GET", SEND, status=status)
    assert await shown.press("Post") == say(town, "post-unsure")
    assert await shown.press("Post") == ""
    assert len(posts(town)) == 1


async def test_nor_while_the_bot_may_not_read_what_is_there(town: Town, line: Line) -> None:
    shown = await preview(town)
    line.meanwhile.append(Meanwhile("POST", SEND, after=lost))
    await shown.press("Post")
    await deny(town, town.channel, bot_id(town), "read_message_history")
    named = f"**{say(town, 'permission-read-message-history')}**"
    assert await shown.press("Post") == say(town, "bot-lacks", channel=town.channel.mention, permissions=named)
    assert len(posts(town)) == 1


@pytest.mark.parametrize("taken", [False, True], ids=["not taken", "taken"])
async def test_whoever_gives_up_then_is_not_told_that_nothing_was_posted(town: Town, line: Line, taken: bool) -> None:
    shown = await preview(town)
    line.meanwhile.append(Meanwhile("POST", SEND, **{"after" if taken else "before": lost}))
    await shown.press("Post")
    await shown.press("Cancel")
    assert shown.text == say(town, "post-perhaps", channel=town.channel.mention)
    assert len(posts(town)) == taken


async def test_nor_whoever_comes_back_after_days(town: Town, line: Line) -> None:
    shown = await preview(town)
    line.meanwhile.append(Meanwhile("POST", SEND, after=lost))
    await shown.press("Post")
    later(town, DAY + 1)
    await town.bot.chores["deleting what is kept of posts"]()
    await shown.press("Post")
    assert shown.text == say(town, "post-perhaps", channel=town.channel.mention)
    assert len(posts(town)) == 1


async def test_an_answer_to_the_moderator_that_was_lost_is_given_at_the_next_press(town: Town) -> None:
    log = town.guild.create_text_channel("log")
    await town.bot.communities.set(town.guild.id, log_channel=log.id)
    shown = await preview(town)
    town.env.inject_error("PATCH", EDIT, status=500)
    assert await shown.press("Post") == "", "nobody says that it was not done"
    assert "Post" in shown.labels
    await shown.press("Post")
    assert shown.text == done(town)
    assert (len(posts(town)), len(posts(town, log))) == (1, 1)


# A process that ends


def not_reached(moment: str, way: str) -> bool:
    return moment == "opening a thread" and way != "thread"


@pytest.mark.parametrize("way", ["post", "thread", "poll"])
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("moment", MOMENTS)
async def test_killed_at_any_moment_the_next_press_makes_it_whole_once(
    town: Town, line: Line, monkeypatch: pytest.MonkeyPatch, moment: str, before: bool, way: str
) -> None:
    shown = await preview(town)
    custom_id = shown.control(f"post-send/…/{way}")
    kill(monkeypatch, line, moment, before=before)
    await deliver(town, town.sam.id, answer(shown.shown).message, custom_id)
    await restart(town)
    survived = not_reached(moment, way) or (moment == "telling" and not before)
    assert (shown.text == done(town)) is survived
    line.meanwhile.clear()
    await deliver(town, town.sam.id, answer(shown.shown).message, custom_id)
    assert shown.text == done(town)
    card, *under = posts(town)
    assert town.bot.desk.knowledge.scenarios["bias"].title["en"] in text_of(card)
    assert [bool(each.poll) for each in under] == ([True] if way == "poll" else [])
    assert [len(posts(town, each)) for each in town.channel.threads] == ([1] if way == "thread" else [])
    assert (rows(town, POSTS), rows(town, "SELECT * FROM drafts")) == ([("posted",)], [])


# A locked database


@pytest.mark.expects_errors
async def test_while_the_database_is_locked_nothing_is_posted_and_pressing_again_works(town: Town) -> None:
    shown = await preview(town)
    with locked(town):
        assert await shown.press("Post") != ""
        assert posts(town) == []
    assert await shown.press("Post") == ""
    assert len(posts(town)) == 1


@pytest.mark.expects_errors
@pytest.mark.parametrize("way", ["Post", "Post and open a thread", "Post with a poll"])
async def test_locked_after_discord_took_it_the_next_press_makes_it_whole(town: Town, line: Line, way: str) -> None:
    shown = await preview(town)
    lock = locked(town)
    line.meanwhile.append(Meanwhile("POST", SEND, after=lambda: lock.__enter__()))
    assert await shown.press(way) != ""
    lock.__exit__(None, None, None)
    assert await shown.press(way) == ""
    assert len(posts(town)) == (2 if "poll" in way else 1)
    assert [len(posts(town, each)) for each in town.channel.threads] == ([1] if "thread" in way else [])
    assert shown.text == done(town)


@pytest.mark.expects_errors
async def test_locked_when_all_is_done_the_moderator_hears_that_it_is_posted(town: Town, line: Line) -> None:
    shown = await preview(town)
    lock = locked(town)
    line.meanwhile.append(Meanwhile("POST", THREAD, after=lambda: lock.__enter__()))
    assert await shown.press("Post and open a thread") == ""
    lock.__exit__(None, None, None)
    assert shown.text == done(town)
    assert rows(town, POSTS) == [("posted",)]


@pytest.mark.expects_errors
async def test_a_preview_that_could_not_be_kept_is_not_shown(town: Town) -> None:
    with locked(town):
        result = await town.sam.slash(town.channel, "post scenario", scenario="bias")
    assert not Preview(town, town.sam, result).labels
    assert rows(town, "SELECT * FROM drafts") == []

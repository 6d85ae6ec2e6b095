"""Series in threads and forums, and with threads of their own: asleep, closed, deleted, or opened by half."""

from datetime import UTC, datetime, timedelta

from simcord.builders import ChannelHandle

from bot.storage.posts import POSTED
from tests.conftest import Town
from tests.journeys.series.cut_off import Fate, die
from tests.journeys.series.scheduling import (
    add,
    move,
    noted,
    posts,
    restart,
    said,
    state,
    work,
)
from tests.journeys.threads import archive, as_in_discord

DUE = datetime(2026, 1, 5, 8, tzinfo=UTC)
WEEK = timedelta(weeks=1)
SOON = timedelta(seconds=15)
NEXT = "2026-01-12T08:00:00.000000Z"
SEND = "/channels/*/messages"


def thread_in(town: Town) -> ChannelHandle:
    """A thread in #ethics-corner that Sam has begun."""
    made = town.env.backend.create_thread(town.channel.id, "Every week a question", town.sam.id)
    return ChannelHandle(town.env, town.guild, made)


def forum(town: Town) -> ChannelHandle:
    return town.guild.create_forum_channel("questions")


async def test_a_thread_that_fell_asleep_since_last_week_is_no_thread_that_is_gone(town: Town) -> None:
    as_in_discord(town.env)
    thread = thread_in(town)
    await add(town, channel=thread)
    await work(town, DUE)
    archive(town.env, thread.id)
    await work(town, DUE + WEEK)
    assert len(posts(thread)) == 2
    archive(town.env, thread.id)
    await restart(town)
    town.env.inject_error("GET", f"/channels/{thread.id}", status=500)
    for at in (DUE + 2 * WEEK, DUE + 2 * WEEK + SOON):
        await work(town, at)
    assert len(posts(thread)) == 3
    assert said(town.sam.user.dm_channel) == []


async def test_a_deleted_thread_is_gone(town: Town) -> None:
    thread = thread_in(town)
    await add(town, channel=thread)
    town.env.backend.delete_channel(thread.id)
    await work(town, DUE)
    assert state(town)[0][0] == "channel-gone"


async def test_a_thread_one_may_no_longer_see_is_a_matter_of_permission(town: Town) -> None:
    thread = thread_in(town)
    await add(town, channel=thread)
    archive(town.env, thread.id)
    town.env.inject_error("GET", f"/channels/{thread.id}", status=403, code=50001, times=None)
    await work(town, DUE)
    assert state(town)[0][0] == "no-permission"
    assert len(said(town.sam.user.dm_channel)) == 1


async def test_a_closed_thread_that_discord_keeps_shut_makes_the_series_rest(town: Town) -> None:
    thread = thread_in(town)
    await add(town, channel=thread)
    archive(town.env, thread.id, locked=True)
    town.env.inject_error("POST", f"/channels/{thread.id}/messages", status=400, code=50083)
    await work(town, DUE)
    assert state(town)[0][0] == "refused"


async def test_after_a_crash_a_forum_post_that_was_closed_meanwhile_is_found(town: Town, fate: Fate) -> None:
    there = forum(town)
    await add(town, channel=there)
    move(town, DUE)
    await die(town, fate, "before sent")
    (thread,) = there.threads
    archive(town.env, thread.id)
    await work(town, DUE + timedelta(hours=2))
    assert [each.id for each in there.threads] == [thread.id]
    assert [(each.state, each.message) for each in noted(town)] == [(POSTED, thread.id)]


async def test_after_a_crash_a_forum_post_that_was_noted_and_closed_does_not_come_again(town: Town, fate: Fate) -> None:
    there = forum(town)
    await add(town, channel=there)
    move(town, DUE)
    await die(town, fate, "after sent")
    archive(town.env, there.threads[0].id)
    await restart(town)
    await work(town, DUE + timedelta(hours=2))
    assert len(there.threads) == 1
    assert [each.state for each in noted(town)] == [POSTED]


async def test_members_who_write_before_the_first_message_of_a_thread_leave_it_one_thread(
    town: Town, fate: Fate
) -> None:
    await add(town, thread=True)
    move(town, DUE)
    await die(town, fate, "after POST /channels/{channel_id}/messages/{message_id}/threads")
    (thread,) = town.channel.threads
    await town.noor.send(thread, "First!")
    await work(town)
    await work(town)
    assert len(town.channel.threads) == 1
    assert [each.state for each in noted(town)] == [POSTED]

"""What stands in the way of a series: it rests, its moderators are told once, and it goes on when they say so."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import discord
import pytest
from simcord.backend import serializers
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType

from bot.community.series import Pause
from bot.storage.posts import POSTED, SKIPPED
from bot.storage.series import AllSeries
from tests.conftest import Town
from tests.journeys.posting.posts import locked
from tests.journeys.seen import answer, text
from tests.journeys.series.cut_off import Fate, die
from tests.journeys.series.scheduling import (
    add,
    ids,
    move,
    noted,
    posts,
    said,
    state,
    with_log,
    words,
    work,
)

DUE = datetime(2026, 1, 5, 8, tzinfo=UTC)
WEEK = timedelta(weeks=1)
SOON = timedelta(seconds=15)
NEXT = "2026-01-12T08:00:00.000000Z"
SEND = "/channels/*/messages"


def allow(town: Town, channel: ChannelHandle, **permissions: bool) -> None:
    """Say for the bot alone what it may do in a channel."""
    yes, no = discord.PermissionOverwrite(**permissions).pair()
    mine = Overwrite(target_id=town.bot.user.id, type=OverwriteType.MEMBER, allow=yes.value, deny=no.value)  # type: ignore[union-attr]
    town.env.backend.set_overwrite(channel.id, mine)


async def opened(town: Town) -> str:
    """The only series, opened from the list."""
    found = await town.sam.slash(town.guild.create_text_channel("moderators"), "schedule list")
    return text(await town.sam.select(answer(found), ids(town)))


async def resume(town: Town) -> str:
    (id,) = ids(town)
    return text(await town.sam.slash(town.channel, "schedule resume", series=id))


# Its channel


async def test_the_channel_is_deleted_it_rests_and_that_is_told_once(town: Town) -> None:
    log = await with_log(town)
    there = town.guild.create_text_channel("weekly")
    await add(town, channel=there)
    town.env.backend.delete_channel(there.id)
    for at in (DUE, DUE + SOON, DUE + WEEK):
        await work(town, at)
    assert state(town) == [("channel-gone", "2026-01-05T08:00:00.000000Z")]
    assert said(log)[1:] == [words(town, "series-paused-channel-gone", channel=f"<#{there.id}>")]
    assert noted(town) == []
    assert words(town, "series-rests-channel-gone") in await opened(town)
    assert await resume(town) == words(town, "channel-gone")
    assert state(town)[0][0] == "channel-gone"


@pytest.mark.parametrize("lost", ["send_messages", "view_channel", "read_message_history"])
async def test_a_permission_is_lost_between_rounds_and_given_back(town: Town, lost: str) -> None:
    await add(town)
    await work(town, DUE)
    allow(town, town.channel, **{lost: False})
    for at in (DUE + WEEK, DUE + WEEK + SOON):
        await work(town, at)
    assert state(town)[0][0] == "no-permission"
    (told,) = said(town.sam.user.dm_channel)
    assert told.endswith(words(town, "series-paused-no-permission", channel=f"<#{town.channel.id}>"))
    assert words(town, "series-rests-no-permission") in await opened(town)
    refused = await resume(town)
    assert "I am missing: **" in refused
    allow(town, town.channel, **{lost: True})
    move(town, DUE + 3 * WEEK + timedelta(days=1))
    assert "Every Monday at 09:00" in await resume(town)
    await work(town)
    assert len(posts(town.channel)) == 1  # what was missed while it rested is not made up for
    await work(town, DUE + 4 * WEEK)
    assert [each.due for each in noted(town)] == [DUE, DUE + 4 * WEEK]
    assert len(said(town.sam.user.dm_channel)) == 1


async def test_a_thread_cannot_be_opened_any_more_so_the_series_rests_before_it_posts_half(town: Town) -> None:
    await add(town, thread=True)
    allow(town, town.channel, create_public_threads=False)
    await work(town, DUE)
    assert state(town)[0][0] == "no-permission"
    assert posts(town.channel) == []


@pytest.mark.parametrize(
    ("status", "code", "why"),
    [(403, 50013, "no-permission"), (404, 10003, "channel-gone"), (400, 40067, "refused")],
)
async def test_discord_refuses_a_post_although_all_looked_well(town: Town, status: int, code: int, why: str) -> None:
    log = await with_log(town)
    await add(town)
    town.env.inject_error("POST", f"/channels/{town.channel.id}/messages", status=status, code=code)
    for at in (DUE, DUE + SOON):
        await work(town, at)
    assert state(town) == [(why, NEXT)]
    assert [each.state for each in noted(town)] == [SKIPPED]
    assert posts(town.channel) == []
    assert said(log)[1:] == [words(town, f"series-paused-{why}", channel=f"<#{town.channel.id}>")]


async def test_what_was_refused_was_not_shown_and_comes_first_when_it_goes_on(town: Town) -> None:
    await add(town)
    await work(town, DUE)
    town.env.inject_error("POST", f"/channels/{town.channel.id}/messages", status=400, code=40067)
    await work(town, DUE + WEEK)
    assert posts(town.channel)[1:] == []
    await resume(town)
    await work(town, DUE + 2 * WEEK)
    first, refused, next_one = noted(town)
    assert [each.state for each in (first, refused, next_one)] == [POSTED, SKIPPED, POSTED]
    assert next_one.topic == refused.topic != first.topic


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_discord_fails_for_a_while_and_the_post_comes_when_it_is_back(town: Town, status: int) -> None:
    await add(town, thread=True)
    town.env.inject_error("POST", "/channels/*", status=status, times=None)
    for seconds in (0, 15, 30):
        await work(town, DUE + timedelta(seconds=seconds))
    assert posts(town.channel) == []
    town.env.backend.faults.clear()
    town.env.inject_error("POST", "/channels/*/threads", status=status, times=2)
    for seconds in (45, 60, 75, 90):
        await work(town, DUE + timedelta(seconds=seconds))
    (post,) = posts(town.channel)
    assert [(each.state, each.message) for each in noted(town)] == [(POSTED, post.id)]
    (thread,) = town.channel.threads
    assert len(said(thread)) == 1
    assert state(town) == [(None, NEXT)]
    assert said(town.sam.user.dm_channel) == []


async def test_paused_by_a_moderator_before_its_channel_was_deleted_nobody_is_told_again(
    town: Town, fate: Fate
) -> None:
    there = town.guild.create_text_channel("weekly")
    await add(town, channel=there)
    move(town, DUE)
    await die(town, fate, "after claim")
    await AllSeries(town.bot.database).pause(ids(town)[0], Pause.MODERATOR)
    town.env.backend.delete_channel(there.id)
    await work(town)
    assert [each.state for each in noted(town)] == [SKIPPED]
    assert state(town)[0][0] == "moderator"
    assert said(town.sam.user.dm_channel) == []


async def test_a_permission_lost_after_it_was_posted_does_not_undo_the_post(town: Town, fate: Fate) -> None:
    await add(town, thread=True)
    move(town, DUE)
    await die(town, fate, "after sent")
    allow(town, town.channel, send_messages=False)
    await work(town)
    assert [each.state for each in noted(town)] == [POSTED]
    assert state(town)[0][0] == "no-permission"


# What it goes through


async def test_nothing_of_its_kind_is_shown_any_more(town: Town) -> None:
    log = await with_log(town)
    await add(town, rotates="clauses:icf")
    await town.bot.communities.set(town.guild.id, editions=("gcoe-2021",))
    for at in (DUE, DUE + SOON):
        await work(town, at)
    assert state(town)[0][0] == "nothing"
    assert said(log)[1:] == [words(town, "series-paused-nothing", channel=f"<#{town.channel.id}>")]
    assert words(town, "series-rests-nothing") in await opened(town)
    assert await resume(town) == words(town, "series-nothing")
    await town.bot.communities.set(town.guild.id, editions=())
    await resume(town)
    await work(town, DUE + WEEK)
    assert len(posts(town.channel)) == 1


async def test_a_topic_that_is_no_longer_shown_when_its_thread_is_due_leaves_the_post_without(
    town: Town, fate: Fate
) -> None:
    await add(town, rotates="clauses:icf", thread=True)
    move(town, DUE)
    await die(town, fate, "after sent")
    await town.bot.communities.set(town.guild.id, editions=("gcoe-2021",))
    await work(town)
    assert town.channel.threads == []
    assert [each.state for each in noted(town)] == [POSTED]


# The server, and the database


async def test_the_bot_is_removed_and_comes_back(town: Town) -> None:
    await add(town)
    come_back = leave(town)
    await work(town, DUE)
    await work(town, DUE + SOON)
    assert state(town)[0][0] == "left"
    assert said(town.sam.user.dm_channel) == []
    come_back()
    await town.env.settle()
    await work(town, DUE + timedelta(hours=1))
    assert posts(town.channel) == []
    assert words(town, "series-rests-left") in await opened(town)
    await resume(town)
    await work(town, DUE + WEEK)
    assert len(posts(town.channel)) == 1


async def test_removed_between_claim_and_sending_nothing_is_left_open(town: Town, fate: Fate) -> None:
    await add(town)
    move(town, DUE)
    await die(town, fate, "after claim")
    leave(town)
    await work(town)
    assert [each.state for each in noted(town)] == [SKIPPED]


def leave(town: Town) -> Callable[[], None]:
    """The bot is thrown out of the server; call the result to have it back, as it was."""
    backend = town.env.backend
    guild, channels, messages = backend.guilds[town.guild.id], dict(backend.channels), dict(backend.messages)
    backend.remove_guild(guild.id)

    def come_back() -> None:
        backend.guilds[guild.id] = guild
        for id in guild.channel_ids:
            backend.channels[id], backend.messages[id] = channels[id], messages[id]
        backend.emit("GUILD_CREATE", serializers.guild_create_payload(backend, guild))

    return come_back


@pytest.mark.parametrize(("hours", "posted"), [(2, 1), (7, 0)])
async def test_an_outage_of_discord_s_is_not_the_end_of_a_series(town: Town, hours: int, posted: int) -> None:
    await add(town)
    backend = town.env.backend
    backend.emit("GUILD_DELETE", {"id": str(town.guild.id), "unavailable": True})
    for at in (DUE, DUE + SOON):
        await work(town, at)
    assert state(town) == [(None, "2026-01-05T08:00:00.000000Z")]
    backend.emit("GUILD_CREATE", serializers.guild_create_payload(backend, backend.guilds[town.guild.id]))
    await work(town, DUE + timedelta(hours=hours))
    assert len(posts(town.channel)) == posted
    assert state(town) == [(None, NEXT)]
    assert len(said(town.sam.user.dm_channel)) == 1 - posted


async def test_an_outage_between_claim_and_sending_is_waited_for(town: Town, fate: Fate) -> None:
    await add(town)
    move(town, DUE)
    await die(town, fate, "after claim")
    backend = town.env.backend
    backend.emit("GUILD_DELETE", {"id": str(town.guild.id), "unavailable": True})
    await work(town)
    assert posts(town.channel) == []
    backend.emit("GUILD_CREATE", serializers.guild_create_payload(backend, backend.guilds[town.guild.id]))
    await work(town)
    assert len(posts(town.channel)) == 1


@pytest.mark.expects_errors
async def test_the_database_is_locked_during_a_round(town: Town) -> None:
    await add(town)
    with locked(town):
        await work(town, DUE)
        assert posts(town.channel) == []
    await work(town, DUE + SOON)
    assert len(posts(town.channel)) == 1
    assert [each.state for each in noted(town)] == [POSTED]

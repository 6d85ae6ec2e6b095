"""The bot was away, or the server was: what is posted late, what is left out, who is told of it, and how often."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.storage.posts import CLAIMED, POSTED, SKIPPED
from tests.conftest import Town
from tests.journeys.series.cut_off import Fate, die, watch
from tests.journeys.series.scheduling import (
    add,
    move,
    noted,
    posts,
    press,
    read,
    restart,
    said,
    state,
    with_log,
    words,
    work,
)

DUE = datetime(2026, 1, 5, 8, tzinfo=UTC)
WEEK = timedelta(weeks=1)
NEXT = "2026-01-12T08:00:00.000000Z"


@pytest.fixture
def fate(monkeypatch: pytest.MonkeyPatch) -> Fate:
    return watch(monkeypatch)


def around(at: datetime, *, minutes: float = 0, hours: float = 0) -> datetime:
    return at + timedelta(minutes=minutes, hours=hours)


def missed(town: Town, count: int, last: datetime, language: str = "en") -> str:
    """What is told of dates that were left out."""
    at = f"<t:{int(last.timestamp())}:F>"
    return words(town, "series-missed", language, channel=f"<#{town.channel.id}>", count=count, last=at)


async def die_when_due(town: Town, fate: Fate, step: str) -> None:
    move(town, DUE)
    await die(town, fate, step)


# The bot was away


async def test_five_hours_and_fifty_nine_minutes_late_it_is_posted(town: Town) -> None:
    log = await with_log(town)
    await add(town)
    await restart(town)
    await work(town, around(DUE, hours=5, minutes=59))
    (post,) = posts(town.channel)
    assert post.created_at == around(DUE, hours=5, minutes=59)
    assert [(each.due, each.state, each.message) for each in noted(town)] == [(DUE, POSTED, post.id)]
    assert len(said(log)) == 1  # that it was set up
    assert state(town) == [(None, NEXT)]


async def test_six_hours_and_a_minute_late_it_is_left_out_and_told_once(town: Town) -> None:
    log = await with_log(town)
    await add(town)
    await restart(town)
    await work(town, around(DUE, hours=6, minutes=1))
    await work(town)
    await restart(town)
    await work(town)
    assert posts(town.channel) == []
    assert [(each.due, each.state) for each in noted(town)] == [(DUE, SKIPPED)]
    assert said(log)[1:] == [missed(town, 1, DUE)]
    assert said(town.sam.user.dm_channel) == []
    await work(town, DUE + WEEK)
    assert len(posts(town.channel)) == 1


async def test_back_after_three_weeks_only_the_latest_is_posted_and_the_others_are_told_together(town: Town) -> None:
    log = await with_log(town)
    await add(town)
    await work(town, DUE)
    await restart(town)
    await work(town, around(DUE + 3 * WEEK, hours=2))
    assert len(posts(town.channel)) == 2
    assert [(each.due, each.state) for each in noted(town)] == [
        (DUE, POSTED),
        (DUE + WEEK, SKIPPED),
        (DUE + 2 * WEEK, SKIPPED),
        (DUE + 3 * WEEK, POSTED),
    ]
    assert said(log)[1:] == [missed(town, 2, DUE + 2 * WEEK)]
    assert state(town) == [(None, "2026-02-02T08:00:00.000000Z")]
    # What was left out was never shown, so it does not count as shown.
    topics = [each.topic for each in noted(town) if each.state == POSTED]
    assert len(set(topics)) == 2


async def test_without_a_log_channel_whoever_added_it_is_told_in_the_server_s_language(town: Town) -> None:
    await town.bot.communities.set(town.guild.id, language="fr")
    await add(town)
    await work(town, around(DUE, hours=7))
    (told,) = said(town.sam.user.dm_channel)
    assert told == f"{words(town, 'series-told', 'fr', server='Test Guild')}\n{missed(town, 1, DUE, 'fr')}"
    assert said(town.channel) == []


async def test_a_log_channel_that_cannot_be_written_to_is_no_reason_for_silence(town: Town) -> None:
    log = await with_log(town)
    await add(town)
    town.env.inject_error("POST", f"/channels/{log.id}/messages", status=403, code=50001)
    await work(town, around(DUE, hours=7))
    (told,) = said(town.sam.user.dm_channel)
    assert told == f"{words(town, 'series-told', server='Test Guild')}\n{missed(town, 1, DUE)}"


@pytest.mark.parametrize("left", [False, True])
async def test_nobody_can_be_told_and_the_series_goes_on(town: Town, left: bool) -> None:
    await add(town)
    dm = town.sam.user.dm_channel
    if left:
        town.guild.remove_member(town.sam)
    else:
        town.env.inject_error("POST", f"/channels/{dm.id}/messages", status=403, code=50007)
    await work(town, around(DUE, hours=7))
    assert said(dm) == []
    await work(town, DUE + WEEK)
    assert len(posts(town.channel)) == 1


async def test_whoever_added_it_has_had_their_data_erased_and_the_series_goes_on(town: Town) -> None:
    await add(town)
    privacy = await town.sam.slash(town.channel, "privacy")
    await press(town.sam, await press(town.sam, privacy, "Erase my data"), "Yes, erase it")
    assert read(town, "SELECT added_by FROM series") == [(None,)]
    await work(town, around(DUE, hours=7))
    await work(town, DUE + WEEK)
    assert [each.state for each in noted(town)] == [SKIPPED, POSTED]
    assert said(town.sam.user.dm_channel) == []


async def test_claimed_before_the_crash_and_back_too_late_it_is_left_out_and_told_once(town: Town, fate: Fate) -> None:
    await add(town)
    await die_when_due(town, fate, "after claim")
    assert [each.state for each in noted(town)] == [CLAIMED]
    await work(town, around(DUE, hours=6, minutes=1))
    await work(town)
    assert posts(town.channel) == []
    assert [each.state for each in noted(town)] == [SKIPPED]
    (told,) = said(town.sam.user.dm_channel)
    assert told.endswith(missed(town, 1, DUE))


async def test_posted_before_the_crash_and_found_days_later_nobody_is_told_it_was_left_out(
    town: Town, fate: Fate
) -> None:
    await add(town)
    await die_when_due(town, fate, "before sent")
    await town.noor.send(town.channel, "A good question.")
    await work(town, around(DUE, hours=50))
    (post,) = posts(town.channel)
    assert [(each.state, each.message) for each in noted(town)] == [(POSTED, post.id)]
    assert said(town.sam.user.dm_channel) == []


async def test_a_post_that_moderators_deleted_does_not_come_back(town: Town, fate: Fate) -> None:
    await add(town, thread=True)
    await die_when_due(town, fate, "after sent")
    (post,) = posts(town.channel)
    await town.sam.delete(post)
    await work(town)
    await work(town, around(DUE, hours=1))
    assert posts(town.channel) == []
    assert [each.state for each in noted(town)] == [POSTED]


async def test_a_post_that_was_deleted_before_it_was_noted_may_come_once_more_and_not_again(
    town: Town, fate: Fate
) -> None:
    await add(town)
    await die_when_due(town, fate, "before sent")
    await town.sam.delete(posts(town.channel)[0])
    await work(town)
    await work(town)
    assert len(posts(town.channel)) == 1


async def test_paused_after_the_crash_it_is_not_posted_any_more(town: Town, fate: Fate) -> None:
    await add(town)
    await die_when_due(town, fate, "after claim")
    ((id,),) = [each[:1] for each in noted(town)]
    await town.sam.slash(town.channel, "schedule pause", series=id)
    await work(town)
    assert posts(town.channel) == []
    assert [each.state for each in noted(town)] == [SKIPPED]


async def test_removed_after_the_crash_it_is_not_posted_any_more(town: Town, fate: Fate) -> None:
    await add(town)
    await die_when_due(town, fate, "after claim")
    ((id,),) = [each[:1] for each in noted(town)]
    asked = await town.sam.slash(town.channel, "schedule remove", series=id)
    assert asked.response
    await town.sam.click(asked.response, label="Yes, remove it")
    await work(town, around(DUE, hours=1))
    assert posts(town.channel) == []
    assert noted(town) == []

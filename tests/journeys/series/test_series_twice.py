"""Two rounds at once, two processes on one data folder, moderators acting in the middle of a round: posted once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from simcord.http.client import FakeHTTPClient

from bot.community.series import Pause, Series, turn
from bot.storage.posts import POSTED
from bot.storage.series import AllSeries
from tests.conftest import Town
from tests.journeys.series.scheduling import (
    SERIES,
    add,
    move,
    noted,
    posts,
    read,
    said,
    state,
    work,
)

DUE = SERIES.next_due
NEXT = "2026-01-12T08:00:00.000000Z"


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Awaitable[Any]]) -> None:
    """Something happens after a series was found to be due, and before the date is claimed."""
    shown = AllSeries.shown

    async def shown_while(store: AllSeries, id: str) -> list[str]:
        await act()
        return await shown(store, id)

    monkeypatch.setattr(AllSeries, "shown", shown_while)


async def only(town: Town) -> Series:
    (series,) = await AllSeries(town.bot.database).of_guild(town.guild.id)
    return series


async def test_a_round_that_takes_long_is_not_overtaken_by_the_next(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(town)
    request, under_way, go_on = FakeHTTPClient.request, asyncio.Event(), asyncio.Event()

    async def slow(http: FakeHTTPClient, route: Any, **options: Any) -> Any:
        if route.method == "POST":
            under_way.set()
            await go_on.wait()
        return await request(http, route, **options)

    monkeypatch.setattr(FakeHTTPClient, "request", slow)
    move(town, DUE)
    first = asyncio.create_task(work(town))
    await under_way.wait()
    second = asyncio.create_task(work(town))
    await asyncio.wait({second}, timeout=1)
    go_on.set()
    await asyncio.gather(first, second)
    assert len(posts(town.channel)) == 1
    assert [each.state for each in noted(town)] == [POSTED]


async def test_of_two_processes_that_claim_one_date_one_gets_it(town: Town) -> None:
    await add(town)
    series, store = await only(town), AllSeries(town.bot.database)
    todo = turn(series, DUE)
    claims = [store.claim(series, todo, f"post-{number}", "question:bias:1", DUE) for number in range(3)]
    assert sorted(await asyncio.gather(*claims)) == [False, False, True]
    assert len(noted(town)) == 1
    assert state(town) == [(None, NEXT)]


async def test_another_process_was_faster(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await add(town)
    series, store = await only(town), AllSeries(town.bot.database)

    async def claim() -> None:
        await store.claim(series, turn(series, DUE), "theirs", "question:bias:1", DUE)

    meanwhile(monkeypatch, claim)
    await work(town, DUE)
    assert posts(town.channel) == []
    assert [(each.due, each.state) for each in noted(town)] == [(DUE, "claimed")]


async def test_paused_in_the_middle_of_a_round_it_is_not_posted(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await add(town)
    series = await only(town)
    meanwhile(monkeypatch, lambda: AllSeries(town.bot.database).pause(series.id, Pause.MODERATOR))
    await work(town, DUE)
    assert posts(town.channel) == []
    assert noted(town) == []
    assert state(town) == [("moderator", "2026-01-05T08:00:00.000000Z")]


async def test_removed_in_the_middle_of_a_round_it_is_not_posted(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await add(town)
    series = await only(town)
    meanwhile(monkeypatch, lambda: AllSeries(town.bot.database).remove(series.id))
    await work(town, DUE)
    assert posts(town.channel) == []
    assert noted(town) == []


async def test_a_request_that_is_sent_again_by_the_library_cannot_make_a_second_post(town: Town) -> None:
    await add(town)
    for week in range(2):
        await work(town, DUE + timedelta(weeks=week))
    sent = [each.json or {} for each in town.env.http_requests if each.path == f"/channels/{town.channel.id}/messages"]
    assert [each["enforce_nonce"] for each in sent] == [True, True]
    # The name of the post, which a process that comes after a crash knows too; Discord takes 25 characters.
    assert {(str(each["nonce"]),) for each in sent} == set(read(town, "SELECT id FROM posts"))
    assert all(len(str(each["nonce"])) <= 25 for each in sent)


async def test_one_series_that_fails_holds_up_no_other(town: Town) -> None:
    bad, good = town.guild.create_text_channel("bad"), town.guild.create_text_channel("good")
    await add(town, channel=bad)
    await add(town, channel=good)
    town.env.inject_error("POST", f"/channels/{bad.id}/messages", status=403, code=50013, times=None)
    await work(town, DUE)
    assert len(posts(good)) == 1
    assert sorted(each.state for each in noted(town)) == ["posted", "skipped"]
    assert len(said(town.sam.user.dm_channel)) == 1


async def test_the_round_is_what_the_bot_does_by_itself(town: Town) -> None:
    await add(town)
    move(town, DUE - timedelta(seconds=5))
    await town.env.settle()
    assert posts(town.channel) == []
    await town.env.advance_time(65)
    (post,) = posts(town.channel)
    assert DUE <= post.created_at <= DUE + timedelta(minutes=1)

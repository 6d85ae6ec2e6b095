"""Five hundred series due in the same minute, in twenty-five servers: none is lost, none comes twice, none rushes."""

import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from simcord.builders import ChannelHandle
from simcord.http.client import FakeHTTPClient

from bot.community.series import MOST
from bot.storage.posts import POSTED
from bot.storage.series import AllSeries
from tests.conftest import Town
from tests.journeys.series.scheduling import (
    SERIES,
    noted,
    posts,
    said,
    work,
)

DUE = SERIES.next_due
SOON = timedelta(seconds=15)
SERVERS = 25
AT_ONCE = 5


@dataclass
class Traffic:
    """What goes to Discord."""

    now: int = 0
    most: int = 0
    requests: int = 0


@pytest.fixture
def traffic(town: Town, monkeypatch: pytest.MonkeyPatch) -> Traffic:
    """The first requests wait for each other, and then for one more that must not come."""
    seen, request, together = Traffic(), FakeHTTPClient.request, asyncio.Event()

    async def taking_a_while(http: FakeHTTPClient, route: Any, **options: Any) -> Any:
        seen.requests += 1
        seen.now += 1
        seen.most = max(seen.most, seen.now)
        if seen.now == AT_ONCE:
            together.set()
        try:
            if not together.is_set() or seen.requests == AT_ONCE:
                await asyncio.wait_for(together.wait(), 10)
                for _ in range(50):
                    await AllSeries(town.bot.database).of_guild(0)
            return await request(http, route, **options)
        finally:
            seen.now -= 1

    monkeypatch.setattr(FakeHTTPClient, "request", taking_a_while)
    return seen


async def crowd(town: Town) -> list[ChannelHandle]:
    """Twenty series in each of the servers, two to a channel, all on Monday at nine in Paris."""
    everything, channels = AllSeries(town.bot.database), list[ChannelHandle]()
    for server in range(SERVERS):
        guild = town.env.create_guild(f"Server {server}")
        for number in range(MOST):
            if number % 2 == 0:
                channels.append(guild.create_text_channel(f"channel-{number}"))
            id, there = f"{server}-{number}", channels[-1]
            series = replace(SERIES, id=id, guild=guild.id, channel=there.id, added_by=town.sam.id)
            assert await everything.add(series, MOST, town.env.now())
    await town.env.settle()
    return channels


async def test_all_are_posted_in_one_round_and_never_more_than_five_at_once(town: Town, traffic: Traffic) -> None:
    channels = await crowd(town)
    await work(town, DUE + SOON)
    rows = noted(town)
    assert len(rows) == len({each.series for each in rows}) == SERVERS * MOST
    assert {(each.due, each.state) for each in rows} == {(DUE, POSTED)}
    assert [len(posts(each)) for each in channels] == [2] * len(channels)
    assert traffic.most == AT_ONCE
    assert traffic.requests == SERVERS * MOST


@pytest.mark.parametrize("done", [False, True], ids=["not taken", "taken, and the answer lost"])
async def test_none_is_lost_or_comes_twice_when_every_seventh_request_fails(
    town: Town, traffic: Traffic, monkeypatch: pytest.MonkeyPatch, done: bool
) -> None:
    channels, request = await crowd(town), FakeHTTPClient.request
    failed: Counter[int] = Counter()

    async def failing(http: FakeHTTPClient, route: Any, **options: Any) -> Any:
        fails = traffic.requests % 7 == 6
        if fails and done:
            await request(http, route, **options)
        if fails:
            status = (429, 500)[sum(failed.values()) % 2]
            failed[status] += 1
            town.env.inject_error("*", "/*", status=status)
        return await request(http, route, **options)

    monkeypatch.setattr(FakeHTTPClient, "request", failing)
    rounds = 0
    while rounds < 10 and not _all_there(town):
        await work(town, DUE + rounds * SOON)
        rounds += 1
    assert rounds < 10, "it takes too long"
    assert failed[429] > 30
    assert failed[500] > 30
    assert [len(posts(each)) for each in channels] == [2] * len(channels)
    standing = {each.id for channel in channels for each in posts(channel)}
    assert {each.message for each in noted(town)} == standing
    assert said(town.sam.user.dm_channel) == []


def _all_there(town: Town) -> bool:
    rows = noted(town)
    return len(rows) == SERVERS * MOST and {each.state for each in rows} == {POSTED}

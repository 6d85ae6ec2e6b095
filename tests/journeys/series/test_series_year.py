"""A year of weekly series in two time zones, with trouble at random points: every due date is posted exactly once.

A failure names the seed; ``WAYSIDE_SEED`` repeats it.
"""

import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import aiohttp
import discord
from simcord.builders import ChannelHandle
from simcord.enums import ChannelType
from simcord.http.client import _FakeResponse

from bot.storage.posts import POSTED
from tests.conftest import Town
from tests.journeys.series.cut_off import ENDS, Fate, Trouble
from tests.journeys.series.scheduling import (
    ROUND,
    add,
    move,
    noted,
    posts,
    read,
    restart,
    work,
)
from tests.journeys.threads import archive

_SEED = int(os.environ.get("WAYSIDE_SEED", "0")) or 20_260_101
_END = datetime(2027, 1, 1, tzinfo=UTC)
_PARIS, _NEW_YORK = "Europe/Paris", "America/New_York"
_SUNDAY, _MONDAY = 6, 0

# When the clocks are changed in 2026, from the official journals: a second reckoning beside the time zone database.
_CLOCKS = {
    _PARIS: (1, datetime(2026, 3, 29, 1, tzinfo=UTC), 2, datetime(2026, 10, 25, 1, tzinfo=UTC)),
    _NEW_YORK: (-5, datetime(2026, 3, 8, 7, tzinfo=UTC), -4, datetime(2026, 11, 1, 6, tzinfo=UTC)),
}


@dataclass(frozen=True)
class Plan:
    """A series of the year. ``starting``: its first day in January."""

    zone: str
    every: int
    weekday: int
    at: str
    starting: int
    thread: bool = False
    kind: ChannelType = ChannelType.TEXT
    rotates: str = "questions"
    second_language: str | None = None

    def moments(self) -> Iterator[datetime]:
        """Every moment at which it is due in the year."""
        on = datetime.combine(datetime(2026, 1, self.starting), time.fromisoformat(self.at))  # noqa: DTZ001
        assert on.weekday() == self.weekday
        while (moment := _utc(on, self.zone)) < _END:
            yield moment
            on += timedelta(weeks=self.every)


def _utc(local: datetime, zone: str) -> datetime:
    """What comes twice is the first; what is skipped goes by the clock as it was before."""
    winter, spring, summer, autumn = _CLOCKS[zone]
    for offset in (summer, winter):
        moment = local.replace(tzinfo=UTC) - timedelta(hours=offset)
        if (spring <= moment < autumn) == (offset == summer):
            return moment
    return local.replace(tzinfo=UTC) - timedelta(hours=winter)


PLANS = (
    Plan(_PARIS, 1, _SUNDAY, "02:30", 4),  # skipped on 29 March, twice on 25 October
    Plan(_PARIS, 1, _MONDAY, "09:00", 5, thread=True),
    Plan(_PARIS, 2, _MONDAY, "09:00", 12, rotates="scenarios", second_language="fr"),
    Plan(_PARIS, 2, _MONDAY, "15:00", 5, kind=ChannelType.FORUM, rotates="clauses:icf"),
    Plan(_NEW_YORK, 2, _SUNDAY, "02:30", 11, thread=True, kind=ChannelType.NEWS),  # skipped on 8 March
    Plan(_NEW_YORK, 1, _SUNDAY, "01:30", 4, rotates="all"),  # twice on 1 November
    Plan(_NEW_YORK, 1, _MONDAY, "09:00", 5, thread=True, rotates="all"),
    Plan(_NEW_YORK, 2, _MONDAY, "09:00", 5, thread=True),
)


_POST, _THREAD = "POST /channels/{channel_id}/messages", "POST /channels/{channel_id}/messages/{message_id}/threads"
_POINTS = {
    "before the claim": ("after shown: KILLED", "before claim: KILLED", "before claim: ENDED"),
    "within the claim": ("before the commit: KILLED", "before the commit: ENDED"),
    "between claim and sending": ("after claim: KILLED", f"before {_POST}: KILLED", f"before {_POST}: ENDED"),
    "between sending and noting": (f"after {_POST}: KILLED", "before sent: KILLED", "before sent: ENDED"),
    "between noting and the thread": ("after sent: KILLED", f"before {_THREAD}: KILLED", f"before {_THREAD}: ENDED"),
    "after it": ("after finished: KILLED", "after finished: ENDED"),
    "an answer that never came": (f"after {_POST}: NOT_TOLD",),
}
"""Where a crash must have happened, for the year to prove anything."""


class Year:
    """The world of these series, and what goes wrong in it."""

    def __init__(self, town: Town, fate: Fate, dice: random.Random) -> None:
        self.town = town
        self.fate = fate
        self.dice = dice
        self.ids: dict[Plan, str] = {}
        self.channels: dict[Plan, ChannelHandle] = {}
        self.moments: dict[datetime, list[Plan]] = defaultdict(list)

    async def begin(self) -> None:
        """A moderator sets up all of them on New Year's Day."""
        for number, plan in enumerate(PLANS):
            made = self.town.env.backend.create_channel(self.town.guild.id, f"channel-{number}", type=plan.kind)
            self.channels[plan] = ChannelHandle(self.town.env, self.town.guild, made)
            more: dict[str, Any] = {"second_language": plan.second_language} if plan.second_language else {}
            await add(
                self.town,
                rotates=plan.rotates,
                weekday=plan.weekday,
                time=plan.at,
                time_zone=plan.zone,
                every=plan.every,
                channel=self.channels[plan],
                thread=plan.thread,
                starting=f"2026-01-{plan.starting:02}",
                **more,
            )
            for moment in plan.moments():
                self.moments[moment].append(plan)
        by_channel = {channel: id for id, channel in read(self.town, "SELECT id, channel_id FROM series")}
        self.ids = {plan: by_channel[channel.id] for plan, channel in self.channels.items()}
        self._alone()

    async def live_through(self, due: datetime) -> None:
        """The moment at which some are due, and the hours of trouble after it."""
        if self.town.env.now() < due:
            before = self._sent()
            await work(self.town, max(self.town.env.now(), due - timedelta(seconds=1)))
            assert self._sent() == before, "posted too early"
        # At times the bot is away when something is due, and back within six hours.
        late = timedelta(minutes=self.dice.randrange(100)) if self.dice.random() < 0.2 else timedelta()
        for _ in range(self.dice.choice((0, 1, 1, 2, 3))):
            self._later(due + late, timedelta(seconds=self.dice.randrange(15)))
            await self._go_wrong(len(self.moments[due]))
            late = self.town.env.now() - due + timedelta(minutes=self.dice.choice((0, 0, 1, 70)))
        self._later(due + late, timedelta(seconds=self.dice.randrange(15)))
        await work(self.town)
        await work(self.town)
        self._archive()

    def compare(self) -> None:
        """Every due date so far has exactly one message, at its time, and every message its due date."""
        rows = {(each.series, each.due): each for each in noted(self.town)}
        now = self.town.env.now()
        expected = {(self.ids[plan], due) for due, plans in self.moments.items() if due <= now for plan in plans}
        assert rows.keys() == expected
        assert {row.state for row in rows.values()} == {POSTED}
        for plan, channel in self.channels.items():
            mine = sorted((row for row in rows.values() if row.series == self.ids[plan]), key=lambda row: row.due)
            standing = {each.id: each for each in self._messages(plan, channel)}
            assert sorted(standing) == sorted(row.message or 0 for row in mine)
            for row in mine:
                assert row.message
                assert timedelta() <= standing[row.message].created_at - row.due < timedelta(hours=6)
            self._compare_topics([row.topic for row in mine])
            threads = Counter(thread.id for thread in channel.threads)
            wanted = standing if plan.thread or plan.kind is ChannelType.FORUM else ()
            assert threads == Counter(list(wanted))
            if plan.thread:
                assert all(len(thread.history()) == 1 for thread in channel.threads)

    def _compare_topics(self, topics: list[str]) -> None:
        assert all(one != other for one, other in pairwise(topics))
        kinds = len(set(topics))
        assert Counter(topics[:kinds]) == Counter(set(topics)), "one came again before all had come"

    def _messages(self, plan: Plan, channel: ChannelHandle) -> list[discord.Message]:
        if plan.kind is not ChannelType.FORUM:
            return posts(channel)
        return [message for thread in channel.threads for message in posts(thread)]

    async def _go_wrong(self, due: int) -> None:
        """A round in which one step goes wrong, or none where it has fewer."""
        trouble = self.dice.choice((*ENDS, *Trouble))
        steps = self.dice.randrange(4 + 13 * due) if trouble in ENDS else self.dice.randrange(1 + 3 * due)
        bot = self.town.bot
        await self.fate.run(bot.rounds[ROUND], steps, trouble, self._answer())
        if trouble in ENDS:
            bot.rounds.clear()
            await restart(self.town)
            self._alone()

    def _answer(self) -> Exception:
        status: Any = _FakeResponse(self.dice.choice((500, 502, 429)))
        lost = aiohttp.ServerDisconnectedError(), discord.RateLimited(90.0), TimeoutError()
        return self.dice.choice((discord.HTTPException(status, ""), discord.HTTPException(status, ""), *lost))

    def _alone(self) -> None:
        """Nothing but what the test calls happens by itself."""
        self.town.bot.chores.clear()

    def _later(self, *at: Any) -> None:
        moment, more = at
        move(self.town, max(moment + more, self.town.env.now()))

    def _sent(self) -> int:
        return sum(each.method == "POST" for each in self.town.env.http_requests)

    def _archive(self) -> None:
        """What Discord does with threads nobody has written in for a day."""
        for thread in self.town.env.backend.active_threads(self.town.guild.id):
            if discord.utils.snowflake_time(thread.id) < self.town.env.now() - timedelta(days=1):
                archive(self.town.env, thread.id)


async def test_every_due_date_of_a_year_is_posted_exactly_once(town: Town, fate: Fate) -> None:
    year = Year(town, fate, random.Random(_SEED))
    await year.begin()
    try:
        for due in sorted(year.moments):
            await year.live_through(due)
            if due.day < 8:
                year.compare()
        year.compare()
    except AssertionError as error:
        raise AssertionError(f"WAYSIDE_SEED={_SEED}, {town.env.now()}: {error}") from error
    assert len(noted(town)) == sum(map(len, year.moments.values())) == 4 * 52 + 4 * 26
    # A year in which nothing went wrong would prove nothing.
    assert {name for name, steps in _POINTS.items() if not any(fate.seen[each] for each in steps)} == set()

"""Rounds of the series' work that go wrong on the way: cut off at a step, or refused by Discord or the database."""

import asyncio
import functools
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from enum import Enum
from typing import Any

import pytest
from simcord.http.client import FakeHTTPClient
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.failures import StorageUnavailable
from bot.storage.database import Database
from bot.storage.series import AllSeries
from tests.conftest import Town
from tests.journeys.series.scheduling import ROUND, restart

_STORE = ("claimed", "due", "shown", "claim", "sent", "finished", "left_out", "pause")


class Trouble(Enum):
    """How a step goes wrong."""

    KILLED = "the process is killed"
    ENDED = "the process is told to end"
    LOCKED = "the database is locked"
    NOT_TAKEN = "Discord fails without having done it"
    NOT_TOLD = "Discord has done it, and the answer is lost"


ENDS = (Trouble.KILLED, Trouble.ENDED)
"""After these a new process is needed."""


class Killed(BaseException):
    """Nothing of this process happens any more."""


class Fate:
    """Watches the steps of a round, and lets one of them go wrong. ``seen`` counts where that was."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self._at: int | str | None = None
        self._trouble = Trouble.KILLED
        self._answer: Exception | None = None
        self._over = False
        self._round: asyncio.Task[None] | None = None

    async def run(
        self,
        work: Callable[[], Awaitable[None]],
        at: int | str,
        trouble: Trouble = Trouble.KILLED,
        answer: Exception | None = None,
    ) -> bool:
        """Do ``work``; a step goes wrong: the one of this number or name, Discord's with this ``answer``.

        Whether it came to that.
        """
        self._at, self._trouble, self._over, self._answer = at, trouble, False, answer
        before = asyncio.all_tasks()
        self._round = asyncio.create_task(_begun(work))
        with suppress(Killed, StorageUnavailable, asyncio.CancelledError):
            await self._round
        if rest := asyncio.all_tasks() - before - {self._round}:
            await asyncio.wait(rest)
        happened = self._at is None
        self._at, self._over = None, False
        return happened

    async def step(self, name: str, *possible: Trouble) -> None:
        """Between two things that last. ``possible``: what can go wrong here beside the end of the process."""
        if self._over:
            raise Killed
        if self._trouble not in (*ENDS, *possible) or not self._now(name):
            return
        self.seen[f"{name}: {self._trouble.name}"] += 1
        match self._trouble:
            case Trouble.KILLED:
                self._over = True
                raise Killed
            case Trouble.ENDED:
                assert self._round is not None
                self._round.cancel()
                await asyncio.Event().wait()
            case Trouble.LOCKED:
                raise StorageUnavailable("SQLITE_BUSY")
            case _:
                assert self._answer is not None
                raise self._answer

    def _now(self, name: str) -> bool:
        if isinstance(self._at, int) and self._at > 0:
            self._at -= 1
        elif self._at in (0, name):
            self._at = None
            return True
        return False


async def _begun(work: Callable[[], Awaitable[None]]) -> None:
    await work()


def watch(monkeypatch: pytest.MonkeyPatch) -> Fate:
    """Every call of the series' store, every commit and every request to Discord is a step from now on."""
    fate = Fate()

    def around(name: str, done: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        @functools.wraps(done)
        async def stepped(*args: Any, **options: Any) -> Any:
            await fate.step(f"before {name}", Trouble.LOCKED)
            result = await done(*args, **options)
            await fate.step(f"after {name}")
            return result

        return stepped

    for name in _STORE:
        monkeypatch.setattr(AllSeries, name, around(name, getattr(AllSeries, name)))
    request, writing = FakeHTTPClient.request, Database.writing

    async def requested(http: FakeHTTPClient, route: Any, **options: Any) -> Any:
        name = f"{route.method} {route.path}"
        await fate.step(f"before {name}", Trouble.NOT_TAKEN)
        result = await request(http, route, **options)
        await fate.step(f"after {name}", Trouble.NOT_TOLD)
        return result

    @asynccontextmanager
    async def written(database: Database) -> AsyncGenerator[AsyncConnection]:
        async with writing(database) as connection:
            yield connection
            await fate.step("before the commit")

    monkeypatch.setattr(FakeHTTPClient, "request", requested)
    monkeypatch.setattr(Database, "writing", written)
    return fate


async def die(town: Town, fate: Fate, step: str) -> None:
    """A round in which the process is killed at this step; then a new one is there."""
    dead = town.bot
    assert await fate.run(dead.rounds[ROUND], step), "it did not come to that"
    dead.rounds.clear()
    await restart(town)

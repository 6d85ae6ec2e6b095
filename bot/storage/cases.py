"""Cases for peers, each sealed under its own id with its author inside: nothing in clear says whose it is."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import structlog
from sqlalchemy import ColumnElement, Row, delete, insert, select, true, update

from bot.community.cases import MOST, OPEN, Case, State, from_json
from bot.storage.database import Database
from bot.storage.seal import SealError
from bot.storage.tables import cases

_log = structlog.get_logger(__name__)


class Kept(NamedTuple):
    """A case of the server ``guild``; the ``revision`` goes up with each change."""

    id: str
    guild: int
    revision: int
    case: Case


class Cases:
    """Every method may raise StorageUnavailable; then nothing was changed.

    Whose a case is can only be told by opening it, so a person's cases are found by opening all: a server has few. One
    whose seal does not open is said once in the log, counts as gone, and goes when its time is over.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reported: set[str] = set()

    async def add(self, id: str, guild: int, case: Case) -> Kept | None:
        """Keep a new case; None when its author has MOST under way there already."""
        values = {"id": id, "guild_id": guild, "revision": 0, "announced": False, **self._values(id, case)}
        async with self._database.writing() as connection:
            rows = (await connection.execute(_ALL.where(cases.c.guild_id == guild))).all()
            mine = [each for each in await self._open(rows) if each.case.author == case.author]
            if sum(each.case.state in OPEN for each in mine) >= MOST:
                return None
            await connection.execute(insert(cases).values(values))
        return Kept(id, guild, 0, case)

    async def get(self, id: str) -> Kept | None:
        """The case, or None."""
        return next(iter(await self._read(cases.c.id == id)), None)

    async def save(self, kept: Kept, case: Case) -> Kept | None:
        """Replace what was read as ``kept``; None when it has moved on or is gone."""
        # A draft that is sent once more is news to the moderators.
        fresh = {"announced": False} if case.state is State.DRAFT else {}
        change = update(cases).where(cases.c.id == kept.id, cases.c.revision == kept.revision)
        values = {**self._values(kept.id, case), **fresh, "revision": kept.revision + 1}
        async with self._database.writing() as connection:
            done = await connection.execute(change.values(values))
        return kept._replace(revision=kept.revision + 1, case=case) if done.rowcount else None

    async def remove(self, id: str, revision: int | None = None) -> bool:
        """Delete it, its bytes too; with a ``revision``, only if it stands there still. False when nothing was done."""
        which = cases.c.id == id
        return await self._delete(which if revision is None else which & (cases.c.revision == revision)) == 1

    async def of_author(self, author: int, guild: int | None = None) -> list[Kept]:
        """A person's cases, in one server or everywhere: drafts first, then the one sent last."""
        there = true() if guild is None else cases.c.guild_id == guild
        mine = [each for each in await self._read(there) if each.case.author == author]
        return sorted(mine, key=lambda each: (not each.case.sent, each.case.sent or each.case.closes), reverse=True)

    async def standing(self, *states: State, guild: int | None = None) -> list[Kept]:
        """The cases in one of these states, the one sent first first."""
        which = cases.c.state.in_(states)
        found = await self._read(which if guild is None else which & (cases.c.guild_id == guild))
        return sorted(found, key=lambda each: (each.case.sent or each.case.closes, each.id))

    async def unannounced(self) -> dict[int, list[str]]:
        """Server -> ids of the waiting cases that its moderators were not told of."""
        found: dict[int, list[str]] = {}
        waiting = (cases.c.state == State.WAITING) & (cases.c.announced == 0)
        async with self._database.reading() as connection:
            for row in await connection.execute(select(cases.c.guild_id, cases.c.id).where(waiting)):
                found.setdefault(row.guild_id, []).append(row.id)
        return found

    async def announced(self, ids: Sequence[str]) -> None:
        """Note that moderators were told of these."""
        async with self._database.writing() as connection:
            await connection.execute(update(cases).where(cases.c.id.in_(ids)).values(announced=True))

    async def due(self, moment: datetime) -> list[Kept]:
        """Those whose time was over at ``moment``."""
        return await self._read(cases.c.closes_at <= moment)

    async def remove_due(self, moment: datetime) -> int:
        """Delete those whose time was over at ``moment``, readable or not; returns how many."""
        return await self._delete(cases.c.closes_at <= moment)

    def _values(self, id: str, case: Case) -> dict[str, Any]:
        sealed = self._database.seal.seal(id, case.to_json())
        return {"state": case.state.value, "sealed": sealed, "closes_at": case.closes}

    async def _read(self, which: ColumnElement[bool]) -> list[Kept]:
        async with self._database.reading() as connection:
            rows = (await connection.execute(_ALL.where(which))).all()
        return await self._open(rows)

    async def _open(self, rows: Sequence[Row[Any]]) -> list[Kept]:
        return await asyncio.to_thread(lambda: [each for each in map(self._opened, rows) if each])

    def _opened(self, row: Row[Any]) -> Kept | None:
        try:
            case = from_json(self._database.seal.open(row.id, row.sealed), row.state, row.closes_at)
        except (SealError, ValueError, TypeError, KeyError):
            if row.id not in self._reported:
                self._reported.add(row.id)
                _log.error("the seal of a row does not open; the row is left alone", table=cases.name)
            return None
        return Kept(row.id, row.guild_id, row.revision, case)

    async def _delete(self, which: ColumnElement[bool]) -> int:
        async with self._database.writing() as connection:
            done = await connection.execute(delete(cases).where(which))
        if done.rowcount:
            await self._database.forget()
        return done.rowcount


_ALL = select(cases)

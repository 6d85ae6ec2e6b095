"""Reflections, each text sealed under its own id. Keeps what ``bot.reflection.service`` calls a store."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from bot.reflection.kept import Kept
from bot.storage.database import Database
from bot.storage.seal import SealError
from bot.storage.tables import reflections

_log = structlog.get_logger(__name__)


class Reflections:
    """Every method may raise StorageUnavailable; then nothing was changed.

    A row whose seal does not open is said once in the log and stays, for an operator may still find its key: to its
    owner it is gone, so that a new reflection can begin, and it goes when its time is over like any other.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reported: set[str] = set()

    async def add(self, kept: Kept) -> None:
        """Keep a new reflection."""
        values = {
            "id": kept.id,
            "owner": kept.owner,
            "revision": kept.revision,
            "sealed": self._database.seal.seal(kept.id, kept.text),
            "begun_at": kept.begun,
            "touched_at": kept.touched,
        }
        async with self._database.writing() as connection:
            await connection.execute(insert(reflections).values(values))

    async def get(self, id: str) -> Kept | None:
        """The reflection, or None when there is none or its seal does not open."""
        return next(iter(self._opened(await self._rows(reflections.c.id == id))), None)

    async def save(self, id: str, revision: int, text: str, touched: datetime) -> bool:
        """Replace the text kept at ``revision``, which goes up by one; False when it has moved on or is gone."""
        table, sealed = reflections, self._database.seal.seal(id, text)
        change = update(table).where(table.c.id == id, table.c.revision == revision)
        async with self._database.writing() as connection:
            done = await connection.execute(
                change.values(sealed=sealed, touched_at=touched, revision=table.c.revision + 1)
            )
        return done.rowcount == 1

    async def remove(self, id: str, revision: int | None = None) -> bool:
        """Delete it, its bytes too; with a ``revision``, only if it stands there still. False when nothing was done."""
        which = reflections.c.id == id
        return await self._delete(which if revision is None else which & (reflections.c.revision == revision)) == 1

    async def of_owner(self, owner: int) -> list[Kept]:
        """The person's reflections, the one touched last first."""
        return list(self._opened(await self._rows(reflections.c.owner == owner)))

    async def untouched_since(self, moment: datetime) -> list[Kept]:
        """Those last touched before ``moment``; where a seal does not open, with "" for the text."""
        return list(self._opened(await self._rows(reflections.c.touched_at < moment), unreadable=""))

    async def remove_untouched_since(self, moment: datetime) -> int:
        """Delete those last touched before ``moment``, readable or not; returns how many."""
        return await self._delete(reflections.c.touched_at < moment)

    async def _delete(self, which: ColumnElement[bool]) -> int:
        async with self._database.writing() as connection:
            done = await connection.execute(delete(reflections).where(which))
        if done.rowcount:
            await self._database.forget()
        return done.rowcount

    async def _rows(self, which: ColumnElement[bool]) -> Sequence[Row[Any]]:
        async with self._database.reading() as connection:
            newest_first = select(reflections).where(which).order_by(reflections.c.touched_at.desc())
            return (await connection.execute(newest_first)).all()

    def _opened(self, rows: Sequence[Row[Any]], unreadable: str | None = None) -> Iterable[Kept]:
        for row in rows:
            try:
                text = self._database.seal.open(row.id, row.sealed)
            except SealError:
                self._report(row.id)
                text = unreadable
            if text is not None:
                yield Kept(row.id, row.owner, row.revision, text, row.begun_at, row.touched_at)

    def _report(self, id: str) -> None:
        if id not in self._reported:
            self._reported.add(id)
            _log.error("the seal of a row does not open; the row is left alone", table=reflections.name)

"""Every table that holds a member's id: what is in it, how long it stays, how it is exported and erased.

What `/privacy` says, the export and the erasure are made from this list, and a test compares it with the tables.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Row, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.seal import Seal, SealError
from bot.storage.tables import (
    cases,
    communities,
    departures,
    digests,
    drafts,
    lookups,
    members,
    posts,
    reflections,
    series,
)

Export = Callable[[AsyncConnection, Seal, int], Awaitable[Any]]
"""What is kept of a user id, ready for JSON."""
Erase = Callable[[AsyncConnection, Seal, int], Awaitable[int]]
"""Delete what is kept of a user id; returns how many rows."""


class Retention(StrEnum):
    """How long a row stays; the values are parts of Fluent ids."""

    UNTIL_ERASED = "until-erased"
    WHEN_IDLE = "when-idle"
    """Until its end, or for WAYSIDE_RETENTION_DAYS after it was last touched."""
    WITH_THE_CASE = "with-the-case"
    """Until the case is withdrawn or closes; ``bot.community.cases`` says when."""
    UNTIL_STOPPED = "until-stopped"
    A_DAY = "a-day"
    WITH_THE_SERIES = "with-the-series"


@dataclass(frozen=True)
class Holding:
    """A table that holds a member's id in ``member``; ``holds`` is the part of Fluent ids that says what is in it.

    ``member`` None: the id is inside ``sealed``, and whose a row is can only be told by opening it.
    """

    table: Table
    member: Column[Any] | None
    holds: str
    retention: Retention
    export: Export
    erase: Erase


def _erase_all(member: Column[Any]) -> Erase:
    async def erase(connection: AsyncConnection, _seal: Seal, user: int) -> int:
        return (await connection.execute(delete(member.table).where(member == user))).rowcount

    return erase


async def _preferences(connection: AsyncConnection, _seal: Seal, user: int) -> dict[str, str | None]:
    row = (await connection.execute(select(members).where(members.c.user_id == user))).one_or_none()
    return {"language": row.language, "country": row.country, "changed": _iso(row.changed_at)} if row else {}


async def _reflections(connection: AsyncConnection, seal: Seal, user: int) -> list[dict[str, Any]]:
    mine = select(reflections).where(reflections.c.owner == user).order_by(reflections.c.begun_at)
    return [
        {"begun": _iso(row.begun_at), "touched": _iso(row.touched_at), "kept": _parsed(seal, row.id, row.sealed)}
        for row in await connection.execute(mine)
    ]


async def _cases(connection: AsyncConnection, seal: Seal, user: int) -> list[dict[str, Any]]:
    return [
        {"state": row.state, "closes": _iso(row.closes_at), "kept": kept}
        for row, kept in await _own_cases(connection, seal, user)
    ]


async def _erase_cases(connection: AsyncConnection, seal: Seal, user: int) -> int:
    mine = [row.id for row, _ in await _own_cases(connection, seal, user)]
    return (await connection.execute(delete(cases).where(cases.c.id.in_(mine)))).rowcount


async def _own_cases(connection: AsyncConnection, seal: Seal, user: int) -> list[tuple[Row[Any], Any]]:
    """The person's cases, each with what is sealed in it."""
    rows = (await connection.execute(select(cases).order_by(cases.c.closes_at))).all()
    opened = await asyncio.to_thread(lambda: [(row, _parsed(seal, row.id, row.sealed)) for row in rows])
    return [(row, kept) for row, kept in opened if kept and kept["author"] == user]


async def _digests(connection: AsyncConnection, _seal: Seal, user: int) -> list[dict[str, str | None]]:
    mine = select(digests).where(digests.c.user_id == user).order_by(digests.c.asked_at)
    return [
        {
            "server": str(row.guild_id),
            "asked": _iso(row.asked_at),
            "language": row.language,
            "next": _iso(row.next_due),
        }
        for row in await connection.execute(mine)
    ]


async def _drafts(connection: AsyncConnection, seal: Seal, user: int) -> list[dict[str, Any]]:
    mine = select(drafts).where(drafts.c.author == user).order_by(drafts.c.touched_at)
    return [
        {"server": str(row.guild_id), "touched": _iso(row.touched_at), "kept": _parsed(seal, row.id, row.sealed)}
        for row in await connection.execute(mine)
    ]


async def _series(connection: AsyncConnection, _seal: Seal, user: int) -> list[dict[str, str]]:
    mine = select(series).where(series.c.added_by == user).order_by(series.c.added_at)
    return [{"server": str(row.guild_id), "added": _iso(row.added_at)} for row in await connection.execute(mine)]


async def _leave_series(connection: AsyncConnection, _seal: Seal, user: int) -> int:
    """The series are their server's and go on; who added them is forgotten."""
    mine = update(series).where(series.c.added_by == user).values(added_by=None)
    return (await connection.execute(mine)).rowcount


def _parsed(seal: Seal, id: str, sealed: bytes) -> Any:
    try:
        return json.loads(seal.open(id, sealed))
    except (SealError, ValueError):
        return None  # nobody can read it any more; that it is there is said by its times


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


INVENTORY = (
    Holding(
        members, members.c.user_id, "preferences", Retention.UNTIL_ERASED, _preferences, _erase_all(members.c.user_id)
    ),
    Holding(
        reflections,
        reflections.c.owner,
        "reflections",
        Retention.WHEN_IDLE,
        _reflections,
        _erase_all(reflections.c.owner),
    ),
    Holding(cases, None, "cases", Retention.WITH_THE_CASE, _cases, _erase_cases),
    Holding(drafts, drafts.c.author, "drafts", Retention.A_DAY, _drafts, _erase_all(drafts.c.author)),
    Holding(series, series.c.added_by, "series", Retention.WITH_THE_SERIES, _series, _leave_series),
    Holding(digests, digests.c.user_id, "digests", Retention.UNTIL_STOPPED, _digests, _erase_all(digests.c.user_id)),
)

OF_A_SERVER = (communities, departures, drafts, series, posts, lookups, digests, cases)
"""Every table with a ``guild_id``: what is in them goes when the bot has been out of the server for some time."""

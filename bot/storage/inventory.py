"""Every table that holds a member's id: what is in it, how long it stays, how it is exported and erased.

What `/privacy` says, the export and the erasure are made from this list, and a test compares it with the tables.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.seal import Seal, SealError
from bot.storage.tables import members, reflections

Export = Callable[[AsyncConnection, Seal, int], Awaitable[Any]]
"""What is kept of a user id, ready for JSON."""
Erase = Callable[[AsyncConnection, int], Awaitable[int]]
"""Delete what is kept of a user id; returns how many rows."""


class Retention(StrEnum):
    """How long a row stays; the values are parts of Fluent ids."""

    UNTIL_ERASED = "until-erased"
    WHEN_IDLE = "when-idle"
    """Until its end, or for WAYSIDE_RETENTION_DAYS after it was last touched."""


@dataclass(frozen=True)
class Holding:
    """A table that holds a member's id in ``member``; ``holds`` is the part of Fluent ids that says what is in it."""

    table: Table
    member: Column[Any]
    holds: str
    retention: Retention
    export: Export
    erase: Erase


def _erase_all(member: Column[Any]) -> Erase:
    async def erase(connection: AsyncConnection, user: int) -> int:
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
)

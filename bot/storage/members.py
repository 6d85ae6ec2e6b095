"""What a person chose for themselves: language and country."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final, NamedTuple

from cachetools import TTLCache
from sqlalchemy import delete, insert, select, update

from bot.storage.database import Database
from bot.storage.tables import members

_PEOPLE = 10_000
_SECONDS = 60
"""As long as another process may not know of a change."""


class Preferences(NamedTuple):
    """None: not chosen."""

    language: str | None = None
    country: str | None = None


class Unchanged(Enum):
    """The default of what ``set`` is not told."""

    UNCHANGED = "unchanged"


_UNCHANGED: Final = Unchanged.UNCHANGED


class Members:
    """Preferences, read at every interaction and so remembered for a minute. ``clock`` gives the time in UTC."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._clock = clock
        self._known: TTLCache[int, Preferences] = TTLCache(_PEOPLE, _SECONDS)
        self._changes = 0

    async def get(self, user: int) -> Preferences:
        """What they chose. Raises StorageUnavailable."""
        known = self._known.get(user)
        if known is not None:
            return known
        before = self._changes
        async with self._database.reading() as connection:
            row = (await connection.execute(_CHOSEN.where(members.c.user_id == user))).one_or_none()
        read = Preferences(*row) if row else Preferences()
        # Whoever changed something meanwhile may have changed this one.
        if before == self._changes:
            self._known[user] = read
        return read

    async def set(
        self, user: int, *, language: str | Unchanged | None = _UNCHANGED, country: str | Unchanged | None = _UNCHANGED
    ) -> Preferences:
        """Choose; None takes a choice back. Returns what is chosen now. Raises StorageUnavailable."""
        mine = members.c.user_id == user
        try:
            async with self._database.writing() as connection:
                row = (await connection.execute(_CHOSEN.where(mine))).one_or_none()
                before = Preferences(*row) if row else Preferences()
                chosen = Preferences(
                    before.language if language is _UNCHANGED else language,
                    before.country if country is _UNCHANGED else country,
                )
                values: dict[str, Any] = {**chosen._asdict(), "changed_at": self._clock()}
                if chosen == Preferences():
                    await connection.execute(delete(members).where(mine))
                elif row:
                    await connection.execute(update(members).where(mine).values(values))
                else:
                    await connection.execute(insert(members).values(user_id=user, **values))
        finally:
            self.forget(user)
        return chosen

    def forget(self, user: int) -> None:
        """Read anew the next time: something was changed past this object."""
        self._changes += 1
        self._known.pop(user, None)


_CHOSEN = select(members.c.language, members.c.country)

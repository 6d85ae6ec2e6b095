"""What the moderators of each server decided, and the end of a server's data some time after the bot has left it."""

from collections.abc import Callable, Collection
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cachetools import TTLCache
from sqlalchemy import delete, insert, select, update

from bot.community.community import UNSET, Community
from bot.storage.database import Database
from bot.storage.inventory import OF_A_SERVER
from bot.storage.tables import communities, departures

_SERVERS = 10_000
_SECONDS = 60
"""As long as another process may not know of a change."""
FAREWELL = timedelta(days=30)
"""How long what is kept of a server outlives the bot's stay there: it may have been removed by mistake."""
_FIELDS = [communities.c[name] for name in asdict(UNSET)]


class Communities:
    """Settings of servers, read at every interaction and so remembered for a minute. ``clock`` gives the UTC time.

    Every method may raise StorageUnavailable; then nothing was changed.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._clock = clock
        self._known: TTLCache[int, Community] = TTLCache(_SERVERS, _SECONDS)
        self._changes = 0

    async def get(self, guild: int) -> Community:
        """The settings of the server ``guild``."""
        known = self._known.get(guild)
        if known is not None:
            return known
        before = self._changes
        async with self._database.reading() as connection:
            row = (await connection.execute(select(*_FIELDS).where(communities.c.guild_id == guild))).one_or_none()
        read = Community(*row) if row else UNSET
        # Whoever changed something meanwhile may have changed this one.
        if before == self._changes:
            self._known[guild] = read
        return read

    async def set(self, guild: int, **changes: Any) -> Community:
        """Change the named settings of ``guild``; returns all of them. TypeError for one that does not exist."""
        mine = communities.c.guild_id == guild
        try:
            async with self._database.writing() as connection:
                row = (await connection.execute(select(*_FIELDS).where(mine))).one_or_none()
                decided = replace(Community(*row) if row else UNSET, **changes)
                values = {**asdict(decided), "changed_at": self._clock()}
                if row:
                    await connection.execute(update(communities).where(mine).values(values))
                else:
                    await connection.execute(insert(communities).values(guild_id=guild, **values))
        finally:
            self._forget(guild)
        return decided

    async def part(self, present: Collection[int]) -> None:
        """Note which servers the bot is no longer in, and take the note back where it is again.

        ``present``: the servers it is in now. What is kept of a server goes when it has been away for FAREWELL.
        """
        now = self._clock()
        async with self._database.writing() as connection:
            kept = {
                guild
                for table in OF_A_SERVER
                for guild in await connection.scalars(select(table.c.guild_id).distinct())
            }
            rows = await connection.execute(select(departures.c.guild_id, departures.c.left_at))
            noted = {row.guild_id: row.left_at for row in rows}
            gone = [guild for guild in kept if guild not in present]
            over = [guild for guild in gone if guild in noted and now - noted[guild] > FAREWELL]
            new = [{"guild_id": guild, "left_at": now} for guild in gone if guild not in noted]
            back = [guild for guild in noted if guild in present]
            if new:
                await connection.execute(insert(departures), new)
            await connection.execute(delete(departures).where(departures.c.guild_id.in_(back)))
            for table in OF_A_SERVER:
                await connection.execute(delete(table).where(table.c.guild_id.in_(over)))
        for guild in over:
            self._forget(guild)
        if over:
            await self._database.forget()

    def _forget(self, guild: int) -> None:
        self._changes += 1
        self._known.pop(guild, None)

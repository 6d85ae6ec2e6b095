"""How often situations were looked up in a server, by day. Nothing here says who looked."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from bot.community.insights import Counted
from bot.storage.database import Database
from bot.storage.tables import communities, lookups

Key = tuple[int, date, str]
"""Server, day (UTC), scenario id."""

_BEGUN = ""
"""In the place of a scenario id: the row, with a count of 0, of the day on which counting was switched on."""


class Lookups:
    """Every method may raise StorageUnavailable; then nothing was changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, counted: Mapping[Key, int]) -> None:
        """Add to what is there already, all or nothing."""
        rows = [
            {"guild_id": guild, "day": day.isoformat(), "scenario": scenario, "count": count}
            for (guild, day, scenario), count in counted.items()
        ]
        if not rows:
            return
        new = insert(lookups)
        added = {"count": lookups.c["count"] + new.excluded["count"]}
        async with self._database.writing() as connection:
            await connection.execute(new.on_conflict_do_update(index_elements=lookups.primary_key, set_=added), rows)

    async def begin(self, guild: int, day: date) -> None:
        """Begin anew in the server ``guild`` on ``day``: what may be left from before goes."""
        first = {"guild_id": guild, "day": day.isoformat(), "scenario": _BEGUN, "count": 0}
        async with self._database.writing() as connection:
            await connection.execute(delete(lookups).where(lookups.c.guild_id == guild))
            await connection.execute(insert(lookups).values(first))

    async def of_guild(self, guild: int, since: date) -> Counted:
        """What was counted in the server ``guild`` on ``since`` and after it."""
        mine = (lookups.c.guild_id == guild) & (lookups.c.day >= since.isoformat())
        sums = select(lookups.c.scenario, func.sum(lookups.c["count"]), func.min(lookups.c.day))
        async with self._database.reading() as connection:
            rows = (await connection.execute(sums.where(mine).group_by(lookups.c.scenario))).all()
        begun = next((date.fromisoformat(day) for scenario, _, day in rows if scenario == _BEGUN), None)
        return Counted({scenario: count for scenario, count, _ in rows if scenario != _BEGUN}, begun)

    async def forget_guild(self, guild: int) -> None:
        """Delete everything counted in the server ``guild``."""
        await self._delete(lookups.c.guild_id == guild)

    async def forget_before(self, day: date) -> int:
        """Delete what is older than ``day``, and whatever is left of servers that do not count; returns the rows."""
        counting = select(communities.c.guild_id).where(communities.c.insights == 1)
        return await self._delete((lookups.c.day < day.isoformat()) | lookups.c.guild_id.not_in(counting))

    async def _delete(self, which: ColumnElement[bool]) -> int:
        async with self._database.writing() as connection:
            done = await connection.execute(delete(lookups).where(which))
        if done.rowcount:
            await self._database.forget()
        return done.rowcount

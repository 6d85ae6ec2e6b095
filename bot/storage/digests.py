"""Who asked for which server's weekly digest, and when the next one is due to them."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, insert, select, update

from bot.storage.database import Database
from bot.storage.tables import digests


class Subscription(NamedTuple):
    """A row. ``unsure``: the digest of ``due`` may have arrived already, for Discord did not say.

    ``language``: in which they asked for it; None where that was not kept.
    """

    guild: int
    user: int
    due: datetime
    unsure: bool
    language: str | None


class Digests:
    """Every method may raise StorageUnavailable; then nothing was changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, guild: int, user: int) -> Subscription | None:
        """The person's subscription in the server ``guild``, if they have one."""
        found = await self._read(_one(guild, user))
        return found[0] if found else None

    async def of_member(self, user: int) -> list[Subscription]:
        """The person's subscriptions, by server."""
        return await self._read(digests.c.user_id == user)

    async def start(self, guild: int, user: int, language: str, due: datetime, now: datetime) -> Subscription:
        """Subscribe, the first one at ``due``; one that is there already stays as it is. Returns what stands."""
        begun = Subscription(guild, user, due, unsure=False, language=language)
        async with self._database.writing() as connection:
            row = (await connection.execute(_ALL.where(_one(guild, user)))).one_or_none()
            if row is None:
                columns = (column.name for column in _ALL.selected_columns)
                values = dict(zip(columns, begun, strict=True))
                await connection.execute(insert(digests).values(**values, asked_at=now))
        return Subscription(*row) if row else begun

    async def stop(self, guild: int, user: int) -> bool:
        """Delete the subscription; False when there was none."""
        return await self._delete(_one(guild, user)) == 1

    async def stop_all(self, guild: int) -> int:
        """Delete every subscription in the server ``guild``; returns how many."""
        return await self._delete(digests.c.guild_id == guild)

    async def planned(self) -> list[tuple[int, datetime]]:
        """For which servers a digest is planned at which moments, each pair once."""
        async with self._database.reading() as connection:
            found = await connection.execute(select(digests.c.guild_id, digests.c.next_due).distinct())
            return [(guild, due) for guild, due in found]

    async def move(self, guild: int, due: datetime, to: datetime) -> None:
        """What the server ``guild`` was to get at ``due`` comes at ``to``."""
        these = update(digests).where(digests.c.guild_id == guild, digests.c.next_due == due)
        async with self._database.writing() as connection:
            await connection.execute(these.values(next_due=to))

    async def due(self, now: datetime) -> list[Subscription]:
        """Those whose digest is due, the longest waiting first."""
        return await self._read(digests.c.next_due <= now)

    async def claim(self, subscription: Subscription, following: datetime) -> bool:
        """Move on to the ``following`` one, so that nobody else sends this one; False when somebody else did."""
        return await self._move_on(subscription, subscription.due, following, unsure=False)

    async def put_back(self, subscription: Subscription, following: datetime, *, unsure: bool) -> bool:
        """Take a claim back, so that it is tried again; False when they stopped it meanwhile."""
        return await self._move_on(subscription, following, subscription.due, unsure=unsure)

    async def _move_on(self, subscription: Subscription, before: datetime, after: datetime, *, unsure: bool) -> bool:
        mine = _one(subscription.guild, subscription.user) & (digests.c.next_due == before)
        async with self._database.writing() as connection:
            done = await connection.execute(update(digests).where(mine).values(next_due=after, unsure=unsure))
        return done.rowcount == 1

    async def _delete(self, which: ColumnElement[bool]) -> int:
        async with self._database.writing() as connection:
            done = await connection.execute(delete(digests).where(which))
        if done.rowcount:
            await self._database.forget()
        return done.rowcount

    async def _read(self, which: ColumnElement[bool]) -> list[Subscription]:
        async with self._database.reading() as connection:
            return [Subscription(*row) for row in await connection.execute(_ALL.where(which))]


def _one(guild: int, user: int) -> ColumnElement[bool]:
    return (digests.c.guild_id == guild) & (digests.c.user_id == user)


_ALL = select(digests.c.guild_id, digests.c.user_id, digests.c.next_due, digests.c.unsure, digests.c.language).order_by(
    digests.c.next_due, digests.c.guild_id, digests.c.user_id
)

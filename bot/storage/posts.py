"""What was posted in public, claimed before Discord is asked: so that nothing is posted twice."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, delete, insert, select, update

from bot.storage.database import Database
from bot.storage.tables import posts

CLAIMED, POSTED, SKIPPED = "claimed", "posted", "skipped"
"""States: about to be posted, or posted by a process that ended before it could say so; posted; left out."""


class Post(NamedTuple):
    """A row. ``series`` and ``due`` for those of a series; ``message`` once it is posted."""

    id: str
    guild: int
    channel: int
    topic: str
    series: str | None
    due: datetime | None
    state: str
    message: int | None
    claimed: datetime


class Posts:
    """Every method may raise StorageUnavailable; then nothing was changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, id: str) -> Post | None:
        """The post, or None."""
        async with self._database.reading() as connection:
            row = (await connection.execute(row_of_post().where(posts.c.id == id))).one_or_none()
        return Post(*row) if row else None

    async def claim(self, id: str, guild: int, channel: int, topic: str, now: datetime) -> bool:
        """Announce a post; False when it was claimed before."""
        async with self._database.writing() as connection:
            if await connection.scalar(select(posts.c.id).where(posts.c.id == id)):
                return False
            values = {"id": id, "guild_id": guild, "channel_id": channel, "topic": topic}
            await connection.execute(insert(posts).values(**values, state=CLAIMED, claimed_at=now))
            return True

    async def posted(self, id: str, message: int) -> None:
        """Note where it is now."""
        async with self._database.writing() as connection:
            await connection.execute(update(posts).where(posts.c.id == id).values(state=POSTED, message_id=message))

    async def release(self, id: str) -> None:
        """Take a claim back: Discord did not take the post."""
        async with self._database.writing() as connection:
            await connection.execute(delete(posts).where(posts.c.id == id, posts.c.state == CLAIMED))

    async def claims_of(self, guild: int, since: datetime) -> list[datetime]:
        """When ``guild`` posted by hand since then, oldest first."""
        recent = select(posts.c.claimed_at).where(
            posts.c.guild_id == guild, posts.c.series_id.is_(None), posts.c.claimed_at > since
        )
        async with self._database.reading() as connection:
            return list(await connection.scalars(recent.order_by(posts.c.claimed_at)))

    async def remove_claimed_before(self, moment: datetime) -> None:
        """Delete those posted by hand before ``moment``; a series needs its own to know what comes next."""
        async with self._database.writing() as connection:
            await connection.execute(delete(posts).where(posts.c.series_id.is_(None), posts.c.claimed_at < moment))


def row_of_post() -> "Select[Any, Any, Any, Any, Any, Any, Any, Any, Any]":
    """What makes a ``Post``, in its order."""
    return select(
        posts.c.id,
        posts.c.guild_id,
        posts.c.channel_id,
        posts.c.topic,
        posts.c.series_id,
        posts.c.due,
        posts.c.state,
        posts.c.message_id,
        posts.c.claimed_at,
    )

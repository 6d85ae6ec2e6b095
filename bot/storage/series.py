"""Weekly series and their dates. A date is claimed in the transaction that moves the series on to the next."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update

from bot.community.due import Rhythm
from bot.community.series import Pause, Series, Turn
from bot.storage.database import Database
from bot.storage.posts import CLAIMED, POSTED, SKIPPED, Post, row_of_post
from bot.storage.tables import posts
from bot.storage.tables import series as table


class AllSeries:
    """Every method may raise StorageUnavailable; then nothing was changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, series: Series, most: int, now: datetime) -> bool:
        """Keep a new one; False when its server has ``most`` already."""
        count = select(func.count()).select_from(table).where(table.c.guild_id == series.guild)
        async with self._database.writing() as connection:
            if (await connection.scalar(count) or 0) >= most:
                return False
            await connection.execute(insert(table).values(**_values(series), added_at=now))
            return True

    async def get(self, id: str, guild: int) -> Series | None:
        """The series of this server, or None."""
        found = await self._read((table.c.id == id) & (table.c.guild_id == guild))
        return found[0] if found else None

    async def of_guild(self, guild: int) -> list[Series]:
        """The server's series, oldest first."""
        return await self._read(table.c.guild_id == guild)

    async def due(self, now: datetime) -> list[Series]:
        """Those whose date has come, the longest waiting first."""
        found = await self._read(table.c.paused.is_(None) & (table.c.next_due <= now))
        return sorted(found, key=lambda each: each.next_due)

    async def shown(self, id: str) -> list[str]:
        """The topics it has posted, oldest first."""
        told = select(posts.c.topic).where(posts.c.series_id == id, posts.c.state != SKIPPED).order_by(posts.c.due)
        async with self._database.reading() as connection:
            return list(await connection.scalars(told))

    async def claim(self, series: Series, turn: Turn, id: str, topic: str, now: datetime) -> bool:
        """Move on to the next date; what is due now is claimed as the post ``id``, what was missed is noted.

        False when somebody else did so, or it was paused or removed.
        """
        standing = (table.c.id == series.id) & (table.c.next_due == series.next_due) & table.c.paused.is_(None)
        row = {"guild_id": series.guild, "channel_id": series.channel, "series_id": series.id, "claimed_at": now}
        rows = [{"id": f"{id}.{n}", "topic": "", "due": at, "state": SKIPPED} for n, at in enumerate(turn.missed)]
        if turn.due:
            rows.append({"id": id, "topic": topic, "due": turn.due, "state": CLAIMED})
        async with self._database.writing() as connection:
            moved = await connection.execute(update(table).where(standing).values(next_due=turn.next_due))
            if moved.rowcount and rows:
                await connection.execute(insert(posts), [{**row, **each} for each in rows])
        return moved.rowcount == 1

    async def claimed(self) -> list[tuple[Post, Series | None]]:
        """Posts that were claimed and not finished, each with its series."""
        open_ones = row_of_post().where(posts.c.state == CLAIMED, posts.c.series_id.is_not(None))
        async with self._database.reading() as connection:
            found = [Post(*row) for row in await connection.execute(open_ones.order_by(posts.c.due))]
            rows = await connection.execute(select(table).where(table.c.id.in_({post.series for post in found})))
            by_id = {row.id: _series(row) for row in rows}
        return [(post, by_id.get(post.series or "")) for post in found]

    async def sent(self, post: str, message: int) -> None:
        """Note where a claimed post stands; it is not finished yet."""
        await self._change_post(post, message_id=message)

    async def finished(self, post: str) -> None:
        """Nothing more is to be done for it."""
        await self._change_post(post, state=POSTED)

    async def left_out(self, post: str) -> None:
        """It will not be posted any more."""
        await self._change_post(post, state=SKIPPED)

    async def pause(self, id: str, why: Pause) -> bool:
        """Let it rest; False when it rests already or is gone."""
        resting = update(table).where(table.c.id == id, table.c.paused.is_(None)).values(paused=why.value)
        async with self._database.writing() as connection:
            return (await connection.execute(resting)).rowcount == 1

    async def resume(self, id: str, next_due: datetime) -> bool:
        """Let it go on from ``next_due``; False when it does not rest or is gone."""
        resting = update(table).where(table.c.id == id, table.c.paused.is_not(None))
        async with self._database.writing() as connection:
            return (await connection.execute(resting.values(paused=None, next_due=next_due))).rowcount == 1

    async def remove(self, id: str) -> bool:
        """Delete it and what was noted of its posts; they stay where they stand. False when it was gone."""
        async with self._database.writing() as connection:
            await connection.execute(delete(posts).where(posts.c.series_id == id))
            return (await connection.execute(delete(table).where(table.c.id == id))).rowcount == 1

    async def _change_post(self, id: str, **values: Any) -> None:
        async with self._database.writing() as connection:
            await connection.execute(update(posts).where(posts.c.id == id).values(**values))

    async def _read(self, which: ColumnElement[bool]) -> list[Series]:
        async with self._database.reading() as connection:
            rows: Sequence[Row[Any]] = (
                await connection.execute(select(table).where(which).order_by(table.c.added_at, table.c.id))
            ).all()
        return [_series(row) for row in rows]


def _values(series: Series) -> dict[str, Any]:
    return {
        "id": series.id,
        "guild_id": series.guild,
        "channel_id": series.channel,
        "added_by": series.added_by,
        "rotates": series.rotates,
        "languages": series.languages,
        "thread": series.thread,
        "every_weeks": series.rhythm.every_weeks,
        "first_on": series.rhythm.first_on.isoformat(),
        "at": series.rhythm.at.isoformat("minutes"),
        "zone": series.rhythm.zone,
        "next_due": series.next_due,
        "paused": series.paused,
    }


def _series(row: Row[Any]) -> Series:
    rhythm = Rhythm(row.every_weeks, date.fromisoformat(row.first_on), time.fromisoformat(row.at), row.zone)
    return Series(
        row.id,
        row.guild_id,
        row.channel_id,
        row.added_by,
        row.rotates,
        row.languages,
        row.thread,
        rhythm,
        row.next_due,
        Pause(row.paused) if row.paused else None,
    )

"""Posts that moderators are looking at, each sealed under its own id."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update

from bot.storage.database import Database
from bot.storage.seal import SealError
from bot.storage.tables import drafts


class Drafts:
    """Every method may raise StorageUnavailable; then nothing was changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, id: str, author: int, guild: int, text: str, now: datetime) -> None:
        """Keep a new draft."""
        sealed = self._database.seal.seal(id, text)
        async with self._database.writing() as connection:
            await connection.execute(
                insert(drafts).values(id=id, author=author, guild_id=guild, sealed=sealed, touched_at=now)
            )

    async def get(self, id: str, author: int) -> str | None:
        """The draft's text; None when it is gone, somebody else's, or its seal does not open."""
        mine = select(drafts.c.sealed).where(drafts.c.id == id, drafts.c.author == author)
        async with self._database.reading() as connection:
            sealed = await connection.scalar(mine)
        try:
            return None if sealed is None else self._database.seal.open(id, sealed)
        except SealError:
            return None

    async def save(self, id: str, text: str, now: datetime) -> None:
        """Replace the text, if the draft is still there."""
        sealed = self._database.seal.seal(id, text)
        async with self._database.writing() as connection:
            await connection.execute(update(drafts).where(drafts.c.id == id).values(sealed=sealed, touched_at=now))

    async def remove(self, id: str) -> None:
        """Delete it, if it is still there."""
        await self._delete(drafts.c.id == id)

    async def remove_untouched_since(self, moment: datetime) -> None:
        """Delete those last touched before ``moment``."""
        await self._delete(drafts.c.touched_at < moment)

    async def _delete(self, which: ColumnElement[bool]) -> None:
        async with self._database.writing() as connection:
            done = await connection.execute(delete(drafts).where(which))
        if done.rowcount:
            await self._database.forget()

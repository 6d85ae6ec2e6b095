"""Everything of one member, to take along or to be forgotten."""

from typing import Any

from bot.storage.database import Database
from bot.storage.inventory import INVENTORY
from bot.storage.members import Members


class Erasure:
    """``members``: told of an erasure, so that what it remembers is forgotten too."""

    def __init__(self, database: Database, members: Members) -> None:
        self._database = database
        self._members = members

    async def export_member(self, user: int) -> dict[str, Any]:
        """What is kept of ``user`` by ``Holding.holds``, ready for JSON, all of one moment.

        Raises StorageUnavailable.
        """
        async with self._database.reading() as connection:
            return {holding.holds: await holding.export(connection, self._database.seal, user) for holding in INVENTORY}

    async def erase_member(self, user: int) -> dict[str, int]:
        """Delete everything of ``user``, its bytes too; returns the rows by table. Raises StorageUnavailable."""
        try:
            async with self._database.writing() as connection:
                seal = self._database.seal
                rows = {holding.table.name: await holding.erase(connection, seal, user) for holding in INVENTORY}
        finally:
            self._members.forget(user)
        await self._database.forget()
        return rows

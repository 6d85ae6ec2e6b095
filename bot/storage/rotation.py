"""A new key for everything, safe against a crash at any point: the file always holds a key for every row."""

from pathlib import Path

from sqlalchemy import select, update

from bot.storage.database import Database
from bot.storage.keys import KeyFile, Keys, new_key
from bot.storage.seal import Seal, SealError
from bot.storage.tables import metadata


async def rotate(file: Path, keys: Keys) -> tuple[int, int]:
    """Seal every value anew; returns how many, and how many no key opens, which stay as they are.

    With a key file: under a new key, which is then the only one there. With given keys: under the first of them.
    Nobody else may use the database meanwhile, for a running bot would go on sealing under the old key. Raises
    DataError, and StorageUnavailable when nothing was sealed anew; it can be called again after either.
    """
    async with Database(file, keys, create=False, alone=True) as database:
        if not isinstance(keys, KeyFile):
            return await _seal_anew(database, database.seal)
        both = (new_key(), *keys.read())
        keys.write(both)
        done = await _seal_anew(database, Seal(both))
        keys.write(both[:1])
        return done


async def _seal_anew(database: Database, seal: Seal) -> tuple[int, int]:
    renewed = left = 0
    async with database.writing() as connection:
        for table in metadata.sorted_tables:
            if "sealed" not in table.c:
                continue
            for id, sealed in (await connection.execute(select(table.c.id, table.c.sealed))).all():
                try:
                    anew = seal.renew(sealed)
                except SealError:
                    left += 1
                    continue
                await connection.execute(update(table).where(table.c.id == id).values(sealed=anew))
                renewed += 1
    # Nothing sealed under a key that is given up stays in the log.
    await database.forget()
    return renewed, left

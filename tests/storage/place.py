"""A data folder, and what the tests put into it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.reflection.kept import Kept
from bot.storage.database import Database
from bot.storage.keys import keys_of

NOOR, CAMILLE = 200_000_000_000_000_001, 2**63 - 1
"""Discord ids; the second is the largest there can be."""
WORDS = "zsuzsannaqx told me a secret, and I do not know"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """A data folder."""

    folder: Path

    @property
    def file(self) -> Path:
        """The database."""
        return self.folder / "wayside.db"

    @property
    def key(self) -> Path:
        """The key file."""
        return self.folder / "wayside.key"

    def database(self, *given: str, create: bool = True, alone: bool = False) -> Database:
        """Not open yet; with ``given`` keys, or those of the key file."""
        return Database(self.file, keys_of(given, self.folder), create=create, alone=alone)

    def bytes(self) -> dict[str, bytes]:
        """Every file here with all its bytes, but for the lock."""
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.suffix != ".lock"}

    def rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """What another program would do to the database, or find there."""
        with closing(sqlite3.connect(self.file, isolation_level=None)) as connection:
            return connection.execute(statement, parameters).fetchall()


def a_reflection(id: str = "r1", owner: int = NOOR, text: str = f'{{"note": "{WORDS}"}}', days: int = 0) -> Kept:
    """Begun and last touched ``days`` after NOON."""
    moment = NOON + timedelta(days=days)
    return Kept(id, owner, 0, text, moment, moment)

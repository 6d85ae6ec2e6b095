"""A data folder of its own for every test, and an open database in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.members import Members
from bot.storage.reflections import Reflections
from tests.storage.place import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A data folder nobody has used."""
    folder = tmp_path / "kept"
    folder.mkdir()
    return Place(folder)


@pytest.fixture
async def database(place: Place) -> AsyncIterator[Database]:
    """An open database in ``place``."""
    async with place.database() as opened:
        yield opened


@pytest.fixture
def reflections(database: Database) -> Reflections:
    """The reflections in it."""
    return Reflections(database)


@pytest.fixture
def members(database: Database) -> Members:
    """The preferences in it."""
    return Members(database)

"""The steps lead from nothing to the tables of the code, and the code knows every step."""

import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Connection

from bot.storage.database import Database
from bot.storage.migrations import REVISIONS, apply
from bot.storage.migrations.apply import config, upgrade
from bot.storage.tables import metadata
from tests.deploy.project import run, said
from tests.storage.place import Place


def test_the_code_knows_every_step_in_order() -> None:
    scripts = ScriptDirectory.from_config(config())
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == REVISIONS
    assert scripts.get_heads() == [REVISIONS[-1]]


async def test_the_steps_lead_to_the_tables_of_the_code(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, metadata)

    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_every_table_is_strict_about_its_types(database: Database, place: Place) -> None:
    found = dict(place.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"))
    assert {found[table] for table in metadata.tables} == {1}


def test_an_id_is_large_enough_on_any_database() -> None:
    ids = [metadata.tables["members"].c.user_id, metadata.tables["reflections"].c.owner]
    assert all(isinstance(column.type, BigInteger) for column in ids)


async def test_steps_that_are_cut_off_leave_nothing_behind(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(connection: Connection) -> None:
        upgrade(connection)
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(apply, "upgrade", cut_off)
        with pytest.raises(MemoryError):
            await place.database().open()
    assert place.rows("SELECT name FROM sqlite_schema") == []
    async with place.database():
        pass


def test_a_start_without_a_step_to_take_does_not_load_alembic(place: Place) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path\n"
        "from bot.storage.database import Database; from bot.storage.keys import keys_of\n"
        "folder = Path(sys.argv[1])\n"
        "async def start():\n    async with Database(folder / 'wayside.db', keys_of((), folder)): pass\n"
        "asyncio.run(start()); print('alembic' in sys.modules)\n"
    )
    loaded = [run(sys.executable, "-W", "error", "-c", program, place.folder) for _ in range(2)]
    assert [done.stdout.splitlines()[-1] for done in loaded] == ["True", "False"], said(loaded[0])

"""The steps lead from nothing to the tables of the code, and the code knows every step."""

import sys

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Connection, Integer

from bot.storage.database import Database
from bot.storage.members import Members, Preferences
from bot.storage.migrations import REVISIONS, apply
from bot.storage.migrations.apply import config, upgrade
from bot.storage.reflections import Reflections
from bot.storage.tables import metadata
from tests.deploy.project import run, said
from tests.storage.place import NOOR, Place, a_reflection


def test_the_code_knows_every_step_in_order() -> None:
    scripts = ScriptDirectory.from_config(config())
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == REVISIONS
    assert scripts.get_heads() == [REVISIONS[-1]]


async def database_differs(database: Database) -> list[object]:
    """Where it is not as the tables of the code are."""

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, metadata)

    async with database.reading() as connection:
        return await connection.run_sync(differences)


async def test_the_steps_lead_to_the_tables_of_the_code(database: Database) -> None:
    assert await database_differs(database) == []


async def test_every_table_is_strict_about_its_types(database: Database, place: Place) -> None:
    found = dict(place.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"))
    assert {found[table] for table in metadata.tables} == {1}


SMALL = {"revision", "every_weeks", "count"}
"""Columns for numbers that are no ids of Discord's."""


def test_an_id_is_large_enough_on_any_database() -> None:
    numbers = [column for table in metadata.sorted_tables for column in table.c if isinstance(column.type, Integer)]
    ids = [column for column in numbers if column.name not in SMALL]
    assert {"user_id", "owner", "guild_id", "channel_id", "message_id", "author", "added_by"} < {
        each.name for each in ids
    }
    assert [str(each) for each in ids if not isinstance(each.type, BigInteger)] == []


def until(monkeypatch: pytest.MonkeyPatch, revision: str) -> None:
    """Let a start take the steps up to ``revision`` alone, as an earlier Wayside did."""
    monkeypatch.setattr(apply, "upgrade", lambda connection: command.upgrade(config(connection), revision))


async def used(place: Place, monkeypatch: pytest.MonkeyPatch, revision: str) -> None:
    """Leave a database of an earlier Wayside behind with something in it."""
    with monkeypatch.context() as patch:
        until(patch, revision)
        async with place.database() as database:
            await Members(database).set(NOOR, language="fr", country="CH")
            await Reflections(database).add(a_reflection())


@pytest.mark.parametrize("revision", REVISIONS[:-1])
async def test_an_earlier_database_becomes_the_present_one_with_all_that_is_in_it(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, revision: str
) -> None:
    await used(place, monkeypatch, revision)
    assert place.rows("SELECT version_num FROM alembic_version") == [(revision,)]
    caplog.clear()
    async with place.database() as database:
        assert await Reflections(database).of_owner(NOOR) == [a_reflection()]
        assert await Members(database).get(NOOR) == Preferences("fr", "CH")
        assert await database_differs(database) == []
    assert place.rows("SELECT version_num FROM alembic_version") == [(REVISIONS[-1],)]
    assert f"'before': '{revision}'" in caplog.text
    assert f"'revision': '{REVISIONS[-1]}'" in caplog.text


@pytest.mark.parametrize("revision", REVISIONS[:-1])
async def test_a_later_step_that_is_cut_off_leaves_the_earlier_database_as_it_was(
    place: Place, monkeypatch: pytest.MonkeyPatch, revision: str
) -> None:
    def cut_off(connection: Connection) -> None:
        upgrade(connection)
        raise MemoryError

    await used(place, monkeypatch, revision)
    before = place.rows("SELECT name, sql FROM sqlite_schema ORDER BY name")
    with monkeypatch.context() as patch:
        patch.setattr(apply, "upgrade", cut_off)
        with pytest.raises(MemoryError):
            await place.database().open()
    assert place.rows("SELECT name, sql FROM sqlite_schema ORDER BY name") == before
    async with place.database() as database:
        assert await Reflections(database).of_owner(NOOR) == [a_reflection()]


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

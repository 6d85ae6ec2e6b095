"""The start: the key is checked first, and whatever is wrong stops it with one sentence and every byte as it was."""

import asyncio
import os
import re
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.failures import DataError, Exit
from bot.storage.database import Database
from bot.storage.keys import KeyFile, keys_of, new_key
from bot.storage.members import Members
from bot.storage.reflections import Reflections
from bot.storage.sqlite import sentence
from tests.storage.place import NOON, NOOR, Place, a_reflection


async def refusal(database: Database) -> str:
    """Why it does not open."""
    with pytest.raises(DataError) as caught:
        await database.open()
    assert caught.value.exit == Exit.DATA
    assert caught.value.__cause__ is None
    return str(caught.value)


async def used(place: Place) -> None:
    """Leave a database behind with something in it."""
    async with place.database() as database:
        await Reflections(database).add(a_reflection())


async def test_a_first_start_makes_a_key_and_a_database_for_us_alone(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    usual = os.umask(0)
    try:
        await used(place)
    finally:
        os.umask(usual)
    async with place.database() as database:
        await Reflections(database).save("r1", 0, "next", NOON)
        assert {path.name for path in place.folder.iterdir()} >= {"wayside.db", "wayside.db-wal", "wayside.key"}
        for path in place.folder.iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    [said] = [line for line in caplog.messages if "a key for what is kept was made" in line]
    assert str(place.key) in said
    assert "not beside the backup" in said
    assert place.key.read_text().strip() not in caplog.text


async def test_a_second_start_finds_everything_and_says_nothing(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    await used(place)
    key = place.key.read_bytes()
    caplog.clear()
    async with place.database() as database:
        assert await Reflections(database).get("r1") == a_reflection()
    assert place.key.read_bytes() == key
    assert caplog.records == []


async def test_closing_leaves_one_file_without_a_log(place: Place) -> None:
    await used(place)
    assert set(place.bytes()) == {"wayside.db", "wayside.key"}


async def test_a_folder_that_is_not_there_yet_is_made(tmp_path: Path) -> None:
    place = Place(tmp_path / "a" / "b")
    await used(place)
    assert place.file.exists()


async def test_a_wrong_key_stops_the_start_and_touches_nothing(place: Place) -> None:
    await used(place)
    other = new_key()
    place.key.write_text(f"{other}\n")
    before = place.bytes()
    said = await refusal(place.database())
    assert said == (
        f"The key in {place.key} does not open {place.file}, which was sealed with another one: put that one back."
    )
    assert place.bytes() == before
    said = await refusal(place.database(other))
    assert said.startswith(f"The key in WAYSIDE_KEYS does not open {place.file}, ")
    assert place.bytes() == before


async def test_a_wrong_key_after_a_crash_leaves_the_log_as_it_is(place: Place, tmp_path: Path) -> None:
    crashed = Place(tmp_path / "crashed")
    async with place.database() as database:
        await Reflections(database).add(a_reflection())
        shutil.copytree(place.folder, crashed.folder)
    assert len(crashed.bytes()["wayside.db-wal"]) > 0
    key = crashed.key.read_bytes()
    crashed.key.write_text(f"{new_key()}\n")
    before = crashed.bytes()
    assert "does not open" in await refusal(crashed.database())
    after = crashed.bytes()
    # How far readers have come is noted there; it is made anew at every start.
    assert after.pop("wayside.db-shm") is not None
    before.pop("wayside.db-shm")
    assert after == before
    crashed.key.write_bytes(key)
    async with crashed.database() as database:
        assert await Reflections(database).get("r1") == a_reflection()


async def test_a_missing_key_is_not_replaced_by_a_new_one(place: Place) -> None:
    await used(place)
    place.key.unlink()
    before = place.bytes()
    said = await refusal(place.database())
    assert said == (f"{place.key} is missing, and without it {place.file} cannot be opened: put the key back.")
    assert place.bytes() == before


async def test_keys_of_the_setting_leave_no_file(place: Place) -> None:
    key = new_key()
    async with place.database(key) as database:
        await Reflections(database).add(a_reflection())
    async with place.database(new_key(), key) as database:
        assert await Reflections(database).get("r1") == a_reflection()
    assert set(place.bytes()) == {"wayside.db"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"hunter2\n", id="no key"),
        pytest.param(new_key().encode() + b"\nhunter2\n", id="no key after a good one"),
        pytest.param(b"\xff\xfehunter2", id="no text"),
    ],
)
async def test_a_malformed_key_file_is_said_without_being_shown(place: Place, text: bytes) -> None:
    place.key.write_bytes(text)
    said = await refusal(place.database())
    assert said == f"{place.key} is not usable: expected one Fernet key a line, newest first."
    assert set(place.bytes()) == {"wayside.key"}


async def test_a_key_file_that_others_can_read_is_said_and_used(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    await used(place)
    place.key.chmod(0o640)
    async with place.database():
        pass
    assert "can be read by others" in caplog.text
    caplog.clear()
    place.key.chmod(0o600)
    async with place.database():
        pass
    assert "can be read by others" not in caplog.text


def test_two_processes_at_a_first_start_end_up_with_one_key(place: Place) -> None:
    one, other = KeyFile(place.key), KeyFile(place.key)
    assert (one.read(), other.read()) == ((), ())
    made = one.create()
    assert other.create() == made
    assert set(place.bytes()) == {"wayside.key"}


async def test_two_first_starts_at_once_make_one_database(place: Place) -> None:
    one, other = place.database(), place.database()
    await asyncio.gather(one.open(), other.open())
    await Reflections(one).add(a_reflection())
    assert await Reflections(other).get("r1") == a_reflection()
    await asyncio.gather(one.close(), other.close())
    assert place.rows("SELECT count(*) FROM vault") == [(1,)]


async def test_a_database_of_a_newer_wayside_is_left_alone(place: Place) -> None:
    await used(place)
    place.rows("UPDATE alembic_version SET version_num = '9999'")
    before = place.bytes()
    said = await refusal(place.database())
    assert said == f"{place.file} was written by a newer Wayside: run that one, or restore an older backup."
    assert place.bytes() == before


async def test_a_file_that_is_no_database_is_left_alone(place: Place) -> None:
    place.file.write_bytes(b"Dear diary, " * 1000)
    before = place.bytes()
    assert await refusal(place.database()) == f"{place.file} is not a database, or is damaged."
    assert place.bytes() == before


async def test_a_database_of_something_else_is_left_alone(place: Place) -> None:
    place.rows("CREATE TABLE recipes (name TEXT)")
    before = place.bytes()
    assert await refusal(place.database()) == f"{place.file} is a database of something else."
    assert place.bytes() == before


async def test_a_database_that_lost_its_vault_is_left_alone(place: Place) -> None:
    await used(place)
    place.rows("DELETE FROM vault")
    before = place.bytes()
    assert await refusal(place.database()) == f"{place.file} is not a database, or is damaged."
    assert place.bytes() == before


async def test_an_empty_file_is_a_first_start_cut_off(place: Place) -> None:
    place.file.touch()
    await used(place)
    assert place.rows("SELECT count(*) FROM reflections") == [(1,)]


async def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    place = Place(tmp_path / "file")
    assert await refusal(place.database()) == f"The folder {place.folder} cannot be made: File exists."


async def test_a_folder_in_place_of_the_file_is_said(place: Place) -> None:
    place.file.mkdir()
    assert await refusal(place.database()) == f"{place.file} is a folder."


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
async def test_a_database_locked_by_another_process_stops_the_start_within_two_seconds(
    place: Place, begin: str
) -> None:
    await used(place)
    with closing(sqlite3.connect(place.file, isolation_level=None)) as other:
        other.execute(begin)
        async with asyncio.timeout(2):
            assert await refusal(place.database()) == f"{place.file} is locked by another process."
    await used_again(place)


async def test_a_database_that_another_process_has_to_itself_stops_the_start(place: Place) -> None:
    await used(place)
    with closing(sqlite3.connect(place.file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert await refusal(place.database()) == f"{place.file} is locked by another process."
    await used_again(place)


async def used_again(place: Place) -> None:
    """All is well."""
    async with place.database() as database:
        assert await Reflections(database).get("r1") == a_reflection()


async def test_a_duty_does_not_make_a_database_where_there_is_none(place: Place) -> None:
    assert await refusal(place.database(create=False)) == f"There is no database at {place.file}."
    assert list(place.folder.iterdir()) == []


async def test_whoever_wants_to_be_alone_waits_until_nobody_else_is_there(place: Place) -> None:
    await used(place)
    async with place.database(), place.database():
        assert await refusal(place.database(alone=True)) == f"{place.file} is in use: stop the bot first."
    async with place.database(alone=True):
        said = await refusal(place.database())
        assert said == f"{place.file} is being worked on by another process: try again afterwards."
    await used_again(place)


def test_a_full_disk_has_its_own_sentence(place: Place) -> None:
    place.rows("CREATE TABLE t (x)")
    with closing(sqlite3.connect(place.file)) as connection:
        connection.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as caught:
            connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
    assert sentence(caught.value, place.file) == f"{place.file} cannot be used: the disk is full."


async def test_the_database_is_set_as_it_was_promised(database: Database) -> None:
    async with database.reading() as connection:
        found = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "secure_delete", "auto_vacuum", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "secure_delete": 1,
        "auto_vacuum": 1,
        "busy_timeout": 1500,
    }


async def test_it_can_be_opened_again_after_it_was_closed(place: Place) -> None:
    database = place.database()
    for _ in range(2):
        async with database:
            await Members(database).set(NOOR, language="fr")
    await database.close()


def test_the_seal_is_known_only_once_the_database_is_open(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="not open"):
        _ = Database(tmp_path / "x.db", keys_of((), tmp_path)).seal


async def test_nothing_is_logged_with_what_is_in_a_statement(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    await used(place)
    assert not re.search(rf"INSERT|SELECT|{NOOR}", caplog.text)

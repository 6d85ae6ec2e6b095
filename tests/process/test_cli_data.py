"""``wayside data``: an operator's duties, each answered with one clear line."""

import asyncio
import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.community.cases import begin
from bot.reflection.kept import Kept
from bot.storage.cases import Cases
from bot.storage.digests import Digests
from bot.storage.keys import new_key
from bot.storage.members import Members
from bot.storage.reflections import Reflections
from tests.process.command_line import wayside
from tests.storage.place import CAMILLE, NOON, NOOR, WORDS, Place

DUTIES = [["backup", "copy.db"], ["erase-member", "1"], ["purge"], ["rotate-key"]]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A data folder in use: Noor left a reflection 8 days ago and one yesterday, Camille one 40 days ago.

    Noor has a digest and a case as well.
    """
    place = Place(tmp_path / "data")

    async def use() -> None:
        async with place.database() as database:
            for id, owner, days in (("n8", NOOR, 8), ("n1", NOOR, 1), ("c40", CAMILLE, 40)):
                moment = datetime.now(UTC) - timedelta(days=days)
                await Reflections(database).add(Kept(id, owner, 0, "{}", moment, moment))
            await Members(database).set(NOOR, language="fr")
            await Digests(database).start(1, NOOR, "fr", NOON, NOON)
            await Cases(database).add("case", 1, begin(NOOR, "fr", WORDS, "what you would do", NOON))

    asyncio.run(use())
    return place


def data(place: Place, *arguments: str | Path, **settings: str) -> tuple[int, str]:
    """``wayside data <arguments>``: its exit code and its one line."""
    done = wayside("data", *arguments, cwd=place.folder.parent, WAYSIDE_DATA_DIR=place.folder, **settings)
    lines = (done.stdout + done.stderr).splitlines()
    assert len(lines) == 1, lines
    assert bool(done.stdout) == (done.returncode == 0)
    return done.returncode, lines[0]


def cases(place: Place, *keys: str) -> list[str]:
    """What Noor's cases say."""

    async def read() -> list[str]:
        async with place.database(*keys) as database:
            return [each.case.happened for each in await Cases(database).of_author(NOOR)]

    return asyncio.run(read())


def left(place: Place) -> set[str]:
    """The reflections that are there."""
    return {id for (id,) in place.rows("SELECT id FROM reflections")}


def test_backup_and_restore(place: Place) -> None:
    copy = place.folder.parent / "copy.db"
    code, line = data(place, "backup", copy)
    assert (code, line) == (
        0,
        f"Backed up to {copy}. The key is not in it: keep a copy of {place.key} somewhere else.",
    )
    data(place, "erase-member", str(NOOR))
    code, line = data(place, "restore", copy)
    assert code == 0
    aside = re.fullmatch(
        rf"Restored from {copy}, which needs the key in {place.key}\. "
        rf"The database before is now ({place.file}\S+\.replaced); delete it when all is well\.",
        line,
    )
    assert aside
    assert Path(aside[1]).exists()
    assert left(place) == {"n8", "n1", "c40"}


def test_a_backup_that_cannot_be_made_is_exit_1(place: Place) -> None:
    copy = place.folder.parent / "copy.db"
    copy.write_text("precious")
    assert data(place, "backup", copy) == (1, f"{copy} is there already and stays as it is: name a new file.")
    assert copy.read_text() == "precious"


def test_a_restore_under_the_wrong_key_is_exit_4(place: Place) -> None:
    copy = place.folder.parent / "copy.db"
    data(place, "backup", copy)
    code, line = data(place, "restore", copy, WAYSIDE_KEYS=new_key())
    assert code == 4
    assert line.startswith(f"The key in WAYSIDE_KEYS does not open {copy}, ")


def test_erase_member_leaves_the_others(place: Place) -> None:
    line = "Erased, by table: members {}, reflections {}, cases {}, drafts 0, series 0, digests {}."
    assert cases(place) == [WORDS]
    assert data(place, "erase-member", str(NOOR)) == (0, line.format(1, 2, 1, 1))
    assert left(place) == {"c40"}
    assert cases(place) == []
    assert data(place, "erase-member", str(NOOR)) == (0, line.format(0, 0, 0, 0))


@pytest.mark.parametrize("id", ["noor", "0", "-1", str(2**63), ""])
def test_what_is_no_id_erases_nobody(place: Place, id: str) -> None:
    done = wayside("data", "erase-member", "--", id, WAYSIDE_DATA_DIR=place.folder)
    assert done.returncode == 2
    assert left(place) == {"n8", "n1", "c40"}


def test_purge_keeps_to_the_days_of_the_setting(place: Place) -> None:
    line = "Reflections deleted that nobody has touched for {} days: 1."
    assert data(place, "purge", WAYSIDE_RETENTION_DAYS="30") == (0, line.format(30))
    assert left(place) == {"n8", "n1"}
    assert data(place, "purge") == (0, line.format(7))
    assert left(place) == {"n1"}


def test_rotate_key_with_the_key_file(place: Place) -> None:
    before = place.key.read_text()
    code, line = data(place, "rotate-key")
    assert (code, line) == (
        0,
        f"Sealed anew: 5 values. {place.key} holds the new key alone: put a copy in a safe place, "
        "but not beside the backup. Older backups need the older keys.",
    )
    assert place.key.read_text() != before
    assert place.key.read_text().strip() not in line
    assert data(place, "purge")[0] == 0
    assert cases(place) == [WORDS]


def test_rotate_key_with_given_keys(place: Place) -> None:
    new, old = new_key(), place.key.read_text().strip()
    code, line = data(place, "rotate-key", WAYSIDE_KEYS=f"{new},{old}")
    assert (code, line) == (
        0,
        "Sealed anew: 5 values. Every key in WAYSIDE_KEYS but the first may now be removed. "
        "Older backups need the older keys.",
    )
    assert data(place, "purge", WAYSIDE_KEYS=new)[0] == 0
    assert cases(place, new) == [WORDS]
    assert data(place, "purge", WAYSIDE_KEYS=old)[0] == 4


def test_what_changes_everything_waits_until_the_bot_is_stopped(place: Place) -> None:
    copy = place.folder.parent / "copy.db"

    async def run() -> None:
        async with place.database():
            assert (await asyncio.to_thread(data, place, "backup", copy))[0] == 0
            for duty in (["rotate-key"], ["restore", copy]):
                done = await asyncio.to_thread(data, place, *duty)
                assert done == (4, f"{place.file} is in use: stop the bot first.")
            assert (await asyncio.to_thread(data, place, "purge"))[0] == 0
            assert (await asyncio.to_thread(data, place, "erase-member", str(CAMILLE)))[0] == 0

    asyncio.run(run())


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty[0])
def test_where_nothing_is_kept_there_is_no_duty_and_no_trace(tmp_path: Path, duty: list[str]) -> None:
    empty = Place(tmp_path / "data")
    assert data(empty, *duty) == (4, f"There is no database at {empty.file}.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("duty", DUTIES[1:], ids=lambda duty: duty[0])
def test_under_a_wrong_key_no_duty_is_done(place: Place, duty: list[str]) -> None:
    before = place.bytes()
    code, line = data(place, *duty, WAYSIDE_KEYS=new_key())
    assert code == 4
    assert "does not open" in line
    assert place.bytes() == before


@pytest.mark.parametrize("duty", DUTIES[1:], ids=lambda duty: duty[0])
def test_a_locked_database_is_one_line_and_exit_4(place: Place, duty: list[str]) -> None:
    with closing(sqlite3.connect(place.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert data(place, *duty) == (4, f"{place.file} is locked by another process.")


def test_the_database_is_where_its_url_says(place: Place) -> None:
    elsewhere = place.folder.parent / "elsewhere.db"
    place.file.rename(elsewhere)
    assert data(place, "purge", WAYSIDE_DATABASE_URL=f"sqlite+aiosqlite:///{elsewhere}")[0] == 0
    assert not place.file.exists()


def test_what_root_does_stays_readable_for_the_bot(place: Place) -> None:
    if os.geteuid() == 0:
        for path in (place.folder, *place.folder.iterdir()):
            os.chown(path, 10001, 10001)
    copy = place.folder.parent / "copy.db"
    for duty in (["rotate-key"], ["backup", copy], ["restore", copy], ["purge"]):
        assert data(place, *duty)[0] == 0
    owner = place.folder.stat().st_uid
    assert {path.name: path.stat().st_uid for path in place.folder.iterdir()} == {
        path.name: owner for path in place.folder.iterdir()
    }

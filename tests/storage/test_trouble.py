"""Locked, full, broken or cut off: a change happens or not, and whoever asked knows which within three seconds."""

import asyncio
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.failures import StorageUnavailable
from bot.storage.database import Database
from bot.storage.members import Members
from bot.storage.reflections import Reflections
from tests.storage.place import NOON, NOOR, WORDS, Place, a_reflection


@contextmanager
def locked(place: Place) -> Iterator[None]:
    """Another process is writing, and does not come to an end."""
    with closing(sqlite3.connect(place.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def full(database: Database) -> None:
    """From here on the file cannot grow: SQLite answers as it does when the disk is full."""
    assert database._engine

    def no_more(connection: Any, *_: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA max_page_count = 1")
        cursor.close()

    event.listen(database._engine.sync_engine, "checkout", no_more)


@pytest.mark.expects_errors
async def test_a_locked_database_is_said_within_two_seconds_and_earlier_rows_stay(
    reflections: Reflections, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    await reflections.add(a_reflection())
    with locked(place):
        began = time.monotonic()
        with pytest.raises(StorageUnavailable, match=r"^SQLITE_BUSY$") as caught:
            await reflections.save("r1", 0, WORDS, NOON)
        assert time.monotonic() - began < 2
        assert await reflections.get("r1") == a_reflection(), "reading goes on"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert "SQLITE_BUSY" in caplog.text
    assert "zsuzsannaqx" not in caplog.text
    assert await reflections.save("r1", 0, "afterwards", NOON)


@pytest.mark.expects_errors
async def test_whoever_waits_behind_a_locked_write_knows_within_three_seconds(
    reflections: Reflections, members: Members, place: Place
) -> None:
    await reflections.add(a_reflection())
    with locked(place):
        began = time.monotonic()
        outcomes = await asyncio.gather(
            *(reflections.save("r1", 0, "x", NOON) for _ in range(5)),
            members.set(NOOR, language="fr"),
            return_exceptions=True,
        )
        assert time.monotonic() - began < 2.8
    assert all(isinstance(outcome, StorageUnavailable) for outcome in outcomes)
    assert await reflections.get("r1") == a_reflection()


async def test_a_short_lock_is_waited_for(reflections: Reflections, place: Place) -> None:
    await reflections.add(a_reflection())
    with locked(place):
        saving = asyncio.ensure_future(reflections.save("r1", 0, "patience", NOON))
        await asyncio.sleep(0.3)
        assert not saving.done()
    assert await saving


async def test_what_was_removed_is_gone_also_while_its_bytes_cannot_go_yet(
    reflections: Reflections, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    await reflections.add(a_reflection())
    with closing(sqlite3.connect(place.file, isolation_level=None)) as backup:
        backup.execute("BEGIN")
        assert len(backup.execute("SELECT id FROM reflections").fetchall()) == 1
        assert await reflections.remove("r1")
        assert await reflections.get("r1") is None
    assert "its bytes stay in the log until the next" in caplog.text
    await reflections.add(a_reflection("r2"))
    await reflections.remove("r2")
    assert not place.bytes()["wayside.db-wal"]


@pytest.mark.expects_errors
async def test_a_full_disk_is_said_and_earlier_rows_stay(
    database: Database, reflections: Reflections, members: Members
) -> None:
    await reflections.add(a_reflection())
    await members.set(NOOR, language="fr")
    full(database)
    for attempt in (
        reflections.save("r1", 0, WORDS * 1000, NOON),
        reflections.add(a_reflection("r2", text=WORDS * 1000)),
    ):
        with pytest.raises(StorageUnavailable, match=r"^SQLITE_FULL$"):
            await attempt
    members.forget(NOOR)
    assert await reflections.get("r1") == a_reflection()
    assert await reflections.get("r2") is None
    assert (await members.get(NOOR)).language == "fr"
    assert await reflections.remove("r1"), "making room is still possible"


@pytest.mark.expects_errors
async def test_a_disk_that_does_not_write_is_said_and_earlier_rows_stay(reflections: Reflections) -> None:
    await reflections.add(a_reflection())
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, usual[1]))
    try:
        with pytest.raises(StorageUnavailable, match=r"^SQLITE_IOERR_WRITE$"):
            await reflections.save("r1", 0, WORDS * 1000, NOON)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert await reflections.get("r1") == a_reflection()
    assert await reflections.save("r1", 0, "afterwards", NOON)


@pytest.mark.expects_errors
async def test_a_closed_database_is_unavailable(place: Place) -> None:
    database = place.database()
    async with database:
        await Reflections(database).add(a_reflection())
    for attempt in (Members(database).get(NOOR), Reflections(database).remove("r1")):
        with pytest.raises(StorageUnavailable):
            await attempt
    async with database:
        assert await Reflections(database).get("r1") == a_reflection()


async def test_closing_waits_for_the_write_in_hand(place: Place) -> None:
    database = place.database()
    await database.open()
    adding = asyncio.ensure_future(Reflections(database).add(a_reflection()))
    await asyncio.sleep(0)
    await database.close()
    await adding
    async with database:
        assert await Reflections(database).get("r1") == a_reflection()


async def test_a_write_whose_asker_is_gone_happens_or_not_and_the_next_one_does(reflections: Reflections) -> None:
    await reflections.add(a_reflection())
    revision = 0
    for steps in range(40):
        saving = asyncio.ensure_future(reflections.save("r1", revision, f"step {steps}", NOON))
        for _ in range(steps):
            await asyncio.sleep(0.0001)
        saving.cancel()
        await asyncio.wait({saving})
        kept = await reflections.get("r1")
        assert kept
        assert kept.revision in (revision, revision + 1)
        assert (kept.revision > revision) == (kept.text == f"step {steps}")
        revision = kept.revision
        assert await reflections.save("r1", revision, "next", NOON)
        revision += 1


async def test_fifty_people_at_once_are_all_served(reflections: Reflections) -> None:
    people = [a_reflection(f"p{n}", owner=n + 1) for n in range(50)]
    await asyncio.gather(*map(reflections.add, people))
    for revision in range(3):
        assert all(await asyncio.gather(*(reflections.save(each.id, revision, "step", NOON) for each in people)))
    for each in people:
        assert [(kept.id, kept.revision) for kept in await reflections.of_owner(each.owner)] == [(each.id, 3)]


_SAVING = """
import asyncio, sys
from pathlib import Path
from tests.storage.place import NOON, Place, a_reflection
from bot.storage.reflections import Reflections

async def main():
    async with Place(Path(sys.argv[1])).database() as database:
        reflections = Reflections(database)
        await reflections.add(a_reflection())
        for revision in range(1_000_000):
            await reflections.save("r1", revision, f"answer {revision + 1}", NOON)
            print(revision + 1, flush=True)

asyncio.run(main())
"""


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.2])
async def test_a_killed_process_loses_nothing_that_was_acknowledged(place: Place, seconds: float) -> None:
    root = Path(__file__).parents[2]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _SAVING, str(place.folder), cwd=root, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    while (line := await process.stdout.readline()) != b"1\n":
        assert line, "it ended by itself"
    await asyncio.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    *acknowledged, _cut_off = (line + await process.stdout.read()).split(b"\n")
    await process.wait()
    async with place.database() as database:
        kept = await Reflections(database).get("r1")
    assert kept
    assert kept.revision - int(acknowledged[-1]) in (0, 1)
    assert kept.text == f"answer {kept.revision}"

"""A new key: everything is sealed anew, and no crash on the way costs anything."""

import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.failures import DataError
from bot.storage.keys import KeyFile, keys_of, new_key
from bot.storage.reflections import Reflections
from bot.storage.rotation import rotate
from bot.storage.seal import Seal, SealError
from tests.deploy.project import ROOT, run, said
from tests.storage.place import NOOR, Place, a_reflection

HOW_MANY = 3


async def used(place: Place, *given: str) -> None:
    """Leave a database behind with something in it."""
    async with place.database(*given) as database:
        for n in range(HOW_MANY):
            await Reflections(database).add(a_reflection(f"r{n}"))


async def readable(place: Place, *given: str) -> int:
    """How many reflections open with these keys, or those of the file."""
    async with place.database(*given, create=False) as database:
        return len(await Reflections(database).of_owner(NOOR))


async def test_afterwards_the_file_holds_one_new_key_and_everything_opens(place: Place) -> None:
    await used(place)
    old = place.key.read_text().strip()
    sealed = place.rows("SELECT sealed FROM reflections")
    assert await rotate(place.file, KeyFile(place.key)) == (HOW_MANY + 1, 0)
    [new] = place.key.read_text().split()
    assert new != old
    assert stat.S_IMODE(place.key.stat().st_mode) == 0o600
    assert await readable(place) == HOW_MANY
    assert set(place.rows("SELECT sealed FROM reflections")).isdisjoint(sealed)
    for (token,) in place.rows("SELECT sealed FROM reflections"):
        with pytest.raises(SealError):
            Seal([old]).renew(token)
    with pytest.raises(DataError, match="does not open"):
        await place.database(old).open()
    assert set(place.bytes()) == {"wayside.db", "wayside.key"}


async def test_given_keys_everything_is_sealed_under_the_first(place: Place) -> None:
    old, new = new_key(), new_key()
    await used(place, old)
    assert await rotate(place.file, keys_of((new, old), place.folder)) == (HOW_MANY + 1, 0)
    assert await readable(place, new) == HOW_MANY
    assert not place.key.exists()


async def test_while_the_bot_is_running_nothing_happens(place: Place) -> None:
    await used(place)
    async with place.database() as bot:
        before = place.bytes()
        with pytest.raises(DataError, match="stop the bot first"):
            await rotate(place.file, KeyFile(place.key))
        assert place.bytes() == before
        await Reflections(bot).add(a_reflection("later"))
    assert await readable(place) == HOW_MANY + 1


@pytest.mark.expects_errors
async def test_what_no_key_opens_is_counted_and_stays_as_it_is(place: Place) -> None:
    await used(place)
    stray = Seal([new_key()]).seal("r0", "sealed with a key that was lost")
    place.rows("UPDATE reflections SET sealed = ? WHERE id = 'r0'", [stray])
    assert await rotate(place.file, KeyFile(place.key)) == (HOW_MANY, 1)
    assert place.rows("SELECT sealed FROM reflections WHERE id = 'r0'") == [(stray,)]
    assert await readable(place) == HOW_MANY - 1


async def test_a_database_that_is_locked_all_the_same_keeps_its_key(place: Place) -> None:
    await used(place)
    with closing(sqlite3.connect(place.file, isolation_level=None)) as shell:
        shell.execute("BEGIN IMMEDIATE")
        with pytest.raises(DataError, match="locked"):
            await rotate(place.file, KeyFile(place.key))
    assert await readable(place) == HOW_MANY


_KILLED = """
import asyncio, os, shutil, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from bot.storage.keys import KeyFile
from bot.storage.rotation import rotate
from bot.storage.seal import Seal

left = 0

def around(owner, name):
    # The process is gone just before, or just after, the chosen call.
    real = getattr(owner, name)
    def step(*arguments, **named):
        moment()
        done = real(*arguments, **named)
        moment()
        return done
    setattr(owner, name, step)

def moment(*_):
    global left
    left -= 1
    if left == 0:
        os._exit(9)

for owner, name in ((os, "open"), (os, "fsync"), (Path, "replace"), (Seal, "renew"), (KeyFile, "write")):
    around(owner, name)
for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
    event.listen(Engine, name, moment)

folder = Path(sys.argv[1])
for chosen in range(1, 1000):
    copy = folder.with_name(f"{folder.name}-{chosen}")
    shutil.copytree(folder, copy)
    child = os.fork()
    if not child:
        left = chosen
        asyncio.run(rotate(copy / "wayside.db", KeyFile(copy / "wayside.key")))
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 9), code
    if code == 0:
        break
print(chosen)
"""


async def test_rotation_killed_at_any_moment(place: Place) -> None:
    await used(place)
    done = run(sys.executable, "-c", _KILLED, place.folder, cwd=ROOT)
    assert done.returncode == 0, said(done)
    moments = int(done.stdout.splitlines()[-1])
    assert moments > 30
    seen: set[int] = set()
    for moment in range(1, moments + 1):
        killed = Place(Path(f"{place.folder}-{moment}"))
        seen.add(len(killed.key.read_text().split()))
        assert stat.S_IMODE(killed.key.stat().st_mode) == 0o600
        assert await readable(killed) == HOW_MANY, moment
        assert await rotate(killed.file, KeyFile(killed.key)) == (HOW_MANY + 1, 0)
        assert await readable(killed) == HOW_MANY
        assert len(killed.key.read_text().split()) == 1
    assert seen == {1, 2}

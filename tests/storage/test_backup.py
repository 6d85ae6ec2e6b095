"""A copy of everything while the bot runs, and its way back; the key goes neither way."""

import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest
from alembic import command

from bot.community.cases import begin
from bot.community.community import Community
from bot.failures import DataError, Exit, OperatorError
from bot.storage.backup import back_up, restore
from bot.storage.cases import Cases
from bot.storage.communities import Communities
from bot.storage.digests import Digests
from bot.storage.keys import KeyFile, new_key
from bot.storage.members import Members, Preferences
from bot.storage.migrations import apply
from bot.storage.reflections import Reflections
from tests.storage.place import NOON, NOOR, WORDS, Place, a_reflection


async def used(place: Place) -> None:
    """Leave a database behind with something in it."""
    async with place.database() as database:
        await Reflections(database).add(a_reflection())
        await Members(database).set(NOOR, language="fr")


@dataclass(frozen=True)
class Copy:
    """Where the backup goes."""

    file: Path

    @property
    def content(self) -> bytes | None:
        """All its bytes, if it is there."""
        return self.file.read_bytes() if self.file.exists() else None

    def write(self, content: bytes) -> None:
        """Put something else there."""
        self.file.write_bytes(content)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A backup that was not made yet."""
    return Copy(tmp_path / "backup.db")


async def test_a_backup_and_its_way_back(place: Place, copy: Copy) -> None:
    await used(place)
    back_up(place.file, copy.file)
    async with place.database() as database:
        await Reflections(database).save("r1", 0, "after the backup", NOON)
        await Reflections(database).add(a_reflection("r2"))
    aside = restore(place.file, KeyFile(place.key), copy.file)
    async with place.database() as database:
        assert await Reflections(database).of_owner(NOOR) == [a_reflection()]
        assert await Members(database).get(NOOR) == Preferences("fr")
    assert aside
    before = Place(place.folder)
    assert set(before.bytes()) == {"wayside.db", "wayside.key", aside.name}
    # What was replaced can be put back too.
    restore(place.file, KeyFile(place.key), aside)
    async with place.database() as database:
        assert {kept.id for kept in await Reflections(database).of_owner(NOOR)} == {"r1", "r2"}


async def test_a_backup_of_a_running_bot_holds_what_was_acknowledged(place: Place, copy: Copy) -> None:
    async with place.database() as database:
        await Reflections(database).add(a_reflection())
        back_up(place.file, copy.file)
        await Reflections(database).save("r1", 0, "the bot goes on", NOON)
    restored = Place(place.folder.with_name("elsewhere"))
    restored.folder.mkdir()
    shutil.copy(place.key, restored.key)
    assert restore(restored.file, KeyFile(restored.key), copy.file) is None
    async with restored.database() as database:
        assert await Reflections(database).get("r1") == a_reflection()


async def test_a_backup_is_one_file_for_its_owner_alone_and_without_the_key(place: Place, copy: Copy) -> None:
    await used(place)
    back_up(place.file, copy.file)
    assert stat.S_IMODE(copy.file.stat().st_mode) == 0o600
    assert {path.name for path in copy.file.parent.iterdir()} == {copy.file.name, place.folder.name}
    assert copy.content
    assert place.key.read_bytes().strip() not in copy.content
    assert WORDS.encode() not in copy.content


async def test_a_backup_overwrites_nothing(place: Place, copy: Copy) -> None:
    await used(place)
    copy.write(b"precious")
    with pytest.raises(OperatorError, match="is there already and stays as it is") as caught:
        back_up(place.file, copy.file)
    assert caught.value.exit == Exit.FAULT
    assert copy.content == b"precious"


async def test_a_backup_into_nowhere_is_said(place: Place, tmp_path: Path) -> None:
    await used(place)
    with pytest.raises(OperatorError, match=r"cannot be written: No such file or directory\.$") as caught:
        back_up(place.file, tmp_path / "nowhere" / "backup.db")
    assert caught.value.exit == Exit.FAULT


def test_without_a_database_there_is_nothing_to_back_up(place: Place, copy: Copy) -> None:
    with pytest.raises(DataError, match="There is no database at"):
        back_up(place.file, copy.file)
    assert copy.content is None
    assert list(place.folder.iterdir()) == []


async def test_a_damaged_database_is_not_passed_off_as_a_backup(place: Place, copy: Copy) -> None:
    async with place.database() as database:
        for n in range(50):
            await Reflections(database).add(a_reflection(f"r{n}", text=WORDS * 50))
    content = bytearray(place.file.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    place.file.write_bytes(content)
    with pytest.raises(DataError, match="damaged"):
        back_up(place.file, copy.file)
    assert copy.content is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"Dear diary, " * 1000, "is not a database, or is damaged", id="no database"),
        pytest.param(b"", "is not a backup of Wayside's", id="empty"),
    ],
)
async def test_what_is_no_backup_is_not_restored(place: Place, copy: Copy, content: bytes, sentence: str) -> None:
    await used(place)
    copy.write(content)
    before = place.bytes()
    with pytest.raises(DataError, match=sentence):
        restore(place.file, KeyFile(place.key), copy.file)
    assert place.bytes() == before


async def test_half_a_backup_is_not_restored(place: Place, copy: Copy) -> None:
    await used(place)
    back_up(place.file, copy.file)
    assert copy.content
    copy.write(copy.content[:20000])
    before = place.bytes()
    with pytest.raises(DataError, match="damaged"):
        restore(place.file, KeyFile(place.key), copy.file)
    assert place.bytes() == before


async def test_a_backup_of_an_earlier_wayside_is_restored_and_brought_up_to_date(
    place: Place, copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = "0001"
    with monkeypatch.context() as patch:
        patch.setattr(apply, "upgrade", lambda connection: command.upgrade(apply.config(connection), earlier))
        await used(place)
    back_up(place.file, copy.file)
    async with place.database() as database:
        await Digests(database).start(1, NOOR, "fr", NOON, NOON)
    restore(place.file, KeyFile(place.key), copy.file)
    assert place.rows("SELECT version_num FROM alembic_version") == [(earlier,)]
    async with place.database() as database:
        assert await Reflections(database).of_owner(NOOR) == [a_reflection()]
        assert await Digests(database).of_member(NOOR) == []


async def test_a_backup_holds_what_servers_share(place: Place, copy: Copy) -> None:
    async with place.database() as database:
        await Communities(database, lambda: NOON).set(1, language="fr", zone="Europe/Paris")
        await Cases(database).add("case", 1, begin(NOOR, "fr", WORDS, "what you would do", NOON))
    back_up(place.file, copy.file)
    assert WORDS.encode() not in (copy.content or b"")
    async with place.database() as database:
        await Communities(database, lambda: NOON).set(1, language="en")
        await Cases(database).remove("case")
    restore(place.file, KeyFile(place.key), copy.file)
    async with place.database() as database:
        assert await Communities(database, lambda: NOON).get(1) == Community(language="fr", zone="Europe/Paris")
        assert [each.case.happened for each in await Cases(database).of_author(NOOR)] == [WORDS]


async def test_a_backup_of_a_newer_wayside_is_not_restored(place: Place, copy: Copy) -> None:
    await used(place)
    place.rows("UPDATE alembic_version SET version_num = '9999'")
    back_up(place.file, copy.file)
    place.rows("UPDATE alembic_version SET version_num = '0001'")
    before = place.bytes()
    with pytest.raises(DataError, match="was written by a newer Wayside"):
        restore(place.file, KeyFile(place.key), copy.file)
    assert place.bytes() == before


async def test_a_backup_that_the_present_key_does_not_open_is_not_restored(place: Place, copy: Copy) -> None:
    await used(place)
    back_up(place.file, copy.file)
    key = place.key.read_bytes()
    place.key.write_text(new_key())
    before = place.bytes()
    with pytest.raises(DataError, match="does not open"):
        restore(place.file, KeyFile(place.key), copy.file)
    assert place.bytes() == before
    place.key.unlink()
    with pytest.raises(DataError, match="is missing"):
        restore(place.file, KeyFile(place.key), copy.file)
    place.key.write_bytes(key)
    restore(place.file, KeyFile(place.key), copy.file)


async def test_nothing_is_restored_under_a_running_bot(place: Place, copy: Copy) -> None:
    await used(place)
    back_up(place.file, copy.file)
    async with place.database():
        with pytest.raises(DataError, match="stop the bot first"):
            restore(place.file, KeyFile(place.key), copy.file)


async def test_what_is_set_aside_after_a_crash_holds_everything(place: Place, copy: Copy) -> None:
    await used(place)
    back_up(place.file, copy.file)
    crashed = Place(place.folder.with_name("crashed"))
    async with place.database() as database:
        await Reflections(database).add(a_reflection("r2"))
        shutil.copytree(place.folder, crashed.folder)
    aside = restore(crashed.file, KeyFile(crashed.key), copy.file)
    assert aside
    assert {aside.name, "wayside.db", "wayside.key"} == set(crashed.bytes())
    assert crashed.rows("SELECT id FROM reflections") == [("r1",)]
    aside.replace(crashed.file)
    assert crashed.rows("SELECT id FROM reflections ORDER BY id") == [("r1",), ("r2",)]


async def test_a_damaged_database_makes_room_for_its_backup(place: Place, copy: Copy) -> None:
    await used(place)
    back_up(place.file, copy.file)
    place.file.write_bytes(b"\xff" * 50000)
    place.file.with_name("wayside.db-wal").write_bytes(b"\xff" * 50000)
    aside = restore(place.file, KeyFile(place.key), copy.file)
    assert aside
    assert aside.read_bytes() == b"\xff" * 50000
    async with place.database() as database:
        assert await Reflections(database).get("r1") == a_reflection()


def test_a_backup_that_is_not_there_is_said(place: Place, copy: Copy) -> None:
    with pytest.raises(OperatorError, match="there is no such file") as caught:
        restore(place.file, KeyFile(place.key), copy.file)
    assert caught.value.exit == Exit.FAULT

"""Reflections as they are kept: one step is one change, and nothing typed can be read in the files."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.failures import StorageUnavailable
from bot.reflection.kept import Kept
from bot.storage.database import Database
from bot.storage.keys import new_key
from bot.storage.reflections import Reflections
from bot.storage.seal import Seal, SealError
from tests.storage.place import CAMILLE, NOON, NOOR, WORDS, Place, a_reflection

LATER = NOON + timedelta(hours=1)


async def test_what_was_added_is_found_again(reflections: Reflections) -> None:
    for kept in (
        a_reflection("r1"),
        a_reflection("r2", CAMILLE, "half a character \ud83d"),
        a_reflection("r3", text=""),
    ):
        await reflections.add(kept)
        assert await reflections.get(kept.id) == kept
    assert await reflections.get("r4") is None


async def test_a_saved_step_replaces_the_one_before(reflections: Reflections) -> None:
    await reflections.add(a_reflection())
    assert await reflections.save("r1", 0, "one", LATER)
    assert await reflections.get("r1") == Kept("r1", NOOR, 1, "one", NOON, LATER)
    assert await reflections.save("r1", 1, "two", LATER)
    assert await reflections.get("r1") == Kept("r1", NOOR, 2, "two", NOON, LATER)


async def test_two_saves_at_the_same_revision_only_one_wins(reflections: Reflections, place: Place) -> None:
    await reflections.add(a_reflection())
    async with place.database() as another_process:
        other = Reflections(another_process)
        saves = [each.save("r1", 0, f"click {n}", LATER) for n, each in enumerate([reflections, other] * 5)]
        won = await asyncio.gather(*saves)
    assert sum(won) == 1
    kept = await reflections.get("r1")
    assert kept
    assert (kept.revision, kept.text) == (1, f"click {won.index(True)}")


async def test_a_save_of_an_older_screen_or_of_something_gone_changes_nothing(reflections: Reflections) -> None:
    await reflections.add(a_reflection())
    assert await reflections.save("r1", 0, "one", LATER)
    for id, revision in (("r1", 0), ("r1", 2), ("r1", -1), ("gone", 0)):
        assert not await reflections.save(id, revision, "late", LATER)
    assert await reflections.get("r1") == Kept("r1", NOOR, 1, "one", NOON, LATER)
    assert await reflections.get("gone") is None


@pytest.mark.expects_errors
async def test_an_id_is_given_once(reflections: Reflections) -> None:
    await reflections.add(a_reflection())
    with pytest.raises(StorageUnavailable, match="SQLITE_CONSTRAINT"):
        await reflections.add(a_reflection(text="another"))
    assert await reflections.get("r1") == a_reflection()


async def test_what_was_removed_is_gone(reflections: Reflections) -> None:
    await reflections.add(a_reflection())
    assert await reflections.remove("r1")
    assert not await reflections.remove("r1")
    assert await reflections.get("r1") is None
    assert not await reflections.save("r1", 0, "late", LATER)


async def test_a_person_finds_their_own_the_one_touched_last_first(reflections: Reflections) -> None:
    first, second, third = (a_reflection(f"r{day}", days=day) for day in (1, 2, 3))
    for kept in (second, third, first, a_reflection("c1", CAMILLE)):
        await reflections.add(kept)
    await reflections.save("r1", 0, first.text, NOON + timedelta(days=9))
    assert [kept.id for kept in await reflections.of_owner(NOOR)] == ["r1", "r3", "r2"]
    assert await reflections.of_owner(CAMILLE) == [a_reflection("c1", CAMILLE)]
    assert await reflections.of_owner(1) == []


async def test_only_what_nobody_has_touched_since_a_moment_is_found(reflections: Reflections) -> None:
    for day in range(4):
        await reflections.add(a_reflection(f"r{day}", days=day))
    await reflections.save("r0", 0, "touched", NOON + timedelta(days=4))
    assert [kept.id for kept in await reflections.untouched_since(NOON + timedelta(days=2))] == ["r1"]
    assert await reflections.remove_untouched_since(NOON + timedelta(days=2)) == 1
    assert await reflections.remove_untouched_since(NOON + timedelta(days=2)) == 0
    assert {kept.id for kept in await reflections.of_owner(NOOR)} == {"r0", "r2", "r3"}


async def test_moments_are_in_order_whatever_their_zone_and_fraction(reflections: Reflections) -> None:
    tokyo = timezone(timedelta(hours=9))
    moments = {
        "a": datetime(2026, 3, 1, 21, 0, tzinfo=tokyo),  # noon in UTC
        "b": NOON + timedelta(microseconds=1),
        "c": NOON + timedelta(seconds=1),
        "d": datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    }
    for id, moment in moments.items():
        await reflections.add(Kept(id, NOOR, 0, "", moment, moment))
    assert [kept.id for kept in await reflections.of_owner(NOOR)] == ["d", "c", "b", "a"]
    assert [kept.id for kept in await reflections.untouched_since(NOON + timedelta(microseconds=1))] == ["a"]
    found = await reflections.get("a")
    assert found
    assert (found.touched, found.touched.tzinfo) == (NOON, UTC)


@pytest.mark.expects_errors
async def test_a_sealed_value_moved_to_another_row_is_refused(reflections: Reflections, place: Place) -> None:
    await reflections.add(a_reflection("r1", NOOR))
    await reflections.add(a_reflection("r2", CAMILLE, "nothing"))
    place.rows("UPDATE reflections SET sealed = (SELECT sealed FROM reflections WHERE id = 'r1') WHERE id = 'r2'")
    assert await reflections.get("r2") is None
    assert await reflections.of_owner(CAMILLE) == []
    assert await reflections.get("r1") == a_reflection("r1", NOOR)


@pytest.mark.expects_errors
async def test_a_row_whose_seal_does_not_open_is_said_once_without_a_person_and_stays(
    reflections: Reflections, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    await reflections.add(a_reflection("r1"))
    await reflections.add(a_reflection("r2"))
    place.rows("UPDATE reflections SET sealed = x'00' WHERE id = 'r1'")
    for _ in range(3):
        assert await reflections.get("r1") is None
        assert [kept.id for kept in await reflections.of_owner(NOOR)] == ["r2"]
    [said] = [line for line in caplog.messages if "does not open" in line]
    assert "'table': 'reflections'" in said
    assert str(NOOR) not in caplog.text
    assert place.rows("SELECT id FROM reflections ORDER BY id") == [("r1",), ("r2",)]
    # Its time is over like that of any other.
    assert {(kept.id, kept.text) for kept in await reflections.untouched_since(LATER)} == {
        ("r1", ""),
        ("r2", a_reflection().text),
    }
    assert await reflections.remove_untouched_since(LATER) == 2


async def test_nothing_typed_is_readable_in_the_file_or_its_wal(reflections: Reflections, place: Place) -> None:
    await reflections.add(a_reflection())
    await reflections.save("r1", 0, f"again: {WORDS}", LATER)
    files = place.bytes()
    assert {"wayside.db", "wayside.db-wal", "wayside.db-shm"} <= set(files)
    assert [name for name, content in files.items() if b"zsuzsannaqx" in content or b"secret" in content] == []


async def test_of_what_was_removed_not_even_the_sealed_bytes_stay(reflections: Reflections, place: Place) -> None:
    def seen(sealed: bytes) -> int:
        """How many pieces of it are in the files; a piece may lie across two pages and so not be seen."""
        pieces = [sealed[at : at + 60] for at in range(0, len(sealed) - 60, 200)]
        return sum(any(piece in content for content in place.bytes().values()) for piece in pieces)

    tokens: list[bytes] = []
    await reflections.add(a_reflection(text=WORDS * 50))
    tokens += place.rows("SELECT sealed FROM reflections")[0]
    await reflections.save("r1", 0, WORDS * 500, LATER)
    tokens += place.rows("SELECT sealed FROM reflections")[0]
    assert min(map(seen, tokens)) > 3
    await reflections.remove("r1")
    assert list(map(seen, tokens)) == [0, 0]


async def test_under_another_key_nothing_opens(database: Database, reflections: Reflections, place: Place) -> None:
    await reflections.add(a_reflection())
    token = place.rows("SELECT sealed FROM reflections")[0][0]
    assert database.seal.open("r1", token) == a_reflection().text
    with pytest.raises(SealError):
        Seal([new_key()]).open("r1", token)

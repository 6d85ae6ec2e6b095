"""What a person chose: kept, changed, taken back, and remembered for a minute."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.members import Members, Preferences
from tests.storage.place import CAMILLE, NOON, NOOR, Place


async def test_whoever_chose_nothing_has_no_row(members: Members, place: Place) -> None:
    assert await members.get(NOOR) == Preferences(None, None)
    assert place.rows("SELECT * FROM members") == []


async def test_one_choice_leaves_the_other(members: Members) -> None:
    assert await members.set(NOOR, language="fr") == Preferences("fr", None)
    assert await members.set(NOOR, country="CH") == Preferences("fr", "CH")
    assert await members.set(NOOR, language="de") == Preferences("de", "CH")
    assert await members.set(NOOR) == Preferences("de", "CH")
    assert await members.get(NOOR) == Preferences("de", "CH")
    assert await members.get(CAMILLE) == Preferences()


async def test_a_choice_taken_back_leaves_no_row_when_it_was_the_last(members: Members, place: Place) -> None:
    await members.set(CAMILLE, language="fr", country="FR")
    assert await members.set(CAMILLE, language=None) == Preferences(None, "FR")
    assert place.rows("SELECT user_id, language, country FROM members") == [(CAMILLE, None, "FR")]
    assert await members.set(CAMILLE, country=None) == Preferences()
    assert place.rows("SELECT * FROM members") == []
    assert await members.get(CAMILLE) == Preferences()


async def test_a_choice_survives_a_restart(place: Place) -> None:
    async with place.database() as database:
        await Members(database).set(NOOR, language="es")
    async with place.database() as database:
        assert await Members(database).get(NOOR) == Preferences("es", None)


async def test_the_time_of_the_last_change_is_kept(database: Database, place: Place) -> None:
    times = iter([NOON, datetime(2026, 4, 1, tzinfo=UTC)])
    members = Members(database, clock=lambda: next(times))
    await members.set(NOOR, language="es")
    await members.set(NOOR, country="ES")
    assert place.rows("SELECT changed_at FROM members") == [("2026-04-01T00:00:00.000000Z",)]


async def test_a_minute_s_questions_cost_one_read(members: Members, place: Place) -> None:
    await members.set(NOOR, language="fr")
    assert await members.get(NOOR) == Preferences("fr")
    place.rows("UPDATE members SET language = 'de'")  # by another process
    assert await members.get(NOOR) == Preferences("fr")
    members._known.clear()  # a minute later
    assert await members.get(NOOR) == Preferences("de")


async def test_one_s_own_change_counts_at_once(members: Members) -> None:
    for language in ("fr", "de", None, "es"):
        await members.set(NOOR, language=language)
        assert (await members.get(NOOR)).language == language


async def test_a_read_that_a_change_overtook_is_not_remembered(
    database: Database, members: Members, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, has_read, changed = database.reading, asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def slowly() -> AsyncGenerator[AsyncConnection]:
        async with reading() as connection:
            yield connection
            has_read.set()
            await changed.wait()

    await members.set(NOOR, language="fr")
    with monkeypatch.context() as patch:
        patch.setattr(database, "reading", slowly)
        before = asyncio.ensure_future(members.get(NOOR))
        await has_read.wait()
        await members.set(NOOR, language="de")
        changed.set()
        assert (await before).language == "fr"
    assert (await members.get(NOOR)).language == "de"


async def test_two_first_choices_at_once_both_count(database: Database, place: Place) -> None:
    async with place.database() as another_process:
        here, there = Members(database), Members(another_process)
        await asyncio.gather(here.set(NOOR, language="fr"), there.set(NOOR, country="FR"))
        here.forget(NOOR)
        assert await here.get(NOOR) == Preferences("fr", "FR")


@pytest.mark.parametrize("people", [10_500])
def test_no_more_people_are_remembered_than_there_is_room_for(members: Members, people: int) -> None:
    for user in range(people):
        members._known[user] = Preferences()
    assert len(members._known) == 10_000

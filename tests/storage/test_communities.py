"""What moderators decided for their server: kept, changed, apart from other servers', gone after a farewell."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.community.community import UNSET, Community
from bot.failures import StorageUnavailable
from bot.storage.communities import FAREWELL, Communities
from bot.storage.database import Database
from bot.storage.drafts import Drafts
from bot.storage.inventory import OF_A_SERVER
from bot.storage.posts import Posts
from bot.storage.tables import metadata
from tests.storage.place import NOON, NOOR, Place
from tests.storage.test_trouble import locked

HERE, THERE = 2**63 - 1, 77
EVERYTHING = Community(
    language="fr",
    second_language="en",
    country="BE",
    zone="Europe/Brussels",
    registration_url="https://example.org/réunions?a=1#b",
    editions=("icf-2025", "gcoe-2021"),
    log_channel=2**63 - 1,
    cases_channel=1,
    insights=True,
    digest=True,
)


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def communities(database: Database, clock: Clock) -> Communities:
    return Communities(database, clock)


def guilds(place: Place, table: str) -> list[int]:
    return sorted(row[0] for row in place.rows(f"SELECT guild_id FROM {table}"))


# Kept and changed


async def test_a_server_nobody_set_up_has_no_row(communities: Communities, place: Place) -> None:
    assert await communities.get(HERE) == UNSET
    assert guilds(place, "communities") == []


async def test_every_setting_survives_a_restart(place: Place) -> None:
    async with place.database() as database:
        assert await Communities(database).set(HERE, **asdict(EVERYTHING)) == EVERYTHING
    async with place.database() as database:
        assert await Communities(database).get(HERE) == EVERYTHING


@pytest.mark.parametrize("name", [each.name for each in fields(Community)])
async def test_one_setting_changed_or_taken_back_leaves_the_others(communities: Communities, name: str) -> None:
    await communities.set(HERE, **asdict(EVERYTHING))
    default = getattr(UNSET, name)
    taken_back = await communities.set(HERE, **{name: default})
    assert asdict(taken_back) == {**asdict(EVERYTHING), name: default}
    assert await communities.get(HERE) == taken_back
    assert await communities.set(HERE, **{name: getattr(EVERYTHING, name)}) == EVERYTHING


async def test_another_server_s_settings_are_apart(communities: Communities) -> None:
    await communities.set(HERE, language="fr", digest=True)
    await communities.set(THERE, language="en")
    assert await communities.get(HERE) == Community(language="fr", digest=True)
    assert await communities.get(THERE) == Community(language="en")


async def test_a_setting_that_does_not_exist_is_an_error_and_changes_nothing(communities: Communities) -> None:
    with pytest.raises(TypeError):
        await communities.set(HERE, langauge="fr")
    assert await communities.get(HERE) == UNSET


async def test_the_time_of_the_last_change_is_kept(communities: Communities, place: Place, clock: Clock) -> None:
    await communities.set(HERE, language="fr")
    clock.now += timedelta(days=31)
    await communities.set(HERE, country="FR")
    assert place.rows("SELECT changed_at FROM communities") == [("2026-04-01T12:00:00.000000Z",)]


# Remembered for a minute


async def test_a_minute_s_questions_cost_one_read(communities: Communities, place: Place) -> None:
    await communities.set(HERE, language="fr")
    assert (await communities.get(HERE)).language == "fr"
    place.rows("UPDATE communities SET language = 'en'")  # by another process
    assert (await communities.get(HERE)).language == "fr"
    communities._known.clear()  # a minute later
    assert (await communities.get(HERE)).language == "en"


async def test_one_s_own_change_counts_at_once(communities: Communities) -> None:
    for language in ("fr", "en", None, "fr"):
        await communities.set(HERE, language=language)
        assert (await communities.get(HERE)).language == language


async def test_a_read_that_a_change_overtook_is_not_remembered(
    database: Database, communities: Communities, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, has_read, changed = database.reading, asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def slowly() -> AsyncGenerator[AsyncConnection]:
        async with reading() as connection:
            yield connection
            has_read.set()
            await changed.wait()

    with monkeypatch.context() as patch:
        patch.setattr(database, "reading", slowly)
        before = asyncio.ensure_future(communities.get(HERE))
        await has_read.wait()
        await communities.set(HERE, language="fr")
        changed.set()
        assert await before == UNSET
    assert (await communities.get(HERE)).language == "fr"


async def test_two_first_changes_at_once_both_count(communities: Communities, place: Place) -> None:
    async with place.database() as another_process:
        there = Communities(another_process)
        await asyncio.gather(communities.set(HERE, language="fr"), there.set(HERE, country="FR"))
        communities._known.clear()
        assert await communities.get(HERE) == Community(language="fr", country="FR")


@pytest.mark.expects_errors
async def test_while_the_database_is_locked_nothing_changes_and_the_old_can_be_read(
    communities: Communities, place: Place
) -> None:
    await communities.set(HERE, language="fr")
    with locked(place):
        with pytest.raises(StorageUnavailable):
            await communities.set(HERE, language="en")
        assert (await communities.get(HERE)).language == "fr"


def test_no_more_servers_are_remembered_than_there_is_room_for(communities: Communities) -> None:
    for guild in range(10_500):
        communities._known[guild] = UNSET
    assert len(communities._known) == 10_000


# Leaving

LATE = timedelta(seconds=1)


async def test_what_a_server_decided_goes_some_time_after_the_bot_left(
    communities: Communities, place: Place, clock: Clock
) -> None:
    await communities.set(HERE, language="fr")
    await communities.set(THERE, language="en")
    await communities.part({THERE})
    assert place.rows("SELECT guild_id, left_at FROM departures") == [(HERE, "2026-03-01T12:00:00.000000Z")]
    clock.now += FAREWELL
    await communities.part({THERE})
    assert await communities.get(HERE) == Community(language="fr"), "its time is not yet over"
    clock.now += LATE
    await communities.part({THERE})
    assert await communities.get(HERE) == UNSET
    assert guilds(place, "communities") == [THERE]
    assert guilds(place, "departures") == []


async def test_a_bot_that_came_back_starts_anew(communities: Communities, place: Place, clock: Clock) -> None:
    await communities.set(HERE, language="fr")
    await communities.part(set())
    clock.now += FAREWELL
    await communities.part({HERE})
    assert guilds(place, "departures") == []
    clock.now += FAREWELL
    await communities.part(set())  # invited and thrown out once more
    clock.now += FAREWELL
    await communities.part(set())
    assert guilds(place, "communities") == [HERE]


async def test_a_server_of_which_nothing_is_kept_is_not_noted(communities: Communities, place: Place) -> None:
    await communities.get(THERE)
    await communities.part({HERE})
    assert guilds(place, "departures") == []


async def test_everything_of_the_server_goes_and_nothing_of_another(
    communities: Communities, database: Database, place: Place, clock: Clock
) -> None:
    for guild in (HERE, THERE):
        await communities.set(guild, language="fr")
        await Drafts(database).add(f"d{guild}", NOOR, guild, "{}", NOON)
        await Posts(database).claim(f"p{guild}", guild, 5, "scenario:bias", NOON)
    for _ in range(2):
        await communities.part({THERE})
        clock.now += FAREWELL + LATE
    for table in ("communities", "drafts", "posts"):
        assert guilds(place, table) == [THERE], table


async def test_no_table_with_a_server_s_id_is_forgotten(
    communities: Communities, database: Database, place: Place, clock: Clock
) -> None:
    with_guild = [table for table in metadata.sorted_tables if "guild_id" in table.c]
    assert {each.name for each in OF_A_SERVER} == {each.name for each in with_guild}
    clock.now += FAREWELL + LATE
    for table in with_guild:
        async with database.writing() as connection:
            await connection.execute(insert(table).values(a_row_of(table)))
    await communities.part(set())
    assert [guilds(place, table.name) for table in with_guild] == [[]] * len(with_guild)


def a_row_of(table: Table) -> dict[str, Any]:
    """A row of any table, of the server HERE, from NOON."""
    values = {"Moment": NOON, "Flag": True, "Listed": ("x",), "LargeBinary": b"x", "Text": "x"}
    return {each.name: values.get(type(each.type).__name__, 1) for each in table.c} | {"guild_id": HERE}

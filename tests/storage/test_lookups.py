"""Counts of look-ups in the database: added up by server, day and situation, and gone when they should be."""

from datetime import date

import pytest

from bot.community.insights import Counted
from bot.failures import StorageUnavailable
from bot.storage.communities import Communities
from bot.storage.database import Database
from bot.storage.lookups import Lookups
from bot.storage.tables import lookups as table
from tests.storage.place import Place

HERE, THERE = 2**63 - 1, 77
MONDAY, TUESDAY, WEDNESDAY = (date(2026, 3, day) for day in (2, 3, 4))
ALL = "SELECT guild_id, day, scenario, count FROM lookups ORDER BY guild_id, day, scenario"


@pytest.fixture
def lookups(database: Database) -> Lookups:
    return Lookups(database)


async def test_a_second_batch_is_added_to_the_first(lookups: Lookups, place: Place) -> None:
    await lookups.add({(HERE, MONDAY, "bias"): 3, (HERE, MONDAY, "client-ends"): 1})
    await lookups.add({(HERE, MONDAY, "bias"): 4, (HERE, TUESDAY, "bias"): 2})
    assert place.rows(ALL) == [
        (HERE, "2026-03-02", "bias", 7),
        (HERE, "2026-03-02", "client-ends", 1),
        (HERE, "2026-03-03", "bias", 2),
    ]


async def test_nothing_counted_writes_nothing(lookups: Lookups, place: Place) -> None:
    await lookups.add({})
    assert place.rows(ALL) == []


async def test_days_are_summed_from_the_one_asked_for(lookups: Lookups) -> None:
    await lookups.add({(HERE, day, "bias"): n for n, day in enumerate((MONDAY, TUESDAY, WEDNESDAY), 1)})
    assert await lookups.of_guild(HERE, MONDAY) == Counted({"bias": 6}, None)
    assert await lookups.of_guild(HERE, TUESDAY) == Counted({"bias": 5}, None)
    assert await lookups.of_guild(HERE, date(2026, 3, 5)) == Counted({}, None)


async def test_another_server_s_counts_stay_apart(lookups: Lookups) -> None:
    await lookups.add({(HERE, MONDAY, "bias"): 3, (THERE, MONDAY, "bias"): 40, (THERE, MONDAY, "client-ends"): 2})
    assert (await lookups.of_guild(HERE, MONDAY)).counts == {"bias": 3}
    assert (await lookups.of_guild(THERE, MONDAY)).counts == {"bias": 40, "client-ends": 2}


@pytest.mark.expects_errors
async def test_a_batch_is_written_whole_or_not_at_all(lookups: Lookups, place: Place) -> None:
    await lookups.add({(HERE, MONDAY, "bias"): 3})
    place.rows(
        "CREATE TRIGGER no BEFORE INSERT ON lookups WHEN NEW.scenario = 'x' BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(StorageUnavailable):
        await lookups.add({(HERE, MONDAY, "bias"): 1, (HERE, MONDAY, "x"): 1})
    assert place.rows(ALL) == [(HERE, "2026-03-02", "bias", 3)]


async def test_the_day_counting_began_is_known_and_counts_for_nothing(lookups: Lookups) -> None:
    await lookups.begin(HERE, TUESDAY)
    await lookups.add({(HERE, TUESDAY, "bias"): 2})
    assert await lookups.of_guild(HERE, MONDAY) == Counted({"bias": 2}, TUESDAY)
    assert (await lookups.of_guild(THERE, MONDAY)).begun is None
    assert (await lookups.of_guild(HERE, WEDNESDAY)).begun is None


async def test_beginning_anew_leaves_nothing_from_before(lookups: Lookups) -> None:
    await lookups.begin(HERE, MONDAY)
    await lookups.add({(HERE, MONDAY, "bias"): 12, (THERE, MONDAY, "bias"): 5})
    await lookups.begin(HERE, WEDNESDAY)
    assert await lookups.of_guild(HERE, MONDAY) == Counted({}, WEDNESDAY)
    assert (await lookups.of_guild(THERE, MONDAY)).counts == {"bias": 5}


async def test_a_server_s_counts_can_all_be_deleted(lookups: Lookups, place: Place) -> None:
    await lookups.begin(HERE, MONDAY)
    await lookups.add({(HERE, MONDAY, "bias-of-this-server"): 12, (THERE, MONDAY, "bias"): 5})
    await lookups.forget_guild(HERE)
    assert place.rows(ALL) == [(THERE, "2026-03-02", "bias", 5)]
    assert not any(b"bias-of-this-server" in content for content in place.bytes().values())


async def test_old_days_go_and_so_does_what_is_left_of_servers_that_do_not_count(
    lookups: Lookups, database: Database, place: Place
) -> None:
    communities = Communities(database)
    await communities.set(HERE, insights=True)
    await communities.set(THERE, insights=False)
    never_set_up = 5
    counted = {(guild, day, "bias"): 1 for guild in (HERE, THERE, never_set_up) for day in (MONDAY, TUESDAY, WEDNESDAY)}
    await lookups.add(counted)
    assert await lookups.forget_before(TUESDAY) == 7
    assert place.rows(ALL) == [(HERE, "2026-03-03", "bias", 1), (HERE, "2026-03-04", "bias", 1)]
    assert await lookups.forget_before(TUESDAY) == 0


async def test_counts_survive_a_restart(place: Place) -> None:
    async with place.database() as database:
        await Lookups(database).add({(HERE, MONDAY, "bias"): 12})
    async with place.database() as database:
        assert (await Lookups(database).of_guild(HERE, MONDAY)).counts == {"bias": 12}


def test_the_table_has_no_room_for_a_person_or_a_moment() -> None:
    assert {column.name for column in table.c} == {"guild_id", "day", "scenario", "count"}

"""What belongs to a member is declared, given to them, and gone when they say so."""

import json
from collections.abc import Awaitable, Callable
from datetime import date, time

import pytest
from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, Table, Text

from bot.community.cases import Case
from bot.community.due import Rhythm
from bot.community.series import Series
from bot.storage.cases import Cases
from bot.storage.database import Database
from bot.storage.digests import Digests
from bot.storage.drafts import Drafts
from bot.storage.erasure import Erasure
from bot.storage.inventory import INVENTORY, OF_A_SERVER, Holding
from bot.storage.members import Members, Preferences
from bot.storage.reflections import Reflections
from bot.storage.series import AllSeries
from bot.storage.tables import metadata
from tests.storage.place import CAMILLE, NOON, NOOR, WORDS, Place, a_reflection

GUILD = 300_000_000_000_000_003
PLACES = {"guild_id", "channel_id", "message_id", "log_channel", "cases_channel"}
"""Columns for ids of Discord's that are no person's."""
NOTHING = {"preferences": {}, "reflections": [], "cases": [], "drafts": [], "series": [], "digests": []}
ROWS = {"members": 1, "reflections": 2, "cases": 1, "drafts": 1, "series": 1, "digests": 1}


@pytest.fixture
def erasure(database: Database, members: Members) -> Erasure:
    """What gives and erases."""
    return Erasure(database, members)


@pytest.fixture
def filled(database: Database, members: Members, reflections: Reflections) -> Callable[[], Awaitable[None]]:
    """Noor and Camille have used everything."""

    async def fill() -> None:
        for user, id in ((NOOR, "n"), (CAMILLE, "c")):
            await members.set(user, language="fr", country="CH")
            for n in range(2):
                await reflections.add(a_reflection(f"{id}{n}", user, json.dumps({"note": f"{WORDS} {n}"}), days=n))
            await Drafts(database).add(f"{id}-draft", user, GUILD, json.dumps({"introduction": WORDS}), NOON)
            await AllSeries(database).add(a_series(f"{id}-series", user), 20, NOON)
            await Digests(database).start(GUILD, user, "fr", NOON, NOON)
            await Cases(database).add(f"{id}-case", GUILD, a_case(user))

    return fill


def a_series(id: str, added_by: int) -> Series:
    """Every Monday at noon."""
    rhythm = Rhythm(1, date(2026, 3, 2), time(12), "UTC")
    return Series(id, GUILD, 11, added_by, "all", ("en",), False, rhythm, NOON)  # noqa: FBT003


def a_case(author: int) -> Case:
    """Waiting for moderators."""
    return Case(author, "en", f"{WORDS}, and more", "what you would do", NOON)


def could_hold_a_member(column: Column[object]) -> bool:
    """By its type or by its name."""
    name = column.name
    if name in PLACES:
        return False
    telling = ("owner", "user", "author", "member", "_by")
    return isinstance(column.type, BigInteger) or any(part in name for part in telling)


def undeclared(tables: MetaData) -> list[str]:
    """Tables with a column that could hold a member's id and that the inventory does not list."""
    declared = {(holding.table.name, holding.member.name) for holding in INVENTORY if holding.member is not None}
    return [
        table.name
        for table in tables.sorted_tables
        for column in table.c
        if could_hold_a_member(column) and (table.name, column.name) not in declared
    ]


def test_every_table_with_a_member_in_it_is_declared() -> None:
    assert undeclared(metadata) == []
    assert {holding.table for holding in INVENTORY} <= set(metadata.sorted_tables)


def test_what_is_sealed_is_declared_too_for_a_member_may_be_inside() -> None:
    sealed = {table for table in metadata.sorted_tables if "sealed" in table.c and table.name != "vault"}
    assert sealed <= {holding.table for holding in INVENTORY}


def test_every_table_of_a_server_goes_with_it() -> None:
    assert {table for table in metadata.sorted_tables if "guild_id" in table.c} == set(OF_A_SERVER)


@pytest.mark.parametrize(
    "column", [Column("number", BigInteger), Column("author_id", Text), Column("owner", Text), Column("users", Text)]
)
def test_one_that_is_not_would_be_seen(column: Column[object]) -> None:
    made_up = MetaData()
    Table("invented", made_up, Column("id", Text, primary_key=True), column)
    assert undeclared(made_up) == ["invented"]


@pytest.mark.parametrize("holding", INVENTORY, ids=lambda holding: holding.table.name)
def test_a_declaration_is_about_its_own_table(holding: Holding) -> None:
    if holding.member is None:
        assert "sealed" in holding.table.c
    else:
        assert holding.member.table is holding.table
        assert could_hold_a_member(holding.member)


def test_what_is_declared_has_names_of_its_own() -> None:
    assert (
        len({holding.holds for holding in INVENTORY}) == len({holding.table for holding in INVENTORY}) == len(INVENTORY)
    )


def test_whatever_is_sealed_can_be_sealed_anew() -> None:
    for table in metadata.sorted_tables:
        for column in table.c:
            if isinstance(column.type, LargeBinary):
                assert (column.name, list(table.primary_key)) == ("sealed", [table.c.id])


async def test_a_member_gets_everything_of_theirs_and_nothing_of_others(
    erasure: Erasure, filled: Callable[[], Awaitable[None]]
) -> None:
    await filled()
    given = json.loads(json.dumps(await erasure.export_member(NOOR)))
    assert (given["preferences"]["language"], given["preferences"]["country"]) == ("fr", "CH")
    assert given["reflections"] == [
        {
            "begun": f"2026-03-0{n + 1}T12:00:00+00:00",
            "touched": f"2026-03-0{n + 1}T12:00:00+00:00",
            "kept": {"note": f"{WORDS} {n}"},
        }
        for n in range(2)
    ]
    assert given["drafts"][0]["kept"] == {"introduction": WORDS}
    assert given["series"] == [{"server": str(GUILD), "added": "2026-03-01T12:00:00+00:00"}]
    assert [each["server"] for each in given["digests"]] == [str(GUILD)]
    assert WORDS in given["cases"][0]["kept"]["happened"]
    assert set(given) == {holding.holds for holding in INVENTORY}


async def test_whoever_kept_nothing_gets_nothing(erasure: Erasure) -> None:
    assert await erasure.export_member(NOOR) == NOTHING
    assert await erasure.erase_member(NOOR) == dict.fromkeys(ROWS, 0)


async def test_what_nobody_can_read_is_given_with_its_times(
    erasure: Erasure, reflections: Reflections, place: Place
) -> None:
    await reflections.add(a_reflection("r1"))
    await reflections.add(a_reflection("r2", text="not JSON"))
    place.rows("UPDATE reflections SET sealed = x'00' WHERE id = 'r1'")
    given = (await erasure.export_member(NOOR))["reflections"]
    assert [each["kept"] for each in given] == [None, None]
    assert [each["begun"] for each in given] == ["2026-03-01T12:00:00+00:00"] * 2


async def test_after_erasing_no_row_of_the_member_is_left(
    erasure: Erasure,
    members: Members,
    reflections: Reflections,
    place: Place,
    filled: Callable[[], Awaitable[None]],
) -> None:
    await filled()
    [(sealed,)] = place.rows("SELECT sealed FROM reflections WHERE id = 'n0'")
    assert await members.get(NOOR) == Preferences("fr", "CH")
    assert await erasure.erase_member(NOOR) == ROWS
    for table in metadata.sorted_tables:
        for row in place.rows(f"SELECT * FROM {table.name}"):
            assert NOOR not in row
            assert str(NOOR) not in map(str, row)
    assert not any(sealed[:80] in content for content in place.bytes().values())
    assert await members.get(NOOR) == Preferences()
    assert await reflections.of_owner(NOOR) == []
    assert not await reflections.save("n0", 0, "a late click", NOON)
    assert await erasure.export_member(NOOR) == NOTHING


async def test_erasing_one_leaves_the_other(erasure: Erasure, filled: Callable[[], Awaitable[None]]) -> None:
    await filled()
    before = await erasure.export_member(CAMILLE)
    await erasure.erase_member(NOOR)
    assert await erasure.export_member(CAMILLE) == before
    assert len(before["reflections"]) == 2


async def test_a_series_goes_on_without_whoever_added_it(
    database: Database, erasure: Erasure, filled: Callable[[], Awaitable[None]]
) -> None:
    await filled()
    await erasure.erase_member(NOOR)
    assert [each.added_by for each in await AllSeries(database).of_guild(GUILD)] == [CAMILLE, None]

"""Cases are sealed with their author inside, change one step at a time, and are found for nobody but their author."""

import asyncio
import json
from datetime import timedelta

import pytest

from bot.community.cases import MOST, Case, State, begin
from bot.storage.cases import Cases, Kept
from bot.storage.database import Database
from bot.storage.erasure import Erasure
from bot.storage.members import Members
from bot.storage.rotation import rotate
from tests.storage.place import CAMILLE, NOON, NOOR, WORDS, Place

HERE, THERE = 300_000_000_000_000_001, 300_000_000_000_000_002


@pytest.fixture
def cases(database: Database) -> Cases:
    """The cases in it."""
    return Cases(database)


def a_draft(author: int = NOOR, text: str = WORDS) -> Case:
    return begin(author, "en", text, "What would you do?", NOON)


async def a_case(cases: Cases, id: str, author: int = NOOR, *, minutes: int = 0, guild: int = HERE) -> Kept:
    """Sent, so many minutes after NOON."""
    kept = await cases.add(id, guild, a_draft(author, f"{WORDS} {id}"))
    assert kept
    sent = await cases.save(kept, kept.case.send(NOON + timedelta(minutes=minutes), tell=False))
    assert sent
    return sent


async def test_what_is_kept_is_read_again_and_nothing_of_it_stands_in_clear(cases: Cases, place: Place) -> None:
    kept = await a_case(cases, "c1")
    assert await cases.get("c1") == kept
    assert (kept.guild, kept.revision, kept.case.author, kept.case.state) == (HERE, 1, NOOR, State.WAITING)
    for content in place.bytes().values():
        assert str(NOOR).encode() not in content
        assert NOOR.to_bytes(8) not in content
        assert b"zsuzsannaqx" not in content
    [row] = place.rows("SELECT id, guild_id, revision, state, announced, closes_at FROM cases")
    assert row == ("c1", HERE, 1, "waiting", 0, "2026-03-31T00:00:00.000000Z")


async def test_two_changes_of_the_same_revision_are_one(cases: Cases) -> None:
    kept = await a_case(cases, "c1")
    both = await asyncio.gather(
        cases.save(kept, kept.case.approve(1)), cases.save(kept, kept.case.decline("No.", NOON))
    )
    assert [each is None for each in both].count(True) == 1
    now = await cases.get("c1")
    assert now in both
    assert not await cases.remove("c1", kept.revision)
    assert await cases.remove("c1", kept.revision + 1)
    assert await cases.get("c1") is None
    assert await cases.save(kept, kept.case.approve(1)) is None


async def test_three_at_once_for_each_member_and_server(cases: Cases) -> None:
    for n in range(MOST):
        await a_case(cases, f"n{n}")
    assert await cases.add("n3", HERE, a_draft()) is None
    assert await cases.add("elsewhere", THERE, a_draft())
    assert await cases.add("another", HERE, a_draft(CAMILLE))
    kept = await cases.get("n0")
    assert kept
    assert await cases.save(kept, kept.case.decline("No.", NOON))
    assert await cases.add("n3", HERE, a_draft())


async def test_many_at_once_are_three_all_the_same(cases: Cases) -> None:
    added = await asyncio.gather(*(cases.add(f"n{n}", HERE, a_draft()) for n in range(8)))
    assert len([each for each in added if each]) == MOST


async def test_a_persons_own_are_found_by_server_or_everywhere_drafts_first(cases: Cases) -> None:
    await a_case(cases, "old", minutes=1)
    await a_case(cases, "new", minutes=9)
    await cases.add("draft", HERE, a_draft())
    await a_case(cases, "there", guild=THERE, minutes=5)
    await a_case(cases, "hers", CAMILLE)
    assert [each.id for each in await cases.of_author(NOOR, HERE)] == ["draft", "new", "old"]
    assert [each.id for each in await cases.of_author(NOOR)] == ["draft", "new", "there", "old"]
    assert [each.id for each in await cases.of_author(CAMILLE)] == ["hers"]
    assert await cases.of_author(1) == []


async def test_the_queue_is_in_the_order_in_which_they_were_sent(cases: Cases) -> None:
    for id, minutes in (("b", 2), ("a", 3), ("c", 1)):
        await a_case(cases, id, minutes=minutes)
    await a_case(cases, "there", guild=THERE)
    assert [each.id for each in await cases.standing(State.WAITING, guild=HERE)] == ["c", "b", "a"]
    assert (await cases.standing(State.WAITING))[0].id == "there"
    assert await cases.standing(State.POSTED) == []


async def test_moderators_are_to_be_told_of_each_case_once(cases: Cases) -> None:
    kept = await a_case(cases, "c1")
    await a_case(cases, "c2", guild=THERE)
    await cases.add("draft", HERE, a_draft())
    assert await cases.unannounced() == {HERE: ["c1"], THERE: ["c2"]}
    await cases.announced(["c1"])
    assert await cases.unannounced() == {THERE: ["c2"]}
    assert await cases.get("c1") == kept
    declined = await cases.save(kept, kept.case.decline("No.", NOON))
    assert declined
    again = await cases.save(declined, declined.case.rework(NOON))
    assert again
    assert await cases.save(again, again.case.send(NOON, tell=False))
    assert await cases.unannounced() == {HERE: ["c1"], THERE: ["c2"]}


async def test_when_its_time_is_over_it_is_due_and_then_gone_with_its_bytes(cases: Cases, place: Place) -> None:
    kept = await a_case(cases, "c1")
    [(sealed,)] = place.rows("SELECT sealed FROM cases")
    assert await cases.due(kept.case.closes - timedelta(seconds=1)) == []
    assert await cases.due(kept.case.closes) == [kept]
    assert await cases.remove_due(kept.case.closes - timedelta(seconds=1)) == 0
    assert await cases.remove_due(kept.case.closes) == 1
    assert not any(sealed[:80] in content for content in place.bytes().values())


@pytest.mark.expects_errors
async def test_one_that_does_not_open_counts_as_gone_is_said_once_and_goes_in_its_time(
    cases: Cases, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    kept = await a_case(cases, "c1")
    await a_case(cases, "c2")
    place.rows("UPDATE cases SET sealed = (SELECT sealed FROM cases WHERE id = 'c2') WHERE id = 'c1'")
    assert await cases.get("c1") is None
    assert [each.id for each in await cases.of_author(NOOR)] == ["c2"]
    assert [each.id for each in await cases.standing(State.WAITING)] == ["c2"]
    said = [each for each in caplog.records if "the seal of a row does not open" in each.getMessage()]
    assert len(said) == 1
    assert "c1" not in said[0].getMessage()
    assert await cases.remove_due(kept.case.closes) == 2


async def test_a_member_takes_along_and_erases_their_own_and_nobody_elses(
    cases: Cases, database: Database, place: Place
) -> None:
    erasure = Erasure(database, Members(database))
    await a_case(cases, "n1")
    await a_case(cases, "n2", guild=THERE)
    await a_case(cases, "c1", CAMILLE)
    given = json.loads(json.dumps((await erasure.export_member(NOOR))["cases"]))
    assert [each["state"] for each in given] == ["waiting", "waiting"]
    assert {each["closes"] for each in given} == {"2026-03-31T00:00:00+00:00"}
    assert {each["kept"]["happened"] for each in given} == {f"{WORDS} n1", f"{WORDS} n2"}
    [(sealed,)] = place.rows("SELECT sealed FROM cases WHERE id = 'n1'")
    assert (await erasure.erase_member(NOOR))["cases"] == 2
    assert [each.id for each in await cases.standing(State.WAITING)] == ["c1"]
    assert not any(sealed[:80] in content for content in place.bytes().values())
    assert (await erasure.export_member(NOOR))["cases"] == []
    assert len((await erasure.export_member(CAMILLE))["cases"]) == 1


async def test_a_damaged_row_keeps_nobody_from_taking_theirs_along_or_erasing_it(
    cases: Cases, database: Database, place: Place
) -> None:
    erasure = Erasure(database, Members(database))
    await a_case(cases, "n1")
    await a_case(cases, "n2")
    place.rows("UPDATE cases SET sealed = x'00' WHERE id = 'n1'")
    assert len((await erasure.export_member(NOOR))["cases"]) == 1
    assert (await erasure.erase_member(NOOR))["cases"] == 1
    assert place.rows("SELECT id FROM cases") == [("n1",)]


async def test_under_a_new_key_they_open_as_before(place: Place) -> None:
    async with place.database() as database:
        kept = await a_case(Cases(database), "c1")
        before = place.rows("SELECT sealed FROM cases")
    await rotate(place.file, place.database().keys)
    async with place.database() as database:
        assert await Cases(database).get("c1") == kept
    assert place.rows("SELECT sealed FROM cases") != before

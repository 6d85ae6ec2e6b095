"""Who gets a digest: a claim moves it on once, whatever happens at the same moment, and stopping leaves nothing."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.failures import StorageUnavailable
from bot.storage.database import Database
from bot.storage.digests import Digests, Subscription
from bot.storage.erasure import Erasure
from bot.storage.members import Members
from tests.storage.place import CAMILLE, NOON, NOOR, Place

HERE, THERE = 2**63 - 1, 77
FIRST, SECOND, THIRD = (datetime(2026, 3, day, 7, tzinfo=UTC) for day in (2, 9, 16))
ALL = "SELECT guild_id, user_id, next_due, unsure, asked_at, language FROM digests ORDER BY guild_id, user_id"


@pytest.fixture
def digests(database: Database) -> Digests:
    return Digests(database)


async def test_asking_twice_is_asking_once_and_the_first_date_stays(digests: Digests, place: Place) -> None:
    first = Subscription(HERE, NOOR, FIRST, unsure=False, language="fr")
    assert await digests.start(HERE, NOOR, "fr", FIRST, NOON) == first
    assert await digests.start(HERE, NOOR, "en", SECOND, NOON + timedelta(days=1)) == first
    assert place.rows(ALL) == [(HERE, NOOR, "2026-03-02T07:00:00.000000Z", 0, "2026-03-01T12:00:00.000000Z", "fr")]


async def test_servers_and_people_stay_apart(digests: Digests) -> None:
    for guild, user in ((HERE, NOOR), (THERE, NOOR), (HERE, CAMILLE)):
        await digests.start(guild, user, "fr", FIRST, NOON)
    assert [each.guild for each in await digests.of_member(NOOR)] == [THERE, HERE]
    assert await digests.stop(HERE, NOOR)
    assert await digests.get(HERE, NOOR) is None
    assert not await digests.stop(HERE, NOOR)
    assert [(each.guild, each.user) for each in await digests.due(FIRST)] == [(THERE, NOOR), (HERE, CAMILLE)]
    assert await digests.stop_all(HERE) == 1
    assert [(each.guild, each.user) for each in await digests.due(FIRST)] == [(THERE, NOOR)]


async def test_due_is_what_has_come_the_longest_waiting_first(digests: Digests) -> None:
    await digests.start(HERE, NOOR, "fr", SECOND, NOON)
    await digests.start(HERE, CAMILLE, "fr", FIRST, NOON)
    assert await digests.due(FIRST - timedelta(microseconds=1)) == []
    assert [each.user for each in await digests.due(FIRST)] == [CAMILLE]
    assert [each.user for each in await digests.due(SECOND)] == [CAMILLE, NOOR]


async def test_of_many_claims_at_once_one_wins(digests: Digests) -> None:
    subscription = await digests.start(HERE, NOOR, "fr", FIRST, NOON)
    won = await asyncio.gather(*(digests.claim(subscription, SECOND) for _ in range(20)))
    assert won.count(True) == 1
    assert await digests.due(SECOND - timedelta(seconds=1)) == []
    assert await digests.due(SECOND) == [Subscription(HERE, NOOR, SECOND, unsure=False, language="fr")]


async def test_another_process_cannot_claim_it_again(digests: Digests, place: Place) -> None:
    subscription = await digests.start(HERE, NOOR, "fr", FIRST, NOON)
    async with place.database() as second:
        other = Digests(second)
        seen = await other.due(FIRST)
        assert await digests.claim(subscription, SECOND)
        assert [await other.claim(each, SECOND) for each in seen] == [False]


async def test_what_is_put_back_is_due_again_and_says_whether_it_may_have_arrived(digests: Digests) -> None:
    subscription = await digests.start(HERE, NOOR, "fr", FIRST, NOON)
    assert await digests.claim(subscription, SECOND)
    assert await digests.put_back(subscription, SECOND, unsure=True)
    (again,) = await digests.due(FIRST)
    assert again == Subscription(HERE, NOOR, FIRST, unsure=True, language="fr")
    assert await digests.claim(again, SECOND)
    assert await digests.get(HERE, NOOR) == Subscription(HERE, NOOR, SECOND, unsure=False, language="fr")


async def test_what_was_stopped_meanwhile_is_neither_claimed_nor_put_back(digests: Digests, place: Place) -> None:
    subscription = await digests.start(HERE, NOOR, "fr", FIRST, NOON)
    await digests.claim(subscription, SECOND)
    await digests.stop(HERE, NOOR)
    assert not await digests.put_back(subscription, SECOND, unsure=True)
    assert not await digests.claim(subscription, SECOND)
    assert place.rows(ALL) == []


async def test_what_a_server_plans_can_be_moved_as_a_whole(digests: Digests) -> None:
    await digests.start(HERE, NOOR, "fr", FIRST, NOON)
    await digests.start(HERE, CAMILLE, "fr", FIRST, NOON)
    await digests.start(THERE, NOOR, "fr", FIRST, NOON)
    assert sorted(await digests.planned()) == [(THERE, FIRST), (HERE, FIRST)]
    await digests.move(HERE, FIRST, FIRST + timedelta(hours=5))
    assert sorted(await digests.planned()) == [(THERE, FIRST), (HERE, FIRST + timedelta(hours=5))]


async def test_after_stopping_no_byte_of_the_person_is_left(digests: Digests, place: Place) -> None:
    await digests.start(HERE, NOOR, "fr", FIRST, NOON)
    assert any(NOOR.to_bytes(8) in content for content in place.bytes().values())
    await digests.stop(HERE, NOOR)
    assert not any(NOOR.to_bytes(8) in content for content in place.bytes().values())


async def test_a_member_takes_theirs_along_and_has_them_erased(digests: Digests, database: Database) -> None:
    erasure = Erasure(database, Members(database))
    await digests.start(HERE, NOOR, "fr", FIRST, NOON)
    await digests.start(HERE, CAMILLE, "fr", FIRST, NOON)
    given = (await erasure.export_member(NOOR))["digests"]
    asked, due = "2026-03-01T12:00:00+00:00", "2026-03-02T07:00:00+00:00"
    assert given == [{"server": str(HERE), "asked": asked, "language": "fr", "next": due}]
    assert (await erasure.erase_member(NOOR))["digests"] == 1
    assert [each.user for each in await digests.due(THIRD)] == [CAMILLE]


@pytest.mark.expects_errors
async def test_where_the_database_cannot_be_used_nothing_is_claimed(digests: Digests, database: Database) -> None:
    subscription = await digests.start(HERE, NOOR, "fr", FIRST, NOON)
    await database.close()
    with pytest.raises(StorageUnavailable):
        await digests.claim(subscription, SECOND)
    await database.open()
    assert await digests.due(FIRST) == [subscription]

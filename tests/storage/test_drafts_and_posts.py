"""Drafts are sealed and their author's alone; a post is claimed once, by whoever comes first."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.failures import StorageUnavailable
from bot.storage.database import Database
from bot.storage.drafts import Drafts
from bot.storage.posts import CLAIMED, POSTED, Post, Posts
from tests.storage.place import CAMILLE, NOON, NOOR, WORDS, Place
from tests.storage.test_trouble import locked

HERE, THERE, CHANNEL = 2**63 - 1, 77, 2**62
TOPIC = "clause:icf-2025:3.6"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def drafts(database: Database) -> Drafts:
    return Drafts(database)


@pytest.fixture
def posts(database: Database) -> Posts:
    return Posts(database)


async def claim(posts: Posts, id: str, guild: int = HERE, at: datetime = NOON) -> bool:
    return await posts.claim(id, guild, CHANNEL, TOPIC, at)


# Drafts


async def test_a_draft_is_its_author_s_alone(drafts: Drafts) -> None:
    await drafts.add("d1", NOOR, HERE, WORDS, NOON)
    assert await drafts.get("d1", NOOR) == WORDS
    assert await drafts.get("d1", CAMILLE) is None
    assert await drafts.get("d2", NOOR) is None


async def test_its_words_are_in_no_file_in_clear(drafts: Drafts, place: Place) -> None:
    await drafts.add("d1", NOOR, HERE, WORDS, NOON)
    await drafts.save("d1", WORDS * 2, NOON)
    assert all(WORDS.encode() not in content for content in place.bytes().values())


async def test_it_is_read_after_a_restart(place: Place) -> None:
    async with place.database() as database:
        await Drafts(database).add("d1", NOOR, HERE, WORDS, NOON)
    async with place.database() as database:
        assert await Drafts(database).get("d1", NOOR) == WORDS


async def test_a_change_replaces_it_and_keeps_it_alive(drafts: Drafts) -> None:
    await drafts.add("d1", NOOR, HERE, "before", NOON)
    await drafts.add("d2", NOOR, HERE, "left alone", NOON)
    await drafts.save("d1", "after", NOON + MINUTE)
    await drafts.remove_untouched_since(NOON + MINUTE)
    assert await drafts.get("d1", NOOR) == "after"
    assert await drafts.get("d2", NOOR) is None


async def test_a_change_does_not_bring_back_what_was_removed(drafts: Drafts, place: Place) -> None:
    await drafts.add("d1", NOOR, HERE, WORDS, NOON)
    await drafts.add("d2", NOOR, HERE, WORDS, NOON)
    await drafts.remove("d1")
    await drafts.remove("d1")
    await drafts.save("d1", "again", NOON)
    assert await drafts.get("d1", NOOR) is None
    assert place.rows("SELECT id FROM drafts") == [("d2",)]


async def test_a_row_moved_to_another_id_does_not_open(drafts: Drafts, place: Place) -> None:
    await drafts.add("d1", NOOR, HERE, WORDS, NOON)
    place.rows("UPDATE drafts SET id = 'd9'")
    assert await drafts.get("d9", NOOR) is None


async def test_a_removed_draft_s_bytes_are_gone(drafts: Drafts, place: Place) -> None:
    await drafts.add("d1", NOOR, HERE, WORDS, NOON)
    ((sealed,),) = place.rows("SELECT sealed FROM drafts")
    assert any(sealed in content for content in place.bytes().values())
    await drafts.remove("d1")
    assert all(sealed not in content for content in place.bytes().values())


@pytest.mark.expects_errors
async def test_while_the_database_is_locked_a_draft_stays_as_it_was(drafts: Drafts, place: Place) -> None:
    await drafts.add("d1", NOOR, HERE, WORDS, NOON)
    with locked(place):
        with pytest.raises(StorageUnavailable):
            await drafts.save("d1", "after", NOON)
        with pytest.raises(StorageUnavailable):
            await drafts.remove("d1")
        assert await drafts.get("d1", NOOR) == WORDS


# Posts


async def test_what_a_claim_notes_is_read_again(posts: Posts) -> None:
    assert await posts.get("p1") is None
    assert await claim(posts, "p1")
    claimed = Post("p1", HERE, CHANNEL, TOPIC, None, None, CLAIMED, None, NOON)
    assert await posts.get("p1") == claimed
    await posts.posted("p1", 2**63 - 1)
    assert await posts.get("p1") == claimed._replace(state=POSTED, message=2**63 - 1)


async def test_a_second_claim_loses_and_leaves_the_first_as_it_is(posts: Posts) -> None:
    assert await claim(posts, "p1")
    assert not await claim(posts, "p1", THERE, NOON + MINUTE)
    await posts.posted("p1", 5)
    assert not await claim(posts, "p1", at=NOON + MINUTE)
    first = await posts.get("p1")
    assert first is not None
    assert (first.guild, first.claimed, first.state) == (HERE, NOON, POSTED)


async def test_of_two_processes_that_claim_at_once_one_wins(posts: Posts, place: Place) -> None:
    async with place.database() as another_process:
        there = Posts(another_process)
        won = await asyncio.gather(*(claim(each, f"p{n}") for n in range(5) for each in (posts, there)))
    assert sum(won) == 5
    assert len(place.rows("SELECT * FROM posts")) == 5


async def test_a_claim_taken_back_can_be_made_again(posts: Posts) -> None:
    await claim(posts, "p1")
    await posts.release("p1")
    assert await posts.get("p1") is None
    assert await claim(posts, "p1")


async def test_what_was_posted_is_never_taken_back(posts: Posts) -> None:
    await claim(posts, "p1")
    await posts.posted("p1", 5)
    await posts.release("p1")
    assert not await claim(posts, "p1")


async def test_a_server_s_recent_posts_are_counted_oldest_first(posts: Posts) -> None:
    for n, minutes in enumerate((9, 0, 5)):
        await claim(posts, f"p{n}", at=NOON + minutes * MINUTE)
    await claim(posts, "elsewhere", THERE)
    assert await posts.claims_of(HERE, NOON - MINUTE) == [NOON, NOON + 5 * MINUTE, NOON + 9 * MINUTE]
    assert await posts.claims_of(HERE, NOON) == [NOON + 5 * MINUTE, NOON + 9 * MINUTE]
    assert await posts.claims_of(THERE, NOON - MINUTE) == [NOON]
    assert await posts.claims_of(1, NOON - MINUTE) == []


async def test_posts_of_a_series_are_not_counted_and_not_swept(posts: Posts, place: Place) -> None:
    await claim(posts, "by hand")
    await claim(posts, "of a series")
    place.rows("UPDATE posts SET series_id = 's1', due = claimed_at WHERE id = 'of a series'")
    assert await posts.claims_of(HERE, NOON - MINUTE) == [NOON]
    await posts.remove_claimed_before(NOON)
    assert await posts.get("by hand") is not None
    await posts.remove_claimed_before(NOON + MINUTE)
    assert place.rows("SELECT id FROM posts") == [("of a series",)]


async def test_nothing_in_the_table_says_who_posted_or_what_they_wrote(place: Place) -> None:
    async with place.database():
        columns = {row[1] for row in place.rows("PRAGMA table_info(posts)")}
    assert columns == {
        "id",
        "guild_id",
        "channel_id",
        "topic",
        "series_id",
        "due",
        "state",
        "message_id",
        "claimed_at",
    }


@pytest.mark.expects_errors
async def test_while_the_database_is_locked_nothing_is_claimed(posts: Posts, place: Place) -> None:
    with locked(place), pytest.raises(StorageUnavailable):
        await claim(posts, "p1")
    assert await posts.get("p1") is None
    assert await claim(posts, "p1")

"""Counting by itself: what is being written while moderators switch it off."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.community.community import Community
from bot.storage.communities import Communities
from bot.storage.lookups import Lookups
from bot.surface.counting import Counting
from tests.storage.place import Place

GUILD = 2**63 - 1
TODAY = date(2026, 3, 1)
ALL = "SELECT * FROM lookups"


def noon() -> datetime:
    return datetime(2026, 3, 1, 12, tzinfo=UTC)


async def test_a_write_under_way_does_not_outlive_the_switch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place(tmp_path)
    async with place.database() as database:
        communities = Communities(database)
        counting = Counting(Lookups(database), communities, noon)
        await counting.switch_on(GUILD)
        counting._counted[GUILD, TODAY, "bias"] = 12
        get, asked, go_on = communities.get, asyncio.Event(), asyncio.Event()

        async def slowly(guild: int) -> Community:
            found = await get(guild)
            if not asked.is_set():
                asked.set()
                await go_on.wait()
            return found

        monkeypatch.setattr(communities, "get", slowly)
        writing = asyncio.create_task(counting.flush())
        await asked.wait()
        switching = asyncio.create_task(counting.switch_off(GUILD))
        await asyncio.wait({switching}, timeout=0.5)  # as far as it gets
        go_on.set()
        await asyncio.gather(writing, switching)
        assert place.rows(ALL) == []


async def test_what_is_left_is_written_at_the_end_once(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.database() as database:
        counting = Counting(Lookups(database), Communities(database), noon)
        await counting.switch_on(GUILD)
        counting.start()
        counting._counted[GUILD, TODAY, "bias"] = 12
        await counting.close()
        await counting.close()
        assert place.rows(f"{ALL} WHERE count") == [(GUILD, "2026-03-01", "bias", 12)]


async def test_a_bot_that_never_opened_its_database_closes_quietly(tmp_path: Path) -> None:
    place = Place(tmp_path)
    database = place.database()
    counting = Counting(Lookups(database), Communities(database), noon)
    await counting.close()
    assert place.bytes() == {}

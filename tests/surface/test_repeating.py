"""Regular work: one that fails neither ends the others nor itself, and writes a line, without anyone's words."""

import asyncio

import pytest

from bot.failures import StorageUnavailable
from bot.surface.client import Wayside


async def done_twice(bot: Wayside, error: Exception) -> list[str]:
    """What was done until the second of two works was done twice; the first fails with ``error``."""
    done: list[str] = []
    enough = asyncio.Event()

    async def fail() -> None:
        done.append("first")
        raise error

    async def work() -> None:
        done.append("second")
        if done.count("second") == 2:
            enough.set()

    repeating = asyncio.create_task(bot._repeat({"failing": fail, "working": work}, 0))
    await asyncio.wait_for(enough.wait(), 5)
    repeating.cancel()
    return done[:4]


@pytest.mark.expects_errors
async def test_a_failure_is_one_line_without_its_text(simcord_bot: Wayside, caplog: pytest.LogCaptureFixture) -> None:
    assert await done_twice(simcord_bot, ValueError("a coach's words")) == ["first", "second", "first", "second"]
    assert "regular work failed" in caplog.text
    assert "failing" in caplog.text
    assert "ValueError" in caplog.text
    assert "a coach's words" not in caplog.text


async def test_a_database_that_does_not_answer_has_its_line_already(
    simcord_bot: Wayside, caplog: pytest.LogCaptureFixture
) -> None:
    assert await done_twice(simcord_bot, StorageUnavailable()) == ["first", "second", "first", "second"]
    assert "regular work failed" not in caplog.text

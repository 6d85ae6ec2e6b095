"""A running demo and a browser to look at it. Without Chromium the tests are skipped, in CI they fail."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.demo.run import Demo, open_demo
from tests.conftest import bot_of
from tests.demo import browser
from tests.demo.small_bot import SmallBot

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from playwright.async_api import Browser, Page

    from bot.settings import Settings

_PATIENCE = 20_000
"""Milliseconds for a step, where other work shares the processors; a wait ends as soon as it can."""


@pytest_asyncio.fixture
async def small_demo() -> AsyncGenerator[Demo]:
    """The demo around :class:`SmallBot`, on a free port."""
    async with open_demo(SmallBot) as demo:
        yield demo
        assert demo.world.env.errors == []


@pytest_asyncio.fixture
async def demo(settings: Settings) -> AsyncGenerator[Demo]:
    """The demo around the real bot, on a free port, with a data folder of its own."""
    async with open_demo(lambda: bot_of(settings)) as running:
        yield running
        assert running.world.env.errors == []


@pytest_asyncio.fixture
async def chromium() -> AsyncGenerator[Browser]:
    """Skips without Chromium; fails instead when ``WAYSIDE_REQUIRE_BROWSER=1``."""
    if reason := browser.why_not():
        if os.environ.get("WAYSIDE_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=_PATIENCE)
    async with browser.chromium() as running:
        yield running


@pytest_asyncio.fixture
async def page(chromium: Browser) -> AsyncGenerator[Page]:
    """A wide window. The test fails when the page wrote an error to the browser's console."""
    window = await chromium.new_page(viewport={"width": 1280, "height": 800})
    window.set_default_timeout(_PATIENCE)
    wrong: list[str] = []
    window.on("pageerror", lambda error: wrong.append(str(error)))
    window.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    yield window
    assert wrong == []

"""Make the README's picture from the running demo: ``python -m tests.demo.picture`` writes bot/demo/picture.png."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from bot.app import create_bot
from bot.demo.run import open_demo
from bot.settings import read_settings
from tests.demo.browser import Visitor, chromium

PICTURE = Path(__file__).parents[2] / "bot" / "demo" / "picture.png"


async def make(target: Path = PICTURE) -> None:
    """Noor asks in her own words; 1280 x 800, one and a half times as sharp."""
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(WAYSIDE_DATA_DIR=Path(folder))
        async with open_demo(lambda: create_bot(settings)) as demo, chromium() as browser:
            page = await browser.new_page(viewport={"width": 1280, "height": 800}, device_scale_factor=1.5)
            visitor = await Visitor.arrive(page, demo.address)
            await visitor.slash("/scenario", situation="I think I'm falling for my client")
            # The pointer away from anything that lights up, and the page's fonts and scroll positions at rest.
            await page.mouse.move(900, 30)
            await page.evaluate("document.fonts.ready")
            await page.wait_for_timeout(800)
            await page.screenshot(path=target)


if __name__ == "__main__":
    asyncio.run(make())

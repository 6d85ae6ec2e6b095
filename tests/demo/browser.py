"""What a visitor does on the demo page, in a real Chromium. Words on screen only: no custom_id, no message id."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import FrameLocator, Locator, Page, async_playwright, expect
from playwright.async_api import TimeoutError as PlaywrightTimeout

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Mapping

    from playwright.async_api import Browser, Frame

CHROMIUM = os.environ.get("WAYSIDE_CHROMIUM", "/usr/bin/chromium")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def why_not() -> str | None:
    """Why there can be no browser here, or None."""
    return None if shutil.which(CHROMIUM) else f"{CHROMIUM} is not here: apt-get install chromium"


@contextlib.asynccontextmanager
async def chromium() -> AsyncGenerator[Browser]:
    """Debian's Chromium, closed at the end."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


@dataclass(frozen=True)
class Pick:
    """An option value that is chosen from the suggestions, by part of what is shown there."""

    shown: str
    # What to type first, to narrow the suggestions.
    typed: str = ""


class Visitor:
    """Somebody at the demo page.

    ``page`` is the whole page; ``discord`` is the simulated Discord in its frame. Every step waits until the
    simulated Discord has settled, and playwright's timeout (see ``page.set_default_timeout``) ends a wait in vain.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    async def arrive(cls, page: Page, address: str, *, who: str = "noor", where: str = "channel") -> Visitor:
        """Open the demo page as this person (``noor``, ``camille``, ``sam``) in this place (``channel``, ``dm``)."""
        visitor = cls(page)
        await page.goto(f"{address}?who={who}&where={where}")
        await visitor.settled()
        return visitor

    @property
    def discord(self) -> FrameLocator:
        return self.page.frame_locator("#stage")

    # ------------------------------------------------------------ the rail

    async def become(self, who: str) -> None:
        """Choose who to be."""
        await self._choose("who", who)

    async def go(self, where: str) -> None:
        """Choose the place: ``channel`` or ``dm``."""
        await self._choose("where", where)

    async def _choose(self, name: str, value: str) -> None:
        await self.follow(self.page.locator(f'input[name="{name}"][value="{value}"]').check())

    async def follow(self, step: Awaitable[object]) -> None:
        """Wait for a step that opens another view: a choice in the rail, or a jump link in a message."""
        async with self.page.expect_response("**/demo/view"):
            await step
        await self.settled()

    async def chosen(self) -> tuple[str, str]:
        """What the rail says: who and where."""
        who = await self.page.locator('input[name="who"]:checked').get_attribute("value")
        where = await self.page.locator('input[name="where"]:checked').get_attribute("value")
        return who or "", where or ""

    # ----------------------------------------------------------- commands

    async def slash(self, command: str, /, **options: str | Pick) -> str:
        """Run a command from the message box, and return the newest message.

        Args:
            command: with its slash and its parts, such as ``"/post scenario"``.
            options: name to words, typed as they are; or name to :class:`Pick`.
        """
        await self.compose(command, **options)
        await self.discord.locator(".send-message").click()
        await expect(self.discord.locator(".command-context")).to_have_count(0)
        await self.settled()
        return await self.newest()

    async def compose(self, command: str, /, **options: str | Pick) -> None:
        """Type a command and its options, without sending it."""
        box = self.discord.locator("#channel-composer-input")
        await box.fill(command)
        await self.discord.locator(".command-entry", has=self._exactly(command)).click()
        for name, value in options.items():
            field = self.discord.locator(f'.command-option-input[data-option="{name}"]')
            if not await field.count():
                await self._add_option(name)
            await field.fill(value.typed if isinstance(value, Pick) else value)
            if isinstance(value, Pick):
                await field.click()
                await self.discord.locator(".command-suggestion", has_text=value.shown).first.click()
            await self._suggestions_came()

    async def _suggestions_came(self) -> None:
        """simcord drops a command that is sent while suggestions for it are on their way."""
        frame = await self._frame()
        # It may go on saying "loading" for an option that was left; a second is longer than any answer takes.
        with contextlib.suppress(PlaywrightTimeout):
            await frame.wait_for_function(
                "() => window.simcordPreview.commandPicker.autocomplete.state !== 'loading'", timeout=1000
            )
        await self.settled()

    async def _add_option(self, name: str) -> None:
        suggestion = self.discord.locator(f'.command-suggestion[data-value="{name}"]')
        if not await suggestion.count():
            await self.discord.locator(".command-ghost").click()
        await suggestion.click()

    def _exactly(self, command: str) -> Locator:
        return self.page.locator("strong").filter(has_text=_whole(command))

    async def suggestions(self, command: str, option: str, typed: str = "") -> list[str]:
        """What autocomplete offers for an option; leaves the command without sending it."""
        await self.compose(command, **{option: typed})
        field = self.discord.locator(f'.command-option-input[data-option="{option}"]')
        await field.click()
        await self._suggestions_came()
        shown = await self.discord.locator(".command-suggestion-label").all_inner_texts()
        await self.discord.locator(".command-context-close").click()
        await self.discord.locator("#channel-composer-input").fill("")
        return shown

    async def say(self, words: str) -> str:
        """Send an ordinary message, and return the newest one."""
        await self.discord.locator("#channel-composer-input").fill(words)
        await self.discord.locator(".send-message").click()
        await self.settled()
        return await self.newest()

    async def menu(self, command: str, on: str) -> str:
        """Right-click the message with these words, choose a message command, return the newest message."""
        before = await self.messages.count()
        await self.discord.locator(".channel-message", has_text=on).first.click(button="right")
        await self.discord.get_by_role("menuitem", name=command, exact=True).click()
        # The answer comes from outside the preview, which looks for news twice a second.
        await expect(self.messages).to_have_count(before + 1)
        await self.settled()
        return await self.newest()

    # ----------------------------------------------------------- messages

    @property
    def messages(self) -> Locator:
        return self.discord.locator(".channel-message")

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.messages.last

    async def newest(self) -> str:
        """The text of the newest message, as shown; empty when there is none."""
        return await self.last.inner_text() if await self.messages.count() else ""

    async def click(self, label: str) -> str:
        """Press the newest button with exactly this label, and return the newest message."""
        await self.discord.locator(".component-button", has=self._label(label)).last.click()
        await self.settled()
        return await self.newest()

    def _label(self, label: str) -> Locator:
        return self.page.locator(".button-label").filter(has_text=_whole(label))

    async def select(self, placeholder: str, *options: str) -> str:
        """Choose in the newest select with this placeholder, and return the newest message."""
        box = self.discord.locator(".preview-select", has_text=placeholder).last
        await box.locator(".select-trigger").click()
        for option in options:
            await self.discord.locator(".select-option:visible", has_text=option).first.click()
        apply = self.discord.locator(".select-apply:visible")
        if await apply.count():
            await apply.click()
        await self.settled()
        return await self.newest()

    async def answer(self, fields: Mapping[str, str]) -> str:
        """Fill the open form by its labels, send it, and return the newest message."""
        form = self.discord.locator("#modal-root")
        for label, words in fields.items():
            await form.get_by_label(label).fill(words)
        await form.locator(".modal-actions button").last.click()
        await expect(form.locator(".modal-actions")).to_have_count(0)
        await self.settled()
        return await self.newest()

    # -------------------------------------------------------------- waiting

    async def settled(self) -> None:
        """Wait until the simulated Discord has nothing under way and has drawn everything."""
        await self.discord.locator("#preview-app").wait_for()
        frame = await self._frame()
        await frame.wait_for_function(
            "() => { const now = window.simcordPreview;"
            " return now && now.authorized && now.ready && !now.pendingAction && !now.awaitingRevision; }"
        )

    async def _frame(self) -> Frame:
        handle = await self.page.locator("#stage").element_handle()
        frame = await handle.content_frame() if handle else None
        assert frame is not None, "the page has no frame"
        return frame


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(words)}\s*$")

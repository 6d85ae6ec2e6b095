"""What a visitor of the demo does with the real bot, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.demo.browser import Pick, Visitor
from tests.demo.titles import title

if TYPE_CHECKING:
    from playwright.async_api import Page

    from bot.demo.run import Demo


async def test_a_coach_in_love_finds_the_clauses_and_compares_the_codes(demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, demo.address)
    card = await visitor.slash("/scenario", situation="I think I'm falling for my client")
    assert title("romantic-feelings", "en") in card
    assert "Only you can see this" in card
    clause = await visitor.select("Read a clause", "3.6")
    assert "3.6" in clause
    await visitor.click("Back to the situation")
    comparison = await visitor.click("Compare the codes")
    assert "ICF" in comparison
    assert "Global Code" in comparison


async def test_a_hint_types_the_command_and_the_visitor_only_sends_it(demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, demo.address)
    await page.get_by_role("button", name="/scenario").click()
    situation = visitor.discord.get_by_role("combobox", name="situation")
    await expect(situation).to_have_value("I think I'm falling for my client")
    await visitor.discord.get_by_role("button", name="Send").click()
    await expect(visitor.last).to_contain_text(title("romantic-feelings", "en"))


async def test_a_phone_scrolls_no_card_sideways(demo: Demo, page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    visitor = await Visitor.arrive(page, demo.address)
    await visitor.slash("/scenario", situation="I think I'm falling for my client")
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
    assert await visitor.discord.locator("html").evaluate("element => element.scrollWidth") == 390


async def test_camille_is_answered_in_french(demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, demo.address, who="camille")
    love = title("romantic-feelings", "fr")
    assert love in await visitor.suggestions("/scenario", "situation")
    assert love in await visitor.slash("/scenario", situation=Pick(love))
    answer = await visitor.menu("Quelles clauses s'appliquent ?", on="round in circles")
    assert title("no-value-or-referral", "fr") in answer


async def test_the_message_menu_reads_one_message_and_answers_the_asker_alone(demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, demo.address)
    answer = await visitor.menu("Which clauses apply?", on="round in circles")
    assert title("no-value-or-referral", "en") in answer
    assert "Only you can see this" in answer
    await visitor.become("sam")
    assert title("no-value-or-referral", "en") not in await visitor.newest()

"""What a visitor does as a moderator, and what members make of it: the real bot, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.demo.browser import Pick, Visitor
from tests.demo.titles import question, title

if TYPE_CHECKING:
    from playwright.async_api import Page

    from bot.demo.run import Demo

LINE = "For our meeting on Thursday."


async def test_sam_posts_a_card_with_a_thread_and_noor_uses_it(demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, demo.address, who="sam")
    preview = await visitor.slash("/post scenario", scenario=Pick(title("bias", "en")))
    assert "Nothing is posted yet" in preview
    assert "Only you can see this" in preview
    await visitor.click("Add an introduction")
    assert LINE in await visitor.answer({"A line above the card": LINE})
    assert await visitor.messages.count() == 5
    await visitor.click("Post and open a thread")
    posted = visitor.messages.filter(has_text=LINE)
    await expect(posted).to_have_count(1)
    await expect(posted).to_contain_text(title("bias", "en"))
    await expect(posted).not_to_contain_text("Only you can see this")
    await expect(visitor.messages.filter(has_text="Only you can see this")).to_contain_text("Posted in #ethics-corner.")

    await visitor.go("thread")
    first = await visitor.newest()
    assert question("bias", 1, "en") in first
    assert "Roles, not names" in first
    await visitor.go("moderators")
    line = await visitor.newest()
    assert f"posted {title('bias', 'en')} in" in line
    assert LINE not in line
    await visitor.follow(visitor.last.get_by_role("link", name=title("bias", "en")).click())
    assert await visitor.chosen() == ("sam", "channel")

    seen = await visitor.messages.count()

    await visitor.become("noor")
    await expect(posted).to_have_count(1)
    clause = await visitor.select("Read a clause", "3.5")
    assert "3.5" in clause
    assert "Only you can see this" in clause
    opened = await visitor.click("Reflect privately")
    assert "Only you can see this" in opened
    await visitor.follow(visitor.last.get_by_role("link").click())
    assert await visitor.chosen() == ("noor", "dm")
    assert await visitor.messages.count() == 1
    await visitor.become("sam")
    await visitor.go("channel")
    assert await visitor.messages.count() == seen, "what Noor opened is hers alone"


async def test_hints_are_for_those_who_can_use_them(demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, demo.address)
    for command in ("/post scenario", "/settings", "/insights", "/cases"):
        await expect(page.locator(f'[data-command="{command}"]')).to_be_hidden()
    await visitor.become("sam")
    for command in ("/settings", "/insights", "/cases"):
        await expect(page.locator(f'[data-command="{command}"]')).to_be_visible()
    await page.locator('[data-command="/post scenario"]').click()
    await expect(visitor.discord.get_by_role("combobox", name="scenario")).to_have_value("bias")
    await visitor.discord.get_by_role("button", name="Send").click()
    await expect(visitor.last).to_contain_text("Nothing is posted yet")


async def test_the_server_looks_lived_in(demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, demo.address)
    meetups = await visitor.slash("/meetups")
    assert meetups.index("Peer meetup") < meetups.index("Rencontre entre pairs")
    assert "Free meetups" in meetups
    assert "Weekly digest" in await visitor.slash("/preferences")
    await visitor.become("sam")
    insights = await visitor.slash("/insights")
    assert f"{title('no-value-or-referral', 'en')}: 41" in insights
    assert f"{title('bias', 'en')}: 7" not in insights, "a count under ten is not shown"
    settings = await visitor.slash("/settings")
    assert "moderators" in settings
    assert "Paris" in settings
    assert "No case is waiting." in await visitor.slash("/cases")

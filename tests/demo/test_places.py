"""The places of the demo: #ethics-corner, its newest thread, the moderators' channel, the private chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest
from playwright.async_api import expect

from tests.demo.browser import Visitor

if TYPE_CHECKING:
    from playwright.async_api import Page

    from bot.demo.run import Demo

NO_THREAD = "There is no thread yet. Sam can post with one: /post scenario."


async def open_thread(demo: Demo, name: str, words: str) -> discord.TextChannel:
    """The bot opens a thread in #ethics-corner and says something there."""
    channel = demo.world.env.bot.get_channel(demo.world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name=name, type=discord.ChannelType.public_thread)
    await thread.send(words)
    return channel


async def view(demo: Demo, **choice: Any) -> tuple[int, Any]:
    """What the page is answered when it asks for a view."""
    address = demo.address.rstrip("/")
    async with (
        aiohttp.ClientSession(headers={"Origin": address}) as session,
        session.post(f"{address}/demo/view", json=choice) as answer,
    ):
        return answer.status, await answer.json() if answer.status == 200 else None


async def test_moderators_have_a_channel_that_others_do_not_see(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address, who="sam")
    await visitor.go("moderators")
    await expect(visitor.discord.get_by_role("heading", name="moderators")).to_be_visible()
    assert await visitor.messages.count() == 0
    await visitor.become("noor")
    assert await visitor.chosen() == ("noor", "channel")
    await expect(page.get_by_text("#moderators")).to_be_hidden()
    assert await visitor.messages.count() == 4


async def test_a_bookmark_of_it_leads_noor_to_the_channel(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address, where="moderators")
    assert await visitor.chosen() == ("noor", "channel")
    assert await visitor.messages.count() == 4


async def test_without_a_thread_the_page_says_how_one_comes_about(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address)
    await page.locator('input[name="where"][value="thread"]').check()
    await expect(page.get_by_role("alert")).to_contain_text(NO_THREAD)
    await visitor.follow(page.get_by_role("button", name="Back").click())
    assert await visitor.chosen() == ("noor", "channel")
    await expect(page.get_by_role("alert")).to_be_hidden()


async def test_the_newest_thread_is_shown(small_demo: Demo, page: Page) -> None:
    await open_thread(small_demo, "First", "in the first thread")
    visitor = await Visitor.arrive(page, small_demo.address, where="thread")
    assert "in the first thread" in await visitor.newest()
    await visitor.go("channel")
    await open_thread(small_demo, "Second", "in the second thread")
    await visitor.go("thread")
    assert "in the second thread" in await visitor.newest()
    assert "slash hello en-GB" in await visitor.slash("/echo", words="hello")


async def test_links_lead_into_threads_and_out_of_them(small_demo: Demo, page: Page) -> None:
    channel = await open_thread(small_demo, "First", "in the thread")
    (thread,) = channel.threads
    message = await thread.send("a place to jump to")
    back = await channel.send(f"the answer is in {message.jump_url}")
    visitor = await Visitor.arrive(page, small_demo.address)
    await visitor.follow(visitor.last.get_by_role("link").click())
    assert await visitor.chosen() == ("noor", "thread")
    assert "a place to jump to" in await visitor.newest()
    await thread.send(f"asked in {back.jump_url}")
    await expect(visitor.last).to_contain_text("asked in")
    await visitor.follow(visitor.last.get_by_role("link").click())
    assert await visitor.chosen() == ("noor", "channel")


async def test_a_phone_has_room_for_every_place_of_a_moderator(small_demo: Demo, page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    visitor = await Visitor.arrive(page, small_demo.address, who="sam")
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
    for name in ("#ethics-corner", "Newest thread", "#moderators", "Direct message"):
        await expect(page.locator("label", has_text=name)).to_be_in_viewport(ratio=1)
    await expect(visitor.discord.locator("#channel-composer-input")).to_be_in_viewport()


async def test_no_hint_is_given_for_a_command_the_bot_does_not_have(small_demo: Demo, page: Page) -> None:
    await Visitor.arrive(page, small_demo.address, who="sam")
    hints = page.locator("#hints li:visible")
    await expect(hints).to_have_count(2)
    await expect(hints.first).to_contain_text("Type / in the message box")
    await expect(hints.last).to_contain_text("Read it")


@pytest.mark.parametrize(
    ("choice", "status"),
    [
        ({"who": "noor", "where": "moderators"}, 200),
        ({"who": "sam", "where": "thread"}, 200),
        ({"who": "theo", "where": "channel"}, 400),
        ({"who": "noor", "where": "elsewhere"}, 400),
        ({"who": "noor", "where": ["channel"]}, 400),
        ({"who": "noor"}, 400),
    ],
)
async def test_a_place_that_is_not_there_opens_nothing(small_demo: Demo, choice: dict[str, Any], status: int) -> None:
    await small_demo.stage.show("camille", "channel")
    before = small_demo.stage.view
    assert await view(small_demo, **choice) == (status, {"frame": None} if status == 200 else None)
    assert (small_demo.stage.who, small_demo.stage.where, small_demo.stage.view) == ("camille", "channel", before)

"""The demo's own page: who, where, and that nobody else can drive it."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest
from playwright.async_api import expect

from bot.demo.errors import DemoPortTaken
from bot.demo.run import open_demo
from tests.demo.browser import Pick, Visitor
from tests.demo.small_bot import SmallBot

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser, Page

    from bot.demo.run import Demo


async def test_a_visitor_comes_in_as_noor_and_reads_the_channel(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address)
    await expect(page.get_by_role("heading", name="Wayside · demo")).to_be_visible()
    assert await visitor.chosen() == ("noor", "channel")
    assert await visitor.messages.count() == 4
    await expect(visitor.discord.get_by_role("heading", name="ethics-corner")).to_be_visible()


async def test_the_preview_s_tools_for_developers_are_out_of_sight(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address)
    for name in ("Capture", "Inspector", "Messages", "Refresh preview"):
        await expect(visitor.discord.get_by_role("button", name=name)).to_be_hidden()


async def test_going_to_the_direct_message_and_back_keeps_what_was_said(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address)
    await visitor.slash("/echo", words="in the channel")
    await visitor.go("dm")
    assert await visitor.newest() == ""
    assert "slash in private" in await visitor.slash("/echo", words="in private")
    await visitor.go("channel")
    assert "slash in the channel" in await visitor.newest()


async def test_what_only_one_person_may_see_is_hidden_from_another(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address)
    assert "Only you can see this" in await visitor.slash("/echo", words="for Noor")
    await visitor.become("sam")
    assert "for Noor" not in await visitor.newest()


async def test_every_kind_of_interaction_of_camille_is_in_french(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address, who="camille")
    assert "slash bonjour fr" in await visitor.slash("/echo", words="bonjour")
    assert "autocomplete bon fr" in await visitor.suggestions("/echo", "words", "bon")
    await visitor.slash("/card")
    assert "select ['That'] fr" in await visitor.select("Choose", "That")
    await visitor.click("Answer")
    assert "modal oui fr" in await visitor.answer({"Your words": "oui"})
    assert "menu After a year togethe fr" in await visitor.menu("Read it", on="round in circles")
    await visitor.become("noor")
    assert "slash hello en-GB" in await visitor.slash("/echo", words="hello")


async def test_a_card_is_edited_in_place(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address)
    assert "pressed 0" in await visitor.slash("/card")
    before = await visitor.messages.count()
    assert "pressed 1" in await visitor.click("Again")
    assert "pressed 2" in await visitor.click("Again")
    assert await visitor.messages.count() == before


async def test_a_jump_link_leads_to_the_direct_message(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address)
    await visitor.slash("/card")
    await visitor.click("In private")
    await visitor.follow(visitor.last.get_by_role("link").click())
    assert await visitor.chosen() == ("noor", "dm")
    assert "private en-GB" in await visitor.newest()


async def test_a_file_goes_in_and_comes_back_byte_for_byte(small_demo: Demo, page: Page, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 4000)
    visitor = await Visitor.arrive(page, small_demo.address)
    await visitor.discord.locator("#channel-composer-input").fill("/weigh")
    await visitor.discord.locator(".command-entry").click()
    await visitor.discord.locator(".command-file-input").set_input_files(sheet)
    await visitor.discord.locator(".send-message").click()
    await expect(visitor.last).to_contain_text(f"{sheet.stat().st_size} bytes")
    async with page.expect_download() as coming:
        await visitor.last.get_by_role("button", name="sheet.pdf").click()
    back = await (await coming.value).path()
    assert back.read_bytes() == sheet.read_bytes()


async def test_what_the_bot_does_by_itself_shows_up(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address)
    channel = small_demo.world.env.bot.get_channel(small_demo.world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send("The question of the week")
    await expect(visitor.last).to_contain_text("The question of the week")


async def test_suggestions_are_there_before_the_first_letter_and_can_be_chosen(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address)
    assert await visitor.suggestions("/echo", "words") == ["autocomplete en-GB"]
    assert "slash nothing" in await visitor.slash("/echo", words=Pick("autocomplete"))


async def test_the_hint_for_the_message_menu_reads_the_latest_message(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address)
    await page.locator("#menu").click()
    await expect(visitor.last).to_contain_text("menu I have been there")


async def test_a_command_is_sent_with_the_keyboard_alone(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address)
    await visitor.discord.locator("#channel-composer-input").focus()
    await page.keyboard.type("/echo")
    await page.keyboard.press("Enter")
    await expect(visitor.discord.locator(".command-suggestion")).to_contain_text("words")
    await page.keyboard.press("Enter")
    await page.keyboard.type("ears")
    await expect(visitor.discord.locator(".command-suggestion")).to_contain_text("autocomplete ears")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(visitor.last).to_contain_text("slash ears")


async def test_the_choice_survives_a_reload(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address)
    await visitor.become("camille")
    await visitor.go("dm")
    await page.reload()
    await visitor.settled()
    assert await visitor.chosen() == ("camille", "dm")


async def test_a_second_tab_takes_over_and_the_first_one_says_so(small_demo: Demo, chromium: Browser) -> None:
    page = await chromium.new_page()
    visitor = await Visitor.arrive(page, small_demo.address)
    second = await chromium.new_page()
    await second.goto(small_demo.address)
    await expect(page.get_by_role("alert")).to_contain_text("another tab")
    await second.close()
    await visitor.follow(page.get_by_role("button", name="Use it here").click())
    await expect(page.get_by_role("alert")).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
async def test_nothing_is_cut_off(small_demo: Demo, page: Page, width: int, height: int) -> None:
    await page.set_viewport_size({"width": width, "height": height})
    visitor = await Visitor.arrive(page, small_demo.address)
    await visitor.slash("/card")
    assert await page.evaluate("document.documentElement.scrollWidth") == width
    await expect(visitor.discord.locator("#channel-composer-input")).to_be_in_viewport()


async def test_everything_is_reached_with_the_keyboard(small_demo: Demo, page: Page) -> None:
    visitor = await Visitor.arrive(page, small_demo.address)
    await page.keyboard.press("Tab")
    await visitor.follow(page.keyboard.press("ArrowDown"))
    assert await visitor.chosen() == ("camille", "channel")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("alert")).to_contain_text("There is no thread yet")
    await visitor.follow(page.keyboard.press("ArrowDown"))
    assert await visitor.chosen() == ("camille", "dm")
    await expect(page.get_by_role("alert")).to_be_hidden()


async def test_a_page_left_open_says_that_the_demo_has_ended(chromium: Browser) -> None:
    page = await chromium.new_page()
    async with open_demo(SmallBot) as demo:
        await Visitor.arrive(page, demo.address)
    await expect(page.get_by_role("alert")).to_contain_text("The demo has ended")


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/", {"Host": "wayside.example:{port}"}, 403),
        ("GET", "/stage", {"Host": "127.0.0.1:1"}, 403),
        ("POST", "/demo/view", {}, 403),
        ("POST", "/demo/view", {"Origin": "null"}, 403),
        ("POST", "/demo/view", {"Origin": "https://wayside.example"}, 403),
        ("POST", "/demo/view", {"Origin": "http://localhost:{port}"}, 200),
        ("POST", "/api/action", {"Origin": "https://wayside.example"}, 403),
        ("GET", "/demo/..%2fserver.py", {}, 404),
    ],
)
async def test_no_other_website_can_drive_the_demo(
    small_demo: Demo, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    port = small_demo.address.rstrip("/").rpartition(":")[2]
    sent = {name: value.replace("{port}", port) for name, value in headers.items()}
    choice = {"who": "noor", "where": "channel"}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, small_demo.address.rstrip("/") + path, headers=sent, json=choice) as answer,
    ):
        assert answer.status == status


async def test_only_our_own_page_may_frame_the_stage_and_nobody_the_page(small_demo: Demo) -> None:
    await small_demo.stage.show("noor", "channel")
    async with aiohttp.ClientSession() as session:
        async with session.get(small_demo.address + "stage") as stage:
            assert stage.headers["X-Frame-Options"] == "SAMEORIGIN"
            assert "frame-ancestors 'self'" in stage.headers["Content-Security-Policy"]
            assert "/demo/stage.css" in await stage.text()
        async with session.get(small_demo.address) as page:
            assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


async def test_a_taken_port_is_said_with_a_way_out(small_demo: Demo) -> None:
    port = int(small_demo.address.rstrip("/").rpartition(":")[2])
    with pytest.raises(DemoPortTaken, match=f"Port {port} is taken.*--port {port + 1}"):
        async with open_demo(SmallBot, port=port):
            pytest.fail("two demos on one port")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")
@pytest.mark.parametrize("heard", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_in_order(heard: signal.Signals) -> None:
    program = (
        "import asyncio; from bot.demo.run import serve; from tests.demo.small_bot import SmallBot; "
        "asyncio.run(serve(SmallBot, port=0, open_browser=False, announce=lambda line: print(line, flush=True)))"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert b"http://127.0.0.1:" in await asyncio.wait_for(process.stdout.readline(), 30)
    process.send_signal(heard)
    out, err = await asyncio.wait_for(process.communicate(), 15)
    assert (process.returncode, err) == (0, b"")
    assert out.endswith(b"The demo has ended.\n")

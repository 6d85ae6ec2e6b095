"""Hostile texts, a locked database, a full disk, a clock that jumps, a week of silence: nothing is lost."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.reflection.session import OUTLINE_FIELDS
from bot.settings import Settings
from bot.surface.client import Wayside
from tests.conftest import Town, bot_of
from tests.journeys.private import Here, Private, text_of, told

WORDS = "That we were kind to each other."
HOSTILE = {
    "4,000 characters": "a lot to say, and more. " * 166 + "end of it all",
    "4,000 without a space": "x" * 4000,
    "4,000 marks": "*_~`|>#-[]()<\\" * 285,
    "emoji": "🎭🫠👩‍👩‍👧" * 400,
    "right-to-left": "אני לא בטוח " * 100,
    "override": "\u202egnihcaoc\u202c \u200bx\u2028y",
    "control": "before \x00\x07\x1b[31m\x7f after",
    "markdown": "# **_`~~||[x](y)||~~`_**\n> -# quoted\n```py\ncode\n```\n- list",
    "mentions": "@everyone @here </x:4> <t:1> <:a:1>",
    "half a character": "\ud83c",
    "fluent and typst": '{ $name } #import "x" $ x $ @ref <label> // /* \\u{1}',
}
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Clock:
    """The bot's clock, which can be set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def simcord_bot(settings: Settings, clock: Clock) -> Wayside:
    """The bot with a clock that can be set."""
    return bot_of(settings, reference=lambda: "a1b2c3", clock=clock)


@contextmanager
def locked(town: Town) -> Iterator[None]:
    """Another process is writing into the database and does not come to an end."""
    with closing(sqlite3.connect(town.settings.database_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full_disk(town: Town) -> Iterator[None]:
    """The file cannot grow: SQLite answers as it does when the disk is full."""
    assert town.bot.database._engine

    def limit(pages: int) -> Any:
        def set_(connection: Any, *_: object) -> None:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA max_page_count = {pages}")
            cursor.close()

        return set_

    engine, small, large = town.bot.database._engine.sync_engine, limit(1), limit(1 << 30)
    event.listen(engine, "checkout", small)
    yield
    event.remove(engine, "checkout", small)
    event.listen(engine, "checkout", large)


# What is written


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
async def test_whatever_is_written_is_kept_whole_shown_harmless_and_printed(town: Town, hostile: str) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(hostile)
    await insist(dm)
    assert "1 of 7" in dm.text
    (opened,) = await dm.mine()
    assert opened.session.answers["hope"].value == hostile.strip()
    shown = re.sub(r"\\.", "", dm.text)  # what Discord shows as it stands
    for live in ("@everyone", "@here", "</x:4>", "<t:1>", "<:a:1>"):
        assert live not in shown
    window = await dm.press("Change the answer")
    assert window.modal is not None
    await dm.submit(window, {"note": hostile})
    await insist(dm)
    await dm.press("Stop")
    window = await dm.press("Prepare the conversation")
    lines = dict.fromkeys(map(str, OUTLINE_FIELDS), hostile[:1000])
    await dm.submit(window, lines)
    await insist(dm)
    assert dm.say("close-outline-done", written="5") in dm.text
    outline = (await dm.mine())[0].session.outline
    assert {name: each.value for name, each in outline.items()} == {k: v.strip() for k, v in lines.items()}
    given = (await dm.press("Give me the file")).followups[0]
    pdf, sheet = [await each.read() for each in given.attachments]
    assert pdf.startswith(b"%PDF")
    assert len(sheet) > 1000
    assert await dm.mine() == []


async def insist(dm: Private) -> None:
    """Noise may look like a link or like danger: these words are meant to be kept all the same."""
    if dm.say("details-title") in dm.text:
        await dm.press("Keep")
    if dm.say("alarm-title") in dm.text:
        await dm.press(dm.say("alarm-go-on"))


async def test_blank_text_clears_an_answer(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    for blank in ("", "  \n\t "):
        await dm.write(WORDS)
        assert len((await dm.mine())[0].session.answers) == 1
        await dm.write(blank)
        assert (await dm.mine())[0].session.answers == {}
        assert "Write an answer" in dm.buttons
    await dm.write("   ")
    assert "1 of 7" in dm.text
    await dm.press("Stop")
    for lines, written in (({"opening": WORDS, "ends": WORDS}, 2), ({"opening": " ", "ends": WORDS}, 1)):
        await dm.submit(await dm.press("Prepare the conversation"), lines)
        assert len((await dm.mine())[0].session.outline) == written


# A database that does not take it


@pytest.mark.expects_errors
async def test_a_locked_database_in_the_middle_of_a_step_is_said_and_pressing_again_works(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(WORDS)
    await dm.press("Next")
    with locked(town):
        pressed = await dm.press("My client hinted at it")
        assert told(pressed) == dm.say("not-saved")
        assert "2 of 7" in dm.text
    (opened,) = await dm.mine()
    assert [*opened.session.answers] == ["hope"]
    await dm.press("My client hinted at it")
    (opened,) = await dm.mine()
    assert opened.session.answers["heard"].value == ("hinted",)
    assert opened.session.answers["hope"].value == WORDS


@pytest.mark.expects_errors
@pytest.mark.parametrize("where", ["private chat", "server"])
async def test_words_that_could_not_be_saved_are_held_and_saved_on_a_tap(town: Town, where: str) -> None:
    dm = Private(town, town.noor)
    if where == "server":
        town.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=None)
        dm = Here(town, town.noor)
        await dm.slash("reflect", scenario="client-ends")
        for label in ("Go on right here", "Start", "No"):
            await dm.press(label)
    else:
        await dm.begin("client-ends")
    await dm.write("The first words.")
    with locked(town):
        await dm.write(WORDS)
        assert dm.text == dm.say("not-saved-words")
        assert list(dm.buttons) == ["Save them now"]
        await dm.press("Save them now")
        assert dm.text == dm.say("not-saved-words")
        assert (await dm.mine())[0].session.answers["hope"].value == "The first words."
    await dm.press("Save them now")
    assert f"> {WORDS}" in dm.text
    assert (await dm.mine())[0].session.answers["hope"].value == WORDS


@pytest.mark.expects_errors
async def test_a_full_disk_keeps_the_words_in_hand_and_everything_before_them(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(WORDS)
    await dm.press("Next")
    await dm.press("Next")
    long = "word " * 700
    with full_disk(town):
        await dm.write(long)
        assert dm.text == dm.say("not-saved-words")
        assert (await dm.mine())[0].session.answers["hope"].value == WORDS
    await dm.press("Save them now")
    answers = (await dm.mine())[0].session.answers
    assert (answers["hope"].value, answers["mandate"].value) == (WORDS, long.strip())


@pytest.mark.expects_errors
async def test_kept_words_with_a_detail_are_held_too_while_the_database_is_locked(town: Town) -> None:
    dm = Private(town, town.noor)
    words = "Write to jo.doe@example.org about it."
    await dm.begin("client-ends")
    await dm.write(words)
    with locked(town):
        await dm.press("Keep")
        assert dm.text == dm.say("not-saved-words")
    await dm.press("Save them now")
    assert dm.say("details-title") not in dm.text, "they were asked once"
    assert (await dm.mine())[0].session.answers["hope"].value == words


@pytest.mark.expects_errors
async def test_a_locked_database_does_not_stop_the_start_button_or_the_end(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.slash("reflect", scenario="client-ends")
    with locked(town):
        pressed = await dm.press("Start")
        assert told(pressed) == dm.say("not-saved")
    await dm.press("Start")
    await dm.press("No")
    await dm.write(WORDS)
    await dm.press("Stop")
    with locked(town):
        given = await dm.press("Give me the file")
        assert [each for each in given.followups if each.attachments]
    assert dm.buttons
    assert len(await dm.mine()) in (0, 1)
    with locked(town):
        assert "Give me the file" in dm.buttons, "it is still there, so it must not be said to be deleted"
    await dm.press("Give me the file")
    assert await dm.mine() == []


@pytest.mark.expects_errors
async def test_with_a_locked_database_look_ups_go_on(town: Town) -> None:
    with locked(town):
        shown = await town.noor.slash(town.channel, "scenario", situation="bias")
        assert shown.response is not None
        assert town.bot.desk.knowledge.scenarios["bias"].title["en"] in text_of(shown.response)
        opened = await town.noor.slash(town.channel, "reflect", scenario="bias")
        assert "It is open in our private chat" in told(opened)


# A clock that jumps, and a week of silence


async def test_a_clock_that_jumps_forth_and_back_loses_nothing(town: Town, clock: Clock) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    for days, label, seen in ((900, "Next", "2 of 7"), (-899, "Next", "3 of 7"), (0, "Back", "2 of 7")):
        clock.now += timedelta(days=days)
        await dm.press(label)
        assert seen in dm.text
    await town.bot.reflecting.tell_idle(town.bot)
    await dm.press("Pause")
    assert dm.say("paused-title") in dm.text
    assert len(await dm.mine()) == 1


async def test_a_clock_that_was_back_for_a_while_loses_nothing(town: Town, clock: Clock) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    clock.now -= timedelta(days=400)
    await dm.write(WORDS)
    clock.now = NOON + timedelta(minutes=5)
    await town.bot.reflecting.tell_idle(town.bot)
    assert len(await dm.mine()) == 1


async def test_after_a_week_of_silence_it_is_deleted_with_one_notice_in_its_message(town: Town, clock: Clock) -> None:
    dm, other = Private(town, town.camille), Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(WORDS)
    clock.now += timedelta(days=6)
    await other.begin("bias")
    clock.now += timedelta(hours=23)
    await town.bot.reflecting.tell_idle(town.bot)
    assert f"> {WORDS}" in dm.text
    clock.now += timedelta(hours=2)
    sent = len([each for each in town.env.http_requests if each.method == "POST"])
    await town.bot.reflecting.tell_idle(town.bot)
    assert dm.text == dm.say("gone-idle", days="7")
    assert len(dm.messages) == 1
    assert await dm.mine() == []
    assert len(await other.mine()) == 1
    assert len([each for each in town.env.http_requests if each.method == "POST"]) == sent
    edited = len(town.env.http_requests)
    await town.bot.reflecting.tell_idle(town.bot)
    assert len(town.env.http_requests) == edited
    await dm.press(dm.say("gone-again"))
    assert dm.say("reflect-list-title") in dm.text


async def test_touched_on_the_seventh_day_it_waits_another_week(town: Town, clock: Clock) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    clock.now += timedelta(days=6, hours=23)
    await dm.press("Next")
    clock.now += timedelta(days=6, hours=23)
    await town.bot.reflecting.tell_idle(town.bot)
    assert "2 of 7" in dm.text
    assert len(await dm.mine()) == 1


async def test_idle_and_its_message_gone_or_never_to_be_found_nothing_breaks(town: Town, clock: Clock) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    town.env.backend.delete_message(dm.screen.channel.id, dm.screen.id)
    town.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=None)
    here = Here(town, town.camille)
    await here.slash("reflect", scenario="client-ends")
    for label in ("reflect-here", "notice-start", "safety-no"):
        await here.press(here.say(label))
    clock.now += timedelta(days=8)
    await town.bot.reflecting.tell_idle(town.bot)
    assert await dm.mine() == []
    assert await here.mine() == []
    assert dm.messages == []
    await here.press(here.say("step-next"))
    assert here.text == here.say("gone")


async def test_deleted_while_idle_in_the_private_chat_resumed_by_reflect_it_is_said_there(
    town: Town, clock: Clock
) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(WORDS)
    await dm.slash("reflect", scenario="client-ends")
    assert len(dm.messages) == 1
    clock.now += timedelta(days=8)
    await town.bot.reflecting.tell_idle(town.bot)
    assert await dm.mine() == []
    assert dm.text == dm.say("gone-idle", days="7")

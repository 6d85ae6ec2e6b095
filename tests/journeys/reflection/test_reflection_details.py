"""What could point to a person is shown back once before anything is saved: in a note, in the conversation."""

import asyncio

import pytest

from tests.conftest import Town
from tests.journeys.private import Private, told

DETAILS = {
    "e-mail": ("Write to jo.doe@example.org about it.", "jo.doe@example.org"),
    "telephone": ("She gave me +33 6 12 34 56 78 to call.", "+33 6 12 34 56 78"),
    "link": ("It is on https://example.org/jo for all to see.", "https://example.org/jo"),
    "mention": ("Ask <@123456789012345678> first.", "<@123456789012345678>"),
    "iban": ("Pay to FR76 3000 6000 0112 3456 7890 189 please.", "FR76 3000 6000 0112 3456 7890 189"),
}
PLAIN = "We agreed on 3 sessions until 12/2026, clause 3.6, 450 euros each."


@pytest.mark.parametrize("kind", DETAILS)
async def test_it_is_shown_back_and_not_saved_before_keep(town: Town, kind: str) -> None:
    words, detail = DETAILS[kind]
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    before = await dm.mine()
    await dm.write(words)
    assert dm.say("details-title") in dm.text
    assert detail in seen(dm)
    assert list(dm.buttons) == ["Edit", "Keep"]
    assert await dm.mine() == before
    await dm.press("Keep")
    (opened,) = await dm.mine()
    assert opened.session.answers["hope"].value == words
    assert "1 of 7" in dm.text


def seen(dm: Private) -> str:
    """The screen without the marks that keep a quoted link or mention from working."""
    return dm.text.replace("\\", "").replace("\u200b", "")


async def test_plain_words_are_not_asked_about(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(PLAIN)
    assert f"> {PLAIN}" in dm.text


async def test_edit_brings_the_words_back_and_what_is_kept_then_is_the_new_text(town: Town) -> None:
    dm = Private(town, town.camille)
    await dm.begin("client-ends")
    await dm.write(DETAILS["e-mail"][0])
    window = await dm.press(dm.say("details-edit"))
    assert DETAILS["e-mail"][0] in str(window.modal)
    await dm.submit(window, {"note": "Lui écrire à ce sujet."})
    assert "> Lui écrire à ce sujet." in dm.text
    (opened,) = await dm.mine()
    assert [each.value for each in opened.session.answers.values()] == ["Lui écrire à ce sujet."]


async def test_edited_words_that_still_hold_one_are_shown_back_again(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(DETAILS["e-mail"][0])
    window = await dm.press("Edit")
    await dm.submit(window, {"note": DETAILS["telephone"][0]})
    assert dm.say("details-title") in dm.text
    assert "+33 6 12" in seen(dm)
    await dm.press("Keep")
    assert (await dm.mine())[0].session.answers["hope"].value == DETAILS["telephone"][0]


async def test_in_the_conversation_too(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.press("Stop")
    window = await dm.press("Prepare the conversation")
    await dm.submit(window, {"opening": "Thank you.", "next": DETAILS["link"][0]})
    assert dm.say("details-title") in dm.text
    assert (await dm.mine())[0].session.outline == {}
    window = await dm.press("Edit")
    assert "Thank you." in str(window.modal)
    assert DETAILS["link"][0] in str(window.modal)
    await dm.submit(window, {"opening": "Thank you.", "next": DETAILS["link"][0]})
    await dm.press("Keep")
    outline = (await dm.mine())[0].session.outline
    assert {name: each.value for name, each in outline.items()} == {"opening": "Thank you.", "next": DETAILS["link"][0]}
    assert dm.say("close-outline-done", written="2") in dm.text


async def test_kept_after_a_restart_the_words_are_asked_for_once_more(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(DETAILS["e-mail"][0])
    await town.restart()  # held in memory alone
    pressed = await dm.press("Keep")
    assert "1 of 7" in dm.text
    assert [each.content for each in pressed.followups if each.ephemeral] == [dm.say("details-forgotten")]
    assert (await dm.mine())[0].session.answers == {}


async def test_a_slow_database_does_not_break_edit(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(DETAILS["e-mail"][0])
    store = town.bot.reflecting.reflections._store
    get = store.get

    async def slowly(id: str):
        await asyncio.sleep(1.6)  # longer than we make Discord wait
        return await get(id)

    monkeypatch.setattr(store, "get", slowly)
    pressed = await dm.press("Edit")
    monkeypatch.undo()
    assert "a1b2c3" not in told(pressed)
    window = await dm.press("Edit")
    assert DETAILS["e-mail"][0] in str(window.modal)

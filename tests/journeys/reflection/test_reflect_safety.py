"""Where someone may be in danger: help first, by country, and no question afterwards. Nothing leads around the gate."""

import pytest

from bot.knowledge.guide import Level
from bot.knowledge.model import Knowledge
from bot.reflection.session import Place
from bot.reflection.takeaway import day_in_words
from tests.conftest import Town
from tests.journeys.private import Private, told

WORDS = "That we were kind to each other."
IN_DANGER = {
    "en": "My client says he will kill himself tonight",
    "fr": "Mon client dit qu'il va se tuer ce soir",
    "de": "Meine Klientin will sich heute Nacht umbringen",
    "es": "Mi cliente dice que se va a suicidar esta noche",
}
LAW = "I was sued by my client, a lawyer wrote to me."
SUPERVISOR = "I am afraid of my client."


def in_order(text: str, *parts: str) -> None:
    """All of ``parts`` are in ``text``, one after the other."""
    places = [text.find(part) for part in parts]
    assert -1 not in places, (parts, text)
    assert places == sorted(places)


def helps(dm: Private, knowledge: Knowledge, country: str, *, chosen: bool = False) -> None:
    """The numbers of ``country`` as they must stand: emergency, crisis line, directory, and when they were checked.

    ``chosen``: by the person, so that no other country's stand there.
    """
    lines, language = knowledge.crisis_lines, dm.say.language
    found = next(each for each in lines.countries if each.id == country)
    in_order(
        dm.text,
        *([] if chosen else [lines.emergency[language]]),
        found.emergency,
        found.lines[0].number,
        lines.directory.url,
        day_in_words(lines.checked, language),
    )
    others = [each.name[language] for each in lines.countries if each.id != country]
    assert not chosen or [name for name in others if f"**{name}**" in dm.text] == []


# The gate


async def test_no_question_before_the_question_about_danger_is_answered(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends", safe=False)
    (opened,) = await dm.mine()
    for verb in (
        "next",
        "back",
        "stop",
        "go-on",
        "resume",
        "end",
        "write",
        "outline",
        "pick",
        "rate",
        "pause",
        "resume",
    ):
        more = {"pick": "/hinted", "rate": "/5"}.get(verb, "")
        turn = (await dm.mine())[0].session.turn
        await dm.at_once(f"w1/r-{verb}/{opened.id}/{turn}{more}")
        assert (await dm.mine())[0].session.place is Place.SAFETY
        assert not dm.asks
    await town.restart()
    await dm.slash("reflect", scenario="client-ends")
    assert dm.say("safety-title") in dm.text
    assert not dm.asks
    (opened,) = await dm.mine()
    assert opened.session.answers == {}


async def test_not_now_at_the_gate_leaves_nothing(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends", safe=False)
    await dm.press("Not now")
    assert await dm.mine() == []
    assert not dm.asks


# Yes, and not sure


@pytest.mark.parametrize("country", ["US", "FR"])
async def test_yes_shows_the_numbers_in_their_order_and_asks_nothing_more(town: Town, country: str) -> None:
    dm = Private(town, town.noor if country == "US" else town.camille)
    await dm.begin("client-ends", safe=False)
    await dm.press(dm.say("safety-yes"))
    helps(dm, town.bot.desk.knowledge, country)
    assert not dm.asks
    assert list(dm.buttons) == [dm.say("stopped-close")]
    (opened,) = await dm.mine()
    turn = opened.session.turn
    for verb in ("next", "back", "resume", "go-on", "write", "stop", "pause"):
        await dm.at_once(f"w1/r-{verb}/{opened.id}/{turn}")
        assert not dm.asks
        assert dm.say("stopped-title") in dm.text
    await town.restart()
    await dm.slash("reflect", scenario="client-ends")
    assert dm.say("stopped-title") in dm.text
    await dm.press(dm.say("stopped-close"))
    assert await dm.mine() == []


async def test_another_country_s_numbers_are_a_choice_away(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends", safe=False)
    await dm.press("Yes")
    await dm.choose("r-country", "DE")
    helps(dm, town.bot.desk.knowledge, "DE", chosen=True)
    france = next(each for each in town.bot.desk.knowledge.crisis_lines.countries if each.id == "FR")
    assert france.lines[0].number not in dm.text
    await town.restart()
    await dm.choose("r-country", "FR")
    helps(dm, town.bot.desk.knowledge, "FR", chosen=True)
    for line in france.lines:
        assert line.number in dm.text


async def test_the_country_of_the_preferences_comes_by_itself(town: Town) -> None:
    dm = Private(town, town.noor)
    shown = await dm.slash("preferences")
    assert shown.response is not None
    menu = next(id for id in str(shown.response.components).split("'") if id.endswith("/my-country"))
    await town.noor.user.select(shown.response, ["FR"], custom_id=menu)
    await dm.begin("client-ends", safe=False)
    await dm.press("Not sure")
    helps(dm, town.bot.desk.knowledge, "FR", chosen=True)
    assert "988" not in dm.text


async def test_not_sure_and_then_no_question_or_on_with_the_questions(town: Town) -> None:
    dm = Private(town, town.noor)
    for stop in (True, False):
        await dm.begin("client-ends", safe=False)
        await dm.press("Not sure")
        assert dm.say("unsure-title") in dm.text
        helps(dm, town.bot.desk.knowledge, "US")
        assert not dm.asks
        await dm.press("Stop here" if stop else "Go on with the questions")
        assert dm.asks is not stop
        if stop:
            assert dm.say("stopped-title") in dm.text
            await dm.press(dm.say("stopped-close"))
    assert "1 of 7" in dm.text


# In what is written


@pytest.mark.parametrize("language", IN_DANGER)
async def test_danger_in_a_note_shows_the_numbers_before_anything_else(town: Town, language: str) -> None:
    dm = Private(town, town.camille if language == "fr" else town.noor)
    await dm.begin("client-ends")
    await dm.write(IN_DANGER[language])
    assert dm.say("alarm-title") in dm.text
    helps(dm, town.bot.desk.knowledge, "FR" if language == "fr" else "US")
    assert IN_DANGER[language] not in dm.text
    assert not dm.asks
    await dm.press(dm.say("alarm-go-on"))
    assert f"> {IN_DANGER[language]}" in dm.text
    assert dm.asks
    (opened,) = await dm.mine()
    assert opened.session.answers["hope"].value == IN_DANGER[language]


@pytest.mark.parametrize("verb", ["next", "back", "pause", "stop"])
async def test_danger_in_a_note_is_passed_by_an_answer_alone(town: Town, verb: str) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(IN_DANGER["en"])
    (opened,) = await dm.mine()
    await dm.at_once(f"w1/r-{verb}/{opened.id}/{opened.session.turn}")
    if verb == "pause":
        await dm.press("Resume")
    await town.restart()
    await dm.slash("reflect", scenario="client-ends")
    assert dm.say("alarm-title") in dm.text
    assert not dm.asks


async def test_after_danger_in_a_note_what_was_written_is_still_given_as_a_file(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(WORDS)
    await dm.press("Next")
    await dm.press("Next")
    await dm.write(IN_DANGER["en"])
    await dm.press("Stop here")
    assert dm.say("stopped-title") in dm.text
    assert not dm.asks
    given = (await dm.press("Give me the file")).followups[0]
    sheet = (await given.attachments[1].read()).decode()
    in_order(sheet, dm.say("sheet-now"), WORDS)
    assert IN_DANGER["en"] in sheet
    assert await dm.mine() == []


async def test_danger_in_the_outline_shows_the_numbers_too(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.press("Stop")
    window = await dm.press("Prepare the conversation")
    await dm.submit(window, {"opening": WORDS, "next": IN_DANGER["en"]})
    assert dm.say("alarm-title") in dm.text
    assert "Give me the file" not in dm.buttons
    await dm.press(dm.say("alarm-go-on"))
    assert dm.say("close-outline-done", written="2") in dm.text


async def test_danger_with_a_telephone_number_is_about_danger_first(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(f"{IN_DANGER['en']}. His number is +33 6 12 34 56 78")
    assert dm.say("alarm-title") in dm.text
    assert dm.say("details-title") not in dm.text


@pytest.mark.parametrize(("level", "words"), [(Level.LAW, LAW), (Level.SUPERVISOR, SUPERVISOR)])
async def test_law_and_supervisor_are_said_once_each(town: Town, level: Level, words: str) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(words)
    assert dm.say(f"caution-{level.value}") in dm.text
    assert not dm.asks
    await dm.press("Go on")
    assert f"> {words}" in dm.text
    await dm.press("Next")
    await dm.press("Next")
    await dm.write(f"Again. {words}")
    assert f"> Again. {words}" in dm.text
    await dm.press("Stop")
    given = (await dm.press("Give me the file")).followups[0]
    assert (await given.attachments[1].read()).decode().count(dm.say(f"caution-{level.value}")) == 1


async def test_where_a_supervisor_always_helps_it_is_said_at_the_close_and_on_the_sheet(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("romantic-feelings")
    await dm.press("Stop")
    assert dm.say("close-supervisor") in dm.text
    given = (await dm.press("Give me the file")).followups[0]
    assert dm.say("caution-supervisor") in (await given.attachments[1].read()).decode()


async def test_a_low_number_calls_for_company_where_the_guide_says_so(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("bias")
    await dm.go_to("scale")
    await dm.press("5")
    assert dm.say("caution-supervisor") not in dm.text
    await dm.press("4")
    assert dm.say("caution-supervisor") in dm.text
    await dm.press("Go on")
    assert dm.asks
    await dm.press("Stop")
    assert dm.say("close-supervisor") in dm.text


async def test_danger_said_in_a_typed_message_is_not_read(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.user.send_dm(IN_DANGER["en"])
    assert dm.say("chat-title") in dm.text
    assert told(await dm.slash("privacy"))

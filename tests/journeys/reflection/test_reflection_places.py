"""Where a reflection takes place: begun here, resumed there, with DMs closed, with its message deleted, restarted."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.conftest import Town
from tests.journeys.private import Here, Private, text_of, told
from tests.journeys.seen import answer, buttons, options, text

WORDS = "That we were kind to each other."


async def a_written_answer(dm: Private) -> None:
    """A reflection on "client-ends" with one answer, on its first step."""
    await dm.begin("client-ends")
    await dm.write(WORDS)


def close_dms(town: Town) -> None:
    """From here on nobody takes a message from the bot."""
    town.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=None)


def open_dms(town: Town) -> None:
    town.env.backend.faults.clear()


# Begun from everywhere


async def test_begun_in_a_server_it_opens_in_the_private_chat(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "reflect", scenario="client-ends")
    dm = Private(town, town.noor)
    assert dm.say("reflect-opened") in text(shown)
    assert buttons(shown) == ["Open our private chat"]
    assert dm.screen.jump_url in str(answer(shown).components)
    assert dm.say("notice-title") in dm.text
    assert town.channel.history(viewer=town.sam) == []
    assert await dm.mine() == []  # nothing is kept before "Start"
    await dm.press("Start")
    assert len(await dm.mine()) == 1


async def test_begun_in_the_private_chat_the_screen_is_the_answer(town: Town) -> None:
    dm = Private(town, town.camille)
    shown = await dm.slash("reflect", scenario="bias")
    assert shown.response is not None
    assert shown.response.id == dm.screen.id
    assert dm.say("notice-title") in dm.text
    assert len(dm.messages) == 1


async def test_begun_where_only_the_person_installed_the_bot(town: Town) -> None:
    deliver = town.env.backend.emit

    def emit(event: str, payload: Mapping[str, Any]) -> None:
        if event == "INTERACTION_CREATE" and "guild_id" in payload:
            # Discord, "Interaction Contexts": 2 is a group DM or another's DM; a user install owns the interaction.
            payload = {**payload, "context": 2, "authorizing_integration_owners": {"1": str(town.noor.id)}}
        deliver(event, payload)

    town.env.backend.emit = emit
    shown = await town.noor.slash(town.channel, "reflect", scenario="client-ends")
    assert buttons(shown) == ["Open our private chat"]
    await a_written_answer(Private(town, town.noor))
    assert town.channel.history(viewer=town.sam) == []


async def test_own_words_lead_to_the_reflection_they_fit(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.slash("reflect", scenario="My client wants to stop the coaching")
    assert town.bot.desk.knowledge.guides["client-ends"].opening["en"] in dm.text
    await dm.slash("reflect", scenario="qwxz qwxz")
    assert dm.say("reflect-list-title") in dm.text
    danger = await dm.slash("reflect", scenario="My client says he will kill himself tonight")
    assert dm.say("danger-title") in told(danger)


# The list


async def test_the_list_resumes_and_discards(town: Town) -> None:
    dm = Private(town, town.noor)
    await a_written_answer(dm)
    await dm.press("Next")
    listed = await town.noor.slash(town.channel, "reflect")
    assert len(options(listed)) == 8
    title = town.bot.desk.knowledge.scenarios["client-ends"].title["en"]
    assert f"{title} · 2 of 7 · <t:" in text(listed)
    resumed = await town.noor.click(answer(listed), label="Resume")
    assert dm.say("reflect-opened") in text(resumed)
    assert "2 of 7" in dm.text
    assert len(dm.messages) == 1

    asked = await town.noor.click(answer(listed), label="Discard")
    assert dm.say("discard-intro") in text(asked)
    assert len(await dm.mine()) == 1
    gone = await town.noor.click(answer(asked), label="Yes, discard")
    assert dm.say("discarded") in text(gone)
    assert await dm.mine() == []
    assert dm.messages == []


async def test_all_eight_open_fit_on_one_list(town: Town) -> None:
    dm = Private(town, town.camille)
    for id in town.bot.desk.knowledge.guides:
        await dm.begin(id)
    await dm.slash("reflect")
    titles = [each.title["fr"] for each in town.bot.desk.knowledge.scenarios.values()]
    assert [title for title in titles if f"{title} · 1 sur 7" not in dm.text] == []
    await dm.press_id(next(id for id in dm.controls if id.endswith("/reflect/bias")))
    assert town.bot.desk.knowledge.guides["bias"].steps[0].ask["fr"] in dm.text


async def test_a_reflection_under_way_goes_on_instead_of_a_second_one(town: Town) -> None:
    dm = Private(town, town.noor)
    await a_written_answer(dm)
    card = await town.noor.slash(town.channel, "scenario", situation="client-ends")
    await town.noor.click(answer(card), label="Reflect privately")
    assert f"> {WORDS}" in dm.text
    assert len(dm.messages) == 1
    assert len(await dm.mine()) == 1


# DMs closed


async def test_with_dms_closed_it_goes_on_right_here_to_the_end(town: Town) -> None:
    close_dms(town)
    here = Here(town, town.noor)
    shown = await here.slash("reflect", scenario="client-ends")
    assert here.say("reflect-dm-closed") in text(shown)
    assert buttons(shown) == ["Try again", "Go on right here"]
    await here.press("Try again")
    assert here.say("reflect-dm-closed") in here.text

    await here.press("Go on right here")
    await here.press("Start")
    await here.press("No")
    await here.write(WORDS)
    assert f"> {WORDS}" in here.text
    await here.press("Next")
    await here.press("Pause")
    await town.restart()
    await here.press("Resume")
    await here.press("Stop")
    window = await here.press("Prepare the conversation")
    await here.submit(window, {"opening": "Thank you for these months."})
    given = await here.press("Give me the file")
    assert [each.filename.rpartition(".")[2] for each in given.followups[0].attachments] == ["pdf", "md"]
    assert given.followups[0].ephemeral
    assert here.say("file-given") in "\n".join(map(text_of, here.messages))
    assert await here.mine() == []
    assert Private(town, town.noor).messages == []
    assert town.channel.history(viewer=town.sam) == []


async def test_once_dms_are_open_try_again_opens_it_there(town: Town) -> None:
    close_dms(town)
    here, dm = Here(town, town.noor), Private(town, town.noor)
    await here.slash("reflect", scenario="client-ends")
    open_dms(town)
    await here.press("Try again")
    assert here.say("reflect-opened") in here.text
    await dm.press("Start")
    assert dm.say("safety-title") in dm.text


async def test_begun_here_and_resumed_in_the_private_chat(town: Town) -> None:
    close_dms(town)
    here, dm = Here(town, town.noor), Private(town, town.noor)
    await here.slash("reflect", scenario="client-ends")
    for label in ("Go on right here", "Start", "No"):
        await here.press(label)
    await here.write(WORDS)
    open_dms(town)
    await here.slash("reflect", scenario="client-ends")
    assert f"> {WORDS}" in dm.text
    await dm.press("Next")
    assert "2 of 7" in dm.text


@pytest.mark.expects_errors
async def test_another_refusal_of_discord_s_is_an_error_and_not_closed_dms(town: Town) -> None:
    town.env.inject_error("POST", "/channels/*/messages", status=500, times=None)
    shown = await town.noor.slash(town.channel, "reflect", scenario="client-ends")
    assert "a1b2c3" in told(shown)
    assert "Go on right here" not in told(shown)


# One message


async def test_a_deleted_message_is_replaced_by_reflect(town: Town) -> None:
    dm = Private(town, town.noor)
    await a_written_answer(dm)
    town.env.backend.delete_message(dm.screen.channel.id, dm.screen.id)
    assert dm.messages == []
    await town.noor.slash(town.channel, "reflect", scenario="client-ends")
    assert f"> {WORDS}" in dm.text
    town.env.backend.delete_message(dm.screen.channel.id, dm.screen.id)
    await dm.slash("reflect", scenario="client-ends")
    assert f"> {WORDS}" in dm.text
    await dm.press("Next")
    assert "2 of 7" in dm.text
    assert len(dm.messages) == 1


@pytest.mark.parametrize("where", ["server", "private chat"])
async def test_resumed_by_reflect_one_message_is_left(town: Town, where: str) -> None:
    dm = Private(town, town.noor)
    await a_written_answer(dm)
    if where == "server":
        await town.noor.slash(town.channel, "reflect", scenario="client-ends")
    else:
        await dm.slash("reflect", scenario="client-ends")
    assert len(dm.messages) == 1
    await dm.press("Next")
    assert "2 of 7" in dm.text
    assert len(dm.messages) == 1


async def test_resumed_twice_in_the_private_chat_one_message_is_left(town: Town) -> None:
    dm = Private(town, town.noor)
    await a_written_answer(dm)
    await dm.slash("reflect", scenario="client-ends")
    await dm.slash("reflect", scenario="client-ends")
    assert len(dm.messages) == 1
    await dm.press("Next")
    assert len(dm.messages) == 1


async def test_resumed_in_the_private_chat_and_then_from_a_server_one_message_is_left(town: Town) -> None:
    dm = Private(town, town.noor)
    await a_written_answer(dm)
    await dm.slash("reflect", scenario="client-ends")
    await town.noor.slash(town.channel, "reflect", scenario="client-ends")
    assert len(dm.messages) == 1


async def test_started_twice_from_a_server_one_message_is_left(town: Town) -> None:
    dm = Private(town, town.noor)
    for _ in range(2):
        await town.noor.slash(town.channel, "reflect", scenario="client-ends")
    first, second = dm.messages
    await dm.press("Start", on=first)
    await dm.press("Start", on=second)
    assert len(await dm.mine()) == 1
    assert len(dm.messages) == 1


async def test_after_the_file_no_screen_with_answers_is_left(town: Town) -> None:
    dm = Private(town, town.noor)
    await a_written_answer(dm)
    await dm.press("Stop")
    await dm.slash("reflect", scenario="client-ends")
    await dm.press("Give me the file")
    assert [text_of(each) for each in dm.messages if WORDS in text_of(each)] == []
    assert len(dm.messages) == 1


async def test_a_restart_between_any_two_screens(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.slash("reflect", scenario="client-ends")
    for label, seen in (
        ("Start", "safety-title"),
        ("No", "step-skip"),
        ("Pause", "paused-title"),
        ("Resume", "step-skip"),
        ("Stop", "close-title-stopped"),
    ):
        await town.restart()
        await dm.press(label)
        assert dm.say(seen) in dm.text
    window = await dm.press("Prepare the conversation")
    await town.restart()
    await dm.submit(window, {"opening": WORDS})
    assert dm.say("close-outline-done", written="1") in dm.text
    await dm.choose("r-review", "7")
    await dm.press("Discard everything")
    await town.restart()
    await dm.press("Yes, discard")
    assert dm.say("discarded") in dm.text
    assert await dm.mine() == []

"""A message typed into the private chat: not read, answered kindly once in a while, with the button that leads on."""

import asyncio
import time

from tests.conftest import Town
from tests.journeys.private import Private, text_of

SECRET = "Bartholomew wants to stop"


async def test_where_a_note_is_asked_the_answer_leads_to_it_and_one_message_is_left(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    typed = await dm.user.send_dm(SECRET)
    assert dm.say("chat-title") in dm.text
    assert dm.say("chat-intro") in dm.text
    assert list(dm.buttons) == ["Write an answer"]
    assert SECRET not in dm.text
    assert (await dm.mine())[0].session.answers == {}
    assert len(dm.cards) == 2

    await dm.write("They want to stop.")
    assert "> They want to stop." in dm.text
    assert "1 of 7" in dm.text
    assert len(dm.cards) == 1
    await dm.press("Next")
    assert len(dm.cards) == 1
    assert [each.id for each in dm.messages if not each.author.bot] == [typed.id]  # theirs to delete


async def test_it_is_answered_once_in_ten_minutes(town: Town) -> None:
    dm, other = Private(town, town.noor), Private(town, town.camille)
    for _ in range(3):
        await dm.user.send_dm(SECRET)
    assert len(dm.cards) == 1
    await other.user.send_dm(SECRET)
    assert other.say("chat-title") in "\n".join(map(text_of, other.cards)) or len(other.cards) == 1
    town.bot._chat._told.expire(time.monotonic() + 599)
    await dm.user.send_dm(SECRET)
    assert len(dm.cards) == 1
    town.bot._chat._told.expire(time.monotonic() + 601)
    await dm.user.send_dm(SECRET)
    assert len(dm.cards) == 2


async def test_two_messages_at_once_get_one_answer(town: Town) -> None:
    dm = Private(town, town.noor)
    channel = dm.user.dm_channel
    for _ in range(3):
        town.env.backend.create_message(channel.id, dm.user.id, SECRET)
    await town.env.settle()
    assert len(dm.cards) == 1


async def test_without_a_reflection_it_says_where_one_begins(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.user.send_dm(SECRET)
    assert dm.say("chat-no-reflection") in dm.text
    await dm.press(dm.say("reflect-list-title"))
    assert dm.say("reflect-list-intro") in dm.text
    assert len(dm.cards) == 1


async def test_with_one_that_asks_for_no_words_it_is_said_to_wait(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.press("Pause")
    await dm.user.send_dm(SECRET)
    assert dm.say("chat-other-open") in dm.text
    assert "Write an answer" not in dm.buttons


async def test_in_the_language_the_screen_was_shown_in(town: Town) -> None:
    dm = Private(town, town.camille)
    await dm.begin("client-ends")
    await dm.user.send_dm("bonjour")
    assert dm.say("chat-title") in dm.text


async def test_its_button_is_good_for_the_turn_it_was_drawn_for_alone(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    screen = dm.screen
    await dm.user.send_dm(SECRET)
    await dm.press("Next", on=screen)
    pressed = await dm.press("Write an answer", on=dm.cards[-1])
    assert pressed.modal is None
    assert "2 of 7" in dm.text
    await dm.press("Next")
    assert "3 of 7" in dm.text
    assert len(dm.cards) == 1


async def test_an_attachment_and_an_empty_message_are_answered_alike(town: Town) -> None:
    dm = Private(town, town.noor)
    stored = town.env.backend.store_attachments(dm.user.dm_channel.id, [("notes.txt", SECRET.encode())])
    await dm.user.send_dm("", attachments=stored)
    assert dm.say("chat-title") in dm.text


async def test_what_is_said_in_a_server_is_none_of_its_business(town: Town) -> None:
    before = len(town.env.http_requests)
    await town.noor.send(town.channel, f"{SECRET} {town.bot.user.mention if town.bot.user else ''}")
    await asyncio.sleep(0)
    assert len(town.env.http_requests) == before
    assert len(town.channel.history()) == 1


async def test_where_the_answer_cannot_be_sent_nothing_breaks(town: Town) -> None:
    dm = Private(town, town.noor)
    town.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await dm.user.send_dm(SECRET)
    assert dm.cards == []
    await dm.begin("client-ends")
    assert "1 of 7" in dm.text

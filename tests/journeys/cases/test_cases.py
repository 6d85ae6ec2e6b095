"""``/case``: somebody puts a case to their peers, without their name, and can take it back at any time."""

from datetime import UTC, datetime, timedelta

import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.community.cases import HAPPENED as LONGEST
from bot.community.cases import HOPED as LONGEST_HOPE
from bot.community.cases import State
from tests.conftest import Town
from tests.journeys.cases.peers import (
    HAPPENED,
    HOPED,
    REASON,
    Author,
    Peers,
    archived,
    beside,
    lines,
    meanwhile,
    nothing_goes_from_a_sleeping_thread,
    prefilled,
    press_as,
    public,
    say,
    threads,
    typed_past_the_limit,
)
from tests.journeys.posting.posts import locked, restart, rows
from tests.journeys.private import deliver, text_of, told
from tests.journeys.seen import answer, buttons, text
from tests.journeys.threads import archive

DANGER = "My client says he will kill himself tonight."
DETAILS = "Write to jo.doe@example.org about the contract."


def quotation(written: str) -> str:
    return "\n".join(f"> {line}" for line in written.split("\n"))


def forget_threads(peers: Peers) -> None:
    """Of threads that are asleep Discord tells a bot nothing when it connects; simcord does."""
    guild = peers.town.bot.get_guild(peers.town.guild.id)
    assert guild
    guild._threads.clear()


# Where one can


async def test_a_server_that_takes_no_cases_says_who_can_change_that(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "case")
    assert text(shown) == f"### A case for peers\n{say(town, 'case-none-here')}"
    assert "/settings" in text(shown)
    assert buttons(shown) == []
    assert say(town, "case-none-here", "fr") in text(await town.camille.slash(town.channel, "case"))


async def test_one_puts_a_case_to_the_peers_of_a_server_and_nowhere_else(peers: Peers) -> None:
    command = next(each for each in peers.town.bot.tree.get_commands() if each.name == "case")
    payload = command.to_dict(peers.town.bot.tree)
    assert (payload["contexts"], payload["integration_types"]) == ([0], [0])
    assert payload["default_member_permissions"] is None
    assert "case" not in peers.noor.user.available_commands()
    assert "case" in peers.town.noor.available_commands(peers.town.channel)


# Writing, and what happens before anybody else reads it


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_from_the_first_word_to_a_conversation_among_peers(peers: Peers, language: str) -> None:
    author = peers.noor if language == "en" else peers.camille
    assert say(peers.town, "case-intro", language) in await author.look()
    assert list(author.buttons) == [say(peers.town, "case-write", language)]
    await author.draft()
    shown = author.text
    assert shown.startswith(f"### {say(peers.town, 'case-preview-title', language)}\n")
    body = "\n".join(
        [
            f"### {say(peers.town, 'case-title', language)}",
            quotation(HAPPENED),
            f"**{say(peers.town, 'case-hoped', language)}**",
            quotation(HOPED),
            f"-# {say(peers.town, 'case-respect', language)}",
        ]
    )
    assert body in shown
    assert say(peers.town, "case-preview-honest", language) in shown
    assert list(author.buttons) == [
        say(peers.town, f"case-{each}", language) for each in ("send", "send-tell", "edit", "cancel")
    ]
    if language == "en":
        assert list(author.buttons) == [
            "Send to the moderators",
            "Send, and tell me by direct message",
            "Edit",
            "Cancel",
        ]
    await author.press(say(peers.town, "case-send", language))
    assert say(peers.town, "case-sent", language) in author.text
    assert say(peers.town, "case-is-waiting", language) in await author.look()
    assert body in await peers.sam.open()
    assert peers.posted == []

    await peers.sam.tap("queue-approve")
    (card,) = peers.cards
    assert text_of(card) == body
    (poll,) = peers.polls
    assert poll.poll
    assert poll.poll.question == say(peers.town, "poll-question", language)
    assert poll.reference
    assert poll.reference.message_id == card.id
    (thread,) = threads(peers.cases)
    assert thread.id == card.id
    assert HAPPENED not in str(thread.name)
    (first,) = lines(thread)
    assert first.startswith(f"{say(peers.town, 'case-thread-asks', language)}\n{quotation(HOPED)}")
    last = {"en": "30 January 2026", "fr": "30 janvier 2026"}[language]
    assert say(peers.town, "case-is-posted", language, date=last) in await author.look()
    assert author.buttons[say(peers.town, "case-see", language)] == card.jump_url


async def test_the_card_leads_others_to_a_case_of_their_own_alone(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.decide("approve")
    for person, language in ((peers.town.camille, "fr"), (peers.town.noor, "en")):
        shown = await person.click(peers.cards[0], label="Put a case to your peers")
        assert say(peers.town, "case-write", language) in buttons(shown)
    assert say(peers.town, "case-own-title") in text(shown)


async def test_what_was_submitted_is_kept_before_anything_is_asked_and_outlives_a_restart(peers: Peers) -> None:
    await peers.noor.draft(DANGER)
    assert await peers.state() is State.DRAFT
    await restart(peers.town)
    assert DANGER in await peers.noor.look()
    assert peers.noor.offers == ["case-go-on", "case-delete", "case-write"]
    await peers.noor.tap("case-go-on")
    assert say(peers.town, "danger-title") in peers.noor.text


async def test_where_words_sound_like_danger_help_comes_first_and_the_draft_waits(peers: Peers) -> None:
    await peers.noor.draft(f"{DANGER} {DETAILS}")
    shown = peers.noor.text
    assert shown.startswith(f"### {say(peers.town, 'danger-title')}")
    assert "988" in shown
    assert say(peers.town, "case-danger-kept") in shown
    assert peers.noor.offers == ["danger-after"]
    assert "kill himself" not in shown
    await peers.noor.choose("case-country", "DE")
    assert "112" in peers.noor.text
    await restart(peers.town)
    await peers.noor.tap("danger-after")
    assert say(peers.town, "case-details-title") in peers.noor.text
    await peers.noor.tap("details-keep")
    assert DANGER.rstrip(".") in peers.noor.text
    assert "case-send" in peers.noor.offers


async def test_details_that_could_point_to_a_person_are_shown_back_first(peers: Peers) -> None:
    await peers.noor.draft(DETAILS)
    assert "> jo.doe@example.org" in peers.noor.text
    assert peers.noor.offers == ["case-edit", "details-keep"]
    window = await peers.noor.tap("case-edit")
    assert prefilled(window) == {"happened": DETAILS, "hoped": HOPED}
    await peers.noor.submit(window, {"happened": HAPPENED, "hoped": HOPED})
    assert "case-send" in peers.noor.offers
    assert (await peers.only()).case.happened == HAPPENED


async def test_words_for_a_lawyer_or_a_supervisor_stand_beside_the_preview(peers: Peers) -> None:
    await peers.noor.draft("The police asked me for my notes about my client.")
    assert say(peers.town, "help-law") in peers.noor.text
    assert "case-send" in peers.noor.offers


async def test_cancelled_nothing_is_kept(peers: Peers) -> None:
    await peers.noor.draft()
    await peers.noor.tap("case-cancel")
    assert peers.noor.text == say(peers.town, "case-cancelled")
    assert rows(peers.town, "SELECT * FROM cases") == []


async def test_a_preview_that_is_out_of_date_shows_the_case_as_it_is_instead_of_sending_it(peers: Peers) -> None:
    await peers.noor.draft()
    old = peers.noor.screen
    send = peers.noor.buttons[peers.noor.say("case-send")]
    await peers.noor.look()
    await peers.noor.tap("case-go-on")
    await peers.noor.submit(await peers.noor.tap("case-edit"), {"happened": "Something else.", "hoped": HOPED})
    await deliver(peers.town, peers.noor.member.id, old, send)
    assert await peers.state() is State.DRAFT
    await peers.noor.tap("case-send")
    assert (await peers.only()).case.happened == "Something else."
    assert await peers.state() is State.WAITING


async def test_sent_twice_at_once_it_waits_once(peers: Peers) -> None:
    await peers.noor.draft()
    ways = [peers.noor.buttons[each] for each in ("Send to the moderators", "Send, and tell me by direct message")]
    await peers.noor.at_once(ways[0], ways[1], ways[0])
    assert (await peers.only()).case.state is State.WAITING
    await peers.sam.open()
    assert "-# 1 of 1" in peers.sam.text


async def test_three_at_a_time_are_enough(peers: Peers) -> None:
    await peers.noor.send("The first.")
    await peers.noor.send("The second.")
    window = await peers.noor.start()
    await peers.noor.draft("The third.")
    assert say(peers.town, "case-enough") in await peers.noor.look()
    assert "case-write" not in peers.noor.offers
    # A window that was opened before.
    refused = await peers.noor.submit(window, {"happened": "The fourth.", "hoped": HOPED})
    assert told(refused) == say(peers.town, "case-enough")
    assert len(await peers.kept()) == 3
    # Somebody else's do not count, and a decision makes room.
    await peers.camille.send("A case of hers.")
    await peers.sam.decline()
    window = await peers.noor.start()
    assert prefilled(window)["happened"] == "The fourth."
    await peers.noor.submit(window, {"happened": "The fourth.", "hoped": HOPED})
    assert len([each for each in await peers.kept() if each.case.state is not State.DECLINED]) == 3


async def test_nothing_but_blanks_is_not_a_case_and_the_rest_is_not_lost(peers: Peers) -> None:
    refused = await peers.noor.draft(HAPPENED, " \n\u200b ")
    assert told(refused) == say(peers.town, "error-nothing-written")
    assert await peers.kept() == []
    window = await peers.noor.start()
    assert prefilled(window) == {"happened": HAPPENED, "hoped": ""}


@pytest.mark.expects_errors
async def test_while_the_database_is_busy_the_words_are_held_and_can_be_submitted_again(peers: Peers) -> None:
    window = await peers.noor.start()
    with locked(peers.town):
        refused = await peers.noor.submit(window, {"happened": HAPPENED, "hoped": HOPED})
        assert told(refused) == say(peers.town, "not-saved")
    window = await peers.noor.start()
    assert prefilled(window) == {"happened": HAPPENED, "hoped": HOPED}
    await peers.noor.submit(window, prefilled(window))
    assert await peers.state() is State.DRAFT
    assert prefilled(await peers.noor.start()) == {"happened": "", "hoped": ""}


HOSTILE = {
    "mentions": "@everyone @here <@1> <@&2> <#3> </x:4> <t:1:R>",
    "markdown": "# big **_`~~||[x](https://example.org)||~~`_**\n> -# quoted\n```py\ncode\n```\n- list",
    "right-to-left": "\u202egnihcaoc\u202c אני לא בטוח " * 20,
    "blank lines": "one" + "\n" * 500 + "two",
    "control": "before \x00\x07\x1b[31m\x7f after",
    "emoji": "🎭🫠👩‍👩‍👧" * 100,
    "half a character": "a\ud83cb",
    "templates": '{ $name } #import "x" $ x $ %s {0} \\u{1}',
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
async def test_whatever_is_written_is_posted_harmless(peers: Peers, words: str) -> None:
    await peers.noor.draft(words, words[:300])
    if "details-keep" in peers.noor.offers:
        await peers.noor.tap("details-keep")
    await peers.noor.tap("case-send")
    await peers.sam.decide("approve")
    (card,) = peers.cards
    shown = text_of(card)
    for harm in ("@everyone", "@here", " <@1>", "\n# big", "\n```", "\u202e", "\x07", "https://", "\n> -# ", "\n\n\n"):
        assert harm not in shown
    assert all(line.startswith((">", "#", "**", "-#")) for line in shown.splitlines())
    assert not card.mentions
    assert not card.mention_everyone


@pytest.mark.parametrize("words", ["a lot to say, and more. " * 75, "x" * LONGEST])
async def test_as_long_as_the_window_takes_it_all_of_it_is_posted(peers: Peers, words: str) -> None:
    written = words[:LONGEST].strip()
    await peers.noor.send(written, "y" * LONGEST_HOPE)
    await peers.sam.decide("approve")
    shown = text_of(peers.cards[0])
    assert f"> {written}\n" in shown
    assert f"> {'y' * LONGEST_HOPE}\n" in shown


async def test_what_does_not_fit_into_one_message_is_said_and_nothing_is_lost(peers: Peers) -> None:
    marks = "*_~`|" * (LONGEST // 5)
    await peers.noor.draft(marks)
    assert peers.noor.text == say(peers.town, "case-too-long")
    window = await peers.noor.tap("case-edit")
    assert prefilled(window)["happened"] == marks
    await peers.noor.submit(window, {"happened": HAPPENED, "hoped": HOPED})
    assert "case-send" in peers.noor.offers


async def test_four_thousand_characters_are_kept_and_can_be_shortened(peers: Peers) -> None:
    window = await peers.noor.start()
    custom_id = window.modal["custom_id"] if window.modal else ""
    result = await typed_past_the_limit(peers.noor, custom_id, {"happened": "a word " * 600, "hoped": "b" * 4000})
    assert result.acknowledged
    assert peers.noor.text == say(peers.town, "case-too-long")
    assert len((await peers.only()).case.hoped) == 4000
    assert len(prefilled(await peers.noor.tap("case-edit"))["hoped"]) == LONGEST_HOPE


# Taking it back


async def test_withdrawn_before_anybody_decided_it_is_gone(peers: Peers) -> None:
    await peers.noor.send()
    await peers.noor.look()
    await peers.noor.tap("case-withdraw")
    assert say(peers.town, "case-withdraw-waiting") in peers.noor.text
    await peers.noor.tap("case-back")
    assert await peers.state() is State.WAITING
    await peers.noor.tap("case-withdraw")
    await peers.noor.tap("case-withdraw-yes")
    assert peers.noor.text == say(peers.town, "case-withdraw-done")
    assert rows(peers.town, "SELECT * FROM cases") == []
    assert await peers.sam.open() == say(peers.town, "queue-empty")


@pytest.mark.parametrize("kind", ["text", "news", "forum"])
async def test_withdrawn_after_it_was_posted_card_and_poll_go_and_the_answers_of_others_stay(
    peers: Peers, kind: str
) -> None:
    make = {"text": "create_text_channel", "news": "create_news_channel", "forum": "create_forum_channel"}[kind]
    where = getattr(peers.town.guild, make)("for-cases")
    await peers.open(where)
    await peers.noor.send()
    await peers.sam.decide("approve")
    (thread,) = threads(where)
    inside = thread if kind == "forum" else where
    assert len(public(inside)) == 2
    await peers.town.camille.send(thread, "I would say no, and why.")
    await restart(peers.town)
    await peers.noor.look()
    await peers.noor.tap("case-withdraw")
    assert say(peers.town, "case-withdraw-posted") in peers.noor.text
    await peers.noor.tap("case-withdraw-yes")
    assert peers.noor.text == say(peers.town, "case-withdraw-done")
    assert [each.content for each in thread.history() if not each.author.bot] == ["I would say no, and why."]
    assert lines(thread)[-1] == say(peers.town, "case-line-withdrawn")
    assert not any(HOPED in line or HAPPENED in line for line in lines(thread))
    assert archived(thread)
    assert not [each for each in [*public(where), *public(thread)] if each.poll or HAPPENED in text_of(each)]
    assert rows(peers.town, "SELECT * FROM cases") == []


async def test_a_thread_that_is_asleep_is_woken_to_take_its_card_away(peers: Peers) -> None:
    forum = peers.town.guild.create_forum_channel("for-cases")
    await peers.open(forum)
    await peers.noor.send()
    await peers.sam.decide("approve")
    (thread,) = threads(forum)
    nothing_goes_from_a_sleeping_thread(peers.town.env)
    archive(peers.town.env, thread.id)
    await restart(peers.town)
    forget_threads(peers)
    await peers.noor.withdraw()
    assert lines(thread) == [say(peers.town, "case-line-withdrawn")]
    assert archived(thread)


@pytest.mark.parametrize("gone", ["card", "poll", "thread", "channel"])
async def test_what_a_moderator_has_deleted_already_is_no_trouble(peers: Peers, gone: str) -> None:
    await peers.noor.send()
    await peers.sam.decide("approve")
    backend, card, poll = peers.town.env.backend, peers.cards[0], peers.polls[0]
    for message in [card] if gone == "card" else [poll] if gone == "poll" else []:
        backend.delete_message(peers.cases.id, message.id)
    if gone in ("thread", "channel"):
        backend.delete_channel(card.id if gone == "thread" else peers.cases.id)
    await peers.noor.withdraw()
    assert peers.noor.text == say(peers.town, "case-withdraw-done")
    assert rows(peers.town, "SELECT * FROM cases") == []
    if gone != "channel":
        assert peers.posted == []


async def test_where_discord_does_not_let_the_card_go_it_is_said_and_tried_again(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.decide("approve")
    peers.town.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50001, times=2)
    await peers.noor.withdraw()
    assert peers.noor.text == say(peers.town, "case-withdraw-later")
    assert say(peers.town, "case-is-withdrawn") in await peers.noor.look()
    assert "-# 1 of 1" not in await peers.sam.open()
    assert len(peers.posted) == 2
    await restart(peers.town)
    peers.town.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50001, times=2)
    await peers.quarter()
    assert len(peers.posted) == 2
    await peers.quarter()
    assert peers.posted == []
    assert rows(peers.town, "SELECT * FROM cases") == []
    assert lines(threads(peers.cases)[0]) == [say(peers.town, "case-line-withdrawn")]


async def test_as_long_as_the_words_in_the_thread_cannot_go_it_is_not_done(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.decide("approve")
    (thread,) = threads(peers.cases)
    archive(peers.town.env, thread.id)
    await restart(peers.town)
    forget_threads(peers)
    peers.town.env.inject_error("GET", f"/channels/{thread.id}", status=403, code=50001, times=1)
    await peers.noor.withdraw()
    assert peers.noor.text == say(peers.town, "case-withdraw-later")
    peers.town.env.inject_error("GET", f"/channels/{thread.id}/messages", status=403, code=50001, times=1)
    await peers.quarter()
    assert HOPED in "".join(lines(thread))
    assert len(await peers.kept()) == 1
    await peers.quarter()
    assert lines(thread) == [say(peers.town, "case-line-withdrawn")]
    assert archived(thread)
    assert await peers.kept() == []


async def test_the_author_can_try_again_as_well(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.decide("approve")
    peers.town.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50001, times=2)
    await peers.noor.withdraw()
    await peers.noor.look()
    await peers.noor.tap("case-withdraw")
    assert peers.noor.text == say(peers.town, "case-withdraw-done")
    assert peers.posted == []


# Declined


async def test_a_declined_case_comes_back_with_a_sentence_and_can_be_taken_up_again(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.decline()
    shown = await peers.noor.look()
    assert f"{say(peers.town, 'case-is-declined')}\n> {REASON}" in shown
    assert "sam" not in shown
    assert peers.noor.offers == ["case-rework", "case-delete", "case-write"]
    await restart(peers.town)
    await peers.noor.tap("case-rework")
    assert f"> {HAPPENED}" in peers.noor.text
    await peers.noor.tap("case-send")
    assert await peers.state() is State.WAITING
    assert (await peers.only()).case.reason == ""
    await peers.sam.decline("Not for here, thank you.")
    await peers.noor.look()
    await peers.noor.tap("case-delete")
    assert rows(peers.town, "SELECT * FROM cases") == []
    assert peers.noor.offers == ["case-write"]


# By direct message, for those who asked


@pytest.mark.parametrize("tell", [True, False])
async def test_only_those_who_asked_are_written_to_and_each_decision_once(peers: Peers, tell: bool) -> None:
    await peers.noor.send(tell=tell)
    assert (say(peers.town, "case-sent-tell") in peers.noor.text) is tell
    await peers.camille.send("Un cas à elle.", tell=tell)
    await peers.sam.decide("approve")
    await peers.sam.decline()
    await peers.quarter()
    await restart(peers.town)
    await peers.quarter()
    if not tell:
        assert peers.noor.dms == peers.camille.dms == []
        return
    (posted,), (declined,) = peers.noor.dms, peers.camille.dms
    assert posted.startswith("Your case in Test Guild is posted.")
    assert peers.noor.user.dm_channel.last_message is not None
    assert declined.startswith(say(peers.town, "case-told-declined", "fr", server="Test Guild"))
    assert f"> {REASON}" in declined
    assert "sam" not in posted + declined


async def test_closed_direct_messages_trouble_nobody(peers: Peers) -> None:
    await peers.noor.send(tell=True)
    peers.town.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=None)
    await peers.sam.open()
    result = await peers.sam.submit(await peers.sam.tap("queue-decline"), {"reason": REASON})
    assert result.followups == []
    assert peers.sam.text == say(peers.town, "queue-declined")
    peers.town.env.backend.faults.clear()
    await peers.quarter()
    assert peers.noor.dms == []
    assert REASON in await peers.noor.look()


async def test_a_message_that_may_not_have_arrived_is_tried_again(peers: Peers) -> None:
    await peers.noor.send(tell=True)
    peers.town.env.inject_error("POST", "/users/@me/channels", status=503, times=None)
    await peers.sam.decline()
    assert peers.noor.dms == []
    peers.town.env.backend.faults.clear()
    await restart(peers.town)
    await peers.quarter()
    await peers.quarter()
    assert len(peers.noor.dms) == 1


# Time


async def test_thirty_days_after_it_was_posted_nothing_ties_it_to_anyone(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.decide("approve")
    (thread,) = threads(peers.cases)
    peers.later(timedelta(days=29))
    await peers.quarter()
    assert await peers.state() is State.POSTED
    archive(peers.town.env, thread.id)
    await restart(peers.town)
    peers.later(timedelta(days=1))
    await peers.quarter()
    await peers.quarter()
    assert rows(peers.town, "SELECT * FROM cases") == []
    assert lines(thread)[1:] == [say(peers.town, "case-line-closed")]
    assert archived(thread)
    assert HAPPENED in text_of(peers.cards[0])
    assert peers.noor.offers == []
    assert say(peers.town, "case-intro") in await peers.noor.look()


@pytest.mark.parametrize("tell", [True, False])
async def test_what_nobody_decides_on_for_thirty_days_is_deleted(peers: Peers, tell: bool) -> None:
    await peers.camille.send(tell=tell)
    peers.later(timedelta(days=29))
    await peers.quarter()
    assert len(await peers.kept(peers.camille)) == 1
    peers.later(timedelta(days=1))
    await peers.quarter()
    assert rows(peers.town, "SELECT * FROM cases") == []
    assert (peers.camille.dms != []) is tell
    if tell:
        assert say(peers.town, "case-told-expired", "fr", server="Test Guild") in peers.camille.dms[0]
    assert await peers.sam.open() == say(peers.town, "queue-empty")


async def test_a_draft_waits_for_a_day(peers: Peers) -> None:
    await peers.noor.draft()
    old = peers.noor.buttons[peers.noor.say("case-send")]
    peers.later(timedelta(hours=22))
    await peers.quarter()
    assert await peers.state() is State.DRAFT
    peers.later(timedelta(hours=2))
    await peers.quarter()
    assert rows(peers.town, "SELECT * FROM cases") == []
    await peers.noor.press_id(old)
    assert peers.noor.text == say(peers.town, "case-gone")


# A server that changes its mind, or is left


async def test_switched_off_while_a_case_waits_it_can_still_be_withdrawn_or_decided_on_later(peers: Peers) -> None:
    await peers.noor.send()
    await peers.camille.draft()
    await peers.town.bot.communities.set(peers.town.guild.id, cases_channel=None)
    shown = await peers.noor.look()
    assert say(peers.town, "case-is-waiting") in shown
    assert say(peers.town, "case-none-here") in shown
    assert peers.noor.offers == ["case-withdraw"]
    refused = await peers.camille.press(say(peers.town, "case-send", "fr"))
    assert told(refused) == say(peers.town, "case-none-here", "fr")
    refused = await peers.sam.decide("approve")
    assert beside(refused) == say(peers.town, "queue-no-channel")
    assert await peers.state() is State.WAITING
    await peers.open()
    await peers.sam.decide("approve")
    assert len(peers.cards) == 1


async def test_a_window_opened_before_it_was_switched_off_keeps_the_words(peers: Peers) -> None:
    window = await peers.noor.start()
    await peers.town.bot.communities.set(peers.town.guild.id, cases_channel=None)
    await peers.noor.submit(window, {"happened": HAPPENED, "hoped": HOPED})
    assert await peers.state() is State.DRAFT
    refused = await peers.noor.tap("case-send")
    assert told(refused) == say(peers.town, "case-none-here")


async def test_in_a_server_that_was_left_nothing_breaks_and_time_goes_on(peers: Peers) -> None:
    await peers.noor.send(tell=True)
    await peers.sam.decide("approve")
    await peers.camille.send()
    peers.town.env.backend.remove_guild(peers.town.guild.id)
    await peers.town.env.settle()
    await peers.quarter()
    assert len(await peers.kept()) == 1
    peers.later(timedelta(days=31))
    await peers.quarter()
    assert rows(peers.town, "SELECT * FROM cases") == []


# Everything one has, taken along or erased


async def erase(author: Author) -> str:
    """``/privacy``, "Erase my data", "Yes, erase it"; everything that is said."""
    shown = await author.member.slash(author.town.channel, "privacy")
    asked = await author.member.click(answer(shown), label=author.say("privacy-erase"))
    erased = await author.member.click(answer(asked), label=author.say("privacy-erase-yes"))
    assert erased.acknowledged
    return "\n".join([author.text, *(text_of(each) for each in erased.followups)])


async def test_erased_nothing_of_ones_cases_is_left_anywhere(peers: Peers) -> None:
    await peers.noor.send("The first.")
    await peers.sam.decide("approve")
    await peers.noor.send("The second.")
    await peers.noor.draft("The third.")
    await peers.camille.send("Hers.")
    said = await erase(peers.noor)
    assert say(peers.town, "privacy-erased") in said
    assert await peers.kept() == []
    assert len(await peers.kept(peers.camille)) == 1
    assert peers.posted == []
    assert lines(threads(peers.cases)[0])[-1] == say(peers.town, "case-line-withdrawn")
    assert "Hers." in await peers.sam.open()


async def test_erased_in_the_moment_it_is_posted_the_card_goes_again(peers: Peers) -> None:
    await peers.noor.send()
    meanwhile(peers.town, "DELETE FROM cases")
    assert beside(await peers.sam.decide("approve")) == ""
    assert peers.sam.text == say(peers.town, "queue-decided")
    assert peers.posted == []
    assert peers.noted == []


async def test_erased_where_discord_does_not_let_the_card_go_its_address_is_said(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.decide("approve")
    card = peers.cards[0]
    peers.town.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50001, times=None)
    said = await erase(peers.noor)
    assert await peers.kept() == []
    assert say(peers.town, "case-left-standing", links=card.jump_url) in said


async def test_the_export_holds_ones_own_cases(peers: Peers) -> None:
    await peers.noor.send()
    await peers.camille.send("Un cas à elle.")
    shown = await peers.noor.member.slash(peers.town.channel, "privacy")
    assert say(peers.town, "privacy-kept-cases") in text(shown)
    given = await peers.noor.member.click(answer(shown), label="Export my data")
    assert given.response
    content = (await given.response.attachments[0].read()).decode()
    assert HAPPENED in content
    assert HOPED in content
    assert "Un cas" not in content
    assert str(peers.camille.member.id) not in content


# Nobody else's hands


@pytest.mark.parametrize("state", [State.DRAFT, State.WAITING, State.DECLINED, State.POSTED])
async def test_another_person_can_do_nothing_with_an_authors_controls(peers: Peers, state: State) -> None:
    await (peers.noor.draft() if state is State.DRAFT else peers.noor.send())
    if state is State.DECLINED:
        await peers.sam.decline()
    elif state is State.POSTED:
        await peers.sam.decide("approve")
    before = await peers.only()
    await peers.noor.look()
    verbs = ("look", "safe", "keep", "edit", "cancel", "forget", "rework", "withdraw", "withdrawn")
    for control in [
        *(f"w1/case-{verb}/{before.id}" for verb in verbs),
        f"w1/case-send/{before.id}/{before.revision}/tell",
    ]:
        for person in (peers.town.camille, peers.town.sam):
            screen = peers.noor.screen
            await press_as(peers.town, person, screen, control)
            # Each of these controls redraws the card it stands on, and the text of a case is on none of the answers.
            (shown,) = (each for each in peers.noor.messages if each.id == screen.id)
            assert HOPED not in text_of(shown)
            await peers.noor.look()
    assert await peers.only() == before
    assert len(peers.posted) == (2 if state is State.POSTED else 0)


async def test_where_the_bot_may_no_longer_see_the_channel_the_case_stays_until_it_can_go(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.decide("approve")
    me = peers.town.env.backend.bot_user.id
    deny = Overwrite(target_id=me, type=OverwriteType.MEMBER, allow=0, deny=1 << 10)
    peers.town.env.backend.set_overwrite(peers.cases.id, deny)
    await peers.town.env.settle()
    await peers.noor.withdraw()
    assert peers.noor.text == say(peers.town, "case-withdraw-later")
    allow = Overwrite(target_id=me, type=OverwriteType.MEMBER, allow=0, deny=0)
    peers.town.env.backend.set_overwrite(peers.cases.id, allow)
    await peers.quarter()
    assert peers.posted == []


async def test_times_in_clear_say_a_day_and_no_more(peers: Peers) -> None:
    peers.later(timedelta(hours=14, minutes=3, seconds=27))
    await peers.noor.send()
    ((closes,),) = rows(peers.town, "SELECT closes_at FROM cases")
    moment = datetime.fromisoformat(closes)
    assert (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    assert timedelta(days=29) < moment - peers.town.env.now().astimezone(UTC) <= timedelta(days=30)

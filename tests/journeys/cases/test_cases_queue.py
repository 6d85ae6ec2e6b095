"""``/cases``: moderators decide on cases without knowing whose they are, and what they approve is posted once."""

from datetime import timedelta

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.community.cases import HAPPENED as LONGEST
from bot.community.cases import State
from bot.storage.posts import Posts
from bot.surface.posting.sending import open_thread, send
from bot.surface.views.case_posted import asked_card, posted_card
from tests.journeys.cases.peers import (
    HAPPENED,
    HOPED,
    REASON,
    Moderator,
    Peers,
    archived,
    at_once,
    beside,
    ids_of,
    lines,
    prefilled,
    press_as,
    public,
    refuses_polls,
    say,
    threads,
)
from tests.journeys.posting.posts import locked, restart, rows
from tests.journeys.private import deliver, text_of, told

POLLS = 1 << 49
SEND = 1 << 11
THREADS = 1 << 35
"""Discord, "Permissions"."""


@pytest.fixture
async def kim(peers: Peers) -> Moderator:
    """A second moderator, who reads French."""
    town, backend = peers.town, peers.town.env.backend
    role = town.guild.roles["Moderator"]
    member = backend.get_guild(town.guild.id).members[town.camille.id]
    member.role_ids.append(role.id)
    return Moderator(town, town.camille)


def deny(peers: Peers, who: int, permission: int, *, role: bool = False) -> None:
    kind = OverwriteType.ROLE if role else OverwriteType.MEMBER
    peers.town.env.backend.set_overwrite(peers.cases.id, Overwrite(target_id=who, type=kind, allow=0, deny=permission))


def allow(peers: Peers, who: int) -> None:
    deny(peers, who, 0)


def queue_of(peers: Peers) -> discord.Message:
    """Sam's card, which stands above what was said beside it."""
    return next(each for each in reversed(peers.sam.cards) if any("/queue" in id for id in ids_of(each)))


# Who may, and in which order


async def test_only_moderators_see_the_queue_and_its_controls_work_for_nobody_else(peers: Peers) -> None:
    await peers.noor.send()
    kept = await peers.only()
    assert "cases" not in peers.town.noor.available_commands(peers.town.channel)
    await peers.sam.open()
    refusal = say(peers.town, "moderators-only")
    controls = [each for each in ids_of(peers.sam.screen) if "/queue" in each]
    assert len(controls) == 4
    for control in [*controls, "w1/queue", f"w1/queue-declined/{kept.id}/1", f"w1/queue-edited/{kept.id}/1"]:
        assert await press_as(peers.town, peers.town.noor, peers.sam.screen, control) == refusal
    assert await peers.state() is State.WAITING


async def test_a_moderator_of_another_server_decides_nothing_here(peers: Peers) -> None:
    await peers.noor.send()
    kept = await peers.only()
    elsewhere = peers.town.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("general")
    role = elsewhere.create_role("Moderator", permissions=discord.Permissions(manage_messages=True))
    alex = elsewhere.add_member(peers.town.env.create_user("alex"), roles=[role])
    shown = await alex.slash(channel, "cases")
    assert shown.response
    assert text_of(shown.response) == say(peers.town, "queue-empty")
    await peers.town.bot.communities.set(elsewhere.id, cases_channel=channel.id)
    for verb in (f"queue-approve/{kept.id}/1", f"queue-edit/{kept.id}", f"queue-declined/{kept.id}/1"):
        message = channel.history(viewer=alex)[-1]
        await press_as(peers.town, alex, message, f"w1/{verb}")
        shown = channel.history(viewer=alex)[0]
        assert text_of(shown) == say(peers.town, "queue-decided")
    assert await peers.state() is State.WAITING
    assert [each for each in channel.history() if not each.flags.ephemeral] == []


async def test_the_one_that_has_waited_longest_comes_first(peers: Peers) -> None:
    for name in ("first", "second", "third"):
        await peers.noor.send(f"The {name}.")
    assert "The first." in await peers.sam.open()
    assert peers.sam.text.startswith("-# 1 of 3\n")
    assert peers.sam.offers == ["queue-approve", "case-edit", "queue-decline", "queue-later"]
    await peers.sam.tap("queue-later")
    assert "The second." in peers.sam.text
    assert peers.sam.text.startswith("-# 2 of 3\n")
    await restart(peers.town)
    await peers.sam.tap("queue-approve")
    await peers.sam.tap("queue-next")
    assert "The first." in peers.sam.text
    assert peers.sam.text.startswith("-# 1 of 2\n")
    await peers.sam.tap("queue-later")
    assert "The third." in peers.sam.text
    await peers.sam.tap("queue-later")
    assert peers.sam.text == "That was the last one. 2 cases are still waiting."
    await peers.sam.tap("queue-again")
    assert "The first." in peers.sam.text


async def test_with_nothing_left_there_is_nothing_to_press(peers: Peers) -> None:
    assert await peers.sam.open() == say(peers.town, "queue-empty")
    await peers.noor.send()
    await peers.sam.decide("later")
    assert peers.sam.text == "That was the last one. One case is still waiting."
    await peers.sam.decide("approve")
    assert peers.sam.offers == ["case-see"]


async def test_a_moderator_reads_in_their_own_language_a_case_in_its_authors(peers: Peers, kim: Moderator) -> None:
    await peers.noor.send()
    shown = await kim.open()
    assert "-# 1 sur 1" in shown
    assert "### A case for peers" in shown
    assert kim.offers == ["queue-approve", "case-edit", "queue-decline", "queue-later"]


# The note that something waits


async def test_moderators_are_told_once_within_a_quarter_of_an_hour_and_not_in_the_moment(peers: Peers) -> None:
    await peers.noor.send()
    assert peers.noted == []
    await peers.quarter()
    id = peers.town.bot.desk.command_ids["cases"]
    assert peers.noted == [f"A case for peers is waiting: </cases:{id}>"]
    await restart(peers.town)
    await peers.quarter()
    assert len(peers.noted) == 1
    await peers.camille.send()
    await peers.camille.send()
    await peers.quarter()
    assert peers.noted[1:] == [f"2 cases for peers are waiting: </cases:{id}>"]
    assert HAPPENED not in "".join(peers.noted)


async def test_the_note_is_in_the_language_of_the_server_and_a_case_taken_up_again_is_news(peers: Peers) -> None:
    await peers.town.bot.communities.set(peers.town.guild.id, language="fr")
    await peers.noor.send()
    await peers.quarter()
    assert peers.noted[0].startswith("Un cas entre pairs attend")
    await peers.sam.decline()
    await peers.noor.look()
    await peers.noor.tap("case-rework")
    await peers.noor.tap("case-send")
    await peers.quarter()
    assert len([each for each in peers.noted if "attend" in each]) == 2


async def test_where_nobody_reads_the_log_they_are_told_once_somebody_does(peers: Peers) -> None:
    peers.town.env.inject_error("POST", f"/channels/{peers.log.id}/messages", status=403, code=50013, times=1)
    await peers.noor.send()
    await peers.quarter()
    assert peers.noted == []
    await peers.quarter()
    assert len(peers.noted) == 1


async def test_decisions_are_noted_with_who_decided_and_nothing_of_the_case(peers: Peers) -> None:
    await peers.noor.send()
    await peers.camille.send()
    await peers.sam.decide("approve")
    await peers.sam.decline()
    who = peers.town.sam.mention
    assert peers.noted == [
        f"{who} approved a case for peers: {peers.cards[0].jump_url}",
        f"{who} declined a case for peers.",
    ]


# Posting


@pytest.mark.parametrize("kind", ["text", "news", "forum", "thread"])
async def test_wherever_cases_are_posted_card_poll_and_conversation_are_there_once(peers: Peers, kind: str) -> None:
    make = {"forum": "create_forum_channel", "news": "create_news_channel"}.get(kind, "create_text_channel")
    where = getattr(peers.town.guild, make)("for-cases")
    if kind == "thread":
        peers.town.env.backend.create_thread(where.id, "cases", peers.town.env.backend.bot_user.id)
        where = threads(where)[0]
        await peers.town.env.settle()
    await peers.open(where)
    await peers.noor.send()
    await peers.sam.decide("approve")
    inside = threads(where)[0] if kind == "forum" else where
    card, poll = public(inside)
    assert HAPPENED in text_of(card)
    assert poll.poll
    assert [answer.text for answer in poll.poll.answers] == ["Explore", "Adjust", "Refer", "Pause", "End"]
    assert peers.sam.buttons[peers.sam.say("case-see")] == card.jump_url
    if kind == "forum":
        assert inside.name == "A case for peers · 1 January 2026"
    elif kind != "thread":
        (first,) = lines(threads(where)[0])
        assert f"> {HOPED}" in first
    await peers.quarter()
    assert len(public(inside)) == 2


async def test_a_forum_that_wants_a_tag_gets_one_anybody_may_set(peers: Peers) -> None:
    forum = peers.town.guild.create_forum_channel("for-cases")
    tags = [
        {"id": id, "name": name, "moderated": staff, "emoji_id": None, "emoji_name": None}
        for id, name, staff in (("11", "Staff", True), ("12", "Cases", False))
    ]
    peers.town.env.backend.edit_channel(forum.id, {"available_tags": tags})
    await peers.town.env.settle()
    known = peers.town.bot.get_channel(forum.id)
    assert isinstance(known, discord.ForumChannel)
    await peers.open(forum)
    await peers.noor.send()
    await peers.sam.decide("approve")
    assert threads(forum)[-1]._channel.applied_tags == []
    known._flags = discord.ChannelFlags(require_tag=True).value  # which simcord's channels do not have
    await peers.noor.send()
    await peers.sam.decide("approve")
    assert threads(forum)[-1]._channel.applied_tags == [12]


async def test_two_moderators_at_once_post_it_once_and_the_second_is_told_kindly(peers: Peers, kim: Moderator) -> None:
    await peers.noor.send()
    for each in (peers.sam, kim):
        await each.open()
    approve, screen = peers.sam.buttons[peers.sam.say("queue-approve")], kim.screen
    (first,) = await deliver(peers.town, peers.sam.member.id, peers.sam.screen, approve)
    assert first.acknowledged
    await kim.tap("queue-approve", on=screen)
    assert kim.text == say(peers.town, "queue-decided", "fr")
    assert kim.buttons == {say(peers.town, "case-see", "fr"): peers.cards[0].jump_url}
    assert len(peers.cards) == len(peers.polls) == 1


async def test_pressed_in_the_same_moment_by_both_it_is_posted_once(peers: Peers, kim: Moderator) -> None:
    await peers.noor.send()
    for each in (peers.sam, kim):
        await each.open()
    await at_once(peers.town, (peers.sam, "queue-approve"), (kim, "queue-approve"))
    assert len(peers.cards) == len(peers.polls) == len(threads(peers.cases)) == 1
    shown = {peers.sam.text.splitlines()[0], kim.text.splitlines()[0]}
    assert shown & {say(peers.town, "queue-decided"), say(peers.town, "queue-decided", "fr")}
    assert await peers.state() is State.POSTED


async def test_approved_anew_by_both_where_it_was_not_certain_it_is_posted_once(peers: Peers, kim: Moderator) -> None:
    await peers.noor.send()
    await left_after(peers, peers.cases.id, "claimed")
    for each in (peers.sam, kim):
        await each.open()
    await at_once(peers.town, (peers.sam, "queue-approve"), (kim, "queue-approve"), (peers.sam, "queue-approve"))
    assert len(peers.cards) == len(peers.polls) == len(threads(peers.cases)) == 1
    assert await peers.state() is State.POSTED


async def test_a_double_click_posts_it_once_and_shows_where_it_is(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.open()
    approve = peers.sam.buttons[peers.sam.say("queue-approve")]
    await peers.sam.at_once(approve, approve, approve)
    assert len(peers.cards) == len(peers.polls) == len(threads(peers.cases)) == 1
    assert len([each for each in peers.noted if "approved" in each]) == 1
    assert peers.sam.buttons[peers.sam.say("case-see")] == peers.cards[0].jump_url


async def test_declined_by_one_it_is_over_for_the_other(peers: Peers, kim: Moderator) -> None:
    await peers.noor.send()
    for each in (peers.sam, kim):
        await each.open()
    window = await peers.sam.tap("queue-decline")
    await kim.submit(await kim.tap("queue-decline"), {"reason": "Merci, mais pas ici."})
    await peers.sam.submit(window, {"reason": REASON})
    assert peers.sam.text == say(peers.town, "queue-decided")
    assert (await peers.only()).case.reason == "Merci, mais pas ici."


async def test_withdrawn_while_a_moderator_looks_at_it(peers: Peers) -> None:
    await peers.noor.send()
    await peers.camille.send("Hers.")
    await peers.sam.open()
    screen, decline = peers.sam.screen, await peers.sam.tap("queue-decline")
    edit = await peers.sam.tap("queue-edit")
    await peers.noor.withdraw()
    for answer in (
        await peers.sam.submit(decline, {"reason": REASON}),
        await peers.sam.submit(edit, {"happened": HAPPENED, "hoped": HOPED}),
    ):
        assert answer.followups == []
        assert peers.sam.text == say(peers.town, "queue-decided")
    assert peers.cards == []
    await peers.sam.tap("queue-next", on=screen)
    assert "Hers." in peers.sam.text


@pytest.mark.parametrize("first", ["approved", "withdrawn"])
async def test_withdrawn_in_the_moment_it_is_approved_nothing_stays(peers: Peers, first: str) -> None:
    await peers.noor.send()
    await peers.sam.open()
    await peers.noor.look()
    await peers.noor.tap("case-withdraw")
    kept = await peers.only()
    presses = ((peers.sam, "queue-approve"), (peers.noor, "case-withdraw-yes"))
    await at_once(peers.town, *(presses if first == "approved" else presses[::-1]))
    await peers.quarter()
    assert await peers.store.get(kept.id) is None
    assert peers.posted == []
    assert all(archived(each) for each in threads(peers.cases))


# The wording, and the sentence to the author


async def test_a_moderator_changes_the_wording_and_the_author_can_see_that(peers: Peers) -> None:
    await peers.noor.send(f"{HAPPENED} It was in Lyon.")
    await peers.sam.open()
    window = await peers.sam.tap("queue-edit")
    assert prefilled(window) == {"happened": f"{HAPPENED} It was in Lyon.", "hoped": HOPED}
    await restart(peers.town)
    await peers.sam.submit(window, {"happened": HAPPENED, "hoped": HOPED})
    assert "Lyon" not in peers.sam.text
    assert say(peers.town, "queue-reworded") in peers.sam.text
    assert say(peers.town, "case-reworded") in await peers.noor.look()
    await peers.sam.tap("queue-approve")
    assert "Lyon" not in text_of(peers.cards[0])


async def test_one_changes_what_one_has_seen_and_not_what_another_wrote_meanwhile(peers: Peers, kim: Moderator) -> None:
    await peers.noor.send()
    for each in (peers.sam, kim):
        await each.open()
    window = await peers.sam.tap("queue-edit")
    approve = peers.sam.buttons[peers.sam.say("queue-approve")]
    await kim.submit(await kim.tap("queue-edit"), {"happened": "Kim's wording.", "hoped": HOPED})
    await peers.sam.submit(window, {"happened": "Sam's wording.", "hoped": HOPED})
    assert say(peers.town, "queue-changed") in peers.sam.text
    assert "Kim's wording." in peers.sam.text
    await press_as(peers.town, peers.town.sam, peers.sam.screen, approve)
    assert peers.cards == []
    # Their own is not lost.
    assert prefilled(await peers.sam.tap("queue-edit"))["happened"] == "Sam's wording."
    await peers.sam.tap("queue-approve")
    assert "Kim's wording." in text_of(peers.cards[0])


async def test_a_wording_that_is_empty_or_too_long_is_not_taken_and_not_lost(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.open()
    refused = await peers.sam.submit(await peers.sam.tap("queue-edit"), {"happened": " ", "hoped": HOPED})
    assert told(refused) == say(peers.town, "error-nothing-written")
    await peers.sam.open()
    marks = "*_~`|" * (LONGEST // 5)
    refused = await peers.sam.submit(await peers.sam.tap("queue-edit"), {"happened": marks, "hoped": HOPED})
    assert told(refused) == say(peers.town, "queue-too-long")
    await peers.sam.open()
    assert prefilled(await peers.sam.tap("queue-edit"))["happened"] == marks
    assert (await peers.only()).case.happened == HAPPENED


async def test_to_decline_takes_a_sentence(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.open()
    window = await peers.sam.tap("queue-decline")
    assert window.modal is not None
    (box,) = (each["component"] for each in window.modal["components"])
    assert box.get("required", True)
    assert box["max_length"] == 300
    refused = await peers.sam.submit(window, {"reason": " \u200b "})
    assert told(refused) == say(peers.town, "error-nothing-written")
    assert await peers.state() is State.WAITING


@pytest.mark.expects_errors
async def test_while_the_database_is_busy_a_moderators_words_are_held(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.open()
    screen = peers.sam.screen
    window, sentence = await peers.sam.tap("queue-edit"), await peers.sam.tap("queue-decline")
    with locked(peers.town):
        for shown, values in ((window, {"happened": "Sam's wording.", "hoped": HOPED}), (sentence, {"reason": REASON})):
            assert say(peers.town, "not-saved") in told(await peers.sam.submit(shown, values))
    assert prefilled(await peers.sam.tap("queue-edit", on=screen))["happened"] == "Sam's wording."
    assert prefilled(await peers.sam.tap("queue-decline", on=screen)) == {"reason": REASON}
    assert (await peers.only()).case.happened == HAPPENED


async def test_what_could_point_to_a_person_is_pointed_out_to_moderators(peers: Peers) -> None:
    await peers.noor.draft("Write to jo.doe@example.org or <@123456789> about it.")
    await peers.noor.tap("details-keep")
    await peers.noor.tap("case-send")
    shown = await peers.sam.open()
    assert shown.splitlines()[1].startswith("This may point to a person: jo.doe")
    assert "<@1" not in shown.replace("\\<@", "")


# What stands in the way


async def test_a_permission_the_bot_lacks_is_named_and_the_case_waits(peers: Peers) -> None:
    await peers.noor.send()
    me = peers.town.env.backend.bot_user.id
    deny(peers, me, POLLS | THREADS)
    refused = await peers.sam.decide("approve")
    missing = "**Create Public Threads**, **Create Polls**"
    assert beside(refused) == say(peers.town, "bot-lacks", channel=peers.cases.mention, permissions=missing)
    assert await peers.state() is State.WAITING
    assert peers.posted == []
    allow(peers, me)
    await peers.sam.tap("queue-approve", on=queue_of(peers))
    assert len(peers.cards) == len(peers.polls) == 1


async def test_a_moderator_who_may_not_write_there_does_not_post_there(peers: Peers) -> None:
    await peers.noor.send()
    deny(peers, peers.town.guild.roles["Moderator"].id, SEND, role=True)
    refused = await peers.sam.decide("approve")
    assert beside(refused) == say(peers.town, "you-lack", channel=peers.cases.mention, permissions="**Send Messages**")
    assert await peers.state() is State.WAITING


async def test_a_channel_that_is_gone_is_said_and_the_case_waits(peers: Peers) -> None:
    await peers.noor.send()
    peers.town.env.backend.delete_channel(peers.cases.id)
    refused = await peers.sam.decide("approve")
    assert beside(refused) == say(peers.town, "channel-gone")
    other = peers.town.guild.create_text_channel("other")
    await peers.open(other)
    await peers.sam.tap("queue-approve", on=queue_of(peers))
    assert len(public(other)) == 2


@pytest.mark.parametrize("missing", ["thread", "poll"])
async def test_a_permission_lost_in_between_costs_the_thread_or_the_poll_and_is_said(
    peers: Peers, missing: str
) -> None:
    await peers.noor.send()
    await peers.sam.open()
    if missing == "thread":
        path = "/channels/*/messages/*/threads"
        peers.town.env.inject_error("POST", path, status=403, code=50013, times=1)
    else:
        refuses_polls(peers.town.env)
    await peers.sam.tap("queue-approve")
    assert peers.sam.text.splitlines()[1] == say(peers.town, f"post-without-{missing}")
    assert len(peers.cards) == 1
    assert (len(peers.polls), len(threads(peers.cases))) == ((1, 0) if missing == "thread" else (0, 1))
    assert await peers.state() is State.POSTED
    await peers.quarter()
    assert len(peers.posted) == (2 if missing == "thread" else 1)
    await peers.noor.withdraw()
    assert peers.posted == []


async def test_refused_by_discord_it_waits_again(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.open()
    peers.town.env.inject_error("POST", f"/channels/{peers.cases.id}/messages", status=403, code=50013, times=1)
    refused = await peers.sam.tap("queue-approve")
    assert beside(refused) == say(peers.town, "queue-refused", channel=peers.cases.mention)
    assert await peers.state() is State.WAITING
    assert rows(peers.town, "SELECT * FROM posts") == []
    await peers.sam.tap("queue-approve", on=queue_of(peers))
    assert len(peers.cards) == 1


async def test_without_an_answer_from_discord_it_is_looked_for_before_it_is_posted(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.open()
    path = f"/channels/{peers.cases.id}/messages"
    peers.town.env.inject_error("POST", path, status=501, times=1)
    refused = await peers.sam.tap("queue-approve")
    assert beside(refused) == say(peers.town, "queue-unsure")
    queue = queue_of(peers)
    assert say(peers.town, "queue-unposted") in text_of(queue)
    assert [each.split("/")[1] for each in ids_of(queue)] == ["queue-approve", "queue-later"]
    assert say(peers.town, "case-is-approved") in await peers.noor.look()
    peers.town.env.inject_error("GET", path, status=501, times=1)
    refused = await peers.sam.tap("queue-approve", on=queue)
    assert beside(refused) == say(peers.town, "queue-unsure")
    assert peers.posted == []
    await peers.sam.tap("queue-approve", on=queue_of(peers))
    assert len(peers.cards) == len(peers.polls) == 1
    assert await peers.state() is State.POSTED


# A process that ends in the middle


@pytest.mark.parametrize("after", ["approved", "claimed", "sent", "noted", "thread", "poll"])
@pytest.mark.parametrize("kind", ["text", "forum"])
async def test_whatever_a_crash_left_open_is_finished_once(peers: Peers, after: str, kind: str) -> None:
    where = peers.cases if kind == "text" else peers.town.guild.create_forum_channel("for-cases")
    await peers.open(where)
    await peers.noor.send()
    await left_after(peers, where.id, after)
    await restart(peers.town)
    await peers.quarter()
    await peers.quarter()
    (thread,) = threads(where)
    inside = thread if kind == "forum" else where
    assert [bool(each.poll) for each in public(inside)] == [False, True]
    assert len(lines(thread)) == (1 if kind == "text" else 2)
    assert await peers.state() is State.POSTED
    await peers.noor.withdraw()
    assert [each for each in public(inside) if each.poll or HAPPENED in text_of(each)] == []


@pytest.mark.parametrize("after", ["claimed", "sent", "noted", "thread", "poll"])
async def test_withdrawn_before_it_could_be_finished_nothing_of_it_stays(peers: Peers, after: str) -> None:
    await peers.noor.send()
    await left_after(peers, peers.cases.id, after)
    await restart(peers.town)
    await peers.noor.withdraw()
    assert peers.noor.text == say(peers.town, "case-withdraw-done")
    await peers.quarter()
    assert peers.posted == []
    assert rows(peers.town, "SELECT * FROM cases") == []


async def test_posted_before_the_crash_it_is_found_although_cases_go_elsewhere_now(peers: Peers) -> None:
    await peers.noor.send()
    await left_after(peers, peers.cases.id, "sent")
    other = peers.town.guild.create_text_channel("other")
    await peers.open(other)
    await restart(peers.town)
    await peers.sam.decide("approve")
    assert public(other) == []
    assert len(peers.cards) == len(peers.polls) == 1
    assert peers.sam.text == say(peers.town, "queue-approved", channel=peers.cases.mention)


async def test_a_channel_deleted_before_it_could_be_posted_there_puts_it_back(peers: Peers) -> None:
    await peers.noor.send()
    await left_after(peers, peers.cases.id, "claimed")
    peers.town.env.backend.delete_channel(peers.cases.id)
    other = peers.town.guild.create_text_channel("other")
    await peers.open(other)
    await restart(peers.town)
    await peers.quarter()
    assert await peers.state() is State.WAITING
    await peers.sam.decide("approve")
    assert len(public(other)) == 2


async def left_after(peers: Peers, channel: int, step: str) -> None:
    """What is there when the process ends right after ``step`` of posting Noor's case."""
    town, kept = peers.town, await peers.only()
    words, where = town.bot.desk.locales["en"], town.bot.get_channel(channel)
    assert isinstance(where, discord.TextChannel | discord.ForumChannel)
    saved = await peers.store.save(kept, kept.case.approve(channel))
    assert saved
    if step == "approved":
        return
    await Posts(town.bot.database).claim(kept.id, town.guild.id, channel, "case", town.env.now())
    if step == "claimed":
        return
    message = await send(where, posted_card(words, kept.case, kept.id), kept.id, "A case for peers")
    if step == "sent":
        return
    noted = await peers.store.save(saved, saved.case.noted(message.channel.id, message.id))
    assert noted
    await Posts(town.bot.database).posted(kept.id, message.id)
    if step == "noted":
        return
    if isinstance(where, discord.TextChannel):
        await open_thread(message, "A case for peers", asked_card(words, kept.case))
    if step == "poll":
        question = discord.Poll("Which path would you explore first?", timedelta(days=7))
        question.add_answer(text="Explore")
        await message.reply(poll=question)


async def test_a_card_that_a_moderator_deleted_before_it_was_finished_is_not_posted_anew(peers: Peers) -> None:
    await peers.noor.send()
    await left_after(peers, peers.cases.id, "noted")
    peers.town.env.backend.delete_message(peers.cases.id, peers.cards[0].id)
    await restart(peers.town)
    await peers.quarter()
    assert peers.posted == []
    assert await peers.state() is State.POSTED


async def test_with_a_restart_between_every_two_steps_nothing_is_lost(peers: Peers) -> None:
    window = await peers.noor.start()
    await restart(peers.town)
    await peers.noor.submit(window, {"happened": "Write to jo.doe@example.org.", "hoped": HOPED})
    for label in ("Keep", "Send, and tell me by direct message"):
        await restart(peers.town)
        await peers.noor.press(label)
    await restart(peers.town)
    await peers.quarter()
    await restart(peers.town)
    await peers.sam.open()
    await restart(peers.town)
    window = await peers.sam.tap("queue-edit")
    await restart(peers.town)
    await peers.sam.submit(window, {"happened": HAPPENED, "hoped": HOPED})
    await restart(peers.town)
    await peers.sam.tap("queue-approve")
    assert len(peers.noor.dms) == 1
    await restart(peers.town)
    await peers.noor.look()
    await restart(peers.town)
    await peers.noor.tap("case-withdraw")
    await restart(peers.town)
    await peers.noor.tap("case-withdraw-yes")
    assert peers.posted == []
    assert rows(peers.town, "SELECT * FROM cases") == []

"""Nobody but its author can find out who wrote a case: not from what is shown, kept, logged, sent or timed."""

import json
from datetime import timedelta

import discord
import pytest

from bot.community.cases import State
from tests.journeys.cases.peers import HOPED, Moderator, Peers, refuses_polls, say, threads, visible_to
from tests.journeys.posting.posts import locked, restart, rows

SECRET = "zsuzsannaqx"
"""Stands in every case, so that it can be looked for."""


async def everything_happens(peers: Peers, *, tell: bool) -> None:
    """Noor's cases take every way there is, with trouble on each."""
    town, noor, sam = peers.town, peers.noor, peers.sam
    with locked(town):
        await noor.draft(f"{SECRET} could not be kept.")
    await noor.draft(f"{SECRET}: my client says he will kill himself tonight.")
    await noor.tap("danger-after")
    await noor.tap("case-cancel")
    await noor.draft(f"{SECRET}: write to jo.doe@example.org.")
    await noor.tap("details-keep")
    await noor.tap("case-send-tell" if tell else "case-send")
    await peers.quarter()
    await sam.open()
    await sam.reword(f"{SECRET} in other words.")
    allow = refuses_polls(town.env)
    await sam.tap("queue-approve")
    allow()
    await noor.send(f"{SECRET}, the second.", tell=tell)
    town.env.inject_error("POST", f"/channels/{peers.cases.id}/messages", status=501, times=1)
    await sam.decide("approve")
    await restart(town)
    await peers.quarter()
    await noor.send(f"{SECRET}, the third.", tell=tell)
    await sam.decline("Could you leave out the town?")
    await noor.look()
    await noor.tap("case-rework")
    await noor.tap("case-send")
    await sam.open()
    town.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50001, times=2)
    posted = next(each.id for each in await peers.kept() if each.case.state is State.POSTED)
    await noor.look()
    await noor.press_id(f"w1/case-withdraw/{posted}")
    await noor.tap("case-withdraw-yes")
    await peers.quarter()
    await noor.draft(f"{SECRET}, the last.")
    await noor.look()


@pytest.mark.expects_errors
@pytest.mark.parametrize("tell", [True, False])
async def test_wherever_one_looks_there_is_nothing_of_who_wrote_it(
    peers: Peers, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], tell: bool
) -> None:
    await everything_happens(peers, tell=tell)
    town, id = peers.town, str(peers.noor.member.id)
    states = {state for (state,) in rows(town, "SELECT DISTINCT state FROM cases")}
    assert states == {"draft", "posted", "waiting"}

    # What others see, with every control, and as a program sees it.
    seen = visible_to(town, town.sam, town.camille)
    assert SECRET in seen
    assert id not in seen
    assert "noor" not in seen
    # What is kept, in every file. And the words themselves are sealed.
    for file in town.settings.data_dir.iterdir():
        content = file.read_bytes()
        assert id.encode() not in content
        assert peers.noor.member.id.to_bytes(8) not in content
        assert b"noor" not in content
        assert SECRET.encode() not in content
    # What an operator reads.
    logged = capfd.readouterr().err + "\n".join(
        str(record.__dict__) for record in caplog.records if not record.name.startswith("simcord")
    )
    assert "the database cannot be used now" in logged
    for private in (id, "noor", SECRET, "jo.doe", *(each.id for each in await peers.kept())):
        assert private not in logged
    # What the bot asks Discord for: only a private message, and only for those who asked for one, names the author.
    named = {request.path for request in town.env.http_requests if id in json.dumps(request.json, default=str)}
    assert named == ({"/users/@me/channels"} if tell else set())
    assert len(peers.noor.dms) == (3 if tell else 0)
    # What the server's own log says, and who is in the threads.
    assert id not in str([vars(entry) for entry in town.guild.audit_log()])
    for thread in threads(peers.cases):
        assert list(thread._channel.thread_members) == [town.env.backend.bot_user.id]


async def test_what_was_posted_carries_nothing_that_leads_back(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.decide("approve")
    (kept,) = await peers.kept()
    controls = [
        part["custom_id"]
        for message in peers.posted
        for row in message.components
        for part in row.to_dict().get("components", [])
        if "custom_id" in part
    ]
    assert controls == [f"w1/case-put/{kept.id}"]
    assert peers.cards[0].interaction_metadata is None
    (row,) = rows(peers.town, "SELECT * FROM posts")
    assert peers.noor.member.id not in row
    peers.later(timedelta(days=30))
    await peers.quarter()
    assert await peers.store.get(kept.id) is None


async def test_a_moderator_who_wrote_one_sees_the_same_queue_as_the_others(peers: Peers) -> None:
    town = peers.town
    role = town.guild.create_role("Staff", permissions=discord.Permissions(manage_messages=True))
    kim = Moderator(town, town.guild.add_member(town.env.create_user("kim"), roles=[role]))
    await peers.sam.send("A case of Sam's.")
    await peers.noor.send()
    assert await peers.sam.open() == await kim.open()
    assert peers.sam.text.startswith("-# 1 of 2\n")
    await kim.tap("queue-decline")
    await kim.decline("Not for here, thank you.")
    assert peers.noted == [say(town, "log-case-declined", who=kim.member.mention)]
    assert "Not for here, thank you." in await peers.sam.look()


async def test_the_wish_in_a_thread_is_the_bots_and_nobody_elses(peers: Peers) -> None:
    await peers.noor.send()
    await peers.sam.decide("approve")
    (thread,) = threads(peers.cases)
    (first,) = thread.history()
    assert first.author.bot
    assert thread._channel.owner_id == town_bot(peers)
    assert HOPED in str([part.to_dict() for part in first.components])


def town_bot(peers: Peers) -> int:
    return peers.town.env.backend.bot_user.id

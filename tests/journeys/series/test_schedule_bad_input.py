"""``/schedule add`` with what cannot be: each is refused kindly, in one sentence, and nothing is set up."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import ChannelType, OverwriteType

from tests.conftest import Town
from tests.journeys.posting.posts import locked
from tests.journeys.seen import buttons, text
from tests.journeys.series.scheduling import (
    add,
    move,
    read,
    words,
)
from tests.journeys.threads import archive

REQUIRE_TAG = 1 << 4
"""Discord, "Channel flags": a forum in which every post wants a tag."""


async def refused(town: Town, person: MemberActor | None = None, **asked: Any) -> str:
    """What is said; nothing was set up, and there is nothing to press."""
    result = await add(town, person, **asked)
    assert buttons(result) == []
    assert read(town, "SELECT id FROM series") == []
    return text(result)


# What was typed


@pytest.mark.parametrize(
    ("time", "message"),
    [
        ("soon", "time-form"),
        ("9:00 Paris", "time-form"),
        ("0:00:30", "time-form"),
        ("25:00", "time-hour"),
        ("9:75", "time-minute"),
        ("24:00", "time-midnight"),
    ],
)
async def test_a_time_that_no_clock_shows(town: Town, lucie: MemberActor, time: str, message: str) -> None:
    assert await refused(town, time=time) == words(town, message, text=time)
    assert await refused(town, lucie, time=time) == words(town, message, "fr", text=time)


@pytest.mark.parametrize(
    ("starting", "message", "near"),
    [
        ("2027-02-29", "date-absent-near", "2027-02-28 or 2027-03-01"),
        ("29.02.2027", "date-absent-near", "2027-02-28 or 2027-03-01"),
        ("31/04/2026", "date-absent-near", "2026-04-30 or 2026-05-01"),
        ("03/15/2026", "date-absent-near", "2026-03-15"),
        ("2026-13-01", "date-absent-near", "2026-01-13"),
        ("2026-13-32", "date-absent", ""),
        ("2025-12-31", "date-past-near", "2026-01-05"),
        ("2027-02-02", "date-far", ""),
        ("next week", "date-form", ""),
        ("0000-01-01", "date-form", ""),
    ],
)
async def test_a_date_that_cannot_be_the_first(town: Town, starting: str, message: str, near: str) -> None:
    said = await refused(town, starting=starting)
    assert said == words(town, message, text=starting, near=near)
    assert near in said


async def test_the_29th_of_february_of_a_common_year_in_french(town: Town, lucie: MemberActor) -> None:
    said = await refused(town, lucie, starting="29/02/2027")
    near = "2027-02-28 ou 2027-03-01"
    assert said == words(town, "date-absent-near", "fr", text="29/02/2027", near=near)
    assert near in said


async def test_yesterday_is_a_matter_of_the_place(town: Town) -> None:
    # In Paris it is the 5th already, a Monday; in New York still the 4th.
    move(town, datetime(2026, 1, 5, 2, tzinfo=UTC))
    over = words(town, "date-past-near", text="2026-01-04", near="2026-01-05")
    assert await refused(town, starting="2026-01-04") == over
    made = await add(town, starting="2026-01-04", time_zone="America/New_York", weekday=6)
    assert text(made).startswith("The series is set up.")


@pytest.mark.parametrize(
    ("zone", "shown", "near"),
    [
        ("Xyzzy", "Xyzzy", ""),
        ("CET", "CET", "Paris (UTC+1), Berlin (UTC+1), Madrid (UTC+1)"),
        ("../../etc/passwd", "../../etc/passwd", ""),
        ("@everyone", "@\u200beveryone", ""),
        ("<@1>", "\\<@1>", ""),
    ],
)
async def test_a_time_zone_that_is_none(town: Town, zone: str, shown: str, near: str) -> None:
    message = "zone-unknown-near" if near else "zone-unknown"
    assert await refused(town, time_zone=zone) == words(town, message, text=shown, near=near)


@pytest.mark.parametrize("zone", ["paris", "PARIS", "Pariis", "europe/paris", "Paris (UTC+1)", " Paris "])
async def test_a_city_with_a_slip_is_understood(town: Town, zone: str) -> None:
    assert "### Every Monday at 09:00, Paris (UTC+1)" in text(await add(town, time_zone=zone))


async def test_without_any_time_zone_it_asks_for_one(town: Town, lucie: MemberActor) -> None:
    assert await refused(town, time_zone="") == words(town, "series-needs-zone")
    assert await refused(town, lucie, time_zone="") == words(town, "series-needs-zone", "fr")


@pytest.mark.parametrize("typed", ["Every Monday", "x", "' OR 1=1 --", "w1/series-removed/x"])
async def test_a_series_that_was_typed_and_not_chosen(town: Town, typed: str) -> None:
    await add(town)
    for command in ("pause", "resume", "remove"):
        said = text(await town.sam.slash(town.channel, f"schedule {command}", series=typed))
        assert said == words(town, "series-gone")
    assert len(read(town, "SELECT id FROM series WHERE paused IS NULL")) == 1


# Where


def deny(town: Town, channel: ChannelHandle, who: int, *, role: bool = False, **permissions: bool) -> None:
    yes, no = discord.PermissionOverwrite(**permissions).pair()
    kind = OverwriteType.ROLE if role else OverwriteType.MEMBER
    town.env.backend.set_overwrite(channel.id, Overwrite(target_id=who, type=kind, allow=yes.value, deny=no.value))


@pytest.mark.parametrize(
    ("permission", "thread", "named"),
    [
        ("send_messages", False, "**Send Messages**"),
        ("view_channel", False, "**View Channel**"),
        ("read_message_history", False, "**Read Message History**"),
        ("create_public_threads", True, "**Create Public Threads**"),
        ("send_messages_in_threads", True, "**Send Messages in Threads**"),
    ],
)
async def test_the_bot_lacks_a_permission_there_and_names_it(
    town: Town, permission: str, thread: bool, named: str
) -> None:
    there = town.guild.create_text_channel("weekly")
    assert town.bot.user
    deny(town, there, town.bot.user.id, **{permission: False})
    said = await refused(town, channel=there, thread=thread)
    assert said.startswith(f"In <#{there.id}> I am missing: {named}")
    if thread:
        assert text(await add(town, channel=there)).startswith("The series is set up.")


async def test_where_moderators_may_not_write_themselves_the_bot_does_not_write_for_them(town: Town) -> None:
    there = town.guild.create_text_channel("announcements")
    deny(town, there, town.guild.default_role.id, role=True, send_messages=False)
    assert town.bot.user
    deny(town, there, town.bot.user.id, send_messages=True)
    lacking = f"**{words(town, 'permission-send-messages')}**"
    said = await refused(town, channel=there)
    assert said == words(town, "you-lack", channel=f"<#{there.id}>", permissions=lacking)


async def test_a_forum_that_wants_a_tag_on_every_post(town: Town) -> None:
    forum = town.guild.create_forum_channel("questions")
    emit = town.env.backend.emit

    def with_flag(event: str, payload: Mapping[str, Any]) -> None:
        emit(event, {**payload, "flags": REQUIRE_TAG} if event == "CHANNEL_UPDATE" else payload)

    town.env.backend.emit = with_flag
    town.env.backend.announce_channel_update(forum.id)
    assert await refused(town, channel=forum) == words(town, "series-forum-wants-tag", channel=f"<#{forum.id}>")


async def test_a_locked_thread(town: Town) -> None:
    made = town.env.backend.create_thread(town.channel.id, "Closed", town.sam.id)
    archive(town.env, made.id, locked=True)
    there = ChannelHandle(town.env, town.guild, made)
    assert await refused(town, channel=there) == words(town, "thread-locked", channel=f"<#{made.id}>")


async def test_in_a_voice_channel_without_naming_another(town: Town) -> None:
    made = town.env.backend.create_channel(town.guild.id, "Lounge", type=ChannelType.VOICE)
    lounge = ChannelHandle(town.env, town.guild, made)
    asked = {"rotates": "all", "weekday": 0, "time": "9:00", "time_zone": "Europe/Paris"}
    said = text(await town.sam.slash(lounge, "schedule add", **asked))
    assert (
        said == f"I can post in text, announcement and forum channels and in threads; <#{lounge.id}> is none of these."
    )


async def test_what_the_server_does_not_show_cannot_be_gone_through(town: Town, lucie: MemberActor) -> None:
    await town.bot.communities.set(town.guild.id, editions=("gcoe-2021",))
    assert await refused(town, rotates="clauses:icf") == words(town, "series-nothing")
    assert await refused(town, lucie, rotates="clauses:icf") == words(town, "series-nothing", "fr")


@pytest.mark.expects_errors
async def test_the_database_is_locked_and_they_are_told_that_nothing_was_saved(town: Town) -> None:
    with locked(town):
        said = await refused(town)
    assert said == words(town, "not-saved")

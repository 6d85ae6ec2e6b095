"""``/meetups``: what is planned in the server, in everyone's own time, to take along."""

import re
from datetime import datetime
from typing import Any

import discord
import pytest
from icalendar import Calendar
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.surface.meetups import Meetups
from tests.journeys.meetups.meeting import (
    ACTIVE,
    CANCELLED,
    EVENTS,
    POST,
    REGISTRATION,
    TimedTown,
    links,
    meetups,
    named,
    plan,
    plan_evenings,
    posts,
    press,
    room,
)
from tests.journeys.private import deliver, text_of, told
from tests.journeys.seen import answer, buttons, text

# The list


async def test_with_nothing_planned_it_says_how_to_add_a_meetup(town: TimedTown) -> None:
    shown = await meetups(town)
    assert "Nothing is planned here at the moment." in text(shown)
    assert "Create Event" in text(shown)
    assert "Create Events permission" in text(shown)
    assert buttons(shown) == [REGISTRATION]
    assert links(answer(shown)) == ["https://solutionsacademy.com/registration"]
    assert POST not in buttons(await meetups(town, town.sam))


async def test_one_meetup_with_its_time_place_and_page(town: TimedTown) -> None:
    event = plan(
        town, "Ethics evening", description="Bring a question.\nNo slides.", location="Café des Sources, Paris"
    )
    start = int(datetime.fromisoformat(event.scheduled_start_time).timestamp())
    shown = await meetups(town)
    assert text(shown).splitlines() == [
        "### Upcoming meetups",
        "**Ethics evening**",
        f"<t:{start}:F> · <t:{start}:R> · [Details](https://discord.com/events/{town.guild.id}/{event.id})",
        "Café des Sources, Paris",
        "-# Bring a question. No slides.",
        "-# Times are shown in your own time zone.",
    ]
    assert buttons(shown) == ["Calendar file", REGISTRATION]


async def test_a_french_reader_gets_it_in_french(town: TimedTown) -> None:
    empty = await meetups(town, town.camille)
    assert "Rien n'est prévu ici pour le moment." in text(empty)
    assert "« Créer un événement »" in text(empty).replace("\xa0", " ")
    town.wait(seconds=61)
    plan(town, "Soirée éthique")
    shown = await meetups(town, town.camille)
    assert text(shown).startswith("### Prochaines rencontres\n**Soirée éthique**\n")
    assert "[Détails](https://discord.com/events/" in text(shown)
    assert buttons(shown) == ["Fichier d'agenda", "Rencontres et échanges gratuits entre coachs"]
    got = await press(town.camille, shown, "Fichier d'agenda")
    assert "ouvrez-le avec votre agenda" in text(got)


async def test_twelve_meetups_are_turned_page_by_page_and_back(town: TimedTown) -> None:
    plan_evenings(town, 12)
    first = await meetups(town)
    assert named(first) == [f"Evening {day}" for day in range(1, 6)]
    assert "-# 1–5 of 12 · Times" in text(first)
    assert buttons(first) == ["Next", "Calendar file", REGISTRATION]
    second = await press(town.noor, first, "Next")
    assert named(second) == [f"Evening {day}" for day in range(6, 11)]
    assert buttons(second) == ["Previous", "Next", "Calendar file", REGISTRATION]
    third = await press(town.noor, second, "Next")
    assert named(third) == ["Evening 11", "Evening 12"]
    assert "-# 11–12 of 12 · Times" in text(third)
    assert buttons(third) == ["Previous", "Calendar file", REGISTRATION]
    # It is one message that is turned, not three.
    assert answer(third).id == answer(first).id
    back = await press(town.noor, await press(town.noor, third, "Previous"), "Previous")
    assert named(back) == [f"Evening {day}" for day in range(1, 6)]


async def test_pages_are_turned_after_a_restart(town: TimedTown) -> None:
    plan_evenings(town, 6)
    shown = await meetups(town)
    await town.restart()
    assert named(await press(town.noor, shown, "Next")) == ["Evening 6"]


async def test_a_meetup_cancelled_meanwhile_makes_nobody_miss_another(town: TimedTown) -> None:
    events = plan_evenings(town, 12)
    first = await meetups(town)
    town.env.backend.edit_scheduled_event(town.guild.id, events[1].id, {"status": CANCELLED})
    town.env.backend.delete_scheduled_event(town.guild.id, events[6].id)
    town.wait(seconds=61)
    second = await press(town.noor, first, "Next")
    assert named(second) == [f"Evening {day}" for day in (6, 8, 9, 10, 11)]
    assert "-# 5–9 of 10" in text(second)
    back = await press(town.noor, second, "Previous")
    assert named(back) == [f"Evening {day}" for day in (1, 3, 4, 5, 6)]


async def test_when_all_are_cancelled_meanwhile_turning_says_that_nothing_is_planned(town: TimedTown) -> None:
    events = plan_evenings(town, 6)
    first = await meetups(town)
    for event in events:
        town.env.backend.delete_scheduled_event(town.guild.id, event.id)
    town.wait(seconds=61)
    assert "Nothing is planned" in text(await press(town.noor, first, "Next"))


async def test_one_that_has_begun_is_shown_as_now_until_it_is_over(town: TimedTown) -> None:
    plan(town, "Long evening", 1)
    plan(town, "Tomorrow", 24)
    town.wait(minutes=65)
    shown = await meetups(town)
    assert named(shown) == ["Long evening", "Tomorrow"]
    lines = text(shown).splitlines()
    assert [line.startswith("**Now** · <t:") for line in lines if "<t:" in line] == [True, False]
    town.wait(minutes=60)
    assert named(await meetups(town)) == ["Tomorrow"]


async def test_one_that_its_host_opened_early_is_now_as_well(town: TimedTown) -> None:
    event = plan(town, "Open house", 1, channel=room(town, "Lounge"))
    town.env.backend.edit_scheduled_event(town.guild.id, event.id, {"status": ACTIVE})
    assert "**Now** · <t:" in text(await meetups(town))


async def test_the_server_s_own_registration_link_wins(town: TimedTown) -> None:
    await town.bot.communities.set(town.guild.id, registration_url="https://example.org/sign-up")
    plan(town, "Ethics evening")
    assert links(answer(await meetups(town))) == ["https://example.org/sign-up"]


async def test_discord_is_asked_once_a_minute(town: TimedTown) -> None:
    def asked() -> int:
        return sum(entry.path.endswith("/scheduled-events") for entry in town.env.http_requests)

    plan_evenings(town, 6)
    shown = await meetups(town)
    await press(town.noor, shown, "Next")
    await meetups(town, town.camille)
    assert asked() == 1
    town.wait(seconds=61)
    plan(town, "Just added", 2)
    assert named(await meetups(town))[0] == "Just added"
    assert asked() == 2


# Where a meetup takes place


async def test_a_channel_is_shown_as_discord_shows_it(town: TimedTown) -> None:
    lounge = room(town, "Lounge")
    plan(town, "Ethics evening", channel=lounge)
    assert f"\n<#{lounge.id}>\n" in text(await meetups(town))


async def test_an_event_without_a_place_leaves_it_open(town: TimedTown) -> None:
    plan(town, "Ethics evening", location=" ")
    shown = await meetups(town)
    assert "\nPlace to be announced\n" in text(shown)
    (event,) = (await calendar_of(town.noor, shown)).events
    assert "LOCATION" not in event


async def test_an_event_in_a_channel_that_we_do_not_know_is_shown_to_nobody(town: TimedTown) -> None:
    lounge = room(town, "Lounge")
    plan(town, "Ethics evening", channel=lounge)
    plan(town, "Elsewhere", 2)
    town.env.backend.delete_channel(lounge.id)
    await town.env.settle()
    assert named(await meetups(town)) == ["Elsewhere"], "who saw that channel is not known any more"


@pytest.mark.parametrize(
    ("location", "seen"),
    [
        ("https://example.org/join?id=1_2_3", "<https://example.org/join?id=1_2_3>"),
        ("Room 4, or https://example.org/join.", "Room 4, or <https://example.org/join>."),
        ("Zoom (https://example.org/join) or phone", "Zoom (<https://example.org/join>) or phone"),
        (" https://example.org/join ", "<https://example.org/join>"),
        ("javascript://alert(1)", "javascript:\u200b//alert(1)"),
        ("https://exa\u202emple.org/x", "https:\u200b//example.org/x"),
    ],
)
async def test_a_web_address_can_be_tapped_and_nothing_else(town: TimedTown, location: str, seen: str) -> None:
    plan(town, "Online", location=location)
    assert f"\n{seen}\n" in text(await meetups(town))


async def test_an_event_in_a_channel_one_cannot_see_is_not_shown_to_them(town: TimedTown) -> None:
    office = room(town, "Moderators only", hidden_from=town.guild.default_role.id)
    council = town.guild.create_role("Council", permissions=discord.Permissions(administrator=True))
    lena = town.guild.add_member(town.env.create_user("lena"), roles=[council])
    plan(town, "About a complaint", 2, channel=office)
    plan(town, "Ethics evening")
    assert named(await meetups(town)) == ["Ethics evening"]
    assert named(await meetups(town, lena)) == ["About a complaint", "Ethics evening"]
    (event,) = (await calendar_of(town.noor, await meetups(town))).events
    assert event["SUMMARY"] == "Ethics evening"


# Names from anywhere

HOSTILE = {
    "everyone": "@everyone @here free money",
    "mentions": "<@1> <@&2> <#3> </x:4> <t:5:R>",
    "markdown": "**_`~~||[x](http://y.example)||~~`_** # > -#",
    "heading": "# Big\n# Bigger",
    "right-to-left": "ערב אתיקה למאמנים",
    "override": "\u202egnihcaoc\u202c",
    "invisible": "\u200b\u2060",
    "stars": "*" * 100,
    "flags": "🏳️‍🌈" * 16,
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
async def test_what_organisers_write_comes_alive_nowhere(town: TimedTown, words: str) -> None:
    for day in range(1, 6):
        plan(town, words, day, location=words[:100], description=(words * 1000)[:1000])
    for shown in (await meetups(town), await meetups(town, town.sam)):
        body = text(shown)
        assert "@everyone" not in body
        assert not re.search(r"(?<!\\)<[@#/](?!t:)", body)
        assert body.count("### ") == 1
        assert not re.search(r"^#|^>", body.replace("### Upcoming meetups", ""), re.MULTILINE)
        assert len([line for line in body.splitlines() if "[Details](https://discord.com/events/" in line]) == 5
        assert "\u202e" not in body
        assert "****" not in body
    preview = await press(town.sam, await meetups(town, town.sam), POST)
    await press(town.sam, preview, "Post")
    assert "@everyone" not in text_of(posts(town)[0])


async def test_a_long_description_is_one_short_line(town: TimedTown) -> None:
    plan(town, "Ethics evening", description="One idea after the other.\n" * 40)
    (line,) = [line for line in text(await meetups(town)).splitlines() if "idea" in line]
    assert line.startswith("-# One idea after the other. One idea")
    assert len(line) <= len("-# ") + 150
    assert line.endswith("…")


# The calendar file


async def calendar_of(person: MemberActor, shown: InteractionResult) -> Calendar:
    got = await press(person, shown, "Calendar file")
    assert "Every coming meetup in one file" in text(got)
    (file,) = answer(got).attachments
    assert file.filename == "meetups.ics"
    return Calendar.from_ical(await file.read())


async def test_the_calendar_file_holds_all_of_them_not_only_the_page(town: TimedTown) -> None:
    events = plan_evenings(town, 12)
    lounge = room(town, "Lounge")
    plan(town, "Open end", 24 * 20, channel=lounge, description="As long as it takes.")
    calendar = await calendar_of(town.noor, await meetups(town))
    found = calendar.events
    assert [str(each["SUMMARY"]) for each in found] == [*(f"Evening {day}" for day in range(1, 13)), "Open end"]
    first, last = found[0], found[-1]
    assert first["UID"] == f"discord-event-{events[0].id}@wayside"
    assert first.start == datetime.fromisoformat(events[0].scheduled_start_time).replace(microsecond=0)
    assert first.end == datetime.fromisoformat(str(events[0].scheduled_end_time)).replace(microsecond=0)
    assert first["LOCATION"] == "Paris"
    assert last["LOCATION"] == "#Lounge"
    assert str(last["DESCRIPTION"]).startswith("As long as it takes.")
    assert "DTEND" not in last


async def test_the_list_stays_beside_the_file(town: TimedTown) -> None:
    plan_evenings(town, 6)
    shown = await meetups(town)
    got = await press(town.noor, shown, "Calendar file")
    assert answer(got).id != answer(shown).id
    assert named(shown) == [f"Evening {day}" for day in range(1, 6)]


# Outside the server, and when Discord does not answer


async def test_in_the_private_chat_it_points_to_the_server(town: TimedTown) -> None:
    plan(town, "Ethics evening")
    shown = await town.noor.user.slash("meetups")
    assert "use /meetups in a server that has added me" in text(shown)
    assert "Ethics evening" not in text(shown)
    assert buttons(shown) == [REGISTRATION]
    assert "/rencontres sur un serveur" in text(await town.camille.user.slash("meetups"))


async def test_where_a_person_alone_installed_it_no_list_is_asked_for(town: TimedTown) -> None:
    emit = town.env.backend.emit

    def alone(event: str, payload: Any) -> None:
        if event == "INTERACTION_CREATE":
            payload = {**payload, "authorizing_integration_owners": {"1": str(town.noor.id)}}
        emit(event, payload)

    plan(town, "Ethics evening")
    town.env.backend.emit = alone
    shown = await meetups(town)
    assert "use /meetups in a server that has added me" in text(shown)
    assert not any(entry.path.endswith("/scheduled-events") for entry in town.env.http_requests)


@pytest.mark.parametrize("status", [403, 404, 500, 503])
async def test_when_discord_does_not_show_the_events_the_registration_link_is_still_there(
    town: TimedTown, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    plan(town, "Ethics evening")
    town.env.inject_error("GET", EVENTS, status=status, code=50001 if status == 403 else 0, times=None)
    shown = await meetups(town)
    assert "Discord is not showing me this server's events right now." in text(shown)
    assert buttons(shown) == ["Try again", REGISTRATION]
    assert links(answer(shown)) == ["https://solutionsacademy.com/registration"]
    logged = [
        record.getMessage() for record in caplog.records if "could not ask for a server's events" in record.getMessage()
    ]
    assert len(logged) == 1
    assert str(town.noor.id) not in logged[0]
    # A failure is not remembered.
    town.env.backend.faults.clear()
    assert named(await press(town.noor, shown, "Try again")) == ["Ethics evening"]


async def test_turning_a_page_or_asking_for_the_file_while_discord_is_down_loses_nothing(town: TimedTown) -> None:
    plan_evenings(town, 6)
    shown = await meetups(town)
    town.wait(seconds=61)
    town.env.inject_error("GET", EVENTS, status=403, code=50001, times=None)
    file = await press(town.noor, shown, "Calendar file")
    assert "Please try again in a minute." in text(file)
    assert buttons(file) == [REGISTRATION]
    assert named(shown) == [f"Evening {day}" for day in range(1, 6)]
    turned = await press(town.noor, shown, "Next")
    assert buttons(turned) == ["Try again", REGISTRATION]


@pytest.mark.parametrize("id", ["sideways/1/2", "after/x/2", "after/1/²", "after/1", "after/1/2/3"])
async def test_a_page_that_never_was_gets_a_kind_sentence(town: TimedTown, id: str) -> None:
    plan_evenings(town, 6)
    shown = await meetups(town)
    (result,) = await deliver(town, town.noor.id, answer(shown).message, f"w1/meetups-page/{id}")
    assert "older version" in told(result)


async def test_whoever_asks_for_nobody_in_particular_gets_what_everyone_may_know(town: TimedTown) -> None:
    plan(town, "About a complaint", 2, channel=room(town, "Office", hidden_from=town.guild.default_role.id))
    plan(town, "Open house", 3, channel=room(town, "Lounge"))
    plan(town, "Walk", 4)
    guild = town.bot.get_guild(town.guild.id)
    assert guild is not None
    with town.env._bot_scope():
        assert [each.name for each in await Meetups(town.hours).coming(guild)] == ["Open house", "Walk"]


# Help


async def test_help_names_it(town: TimedTown) -> None:
    shown = text(await town.noor.slash(town.channel, "help"))
    assert "</meetups:" in shown
    assert "lists this server's next meetups" in shown

"""``/schedule``: what moderators set up, look at, pause, resume and remove, and when it comes next."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from simcord.actors import MemberActor

from bot.community.due import Rhythm
from bot.community.series import MOST, Pause, Series
from bot.storage.series import AllSeries
from tests.conftest import Town
from tests.journeys.seen import answer, buttons, options, text
from tests.journeys.series.scheduling import (
    SERIES,
    add,
    dates,
    drawn,
    ids,
    move,
    posts,
    press,
    read,
    said,
    state,
    the_list,
    utc,
    with_log,
    words,
)

PARIS = "Paris (UTC+1)"


# Setting up


async def test_a_series_is_set_up_and_its_next_three_dates_are_drawn(town: Town) -> None:
    log = await with_log(town)
    made = await add(town)
    assert text(made).split("\n") == [
        "The series is set up.",
        f"### Every Monday at 09:00, {PARIS}",
        f"Questions to think about, in <#{town.channel.id}>",
        "-# English",
        "**Next**",
        *drawn(utc(2026, 1, 5, 8), utc(2026, 1, 12, 8), utc(2026, 1, 19, 8)),
    ]
    assert buttons(made) == ["Pause", "Remove", "All series"]
    assert said(log) == [f"<@{town.sam.id}> set up a series in <#{town.channel.id}>. Every Monday at 09:00, {PARIS}"]
    assert posts(town.channel) == []
    columns = "guild_id, channel_id, added_by, rotates, languages, thread, every_weeks, first_on, at, zone, paused"
    assert read(town, f"SELECT {columns} FROM series") == [
        (
            town.guild.id,
            town.channel.id,
            town.sam.id,
            "questions",
            "en",
            0,
            1,
            "2026-01-05",
            "09:00",
            "Europe/Paris",
            None,
        )
    ]


async def test_a_french_moderator_sets_one_up_in_french(town: Town, lucie: MemberActor) -> None:
    made = await add(town, lucie, rotates="clauses:gcoe", every=2, time="21h", thread=True, second_language="en")
    assert text(made).replace("\N{NO-BREAK SPACE}", " ").split("\n") == [
        "La série est en place.",
        f"### Un lundi sur deux à 21:00, {PARIS}",
        f"Clauses : Global Code, dans <#{town.channel.id}>",
        f"-# Français · English · {words(town, 'series-with-thread', 'fr')}",
        f"**{words(town, 'series-next', 'fr')}**",
        *drawn(utc(2026, 1, 5, 20), utc(2026, 1, 19, 20), utc(2026, 2, 2, 20)),
    ]
    assert buttons(made) == ["Mettre en pause", "Supprimer", "Toutes les séries"]


@pytest.mark.parametrize(
    ("today", "asked", "expected"),
    [
        # Clocks are changed on 29 March and 25 October in Paris, on 8 March and 1 November in New York.
        (utc(2026, 3, 20), {}, [utc(2026, 3, 23, 8), utc(2026, 3, 30, 7), utc(2026, 4, 6, 7)]),
        (utc(2026, 10, 17), {}, [utc(2026, 10, 19, 7), utc(2026, 10, 26, 8), utc(2026, 11, 2, 8)]),
        (
            utc(2026, 3, 1),
            {"time_zone": "America/New_York", "every": 2},
            [utc(2026, 3, 2, 14), utc(2026, 3, 16, 13), utc(2026, 3, 30, 13)],
        ),
        (
            utc(2026, 10, 30),
            {"time_zone": "America/New_York", "weekday": 6, "time": "1:30"},
            [utc(2026, 11, 1, 5, 30), utc(2026, 11, 8, 6, 30), utc(2026, 11, 15, 6, 30)],
        ),
        # Today is a Monday: before nine in Paris it is still to come, after nine it is over.
        (utc(2026, 1, 5, 7, 59), {}, [utc(2026, 1, 5, 8), utc(2026, 1, 12, 8), utc(2026, 1, 19, 8)]),
        (utc(2026, 1, 5, 8, 0), {}, [utc(2026, 1, 12, 8), utc(2026, 1, 19, 8), utc(2026, 1, 26, 8)]),
        # The day in Paris counts, not the one in Greenwich.
        (
            utc(2026, 1, 4, 23, 30),
            {"time": "0:15"},
            [utc(2026, 1, 11, 23, 15), utc(2026, 1, 18, 23, 15), utc(2026, 1, 25, 23, 15)],
        ),
        # The first Monday from that day on; 29 February where there is one.
        (utc(2026, 1, 1), {"starting": "2026-02-03"}, [utc(2026, 2, 9, 8), utc(2026, 2, 16, 8), utc(2026, 2, 23, 8)]),
        (
            utc(2028, 1, 1),
            {"starting": "2028-02-29", "weekday": 1, "every": 2},
            [utc(2028, 2, 29, 8), utc(2028, 3, 14, 8), utc(2028, 3, 28, 7)],
        ),
    ],
)
async def test_the_next_dates_are_those_of_the_clock_on_the_wall(
    town: Town, today: datetime, asked: dict[str, Any], expected: list[datetime]
) -> None:
    move(town, today)
    assert dates(await add(town, **asked)) == drawn(*expected)
    assert state(town) == [(None, expected[0].isoformat(timespec="microseconds").replace("+00:00", "Z"))]


async def test_the_server_s_time_zone_and_languages_are_taken_where_none_are_named(town: Town) -> None:
    await town.bot.communities.set(town.guild.id, zone="America/New_York", language="fr", second_language="en")
    made = await town.sam.slash(town.channel, "schedule add", rotates="all", weekday=0, time="9:00")
    assert "### Every Monday at 09:00, New York (UTC−5)" in text(made)
    assert "-# Français · English" in text(made)


async def test_time_zones_are_suggested_while_typing(town: Town, lucie: MemberActor) -> None:
    typed = await town.sam.autocomplete(town.channel, "schedule add", "time_zone", "pari")
    assert typed[0] == {"name": PARIS, "value": "Europe/Paris"}
    french = await lucie.autocomplete(town.channel, "schedule add", "time_zone", "londr")
    assert french[0] == {"name": "Londres (UTC+0)", "value": "Europe/London"}
    await town.bot.communities.set(town.guild.id, zone="America/Toronto")
    assert (await town.sam.autocomplete(town.channel, "schedule add", "time_zone", ""))[0]["value"] == "America/Toronto"


async def test_twenty_are_as_many_as_a_server_can_have(town: Town) -> None:
    for _ in range(MOST - 1):
        await keep(town)
    await add(town)
    refused = await add(town)
    assert text(refused).startswith("20 series are as many as one server can have.")
    assert len(ids(town)) == MOST
    asked = await town.sam.slash(town.channel, "schedule remove", series=ids(town)[0])
    await press(town.sam, asked, "Yes, remove it")
    assert text(await add(town)).startswith("The series is set up.")


async def test_two_moderators_at_once_do_not_share_the_last_place(town: Town) -> None:
    for _ in range(MOST - 1):
        await keep(town)
    everything = AllSeries(town.bot.database)
    new = [replace(SERIES, id=f"last-{number}", guild=town.guild.id) for number in range(3)]
    done = await asyncio.gather(*(everything.add(each, MOST, town.env.now()) for each in new))
    assert sorted(done) == [False, False, True]
    assert len(ids(town)) == MOST


async def keep(town: Town, series: Series = SERIES) -> None:
    """One more series of this server, without a moderator."""
    here = replace(series, id=f"series-{len(ids(town))}", guild=town.guild.id, channel=town.channel.id)
    assert await AllSeries(town.bot.database).add(here, MOST, town.env.now())


# Looking


async def test_a_list_of_none_says_how_to_begin(town: Town, lucie: MemberActor) -> None:
    none = text(await the_list(town))
    assert none.split("\n") == ["### Weekly series", words(town, "series-none")]
    assert "/schedule add" in none
    assert "/programmer ajouter" in text(await the_list(town, lucie))


async def test_one_is_listed_and_opened(town: Town, lucie: MemberActor) -> None:
    await add(town)
    found = await the_list(town, lucie)
    questions = words(town, "rotates-questions", "fr")
    assert text(found).split("\n") == [
        "### Séries hebdomadaires",
        f"**Chaque lundi à 09:00, {PARIS}**",
        f"<#{town.channel.id}> · {questions} · <t:1767600000:F> (<t:1767600000:R>)",
        f"-# {words(town, 'series-note', 'fr')}",
    ]
    (line,) = options(found)
    assert line == f"Chaque lundi à 09:00, {PARIS} · #ethics-corner · {questions}"
    opened = await lucie.select(answer(found), [options(found)[line]])
    assert answer(opened).id == answer(found).id
    assert dates(opened) == drawn(utc(2026, 1, 5, 8), utc(2026, 1, 12, 8), utc(2026, 1, 19, 8))
    assert text(await press(lucie, opened, "Toutes les séries")) == text(found)


async def test_two_that_differ_in_their_channel_alone_can_be_told_apart(town: Town) -> None:
    await add(town)
    await add(town, channel=town.guild.create_text_channel("coin-éthique"))
    lines = {
        f"Every Monday at 09:00, {PARIS} · #{name} · Questions to think about"
        for name in ("ethics-corner", "coin-éthique")
    }
    assert options(await the_list(town)).keys() == lines
    offered = await town.sam.autocomplete(town.channel, "schedule remove", "series", "")
    assert {each["name"] for each in offered} == lines
    (one,) = await town.sam.autocomplete(town.channel, "schedule remove", "series", "coin-ethique")
    assert one["value"] in ids(town)


@pytest.mark.parametrize("paused", [None, *Pause])
async def test_twenty_of_the_longest_fit_on_one_card_in_every_language(
    town: Town, lucie: MemberActor, paused: Pause | None
) -> None:
    wordy = replace(SERIES, rotates="all", rhythm=Rhythm(2, date(2026, 1, 7), time(23, 30), "America/St_Johns"))
    for _ in range(MOST):
        await keep(town, replace(wordy, paused=paused))
    for person, zone in ((town.sam, "St. John’s"), (lucie, "Saint-Jean de Terre-Neuve")):
        found = await the_list(town, person)
        assert text(found).count(zone) == MOST
        (menu,) = [row["components"][0] for row in answer(found).components if row["type"] == 1]
        assert {each["value"] for each in menu["options"]} == set(ids(town))

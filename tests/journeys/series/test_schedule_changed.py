"""Series that are paused, resumed and removed: from old cards, twice, and by whoever may not."""

from datetime import timedelta

import discord
import pytest
from simcord.actors import MemberActor

from tests.conftest import Town
from tests.journeys.hidden import sent
from tests.journeys.private import deliver, told
from tests.journeys.seen import answer, buttons, options, text
from tests.journeys.series.scheduling import (
    add,
    dates,
    drawn,
    ids,
    move,
    noted,
    posts,
    press,
    restart,
    said,
    state,
    the_list,
    utc,
    with_log,
    words,
    work,
)

SHUT = "This is for this server's moderators."


# Pausing, resuming, removing


async def test_paused_it_does_not_post_and_resumed_it_goes_on_with_its_next_date(town: Town) -> None:
    log = await with_log(town)
    made = await add(town)
    await work(town, utc(2026, 1, 5, 8))
    paused = await press(town.sam, made, "Pause")
    assert answer(paused).id == answer(made).id
    assert text(paused).endswith("**paused**")
    assert buttons(paused) == ["Resume", "Remove", "All series"]
    assert text(await the_list(town)).split("\n")[2].endswith(" · paused")
    for day in (12, 19, 26):
        await work(town, utc(2026, 1, day, 8, 0, 5))
    move(town, utc(2026, 1, 27, 12))
    resumed = await press(town.sam, paused, "Resume")
    assert dates(resumed) == drawn(utc(2026, 2, 2, 8), utc(2026, 2, 9, 8), utc(2026, 2, 16, 8))
    await work(town)
    assert len(posts(town.channel)) == 1
    await work(town, utc(2026, 2, 2, 8))
    assert [each.due for each in noted(town)] == [utc(2026, 1, 5, 8), utc(2026, 2, 2, 8)]
    said_of = [each.split(" a series in ")[0].split("> ")[1] for each in said(log)]
    assert said_of == ["set up", "paused", "resumed"]


async def test_every_other_week_keeps_its_weeks_through_a_pause(town: Town) -> None:
    made = await add(town, every=2)
    await press(town.sam, made, "Pause")
    move(town, utc(2026, 1, 13))
    resumed = await town.sam.slash(town.channel, "schedule resume", series=ids(town)[0])
    assert dates(resumed) == drawn(utc(2026, 1, 19, 8), utc(2026, 2, 2, 8), utc(2026, 2, 16, 8))


async def test_removing_asks_once_more_and_leaves_the_posts(town: Town, lucie: MemberActor) -> None:
    log = await with_log(town)
    await add(town)
    await work(town, utc(2026, 1, 5, 8))
    (id,) = ids(town)
    asked = await lucie.slash(town.channel, "schedule remove", series=id)
    assert (
        text(asked).replace("\N{NO-BREAK SPACE}", " ").startswith("### Supprimer cette série ?\nChaque lundi à 09:00")
    )
    back = await press(lucie, asked, "Retour")
    assert len(dates(back)) == 3
    gone = await press(lucie, await press(lucie, back, "Supprimer"), "Oui, la supprimer")
    assert text(gone) == "La série est supprimée."
    assert ids(town) == []
    assert noted(town) == []
    await work(town, utc(2026, 1, 12, 8))
    assert len(posts(town.channel)) == 1
    assert said(log)[-1].startswith(f"<@{lucie.id}> removed a series in ")
    assert words(town, "series-none", "fr") in text(await press(lucie, gone, "Toutes les séries"))


async def test_second_clicks_do_nothing_more(town: Town) -> None:
    log = await with_log(town)
    made = await add(town)
    (id,) = ids(town)
    message = answer(made).message
    for verb in ("pause", "pause", "resume", "resume"):
        await deliver(town, town.sam.id, message, f"w1/series-{verb}/{id}", f"w1/series-{verb}/{id}")
    assert state(town) == [(None, "2026-01-05T08:00:00.000000Z")]
    await deliver(town, town.sam.id, message, f"w1/series-removed/{id}", f"w1/series-removed/{id}")
    assert ids(town) == []
    verbs = [each.split(" a series in ")[0].split("> ")[1] for each in said(log)]
    assert verbs == ["set up", "paused", "resumed", "removed"]


@pytest.mark.parametrize("verb", ["open", "pause", "resume", "remove", "removed"])
async def test_an_old_card_of_a_removed_series_says_so(town: Town, verb: str) -> None:
    made = await add(town)
    (id,) = ids(town)
    await deliver(town, town.sam.id, answer(made).message, f"w1/series-removed/{id}")
    menu = (id,) if verb == "open" else ()
    control = "w1/series-open" if menu else f"w1/series-{verb}/{id}"
    (result,) = await deliver(town, town.sam.id, answer(made).message, control, values=menu)
    assert told(result) == "That series is no longer there. /schedule list shows those there are."


async def test_everything_stays_after_a_restart_and_old_buttons_work(town: Town) -> None:
    made = await add(town)
    await restart(town)
    assert dates(await the_list(town)) == []
    assert len(options(await the_list(town))) == 1
    assert text(await press(town.sam, made, "Pause")).endswith("**paused**")
    await restart(town)
    await work(town, utc(2026, 1, 5, 8))
    assert posts(town.channel) == []
    assert len(dates(await press(town.sam, made, "Resume"))) == 3


# For this server's moderators alone


async def test_a_series_of_another_server_is_not_to_be_seen_or_touched(town: Town) -> None:
    await add(town)
    (id,) = ids(town)
    other = town.env.create_guild("Another")
    channel = other.create_text_channel("talk")
    role = other.create_role("Moderator", permissions=discord.Permissions(manage_messages=True))
    sam = other.add_member(town.sam.user, roles=[role])
    await town.env.settle()
    listed = await sam.slash(channel, "schedule list")
    assert words(town, "series-none") in text(listed)
    assert await sam.autocomplete(channel, "schedule pause", "series", "") == []
    for command in ("pause", "resume", "remove"):
        assert text(await sam.slash(channel, f"schedule {command}", series=id)).startswith("That series is no longer")
    for verb in ("pause", "removed"):
        (result,) = await deliver(town, sam.id, answer(listed).message, f"w1/series-{verb}/{id}")
        assert told(result).startswith("That series is no longer there.")
    assert state(town) == [(None, "2026-01-05T08:00:00.000000Z")]


async def test_members_are_refused_every_command_and_every_button(town: Town) -> None:
    made = await add(town)
    (id,) = ids(town)
    day = {"rotates": "all", "weekday": 0, "time": "9:00", "time_zone": "Europe/Paris"}
    one = {f"schedule {name}": {"series": id} for name in ("pause", "resume", "remove")}
    for name, given in {"schedule list": {}, "schedule add": day, **one}.items():
        assert text(await sent(town, town.noor, name, **given)).startswith(SHUT), name
    for verb in ("pause", "resume", "remove", "removed"):
        (result,) = await deliver(town, town.noor.id, answer(made).message, f"w1/series-{verb}/{id}")
        assert told(result).startswith(SHUT), verb
    (result,) = await deliver(town, town.noor.id, answer(made).message, "w1/series-all")
    assert told(result).startswith(SHUT)
    (result,) = await deliver(town, town.noor.id, answer(made).message, "w1/series-open", values=(id,))
    assert told(result).startswith(SHUT)
    assert state(town) == [(None, "2026-01-05T08:00:00.000000Z")]


async def test_a_second_moderator_may_do_all_of_it(town: Town, lucie: MemberActor) -> None:
    await add(town)
    (id,) = ids(town)
    await lucie.slash(town.channel, "schedule pause", series=id)
    assert state(town)[0][0] == "moderator"
    await lucie.slash(town.channel, "schedule resume", series=id)
    assert state(town)[0][0] is None
    await work(town, utc(2026, 1, 5, 8) + timedelta(seconds=3))
    assert len(posts(town.channel)) == 1

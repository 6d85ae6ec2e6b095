"""``/insights``: off until a moderator says otherwise; counts that tell nothing of anyone; gone when switched off."""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import discord
import pytest
from PIL import Image
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.settings import Settings
from bot.storage.communities import Communities
from bot.storage.lookups import Lookups
from bot.surface.client import Wayside
from tests.conftest import Town, bot_of
from tests.journeys.hidden import sent
from tests.journeys.private import deliver, told
from tests.journeys.seen import answer, buttons, text

LOVE = "I think I'm falling for my client"
UNSURE = "he does not come any more and I am tired"
DANGER = "My client says he will kill himself tonight, and he wants to stop the coaching"
TITLE = {
    "bias": "Your own prejudice blocks unconditional positive regard",
    "client-ends": "Your client wants to end the coaching",
}


@dataclass
class Clock:
    """The bot's clock."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 3, 9, 30, tzinfo=UTC))


@pytest.fixture
def simcord_bot(settings: Settings, clock: Clock) -> Wayside:
    return bot_of(settings, reference=lambda: "a1b2c3", clock=clock)


def rows(town: Town) -> list[tuple[Any, ...]]:
    """What the table of counts holds, without the note of when counting began."""
    with closing(sqlite3.connect(town.settings.database_file)) as connection:
        found = connection.execute("SELECT guild_id, day, scenario, count FROM lookups WHERE count ORDER BY scenario")
        return found.fetchall()


def counted(town: Town) -> dict[str, int]:
    return {scenario: count for _, _, scenario, count in rows(town)}


async def a_minute_later(town: Town) -> None:
    await town.env.advance_time(61)


async def switch_on(person: MemberActor, channel: ChannelHandle) -> InteractionResult:
    shown = await person.slash(channel, "insights")
    return await person.click(answer(shown), label="Switch on")


async def look_up(town: Town, scenario: str, times: int) -> None:
    for _ in range(times):
        await town.noor.slash(town.channel, "scenario", situation=scenario)


async def switch_off(town: Town) -> InteractionResult:
    shown = await town.sam.slash(town.channel, "insights")
    asked = await town.sam.click(answer(shown), label="Switch off")
    return await town.sam.click(answer(asked), label="Switch off and delete")


async def in_french(person: MemberActor, channel: ChannelHandle) -> None:
    preferences = await person.slash(channel, "preferences")
    await person.select(answer(preferences), ["fr"], custom_id="w1/my-language")


def alt(result: InteractionResult) -> str:
    """What stands for the picture where it is not seen: the same in the card and with the file."""
    (file,) = answer(result).attachments
    (gallery,) = [each for each in answer(result).components if each["type"] == 12]
    (item,) = gallery["items"]
    assert item["media"]["attachment_id"] == str(file.id)
    assert item["description"] == file.description
    return item["description"]


def lines(result: InteractionResult) -> list[str]:
    """The chart in words, as it stands in the card."""
    return [line.removeprefix("- ") for line in text(result).split("\n") if line.startswith("- ")]


# Off until a moderator says otherwise


async def test_nothing_is_counted_until_a_moderator_switches_it_on(town: Town) -> None:
    await look_up(town, "bias", 2)
    await a_minute_later(town)
    assert rows(town) == []
    shown = await town.sam.slash(town.channel, "insights")
    assert text(shown).startswith("### What is looked up here\nI count nothing now.")
    assert "Never counted: who looked something up, what anyone wrote" in text(shown)
    assert "30 days" in text(shown)
    assert buttons(shown) == ["Switch on"]
    assert answer(shown).attachments == []


async def test_switched_on_it_says_since_when_and_shows_nothing_yet(town: Town) -> None:
    shown = await switch_on(town.sam, town.channel)
    assert "-# Look-ups since 3 November 2026" in text(shown)
    assert "There is nothing to show yet." in text(shown)
    assert buttons(shown) == ["Switch off"]
    assert answer(shown).attachments == []
    assert text(await town.sam.slash(town.channel, "insights")) == text(shown)


async def test_whether_it_was_none_or_nine_nobody_can_tell(town: Town) -> None:
    before = await switch_on(town.sam, town.channel)
    await look_up(town, "bias", 9)
    await a_minute_later(town)
    assert counted(town) == {"bias": 9}
    after = await town.sam.slash(town.channel, "insights")
    assert text(after) == text(before)
    assert answer(after).attachments == []


async def test_a_look_up_is_written_within_a_minute_and_not_before(town: Town) -> None:
    await switch_on(town.sam, town.channel)
    await look_up(town, "bias", 3)
    assert rows(town) == []
    await a_minute_later(town)
    assert rows(town) == [(town.guild.id, "2026-11-03", "bias", 3)]


# What is shown


async def test_ten_are_shown_and_nine_are_not(town: Town) -> None:
    await switch_on(town.sam, town.channel)
    await look_up(town, "bias", 9)
    await look_up(town, "client-ends", 10)
    await a_minute_later(town)
    shown = await town.sam.slash(town.channel, "insights")
    first, hidden = lines(shown)
    assert first == f"{TITLE['client-ends']}: 10"
    assert hidden.startswith("Fewer than ten: ")
    assert TITLE["bias"] in hidden
    assert not any(character.isdigit() for character in hidden)
    await look_up(town, "bias", 1)
    await a_minute_later(town)
    assert lines(await town.sam.slash(town.channel, "insights"))[1] == f"{TITLE['bias']}: 10"


async def test_the_chart_its_alt_text_and_the_words_say_the_same(town: Town) -> None:
    await switch_on(town.sam, town.channel)
    await look_up(town, "bias", 20)
    await look_up(town, "client-ends", 10)
    await a_minute_later(town)
    shown = await town.sam.slash(town.channel, "insights")
    assert len(lines(shown)) == 3
    assert alt(shown) == " ".join(f"{line}." for line in lines(shown))
    assert len(alt(shown)) <= 1024
    assert all(each.title["en"] in alt(shown) for each in town.bot.desk.knowledge.scenarios.values())
    (file,) = answer(shown).attachments
    assert (file.filename, file.content_type) == ("wayside-insights.png", "image/png")
    picture = Image.open(BytesIO(await file.read()))
    picture.load()
    assert picture.format == "PNG"
    assert picture.width == 1020


async def test_in_french(town: Town) -> None:
    await switch_on(town.sam, town.channel)
    await look_up(town, "client-ends", 10)
    await a_minute_later(town)
    await in_french(town.sam, town.channel)
    shown = await town.sam.slash(town.channel, "insights")
    assert text(shown).startswith("### Ce que l'on consulte ici\n-# Consultations depuis le 3 novembre 2026")
    assert lines(shown)[0] == "Votre client veut arrêter le coaching\u00a0: 10"
    assert lines(shown)[1].startswith("Moins de dix\u00a0: ")
    assert alt(shown) == " ".join(f"{line}." for line in lines(shown))


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_no_title_is_cut_from_the_alt_text_however_large_the_numbers(town: Town, language: str) -> None:
    scenarios = town.bot.desk.knowledge.scenarios
    await switch_on(town.sam, town.channel)
    day = datetime(2026, 11, 3, tzinfo=UTC).date()
    await Lookups(town.bot.database).add({(town.guild.id, day, id): 1_234_567 for id in scenarios})
    if language == "fr":
        await in_french(town.sam, town.channel)
    shown = await town.sam.slash(town.channel, "insights")
    assert len(lines(shown)) == 8
    for line, scenario in zip(lines(shown), scenarios.values(), strict=True):
        assert line.startswith(scenario.title[language])
        assert line.endswith("1,234,567" if language == "en" else "1\u202f234\u202f567")
        assert line in alt(shown)
    assert alt(shown).endswith("567.")


async def test_after_thirty_days_a_look_up_no_longer_counts_and_is_deleted(town: Town, clock: Clock) -> None:
    await switch_on(town.sam, town.channel)
    await look_up(town, "bias", 10)
    await a_minute_later(town)
    clock.now += timedelta(days=29)
    shown = await town.sam.slash(town.channel, "insights")
    assert lines(shown)[0] == f"{TITLE['bias']}: 10"
    clock.now += timedelta(days=1)
    shown = await town.sam.slash(town.channel, "insights")
    assert "There is nothing to show yet." in text(shown)
    assert "-# Look-ups over the last 30 days" in text(shown)
    await town.env.advance_time(901)
    assert rows(town) == []
    await look_up(town, "bias", 10)
    await a_minute_later(town)
    assert lines(await town.sam.slash(town.channel, "insights"))[0] == f"{TITLE['bias']}: 10"


async def test_a_restart_keeps_the_counts_and_the_buttons(town: Town, clock: Clock) -> None:
    shown = await switch_on(town.sam, town.channel)
    await look_up(town, "bias", 10)
    before = town.bot
    await before.close()  # what was not written yet is written now
    await town.env.restart_bot(bot_of(town.settings, clock=clock))
    assert counted(town) == {"bias": 10}
    assert lines(await town.sam.slash(town.channel, "insights"))[0] == f"{TITLE['bias']}: 10"
    asked = await town.sam.click(answer(shown), label="Switch off")
    assert text(asked).startswith("### Switch it off?")


# What counts, and what does not


async def by_title(town: Town) -> None:
    await town.noor.slash(town.channel, "scenario", situation=TITLE["bias"])


async def by_own_words(town: Town) -> None:
    await town.noor.slash(town.channel, "scenario", situation=LOVE)


async def by_the_window(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "scenario")
    modal = await town.noor.click(answer(shown), label="Describe it in my own words")
    await town.noor.submit_modal(modal, {"own-words": LOVE})


async def from_the_list(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "scenario")
    await town.noor.select(answer(shown), ["bias"])


async def from_the_close_ones(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "scenario", situation=UNSURE)
    await town.noor.click(answer(shown), label=TITLE["client-ends"])


async def after_danger(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "scenario", situation=DANGER)
    after = await town.noor.click(answer(shown), label="Everyone is safe, go on")
    await town.noor.click(answer(after), label=TITLE["client-ends"])


async def from_a_message(town: Town) -> None:
    message = await town.camille.send(town.channel, LOVE)
    await town.noor.context_menu(town.channel, "Which clauses apply?", message)


async def by_comparing_what_is_no_title(town: Town) -> None:
    await town.noor.slash(town.channel, "compare", scenario=LOVE)


@pytest.mark.parametrize(
    ("way", "scenario"),
    [
        (by_title, "bias"),
        (by_own_words, "romantic-feelings"),
        (by_the_window, "romantic-feelings"),
        (from_the_list, "bias"),
        (from_the_close_ones, "client-ends"),
        (after_danger, "client-ends"),
        (from_a_message, "romantic-feelings"),
        (by_comparing_what_is_no_title, "romantic-feelings"),
    ],
)
async def test_every_way_to_a_card_counts_once(
    town: Town, way: Callable[[Town], Awaitable[None]], scenario: str
) -> None:
    await switch_on(town.sam, town.channel)
    await way(town)
    await a_minute_later(town)
    assert counted(town) == {scenario: 1}


async def test_turning_the_pages_of_a_card_is_not_another_look_up(town: Town) -> None:
    await switch_on(town.sam, town.channel)
    shown = await town.noor.slash(town.channel, "scenario", situation="romantic-feelings")
    for tab in ("One coach's view", "Ask yourself", "Paths", "The codes"):
        shown = await town.noor.click(answer(shown), label=tab)
    clause = await town.noor.select(answer(shown), ["icf-2025:3.6"], custom_id="w1/read/romantic-feelings")
    back = await town.noor.click(answer(clause), label="Back to the situation")
    compared = await town.noor.click(answer(back), label="Compare the codes")
    await town.noor.click(answer(compared), label="All scenarios")
    await a_minute_later(town)
    assert counted(town) == {"romantic-feelings": 1}


async def test_what_shows_no_card_is_not_counted(town: Town) -> None:
    await switch_on(town.sam, town.channel)
    await town.noor.slash(town.channel, "scenario")
    await town.noor.slash(town.channel, "scenario", situation=UNSURE)
    await town.noor.slash(town.channel, "scenario", situation=DANGER)
    await town.noor.slash(town.channel, "compare", scenario="bias")
    await town.noor.slash(town.channel, "clause", code="icf", number="3.6")
    await town.noor.autocomplete(town.channel, "scenario", "situation", "prejudice")
    await town.noor.slash(town.channel, "reflect", scenario="bias")
    await a_minute_later(town)
    assert rows(town) == []


async def test_a_direct_message_is_nobody_s_business(town: Town) -> None:
    await switch_on(town.sam, town.channel)
    await town.noor.user.slash("scenario", situation="bias")
    await a_minute_later(town)
    assert rows(town) == []


@pytest.mark.parametrize("for_the_server", [True, False])
async def test_nobody_counts_where_only_a_person_installed_the_bot(town: Town, for_the_server: bool) -> None:
    await switch_on(town.sam, town.channel)
    emit = town.env.backend.emit
    owners = {"1": str(town.noor.id), **({"0": str(town.guild.id)} if for_the_server else {})}

    def emit_owned(event: str, payload: Mapping[str, Any]) -> None:
        emit(event, {**payload, "authorizing_integration_owners": owners})

    town.env.backend.emit = emit_owned
    await look_up(town, "bias", 1)
    town.env.backend.emit = emit
    await a_minute_later(town)
    assert counted(town) == ({"bias": 1} if for_the_server else {})


async def test_another_server_s_counts_stay_apart(town: Town) -> None:
    other = town.env.create_guild("Other")
    channel = other.create_text_channel("general")
    role = other.create_role("Moderator", permissions=discord.Permissions(manage_messages=True))
    noor, sam = other.add_member(town.noor.user), other.add_member(town.sam.user, roles=[role])
    await switch_on(town.sam, town.channel)
    await noor.slash(channel, "scenario", situation="bias")  # switched on there, not here
    await a_minute_later(town)
    assert rows(town) == []
    await switch_on(sam, channel)
    for _ in range(10):
        await noor.slash(channel, "scenario", situation="bias")
    await look_up(town, "client-ends", 11)
    await a_minute_later(town)
    assert lines(await sam.slash(channel, "insights"))[0] == f"{TITLE['bias']}: 10"
    assert lines(await town.sam.slash(town.channel, "insights"))[0] == f"{TITLE['client-ends']}: 11"
    await switch_off(town)
    assert rows(town) == [(other.id, "2026-11-03", "bias", 10)]


async def test_nobody_s_id_is_anywhere_behind_it(town: Town) -> None:
    await switch_on(town.sam, town.channel)
    await look_up(town, "bias", 12)
    await town.camille.slash(town.channel, "scenario", situation="bias")
    assert [
        key for key in town.bot.counting._counted if town.noor.id in key or str(town.noor.id) in map(str, key)
    ] == []
    await a_minute_later(town)
    shown = await town.sam.slash(town.channel, "insights")
    (file,) = answer(shown).attachments
    picture = await file.read()
    ids = [str(person.id) for person in (town.noor, town.camille, town.sam)]
    with closing(sqlite3.connect(town.settings.database_file)) as connection:
        everything = "\n".join(connection.iterdump())
    for id in ids:
        assert id not in everything
        assert id.encode() not in picture
        assert id not in text(shown) + alt(shown)


# Switched off again


async def test_switching_off_asks_once_more_and_can_be_taken_back(town: Town) -> None:
    await switch_on(town.sam, town.channel)
    await look_up(town, "bias", 10)
    await a_minute_later(town)
    shown = await town.sam.slash(town.channel, "insights")
    asked = await town.sam.click(answer(shown), label="Switch off")
    assert text(asked).startswith("### Switch it off?\nWhat has been counted here is deleted at once")
    assert buttons(asked) == ["Switch off and delete", "Back"]
    assert answer(asked).id == answer(shown).id
    assert answer(asked).attachments == []
    back = await town.sam.click(answer(asked), label="Back")
    assert answer(back).id == answer(shown).id
    assert (text(back), alt(back)) == (text(shown), " ".join(f"{line}." for line in lines(back)))
    assert counted(town) == {"bias": 10}


async def test_switching_off_deletes_everything_counted_also_what_is_not_written_yet(town: Town) -> None:
    await switch_on(town.sam, town.channel)
    await look_up(town, "bias", 10)
    await a_minute_later(town)
    await look_up(town, "client-ends", 1)
    off = await switch_off(town)
    assert buttons(off) == ["Switch on"]
    assert answer(off).attachments == []
    await look_up(town, "bias", 1)
    await a_minute_later(town)
    with closing(sqlite3.connect(town.settings.database_file)) as connection:
        assert connection.execute("SELECT count(*) FROM lookups").fetchone() == (0,)
    again = await town.sam.click(answer(off), label="Switch on")
    assert "There is nothing to show yet." in text(again)
    assert rows(town) == []


async def test_switched_off_elsewhere_nothing_more_is_written_and_the_rest_goes_soon(town: Town, clock: Clock) -> None:
    await switch_on(town.sam, town.channel)
    await look_up(town, "bias", 10)
    await a_minute_later(town)
    await look_up(town, "bias", 1)
    # Another process, whose change this one learns of within a minute.
    await Communities(town.bot.database, clock).set(town.guild.id, insights=False)
    town.bot.counting._communities._forget(town.guild.id)
    await a_minute_later(town)
    assert counted(town) == {"bias": 10}
    await town.env.advance_time(901)
    assert rows(town) == []


async def test_a_second_press_changes_nothing_more(town: Town) -> None:
    log = town.guild.create_text_channel("log")
    await town.bot.counting._communities.set(town.guild.id, log_channel=log.id)
    shown = await town.sam.slash(town.channel, "insights")
    message = answer(shown).message
    await deliver(town, town.sam.id, message, "w1/insights-on", "w1/insights-on")
    await look_up(town, "bias", 10)
    await a_minute_later(town)
    await deliver(town, town.sam.id, message, "w1/insights-on")
    assert counted(town) == {"bias": 10}
    await deliver(town, town.sam.id, message, "w1/insights-off", "w1/insights-off")
    noted = [str(each.components[0].to_dict()) for each in log.history()]
    assert len(noted) == 2
    assert f"<@{town.sam.id}> has switched on the counting of look-ups" in noted[0]
    assert f"<@{town.sam.id}> has switched off the counting of look-ups" in noted[1]
    posted = [each.json for each in town.env.http_requests if each.path == f"/channels/{log.id}/messages"]
    assert [each["allowed_mentions"]["parse"] for each in posted if each] == [[], []]


# For moderators alone


async def test_others_are_refused_the_command_and_every_button(town: Town) -> None:
    refused = await sent(town, town.noor, "insights")
    assert text(refused).startswith("This is for this server's moderators.")
    shown = await switch_on(town.sam, town.channel)
    await look_up(town, "bias", 10)
    await a_minute_later(town)
    controls = ("w1/insights", "w1/insights-on", "w1/insights-ask", "w1/insights-off")
    for control in controls:
        (pressed,) = await deliver(town, town.noor.id, answer(shown).message, control)
        assert told(pressed).startswith("This is for this server's moderators.")
    assert counted(town) == {"bias": 10}
    assert lines(await town.sam.slash(town.channel, "insights"))[0] == f"{TITLE['bias']}: 10"


async def test_whoever_the_integrations_page_lets_in_may_use_it(town: Town) -> None:
    town.guild.set_command_permissions(town.bot.desk.command_ids["insights"], {town.noor: True})
    shown = await switch_on(town.noor, town.channel)
    assert buttons(shown) == ["Switch off"]


async def test_the_privacy_statement_tells_of_it(town: Town) -> None:
    english = text(await town.noor.slash(town.channel, "privacy"))
    assert "no statistics" not in english
    assert "Look-ups are counted only in servers whose moderators have switched that on" in english
    assert "without anyone's id" in english
    french = text(await town.camille.slash(town.channel, "privacy"))
    assert "ni statistiques" not in french
    assert "Les consultations ne sont comptées que sur les serveurs dont la modération l'a activé" in french


# When something fails


@pytest.mark.expects_errors
async def test_what_cannot_be_written_now_is_written_later(town: Town) -> None:
    await switch_on(town.sam, town.channel)
    await look_up(town, "bias", 3)
    with closing(sqlite3.connect(town.settings.database_file)) as connection:
        connection.execute("CREATE TRIGGER no BEFORE INSERT ON lookups BEGIN SELECT RAISE(ABORT, 'no'); END")
        await a_minute_later(town)
        assert rows(town) == []
        connection.execute("DROP TRIGGER no")
    await look_up(town, "bias", 1)
    await a_minute_later(town)
    assert counted(town) == {"bias": 4}


@pytest.mark.expects_errors
async def test_a_look_up_is_answered_also_when_nothing_can_be_counted(town: Town) -> None:
    await switch_on(town.sam, town.channel)
    await town.bot.database.close()
    shown = await town.noor.slash(town.channel, "scenario", situation="bias")
    assert TITLE["bias"] in text(shown)
    assert "Please press again" in text(await town.sam.slash(town.channel, "insights"))
    await town.bot.database.open()

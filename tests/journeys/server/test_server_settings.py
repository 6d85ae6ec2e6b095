"""``/settings``: every decision of a server is shown, changed, taken back or refused, in the reader's language."""

from typing import Any

import pytest
from simcord.builders import ChannelHandle

from bot.community.community import UNSET, Community
from bot.surface.views.settings import NAMES
from tests.conftest import Town
from tests.journeys.posting.posts import locked, posts, rows, say
from tests.journeys.posting.test_post import a_french_moderator
from tests.journeys.posting.test_post_places import bot_id, deny
from tests.journeys.private import deliver, text_of, told
from tests.journeys.seen import answer
from tests.journeys.server.panel import Panel, panel

LANGUAGES = ["en", "fr"]


async def decided(town: Town, guild: int | None = None) -> Community:
    """What the database holds, read anew."""
    town.bot.communities._known.clear()
    return await town.bot.communities.get(guild or town.guild.id)


async def in_language(town: Town, language: str) -> Panel:
    return await panel(town, by=town.sam if language == "en" else await a_french_moderator(town))


def name(town: Town, setting: str, language: str = "en", part: str = "") -> str:
    return say(town, f"setting-{setting.replace('_', '-')}{part}", language)


# What is shown


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_panel_shows_every_setting_and_what_it_is_now(town: Town, language: str) -> None:
    shown = await in_language(town, language)
    off = say(town, "setting-off", language)
    unset = {each: name(town, each, language, "-unset") for each in NAMES if each not in ("digest", "insights")}
    expected = {name(town, each, language): unset.get(each, off) for each in NAMES}
    assert shown.lines == expected
    assert [each["value"] for each in shown.menu()["options"]] == list(NAMES)
    assert [each["description"] for each in shown.menu()["options"]] == [
        name(town, each, language, "-hint") for each in NAMES
    ], "no hint is cut"


async def test_looking_decides_nothing(town: Town) -> None:
    shown = await panel(town)
    for each in ("language", "editions", "country", "log_channel", "digest", "insights"):
        await shown.open(each)
        await shown.press("Back")
    assert shown.text.startswith(f"### {say(town, 'settings-title')}")
    assert rows(town, "SELECT * FROM communities") == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("setting", [each for each in NAMES if each not in ("zone", "registration_url")])
async def test_each_setting_says_what_it_does_and_what_it_is_now(town: Town, setting: str, language: str) -> None:
    shown = await in_language(town, language)
    await shown.open(setting)
    assert shown.text.startswith(f"### {name(town, setting, language)}\n{name(town, setting, language, '-hint')}\n-# ")
    assert say(town, "step-back", language) in shown.labels


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("setting", ["zone", "registration_url"])
async def test_what_is_typed_has_a_window_with_an_example(town: Town, setting: str, language: str) -> None:
    shown = await in_language(town, language)
    window = (await shown.open(setting)).modal
    assert window is not None
    (label,) = window["components"]
    assert label["label"] == name(town, setting, language, "-label")
    assert label["description"] == name(town, setting, language, "-example"), "it is not cut"


# Chosen, and taken back

CHOICES: list[tuple[str, tuple[str, ...], Any, str]] = [
    ("language", ("fr",), "fr", "Français"),
    ("second_language", ("en",), "en", "English"),
    ("country", ("BE",), "BE", "Belgium"),
    ("editions", ("icf-2025",), ("icf-2025",), "2025"),
]


@pytest.mark.parametrize(("setting", "values", "kept", "read"), CHOICES, ids=[each[0] for each in CHOICES])
async def test_a_choice_is_kept_shown_marked_and_taken_back(
    town: Town, setting: str, values: tuple[str, ...], kept: Any, read: str
) -> None:
    shown = await panel(town)
    assert await shown.choose(setting, *values) == ""
    assert read in shown.lines[name(town, setting)]
    assert getattr(await decided(town), setting) == kept
    await town.restart()
    shown = await panel(town)
    await shown.open(setting)
    options = shown.menu(setting)["options"]
    assert [each["value"] for each in options if each.get("default")] == list(values)
    everything = [each["value"] for each in options] if setting == "editions" else ["-"]
    await town.sam.select(answer(shown.shown), everything, custom_id=f"w1/settings-set/{setting}")
    assert shown.lines[name(town, setting)] == name(town, setting, part="-unset")
    assert await decided(town) == UNSET


async def test_the_menus_offer_everything_there_is(town: Town) -> None:
    knowledge, shown = town.bot.desk.knowledge, await panel(town)
    offered = {}
    for setting in ("language", "second_language", "country", "editions"):
        await shown.open(setting)
        offered[setting] = [each["value"] for each in shown.menu(setting)["options"]]
        await shown.press("Back")
    assert offered["language"] == offered["second_language"] == [*knowledge.languages, "-"]
    assert offered["country"] == [*(each.id for each in knowledge.crisis_lines.countries), "-"]
    assert offered["editions"] == list(knowledge.editions)


async def test_editions_hidden_before_can_be_shown_again(town: Town) -> None:
    shown = await panel(town)
    await shown.choose("editions", "icf-2025")
    await shown.choose("editions", "icf-2025", "gcoe-2021")
    assert (await decided(town)).editions == ("icf-2025", "gcoe-2021")


@pytest.mark.parametrize("typed", ["Paris", "  europe/paris ", "Lyon"])
async def test_a_time_zone_is_written_by_its_city(town: Town, typed: str) -> None:
    shown = await panel(town)
    assert await shown.write("zone", typed) == ""
    assert (await decided(town)).zone == "Europe/Paris"
    assert "Paris" in shown.lines[name(town, "zone")]
    await shown.write("zone", " ")
    assert await decided(town) == UNSET


@pytest.mark.parametrize("typed", ["Xanadu", "@everyone", "<@1> [x](http://y)", "25:00"])
async def test_a_time_zone_that_is_none_is_refused_and_the_old_one_stays(town: Town, typed: str) -> None:
    shown = await panel(town)
    await shown.write("zone", "Paris")
    said = await shown.write("zone", typed)
    assert said
    assert "@everyone" not in said
    assert "http://" not in said
    assert (await decided(town)).zone == "Europe/Paris"


GOOD = {
    "plain": ("https://example.org/meetups", "https://example.org/meetups"),
    "spaced": ("  https://example.org  ", "https://example.org/"),
    "query": ("https://example.org/a?b=1&c=%20#d", "https://example.org/a?b=1&c=%20#d"),
    "accents": ("https://example.org/réunions", "https://example.org/r%C3%A9unions"),
    "capitals": ("HTTPS://Example.ORG/Path", "https://example.org/Path"),
}


@pytest.mark.parametrize(("typed", "kept"), GOOD.values(), ids=GOOD.keys())
async def test_an_address_is_kept_and_stands_in_the_window_again(town: Town, typed: str, kept: str) -> None:
    shown = await panel(town)
    assert await shown.write("registration_url", typed) == ""
    assert (await decided(town)).registration_url == kept
    assert shown.lines[name(town, "registration_url")] == kept
    window = (await shown.open("registration_url")).modal
    assert window is not None
    assert window["components"][0]["component"]["value"] == kept


BAD = {
    "no scheme": "example.org/meetups",
    "http": "http://example.org",
    "script": "javascript:alert(1)",
    "data": "data:text/html,x",
    "discord": "discord://-/channels/1",
    "words": "ask Camille",
    "no host": "https://",
    "one word": "https://localhost/x",
    "a name for a password": "https://example.org@evil.example/",
    "password": "https://a:b@example.org",
}


@pytest.mark.parametrize("typed", BAD.values(), ids=BAD.keys())
async def test_what_is_no_address_is_refused_with_an_example(town: Town, typed: str) -> None:
    shown = await panel(town)
    await shown.write("registration_url", "https://example.org/")
    said = await shown.write("registration_url", typed)
    assert said == say(town, "setting-bad-url")
    assert (await decided(town)).registration_url == "https://example.org/"


async def test_an_address_too_long_for_a_button_is_refused(town: Town) -> None:
    shown = await panel(town)
    typed = "https://example.org/" + "é" * 83
    assert await shown.write("registration_url", typed[:-1]) == ""
    assert await shown.write("registration_url", typed) == say(town, "setting-long-url")
    kept = (await decided(town)).registration_url
    assert kept is not None
    assert len(kept) == 512
    meetups = await town.noor.slash(town.channel, "meetups")
    assert kept in [part.get("url") for row in answer(meetups).components for part in row.get("components", [])]


async def test_the_digest_is_switched_on_and_off(town: Town) -> None:
    shown = await panel(town)
    await shown.open("digest")
    await shown.press(say(town, "setting-switch-on"))
    assert (await decided(town)).digest
    assert shown.lines[name(town, "digest")] == say(town, "setting-on")
    await shown.open("digest")
    await shown.press(say(town, "setting-switch-off"))
    assert not (await decided(town)).digest


async def test_insights_lead_to_their_own_panel(town: Town) -> None:
    shown = await panel(town)
    await shown.open("insights")
    await shown.press(say(town, "setting-insights-open"))
    insights = await town.sam.slash(town.channel, "insights")
    assert shown.text == text_of(answer(insights))


CHANNEL_SETTINGS = ["log_channel", "cases_channel"]


@pytest.mark.parametrize("setting", CHANNEL_SETTINGS)
async def test_a_channel_is_chosen_shown_and_taken_back(town: Town, setting: str) -> None:
    room, shown, off = town.guild.create_text_channel("room"), await panel(town), name(town, setting, part="-none")
    await shown.open(setting)
    assert off not in shown.labels, "there is nothing to take back"
    await town.sam.select(answer(shown.shown), [room], custom_id=f"w1/settings-set/{setting}")
    assert shown.lines[name(town, setting)] == room.mention
    assert getattr(await decided(town), setting) == room.id
    await shown.open(setting)
    assert [each["id"] for each in shown.menu(setting)["default_values"]] in ([room.id], [str(room.id)])
    await shown.press(off)
    assert await decided(town) == UNSET


@pytest.mark.parametrize("setting", CHANNEL_SETTINGS)
async def test_a_channel_in_which_the_bot_cannot_write_is_refused(town: Town, setting: str) -> None:
    room, shown = town.guild.create_text_channel("room"), await panel(town)
    await deny(town, room, bot_id(town), "send_messages")
    said = await shown.choose(setting, room)
    assert f"**{say(town, 'permission-send-messages')}**" in said
    assert await decided(town) == UNSET


async def test_a_forum_may_take_cases_and_a_thread_the_log(town: Town) -> None:
    shown, forum = await panel(town), town.guild.create_forum_channel("cases")
    assert await shown.choose("cases_channel", forum) == ""
    thread = town.env.backend.create_thread(town.channel.id, "log", town.sam.id)
    assert await shown.choose("log_channel", ChannelHandle(town.env, town.guild, thread)) == ""
    assert (await decided(town)).cases_channel == forum.id
    assert (await decided(town)).log_channel == thread.id


async def test_a_channel_deleted_before_the_choice_arrives_is_said(town: Town) -> None:
    room, shown = town.guild.create_text_channel("room"), await panel(town)
    await shown.open("log_channel")
    town.env.backend.delete_channel(room.id)
    (result,) = await deliver(
        town, town.sam.id, answer(shown.shown).message, "w1/settings-set/log_channel", values=(str(room.id),)
    )
    assert told(result) == say(town, "channel-gone")


# Not kept


@pytest.mark.expects_errors
async def test_while_the_database_is_locked_it_is_said_and_the_panel_stays(town: Town) -> None:
    shown = await panel(town)
    await shown.open("language")
    before = shown.text
    with locked(town):
        result = await town.sam.select(answer(shown.shown), ["fr"], custom_id="w1/settings-set/language")
        assert told(result)
    assert shown.text == before
    assert await decided(town) == UNSET


OLD = [
    "settings-open/x",
    "settings-switch/insights",
    "settings-set/language/x",
    "settings-written",
    "settings-set/gone",
]


@pytest.mark.parametrize("control", [*OLD, "settings-none/gone", "settings-open"])
async def test_a_control_of_another_version_gets_a_kind_sentence(town: Town, control: str) -> None:
    shown = await panel(town)
    values = ("fr",) if control.startswith("settings-set") and control.count("/") == 1 else ()
    (result,) = await deliver(town, town.sam.id, answer(shown.shown).message, f"w1/{control}", values=values)
    assert told(result) == say(town, "error-old-control")
    assert await decided(town) == UNSET
    assert posts(town) == []

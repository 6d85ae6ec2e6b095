"""What a server decided takes effect at once, there and nowhere else; who decided it stands in the log channel."""

from collections.abc import Mapping

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.demo.locale import speak
from tests.conftest import Town
from tests.journeys.posting.posts import posts, preview, rows, say
from tests.journeys.posting.test_post_places import bot_id, deny
from tests.journeys.private import deliver, text_of, told
from tests.journeys.seen import answer, text
from tests.journeys.server.panel import panel

DANGER = "My client says he will kill himself tonight"


def opening(town: Town, language: str) -> str:
    return town.bot.desk.knowledge.scenarios["bias"].opening[language]


async def looked_up(town: Town, person: MemberActor, channel: ChannelHandle | None = None) -> str:
    return text(await person.slash(channel or town.channel, "scenario", situation="bias"))


async def elsewhere(town: Town) -> tuple[ChannelHandle, MemberActor, MemberActor]:
    """Another server with Noor as a member and Sam as a moderator."""
    guild = town.env.create_guild()
    role = guild.create_role("Moderator", permissions=discord.Permissions(manage_messages=True))
    return (
        guild.create_text_channel("p"),
        guild.add_member(town.noor.user),
        guild.add_member(town.sam.user, roles=[role]),
    )


# Languages


async def test_posts_are_in_the_server_s_language(town: Town) -> None:
    await (await panel(town)).choose("language", "fr")
    shown = await preview(town)
    assert shown.text.startswith("### Preview"), "the moderator reads English"
    await shown.press("Post")
    assert opening(town, "fr") in text_of(posts(town)[0])
    assert opening(town, "en") not in text_of(posts(town)[0])


async def test_posts_are_in_both_languages_of_a_bilingual_server(town: Town) -> None:
    settings = await panel(town)
    await settings.choose("language", "fr")
    await settings.choose("second_language", "en")
    shown = await preview(town)
    assert shown.text.index(opening(town, "fr")) < shown.text.index(opening(town, "en"))
    assert opening(town, "en") not in (await preview(town, language="fr")).text, "whoever names one gets one"
    one = await preview(town, language="en")
    assert opening(town, "fr") not in one.text
    await one.press("Post in two languages")
    assert opening(town, "fr") in one.text


async def test_a_second_language_alone_stands_below_the_moderator_s_own(town: Town) -> None:
    await (await panel(town)).choose("second_language", "fr")
    shown = await preview(town)
    assert shown.text.index(opening(town, "en")) < shown.text.index(opening(town, "fr"))


async def test_a_reader_whose_own_language_we_lack_is_answered_in_the_server_s(town: Town) -> None:
    speak(town.env, {town.noor.id: "de"})
    assert opening(town, "en") in await looked_up(town, town.noor)
    await (await panel(town)).choose("language", "fr")
    assert opening(town, "fr") in await looked_up(town, town.noor)
    assert opening(town, "en") in await looked_up(town, town.sam), "English is a language we have"
    channel, noor, _ = await elsewhere(town)
    assert opening(town, "en") in await looked_up(town, noor, channel)
    await town.bot.reflecting._members.set(town.noor.id, language="en")
    assert opening(town, "en") in await looked_up(town, town.noor), "their own choice comes first"


# Country, editions, registration


async def test_the_server_s_country_comes_first_where_somebody_is_in_danger(town: Town) -> None:
    countries = {each.id: each for each in town.bot.desk.knowledge.crisis_lines.countries}
    await (await panel(town)).choose("country", "BE")
    danger = text(await town.noor.slash(town.channel, "scenario", situation=DANGER))
    assert countries["BE"].name["en"] in danger
    assert countries["US"].name["en"] not in danger
    await town.bot.reflecting._members.set(town.noor.id, country="DE")
    danger = text(await town.noor.slash(town.channel, "scenario", situation=DANGER))
    assert countries["DE"].name["en"] in danger, "a member's own choice comes first"
    assert countries["BE"].name["en"] not in danger


async def test_members_look_up_only_what_the_server_shows(town: Town) -> None:
    await (await panel(town)).choose("editions", "icf-2025")
    assert "Global Code" not in await looked_up(town, town.noor)
    said = text(await town.sam.slash(town.channel, "post clause", code="gcoe", number="2.19"))
    assert "ICF (2025)" in said
    assert "Global Code" not in (await preview(town)).text
    channel, noor, _ = await elsewhere(town)
    assert "Global Code" in await looked_up(town, noor, channel)


async def test_meetups_lead_to_the_server_s_registration(town: Town) -> None:
    async def led_to() -> list[str]:
        shown = await town.noor.slash(town.channel, "meetups")
        rows = [row for row in answer(shown).components if row["type"] == 1]
        return [part["url"] for row in rows for part in row["components"] if "url" in part]

    article = await led_to()
    settings = await panel(town)
    await settings.write("registration_url", "https://example.org/meetups")
    assert await led_to() == ["https://example.org/meetups"]
    await settings.write("registration_url", "")
    assert await led_to() == article


async def test_another_server_s_settings_are_apart(town: Town) -> None:
    channel, _, sam = await elsewhere(town)
    settings = await panel(town)
    await settings.choose("language", "fr")
    await settings.choose("country", "BE")
    there = await panel(town, by=sam, at=channel)
    assert say(town, "setting-country-unset") in there.lines[say(town, "setting-country")]
    await there.choose("country", "DE")
    assert rows(town, "SELECT guild_id, language, country FROM communities ORDER BY guild_id") == [
        (town.guild.id, "fr", "BE"),
        (channel.guild.id if channel.guild else 0, None, "DE"),
    ]


async def test_two_moderators_at_once_lose_nothing(town: Town) -> None:
    one, other = await panel(town), await panel(town)
    await one.open("country")
    await other.choose("language", "fr")
    await town.sam.select(answer(one.shown), ["BE"], custom_id="w1/settings-set/country")
    assert one.lines[say(town, "setting-language")] == "Français"
    assert rows(town, "SELECT language, country FROM communities") == [("fr", "BE")]


# Who may not

CONTROLS: Mapping[str, tuple[str, ...]] = {
    "settings-open": ("language",),
    "settings-back": (),
    "settings-set/language": ("fr",),
    "settings-none/log_channel": (),
    "settings-switch/digest": (),
}


async def test_a_member_is_refused_at_every_control(town: Town) -> None:
    shown = await panel(town)
    before = shown.text
    for control, values in CONTROLS.items():
        message = answer(shown.shown).message
        (result,) = await deliver(town, town.camille.id, message, f"w1/{control}", values=values)
        assert told(result) == say(town, "moderators-only", "fr"), control
    assert shown.text == before
    assert rows(town, "SELECT * FROM communities") == []


async def test_a_window_submitted_by_whoever_moderates_no_more_changes_nothing(town: Town) -> None:
    shown = await panel(town)
    window = await shown.open("registration_url")
    town.env.backend.get_guild(town.guild.id).members[town.sam.id].role_ids.clear()
    submitted = await town.sam.submit_modal(window, {"text": "https://example.org"})
    assert told(submitted) == say(town, "moderators-only")
    assert rows(town, "SELECT * FROM communities") == []


# The log channel


async def log_of(town: Town, name: str = "log") -> ChannelHandle:
    log = town.guild.create_text_channel(name)
    await (await panel(town)).choose("log_channel", log)
    return log


async def test_every_change_is_noted_with_who_and_what_in_the_server_s_language(town: Town) -> None:
    log, settings = await log_of(town), await panel(town)
    await settings.choose("country", "BE")
    await settings.choose("language", "fr")
    await settings.choose("country", "-")
    await settings.open("digest")
    await settings.press(say(town, "setting-switch-on"))

    def noted(setting: str, value: str, language: str) -> str:
        what = say(town, f"setting-{setting}", language)
        return say(town, "log-setting", language, who=town.sam.mention, what=what, value=value)

    assert [text_of(each) for each in posts(town, log)] == [
        noted("log-channel", log.mention, "en"),
        noted("country", "Belgium", "en"),
        noted("language", "Français", "fr"),
        noted("country", say(town, "setting-country-unset", "fr"), "fr"),
        noted("digest", say(town, "setting-on", "fr"), "fr"),
    ]
    sent = town.env.backend.messages[log.id].values()
    assert not any(each.ping_user_ids or each.mention_everyone for each in sent)


async def test_what_was_refused_is_not_noted(town: Town) -> None:
    log, settings = await log_of(town), await panel(town)
    await settings.write("registration_url", "nowhere")
    await settings.open("language")
    assert len(posts(town, log)) == 1


@pytest.mark.parametrize("trouble", ["deleted", "forbidden", "failing"])
async def test_a_log_that_cannot_be_written_stops_nobody(town: Town, trouble: str) -> None:
    log = await log_of(town)
    if trouble == "deleted":
        town.env.backend.delete_channel(log.id)
        await town.env.settle()
    elif trouble == "forbidden":
        await deny(town, log, bot_id(town), "send_messages")
    else:
        town.env.inject_error("POST", f"/channels/{log.id}/messages", status=500)
    assert await (await panel(town)).choose("country", "BE") == ""
    assert rows(town, "SELECT country FROM communities") == [("BE",)]
    shown = await preview(town)
    assert await shown.press("Post") == ""
    assert len(posts(town)) == 1


async def test_a_log_in_a_thread_goes_on_when_the_thread_was_archived(town: Town) -> None:
    made = town.env.backend.create_thread(town.channel.id, "log", town.sam.id)
    thread = ChannelHandle(town.env, town.guild, made)
    settings = await panel(town)
    await settings.choose("log_channel", thread)
    town.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    await town.env.settle()
    await settings.choose("country", "BE")
    assert len(posts(town, thread)) == 2


async def test_the_log_is_another_server_s_business_in_another_server(town: Town) -> None:
    log = await log_of(town)
    channel, _, sam = await elsewhere(town)
    there = await panel(town, by=sam, at=channel)
    await there.choose("country", "DE")
    await (await preview(town, by=sam, at=channel)).press("Post")
    assert len(posts(town, log)) == 1

"""The weekly digest: for whoever asked, once a week at eight on Monday, until they stop it with one tap."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import discord
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import ChannelType, OverwriteType
from sqlalchemy import update

from bot.demo.locale import speak
from bot.storage.tables import digests as rows
from tests.conftest import Town
from tests.journeys.digest.weekly import (
    MINUTE,
    MONDAY,
    NEW_YORK,
    PARIS,
    SEND,
    STOP_WEEKLY,
    TITLE,
    WEEK,
    ask,
    digests,
    kept,
    labels,
    offer,
    plan,
    preferences,
    press,
    restart,
    tick,
)
from tests.journeys.private import Private, deliver, text_of
from tests.journeys.seen import answer, buttons, text
from tests.journeys.series.scheduling import move

# Asking for it


async def test_preferences_say_what_it_is_and_when_it_comes_and_one_press_asks_for_it(town: Town) -> None:
    shown = await preferences(town, town.noor)
    assert f"private message from me. First one: <t:{int(MONDAY.timestamp())}:F>. One tap stops it." in text(shown)
    assert buttons(shown) == [SEND]
    asked = await town.noor.click(answer(shown), label=SEND)
    assert f"you get it. Next one: <t:{int(MONDAY.timestamp())}:F>. One tap stops it." in text(asked)
    assert buttons(asked) == [STOP_WEEKLY]
    assert digests(town.noor) == []

    await tick(town, MONDAY - MINUTE)
    assert digests(town.noor) == []
    await tick(town, MONDAY)
    (digest,) = digests(town.noor)
    assert TITLE in text_of(digest)
    assert f"The weekly digest of **{town.guild.name}**" in text_of(digest)
    assert labels(digest) == ["Read on", "Reflect privately", "Stop the digest"]
    assert buttons(await preferences(town, town.noor)) == [STOP_WEEKLY]
    assert f"<t:{int((MONDAY + WEEK).timestamp())}:F>" in text(await preferences(town, town.noor))


async def test_nobody_gets_one_who_did_not_ask(town: Town) -> None:
    await ask(town, town.noor)
    await town.sam.slash(town.channel, "scenario", situation="bias")
    for week in range(3):
        await tick(town, MONDAY + week * WEEK)
    assert len(digests(town.noor)) == 3
    for person in (town.sam, town.camille):
        assert person.user.dm_channel.history() == []
    assert await kept(town).of_member(town.sam.id) == []


async def test_a_server_that_does_not_offer_it_says_nothing_of_it(town: Town) -> None:
    await offer(town, digest=False)
    shown = await preferences(town, town.noor)
    assert buttons(shown) == []
    assert "digest" not in text(shown)


async def test_a_button_from_before_it_was_switched_off_is_answered_kindly(town: Town) -> None:
    shown = await preferences(town, town.noor)
    await offer(town, digest=False)
    assert "have switched its weekly digest off for now" in text(await town.noor.click(answer(shown), label=SEND))
    assert await kept(town).of_member(town.noor.id) == []


async def test_choosing_a_language_keeps_the_digest_in_sight(town: Town) -> None:
    asked = await ask(town, town.noor)
    french = await town.noor.select(answer(asked), ["fr"], custom_id="w1/my-language")
    assert "**Courrier hebdomadaire** de ce serveur\xa0: vous le recevez." in text(french)
    assert buttons(french) == ["Arrêter le courrier hebdomadaire"]


async def test_in_preferences_it_can_be_stopped_and_asked_for_again(town: Town) -> None:
    asked = await ask(town, town.noor)
    stopped = await town.noor.click(answer(asked), label=STOP_WEEKLY)
    assert buttons(stopped) == [SEND]
    assert await kept(town).of_member(town.noor.id) == []
    again = await town.noor.click(answer(stopped), label=SEND)
    assert buttons(again) == [STOP_WEEKLY]
    await tick(town, MONDAY)
    assert len(digests(town.noor)) == 1


async def test_two_presses_at_once_ask_once(town: Town) -> None:
    shown = await preferences(town, town.noor)
    message = town.channel.history(viewer=town.noor)[-1]
    assert message.id == answer(shown).id
    await deliver(town, town.noor.id, message, *[f"w1/my-digest-on/{town.guild.id}"] * 2)
    assert len(await kept(town).of_member(town.noor.id)) == 1


async def test_in_the_private_chat_preferences_list_every_server_it_comes_from(town: Town) -> None:
    assert "weekly digest" not in text(await town.noor.user.slash("preferences"))
    await ask(town, town.noor)
    one = await town.noor.user.slash("preferences")
    assert f"- **{town.guild.name}**: next one <t:{int(MONDAY.timestamp())}:F>" in text(one)
    assert buttons(one) == [STOP_WEEKLY]

    second = town.env.create_guild("Second *Server*")
    second.add_member(town.noor.user)
    await offer(town, second, digest=True, zone=NEW_YORK)
    await kept(town).start(second.id, town.noor.id, "en", MONDAY + timedelta(hours=6), town.env.now())
    await offer(town, digest=False)
    both = await town.noor.user.slash("preferences")
    assert f"- **{town.guild.name}**: resting, switched off there for now" in text(both)
    assert "**Second \\*Server\\***: next one" in text(both)
    rows = [each for each in answer(both).components if each["type"] == 1]
    (menu,) = [part for row in rows for part in row["components"] if part["custom_id"] == "w1/my-digest-off"]
    assert [each["label"] for each in menu["options"]] == [town.guild.name, "Second *Server*"]
    left = await town.noor.user.select(answer(both), [str(second.id)], custom_id="w1/my-digest-off")
    assert "Second" not in text(left)
    assert [each.guild for each in await kept(town).of_member(town.noor.id)] == [town.guild.id]


async def test_somebody_in_thirty_servers_can_stop_each_of_them(town: Town) -> None:
    names = [town.env.create_guild("*" * 98 + f"{n:02}") for n in range(30)]
    for guild in names:
        await offer(town, guild, digest=True)
        await kept(town).start(guild.id, town.noor.id, "en", MONDAY, town.env.now())
    shown = await town.noor.user.slash("preferences")
    for _ in range(30):
        first, *others = await kept(town).of_member(town.noor.id)
        if not others:
            shown = await town.noor.user.click(answer(shown), label=STOP_WEEKLY)
        else:
            shown = await town.noor.user.select(answer(shown), [str(first.guild)], custom_id="w1/my-digest-off")
    assert await kept(town).of_member(town.noor.id) == []
    assert "digest" not in text(shown)


# Half a year of Mondays


async def test_from_march_to_november_by_two_clocks_it_comes_every_monday_at_eight(town: Town) -> None:
    first = MONDAY + 8 * WEEK  # before both changes in spring; the last one is after both in autumn
    move(town, first - timedelta(days=1))
    american = town.env.create_guild("New York")
    american.add_member(town.noor.user)
    await offer(town, american, zone=NEW_YORK, digest=True)
    await ask(town, town.noor)
    await kept(town).start(american.id, town.noor.id, "en", first + timedelta(hours=6), town.env.now())
    came: dict[int, list[datetime]] = {town.guild.id: [], american.id: []}
    # Minutes from seven o'clock in UTC: around eight in both places, in summer and in winter, and some days later.
    minutes = (-61, -60, -59, -1, 0, 1, 299, 300, 301, 359, 360, 361, 780, 4000)
    for moment in [first + week * WEEK + each * MINUTE for week in range(37) for each in minutes]:
        before = len(town.env.http_requests)
        await tick(town, moment)
        for each in town.env.http_requests[before:]:
            if each.path.endswith("/messages"):
                (guild,) = re.findall(r"w1/digest-stop/(\d+)", str(each.json))
                came[int(guild)].append(moment)
    assert len(digests(town.noor)) == 2 * 37
    for guild, zone in ((town.guild, PARIS), (american, NEW_YORK)):
        local = [moment.astimezone(ZoneInfo(zone)) for moment in came[guild.id]]
        assert [(each.isocalendar().week, each.weekday(), each.hour, each.minute) for each in local] == [
            (week, 0, 8, 0) for week in range(10, 47)
        ]
    assert [moment.hour for moment in came[town.guild.id]] == [7] * 4 + [6] * 30 + [7] * 3
    assert [moment.hour for moment in came[american.id]] == [13] * 1 + [12] * 34 + [13] * 2


async def test_everyone_in_a_server_gets_the_same_and_next_week_something_else(town: Town) -> None:
    await ask(town, town.noor)
    await ask(town, town.sam)
    await tick(town, MONDAY)
    await tick(town, MONDAY + WEEK)
    ours, theirs = (list(map(text_of, digests(person))) for person in (town.noor, town.sam))
    assert ours == theirs
    assert ours[0] != ours[1]


async def test_after_the_bot_was_down_it_comes_within_a_day_and_later_not_at_all(town: Town) -> None:
    await ask(town, town.noor)
    await tick(town, MONDAY + timedelta(hours=23))
    assert len(digests(town.noor)) == 1
    await tick(town, MONDAY + WEEK + timedelta(hours=24, minutes=1))
    assert len(digests(town.noor)) == 1
    await tick(town, MONDAY + 5 * WEEK + timedelta(days=2))
    assert len(digests(town.noor)) == 1
    await tick(town, MONDAY + 6 * WEEK)
    assert len(digests(town.noor)) == 2


async def test_a_server_that_moves_to_another_zone_gets_its_own_by_the_new_clock_and_still_once(town: Town) -> None:
    await ask(town, town.noor)
    await offer(town, zone=NEW_YORK)
    eight = MONDAY + timedelta(hours=6)
    assert f"Next one: <t:{int(eight.timestamp())}:F>" in text(await preferences(town, town.noor))
    await tick(town, MONDAY)
    assert digests(town.noor) == []
    await tick(town, eight)
    assert len(digests(town.noor)) == 1
    await offer(town, zone="Pacific/Pago_Pago")
    for hour in range(30):
        await tick(town, eight + timedelta(hours=hour))
    assert len(digests(town.noor)) == 1
    await tick(town, MONDAY + WEEK + timedelta(hours=12))
    assert len(digests(town.noor)) == 2


# What is in it, and where it leads


async def test_the_clause_the_question_and_the_next_three_meetups(town: Town) -> None:
    for day in range(1, 6):
        plan(town, f"Evening {day}", 24 * (day + 5))
    await ask(town, town.noor)
    await tick(town, MONDAY)
    said = text_of(digests(town.noor)[0])
    knowledge = town.bot.desk.knowledge
    current = [clause for code in knowledge.codes.values() for clause in knowledge.published(code.current)]
    assert [each for each in current if each.summary["en"] in said]
    assert [each for each in knowledge.scenarios.values() for question in each.questions if question["en"] in said]
    assert re.findall(r"Evening \d", said) == ["Evening 1", "Evening 2", "Evening 3"]
    assert said.count("[Details](https://discord.com/events/") == 3
    assert "Our words, not the official text." in said


async def test_without_meetups_or_without_their_list_it_comes_all_the_same(town: Town) -> None:
    await ask(town, town.noor)
    await tick(town, MONDAY)
    assert "Coming meetups" not in text_of(digests(town.noor)[0])
    move(town, MONDAY + WEEK)
    plan(town, "Evening")
    town.env.inject_error("GET", "/guilds/*/scheduled-events", status=503, times=None)
    await tick(town)
    assert len(digests(town.noor)) == 2
    assert "Evening" not in text_of(digests(town.noor)[1])


async def test_the_name_of_a_meetup_does_no_harm(town: Town) -> None:
    hostile = "@everyone **come** [here](https://evil.example) <@1>"
    plan(town, hostile, 24 * 5)
    await ask(town, town.noor)
    await tick(town, MONDAY)
    said = text_of(digests(town.noor)[0])
    assert "evil.example" in said
    assert "https://evil.example" not in said
    assert "@everyone" not in said
    assert "**come**" not in said
    assert "<@1>" not in said.replace("\\<", "")


async def test_a_meetup_in_a_room_of_some_is_told_to_them_alone(town: Town) -> None:
    view = discord.Permissions(view_channel=True).value
    everyone, moderators = town.guild.default_role.id, town.guild.roles["Moderator"].id
    shut = [
        Overwrite(target_id=everyone, type=OverwriteType.ROLE, allow=0, deny=view),
        Overwrite(target_id=moderators, type=OverwriteType.ROLE, allow=view, deny=0),
    ]
    made = town.env.backend.create_channel(town.guild.id, "board", type=ChannelType.VOICE, overwrites=shut)
    plan(town, "Board meeting", 24 * 5, channel=ChannelHandle(town.env, town.guild, made))
    plan(town, "Open evening", 24 * 6)
    await ask(town, town.noor)
    await ask(town, town.sam)
    await tick(town, MONDAY)
    for person, meetings in ((town.noor, ["Open evening"]), (town.sam, ["Board meeting", "Open evening"])):
        (digest,) = digests(person)
        assert re.findall("Board meeting|Open evening", text_of(digest)) == meetings


async def test_in_the_language_one_chose_else_in_the_one_it_was_asked_for_in(town: Town) -> None:
    await offer(town, language="en")
    await ask(town, town.camille)  # her Discord is French
    await ask(town, town.noor)
    shown = await preferences(town, town.noor)
    await town.noor.select(answer(shown), ["fr"], custom_id="w1/my-language")
    await ask(town, town.sam)
    await tick(town, MONDAY)
    for person in (town.noor, town.camille):
        (digest,) = digests(person)
        assert "Une minute de calme dans votre semaine" in text_of(digest)
        assert labels(digest) == ["Lire la suite", "Réfléchir en privé", "Arrêter le courrier"]
    (digest,) = digests(town.sam)
    assert TITLE in text_of(digest)


async def test_in_the_server_s_language_where_we_do_not_write_theirs(town: Town) -> None:
    await offer(town, language="fr")
    speak(town.env, {town.noor.id: "ja"})
    asked = await preferences(town, town.noor)
    await town.noor.click(answer(asked), label="Recevoir le courrier hebdomadaire")
    await tick(town, MONDAY)
    (digest,) = digests(town.noor)
    assert "Une minute de calme dans votre semaine" in text_of(digest)


async def test_who_asked_before_the_language_was_kept_reads_the_server_s(town: Town) -> None:
    await offer(town, language="fr")
    await ask(town, town.noor)
    async with town.bot.database.writing() as connection:
        await connection.execute(update(rows).values(language=None))
    await tick(town, MONDAY)
    (digest,) = digests(town.noor)
    assert "Une minute de calme dans votre semaine" in text_of(digest)


async def test_the_server_s_editions_count_for_its_digest(town: Town) -> None:
    await offer(town, editions=("icf-2020",))
    await ask(town, town.noor)
    for week in range(4):
        await tick(town, MONDAY + week * WEEK)
    for digest in digests(town.noor):
        assert "2020 edition" in text_of(digest)
        read = await press(town.noor, digest, "Read on")
        assert "ICF" in text(read)


async def test_read_on_opens_the_clause_beside_the_digest(town: Town) -> None:
    await ask(town, town.noor)
    await tick(town, MONDAY)
    (digest,) = digests(town.noor)
    read = await press(town.noor, digest, "Read on")
    heading = text(read).split("\n")[0]
    assert heading.startswith("### ")
    assert heading in text_of(digest)
    assert "Official page" in buttons(read)
    assert TITLE in text_of(digests(town.noor)[0])


async def test_reflect_privately_begins_in_a_message_of_its_own(town: Town) -> None:
    await ask(town, town.noor)
    await tick(town, MONDAY)
    dm = Private(town, town.noor)
    (digest,) = digests(town.noor)
    await press(town.noor, digest, "Reflect privately")
    assert len(dm.cards) == 2
    assert TITLE in text_of(dm.cards[0])
    await dm.press(dm.say("notice-start" if dm.say("notice-start") in dm.buttons else "notice-go-here"))
    await dm.press(dm.say("safety-no"))
    assert "1 of" in dm.text
    assert len(await dm.mine()) == 1
    # Pressed again, the question moves to a new message; the digest stays where it is.
    await press(town.noor, digest, "Reflect privately")
    assert "1 of" in dm.text
    assert len(dm.cards) == 2
    await dm.press("Stop")
    assert len(digests(town.noor)) == 1


async def test_a_reflection_under_way_is_not_disturbed(town: Town) -> None:
    await ask(town, town.noor)
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    screen = dm.screen
    await tick(town, MONDAY)
    assert len(dm.cards) == 2
    await dm.press("Next", on=screen)
    assert "2 of 7" in text_of(dm.cards[0])
    typed = await dm.user.send_dm("hello")
    assert dm.say("chat-title") in dm.text
    await dm.press("Next", on=screen)
    assert "3 of 7" in text_of(next(each for each in dm.cards if each.id == screen.id))
    assert TITLE in text_of(digests(town.noor)[0])
    assert typed.id in [each.id for each in dm.messages]


# Stopping it


async def test_one_tap_stops_it_and_another_takes_that_back(town: Town) -> None:
    await ask(town, town.noor)
    await tick(town, MONDAY)
    (digest,) = digests(town.noor)
    stopped = await press(town.noor, digest, "Stop the digest")
    assert text(stopped) == f"Done. The weekly digest of **{town.guild.name}** no longer comes to you."
    assert buttons(stopped) == ["Start again"]
    assert await kept(town).of_member(town.noor.id) == []
    assert text(await press(town.noor, digest, "Stop the digest")) == text(stopped)
    await tick(town, MONDAY + WEEK)
    assert len(digests(town.noor)) == 1

    again = await town.noor.user.click(answer(stopped), label="Start again")
    assert f"comes to you again. Next one: <t:{int((MONDAY + 2 * WEEK).timestamp())}:F>" in text(again)
    assert buttons(again) == ["Stop the digest"]
    await tick(town, MONDAY + 2 * WEEK)
    assert len(digests(town.noor)) == 2


async def test_its_buttons_work_after_a_restart_and_months_later(town: Town) -> None:
    await ask(town, town.camille)
    await tick(town, MONDAY)
    move(town, MONDAY + 20 * WEEK)
    await restart(town)
    (digest,) = digests(town.camille)
    assert "Page officielle" in buttons(await press(town.camille, digest, "Lire la suite"))
    await press(town.camille, digest, "Réfléchir en privé")
    assert Private(town, town.camille).say("notice-program") in Private(town, town.camille).text
    stopped = await press(town.camille, digest, "Arrêter le courrier")
    assert "Vous ne recevez plus le courrier hebdomadaire" in text(stopped)
    assert await kept(town).of_member(town.camille.id) == []


async def test_start_again_says_why_it_cannot(town: Town) -> None:
    await ask(town, town.noor)
    await tick(town, MONDAY)
    stopped = await press(town.noor, digests(town.noor)[0], "Stop the digest")

    async def refused() -> str:
        pressed = await town.noor.user.click(answer(stopped), label="Start again")
        return "\n".join(text_of(each) for each in [*pressed.followups])

    await offer(town, digest=False)
    assert "have switched its weekly digest off for now" in await refused()
    await offer(town, digest=True)
    town.guild.remove_member(town.noor)
    assert "You are no longer in that server" in await refused()
    town.env.backend.remove_guild(town.guild.id)
    await town.env.settle()
    assert "I am no longer in that server" in await refused()
    assert await kept(town).of_member(town.noor.id) == []


async def test_erasing_everything_ends_it(town: Town) -> None:
    await ask(town, town.noor)
    shown = await town.noor.slash(town.channel, "privacy")
    assert "That you asked for the weekly digest of a server, and since when: until you stop it" in text(shown)
    asked = await town.noor.click(answer(shown), label="Erase my data")
    erased = await town.noor.click(answer(asked), label="Yes, erase it")
    assert "Done. I keep nothing about you any more." in text(erased)
    await tick(town, MONDAY)
    assert digests(town.noor) == []

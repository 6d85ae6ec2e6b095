"""The list of meetups for everyone: by its own preview, as any other post."""

import discord
import pytest
from icalendar import Calendar
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.demo.locale import speak
from tests.journeys.meetups.meeting import (
    EVENTS,
    POST,
    REGISTRATION,
    TimedTown,
    meetups,
    plan,
    plan_evenings,
    posts,
    press,
    room,
)
from tests.journeys.private import deliver, text_of, told
from tests.journeys.seen import answer, buttons, text


async def post(town: TimedTown, person: MemberActor, channel: ChannelHandle | None = None) -> InteractionResult:
    """From ``/meetups`` over the preview to the post."""
    preview = await press(person, await person.slash(channel or town.channel, "meetups"), POST)
    label = "Publier" if "Aperçu" in text(preview) else "Post"
    return await press(person, preview, label)


async def test_a_moderator_posts_the_next_five_for_everyone(town: TimedTown) -> None:
    plan_evenings(town, 7)
    preview = await press(town.sam, await meetups(town, town.sam), POST)
    assert "This is how it will look" in text(preview)
    assert posts(town) == []
    done = await press(town.sam, preview, "Post")
    (posted,) = posts(town)
    assert f"Posted in <#{town.channel.id}>." in text(done)
    body = text_of(posted)
    assert body.startswith("### Upcoming meetups\n**Evening 1**\n<t:")
    assert "Evening 5" in body
    assert "Evening 6" not in body
    rows = [row.children for row in posted.components if isinstance(row, discord.ActionRow)]
    labels = [each.label for row in rows for each in row if isinstance(each, discord.Button)]
    assert labels == ["Calendar file", REGISTRATION, "All meetups"]


async def test_its_buttons_are_for_everybody_and_answer_them_alone(town: TimedTown) -> None:
    plan_evenings(town, 7)
    await post(town, town.sam)
    (posted,) = posts(town)
    before = text_of(posted)
    await town.restart()
    got = await town.camille.click(posted, label="Calendar file")
    assert "Toutes les rencontres à venir" in text(got)
    (file,) = answer(got).attachments
    assert len(Calendar.from_ical(await file.read()).events) == 7
    everything = await town.camille.click(posted, label="All meetups")
    assert "Prochaines rencontres" in text(everything)
    assert [text_of(each) for each in posts(town)] == [before]


async def test_when_all_is_over_its_file_says_so(town: TimedTown) -> None:
    (event,) = plan_evenings(town, 1)
    await post(town, town.sam)
    town.env.backend.delete_scheduled_event(town.guild.id, event.id)
    town.wait(seconds=61)
    got = await town.noor.click(posts(town)[0], label="Calendar file")
    assert "Nothing is planned here at the moment." in text(got)
    assert not answer(got).attachments


async def test_a_member_is_not_offered_to_post_and_may_not(town: TimedTown) -> None:
    plan(town, "Ethics evening")
    assert POST not in buttons(await meetups(town))
    theirs = await meetups(town, town.sam)
    (result,) = await deliver(town, town.noor.id, answer(theirs).message, "w1/post-here/meetups")
    assert "This is for this server's moderators." in told(result)


async def test_whoever_may_use_post_by_the_integrations_page_may_post_the_list(town: TimedTown) -> None:
    plan(town, "Ethics evening")
    town.guild.set_command_permissions(town.bot.desk.command_ids["post"], {town.noor: True})
    await post(town, town.noor)
    assert len(posts(town)) == 1


async def test_where_nothing_can_be_listed_nothing_is_posted(town: TimedTown) -> None:
    plan(town, "Ethics evening")
    shown = await meetups(town, town.sam)
    town.wait(seconds=61)
    town.env.inject_error("GET", EVENTS, status=403, code=50001)
    assert "Please try again in a minute." in text(await press(town.sam, shown, POST))
    events = town.env.backend.get_guild(town.guild.id).scheduled_events
    town.env.backend.delete_scheduled_event(town.guild.id, next(iter(events)))
    assert "Nothing is planned" in text(await press(town.sam, shown, POST))
    assert posts(town) == []


async def test_a_post_tells_nobody_of_a_meetup_they_could_not_see(town: TimedTown) -> None:
    office = room(town, "Moderators only", hidden_from=town.guild.default_role.id)
    council = town.guild.create_role("Council", permissions=discord.Permissions(administrator=True))
    lena = town.guild.add_member(town.env.create_user("lena"), roles=[council])
    plan(town, "About a complaint", 2, channel=office)
    refused = await press(lena, await meetups(town, lena), POST)
    assert "Nothing is planned at the moment that everyone in that channel can see." in text(refused)
    plan(town, "Ethics evening")
    town.wait(seconds=61)
    await post(town, lena)
    (posted,) = posts(town)
    assert "Ethics evening" in text_of(posted)
    assert "complaint" not in text_of(posted)
    # Where everybody sees that channel as well, it belongs.
    assert town.bot.user is not None
    hidden, seen = (discord.PermissionOverwrite(view_channel=view) for view in (False, True))
    inner = town.guild.create_text_channel("council", overwrites={town.guild.default_role: hidden, town.bot.user: seen})
    await post(town, lena, inner)
    assert "complaint" in text_of(posts(town, inner)[0])


@pytest.mark.parametrize(("language", "title"), [("fr", "Prochaines rencontres"), ("en", "Upcoming meetups")])
async def test_it_is_posted_in_the_server_s_language(town: TimedTown, language: str, title: str) -> None:
    plan(town, "Ethics evening")
    await town.bot.communities.set(town.guild.id, language=language)
    await post(town, town.sam)
    assert text_of(posts(town)[-1]).startswith(f"### {title}\n")


async def test_in_two_languages_what_is_planned_stands_there_once(town: TimedTown) -> None:
    plan(town, "Ethics evening")
    await town.bot.communities.set(town.guild.id, language="fr", second_language="en")
    await post(town, town.sam)
    both = text_of(posts(town)[-1])
    assert both.startswith("### Prochaines rencontres · Upcoming meetups\n**Ethics evening**\n")
    assert both.count("Ethics evening") == 1
    assert "[Détails · Details](" in both


async def test_in_a_server_without_a_language_it_is_posted_as_the_moderator_sees_it(town: TimedTown) -> None:
    moderators = town.guild.create_role("Modération", permissions=discord.Permissions(manage_messages=True))
    lise = town.guild.add_member(town.env.create_user("lise"), roles=[moderators])
    speak(town.env, {lise.id: "fr"})
    plan(town, "Soirée éthique")
    preview = await press(lise, await meetups(town, lise), "Publier dans ce salon")
    await press(lise, preview, "Publier")
    assert text_of(posts(town)[0]).startswith("### Prochaines rencontres\n")

"""The weekly digest: the card that comes as a private message, and what is said where one asks for it or stops it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import discord
from discord import ui

from bot.community.digest import Contents
from bot.community.meetups import Meetup
from bot.knowledge.model import Clause, Scenario
from bot.surface.cards import OPTIONS, Card, Choice, button, menu, note, panel, quiet, rows, safe
from bot.surface.desk import Desk
from bot.surface.views.clause import NO_ORIGIN, clause_panel, fine_print
from bot.surface.words import Words

STOP = "digest-stop"
"""The action of the button that every digest has; its argument is the server, so that the digest is known by it."""
MEETUPS = 3
"""So many of a server's next meetups stand in a digest."""
NAME = 100
"""Characters of a server's name, and of a meetup's; Discord takes no more."""
_SHORT_NAME = 40
"""Where up to 25 servers are listed."""


class Wanted(NamedTuple):
    """A digest somebody asked for, or may ask for.

    Attributes:
        guild: the server's id.
        name: as its members see it; empty where the bot does not see the server.
        when: the next one, in UTC; None while the moderators have switched it off.
    """

    guild: int
    name: str
    when: datetime | None


def digest_card(
    desk: Desk, words: Words, contents: Contents, server: Wanted, meetups: Sequence[Meetup], now: datetime
) -> Card:
    """The digest of one week. ``meetups`` are in order; without any, nothing is said of them."""
    clause = contents.clause.clause if contents.clause else None
    scenario = contents.question.scenario if contents.question else None
    parts: list[ui.Item[Any]] = [
        panel(f"### {words('digest-title')}", quiet(words("digest-from", server=_name(words, server))))
    ]
    if clause:
        remarks = map(quiet, fine_print(desk, words, clause))
        parts += [clause_panel(desk, words, clause), ui.TextDisplay("\n".join(remarks))]
    if scenario and contents.question:
        question = scenario.questions[contents.question.number - 1][words.language]
        title = quiet(scenario.title[words.language])
        parts.append(panel(f"**{words('digest-question')}**", question, title))
    if meetups:
        listed = "\n".join(_meetup(words, each, now) for each in meetups[:MEETUPS])
        parts.append(panel(f"**{words('meetups-title')}**", listed))
    return Card(
        *parts, *rows(*_leading_on(desk, words, clause, scenario), _stop(words, server)), note(words("disclaimer"))
    )


def stopped_card(words: Words, server: Wanted) -> Card:
    """It comes no more."""
    again = button(words("digest-start"), "digest-start", str(server.guild))
    return Card(panel(words("digest-stopped", server=_name(words, server))), *rows(again))


def started_card(words: Words, server: Wanted) -> Card:
    """It comes again."""
    sentence = words("digest-started", server=_name(words, server), when=_moment(server))
    return Card(panel(sentence), *rows(_stop(words, server)))


def offer_items(words: Words, server: Wanted, *, subscribed: bool) -> list[ui.Item[Any]]:
    """In the server itself: whether one gets its digest, and the button to change that."""
    if not subscribed:
        sentence, label, action = "digest-offered", "digest-send-me", "my-digest-on"
    else:
        sentence = "digest-on" if server.when else "digest-resting"
        label, action = "digest-stop-weekly", "my-digest-off"
    when = {} if sentence == "digest-resting" else {"when": _moment(server)}
    return [panel(words(sentence, **when)), *rows(button(words(label), action, str(server.guild)))]


def list_items(words: Words, servers: Sequence[Wanted]) -> list[ui.Item[Any]]:
    """Outside servers: from which of them one gets a digest, and how to stop each; nothing where there is none."""
    if not servers:
        return []
    lines = [f"- {_line(words, each)}" for each in servers[:OPTIONS]]
    if len(servers) == 1:
        (stopping,) = rows(button(words("digest-stop-weekly"), "my-digest-off", str(servers[0].guild)))
    else:
        choices = [Choice(each.name or words("digest-server-unknown"), str(each.guild)) for each in servers[:OPTIONS]]
        stopping = menu(words("digest-stop-one"), "my-digest-off", choices=choices)
    return [panel(f"**{words('digest-mine')}**", *lines), stopping]


def _leading_on(desk: Desk, words: Words, clause: Clause | None, scenario: Scenario | None) -> list[ui.Button[Any]]:
    found: list[ui.Button[Any]] = []
    if clause:
        found.append(button(words("digest-read-on"), "clause", clause.ref, NO_ORIGIN))
    if scenario and scenario.id in desk.knowledge.guides:
        label, green = words("reflect-privately"), discord.ButtonStyle.success
        found.append(button(label, "digest-reflect", scenario.id, style=green))
    return found


def _stop(words: Words, server: Wanted) -> ui.Button[Any]:
    return button(words("digest-stop"), STOP, str(server.guild))


def _line(words: Words, server: Wanted) -> str:
    name = _name(words, server, _SHORT_NAME)
    if not server.name:
        return name
    if server.when is None:
        return words("digest-mine-resting", server=name)
    return words("digest-mine-line", server=name, when=_moment(server))


def _meetup(words: Words, meetup: Meetup, now: datetime) -> str:
    begun = [f"**{words('meetups-now')}**"] if meetup.begun(now) else []
    details = f"[{words('meetups-details')}]({meetup.url})"
    line = " · ".join([*begun, f"<t:{int(meetup.start.timestamp())}:F>", details])
    return f"**{safe(meetup.name, NAME) or words('meetups-unnamed')}**\n{line}"


def _name(words: Words, server: Wanted, limit: int = NAME) -> str:
    return f"**{safe(server.name, limit) or words('digest-server-unknown')}**"


def _moment(server: Wanted) -> str:
    """Discord, "Message Formatting": a time that every reader sees in their own language and time zone."""
    return f"<t:{int(server.when.timestamp())}:F>" if server.when else ""

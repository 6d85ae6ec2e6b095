"""What stands above a card that answers what someone wrote; and the card that stands alone when there is danger."""

from typing import Any, Literal, NamedTuple

from discord import ui

from bot.knowledge.files import Country
from bot.reflection.takeaway import day_in_words
from bot.surface.cards import HELP_COLOUR, Card, Choice, button, menu, note, panel, rows
from bot.surface.desk import Desk
from bot.surface.words import Words

Caution = Literal["law", "supervisor"]
"""The red flags that stand above a card; ``now`` has a card of its own."""
Asked = Literal["words", "message"]
"""What was read: a coach's own words, or somebody's message through the message menu."""


class Lead(NamedTuple):
    """``red_flag``: the level found in what was read; ``found``: the card below was found from it."""

    red_flag: Caution | None = None
    found: Asked | None = None


NO_LEAD = Lead()


def lead_items(words: Words, lead: Lead) -> list[ui.Item[Any]]:
    """The items to put before a card's own."""
    items: list[ui.Item[Any]] = []
    if lead.red_flag:
        items.append(panel(words(f"help-{lead.red_flag}")))
    if lead.found:
        items.append(note(words(f"found-{lead.found}")))
    return items


def danger_card(desk: Desk, words: Words, country: str = "", after: tuple[str, ...] = ()) -> Card:
    """Help and nothing else: the look-up waits behind "Everyone is safe".

    ``country``: whose numbers to show (an id of ``crisis-lines.yaml``); empty for those where the reader's language is
    spoken. ``after``: the situations to offer afterwards.
    """
    later = ",".join(after)
    return Card(
        panel(
            f"### {words('danger-title')}",
            *help_lines(desk, words, country),
            colour=HELP_COLOUR,
        ),
        country_menu(desk, words, "country", later),
        *rows(button(words("danger-after"), "after-danger", later)),
        note(checked(desk, words)),
    )


def help_lines(desk: Desk, words: Words, country: str = "") -> list[str]:
    """Where to turn: the emergency number first, then who listens, then the directory.

    ``country`` as for ``danger_card``; one that is no longer known counts as none.
    """
    help = desk.knowledge.crisis_lines
    known = [each for each in help.countries if each.id == country]
    shown = known or [each for each in help.countries if words.language in each.spoken]
    directory = f"[{help.directory.title[words.language]}]({help.directory.url})"
    return [
        *([] if known else [f"**{help.emergency[words.language]}**"]),
        *(_numbers(each, words, every=bool(known)) for each in shown),
        words("danger-directory", link=directory),
        "",
        words("danger-self"),
        words("danger-client"),
    ]


def country_menu(desk: Desk, words: Words, action: str, *arguments: str) -> ui.ActionRow[Any]:
    """Every country we know the numbers of."""
    countries = desk.knowledge.crisis_lines.countries
    choices = [Choice(each.name[words.language], each.id, each.emergency) for each in countries]
    return menu(words("danger-country"), action, *arguments, choices=choices)


def checked(desk: Desk, words: Words) -> str:
    """When somebody last looked the numbers up."""
    return words("danger-checked", date=day_in_words(desk.knowledge.crisis_lines.checked, words.language))


def _numbers(country: Country, words: Words, *, every: bool) -> str:
    """One country: its name and emergency numbers, and the first service, or ``every`` one, each on a line."""
    lines = [f"**{country.name[words.language]}** · **{country.emergency}**"]
    shown = country.lines if every else country.lines[:1]
    lines += [f"**{_dialled(line.number)}** {line.purpose[words.language]}" for line in shown]
    return "\n".join(lines)


def _dialled(number: str) -> str:
    """``number`` with its star as a star, not as the mark of bold type."""
    return number.replace("*", "\\*")

"""What stands above a card that answers what someone wrote; and the card that stands alone when there is danger."""

from typing import Any, Literal, NamedTuple

from discord import ui

from bot.knowledge.files import Country
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
    spoken. ``after``: the situations to offer afterwards. Raises KeyError for an unknown country.
    """
    help, later = desk.knowledge.crisis_lines, ",".join(after)
    by_id = {each.id: each for each in help.countries}
    shown = [by_id[country]] if country else [each for each in help.countries if words.language in each.spoken]
    directory = f"[{help.directory.title[words.language]}]({help.directory.url})"
    choices = [Choice(each.name[words.language], each.id, each.emergency) for each in help.countries]
    return Card(
        panel(
            f"### {words('danger-title')}",
            f"**{help.emergency[words.language]}**",
            *(_numbers(each, words, every=bool(country)) for each in shown),
            words("danger-directory", link=directory),
            words("danger-client"),
            colour=HELP_COLOUR,
        ),
        menu(words("danger-country"), "country", later, choices=choices),
        *rows(button(words("danger-after"), "after-danger", later)),
    )


def _numbers(country: Country, words: Words, *, every: bool) -> str:
    """One country: its name and emergency numbers, and the first service, or ``every`` one, each on a line."""
    lines = [f"**{country.name[words.language]}** · **{country.emergency}**"]
    shown = country.lines if every else country.lines[:1]
    lines += [f"**{_dialled(line.number)}** {line.purpose[words.language]}" for line in shown]
    return "\n".join(lines)


def _dialled(number: str) -> str:
    """``number`` with its star as a star, not as the mark of bold type."""
    return number.replace("*", "\\*")

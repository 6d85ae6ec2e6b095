"""What stands above a card that answers a coach's own words: help first, then how the card was chosen."""

from typing import Any, NamedTuple

from discord import ui

from bot.knowledge.red_flags import Level
from bot.surface.cards import HELP_COLOUR, HOUSE_COLOUR, note, panel
from bot.surface.desk import Desk
from bot.surface.words import Words


class Lead(NamedTuple):
    """``red_flag``: the level found in the words; ``found``: the card below was found from them."""

    red_flag: Level | None = None
    found: bool = False


NO_LEAD = Lead()


def lead_items(desk: Desk, words: Words, lead: Lead) -> list[ui.Item[Any]]:
    """The items to put before a card's own."""
    items: list[ui.Item[Any]] = []
    if lead.red_flag == "now":
        lines = desk.knowledge.crisis_lines
        directory = f"[{lines.directory.title[words.language]}]({lines.directory.url})"
        items.append(
            panel(
                f"### {words('help-now-title')}",
                f"**{lines.emergency[words.language]}**",
                words("help-now-directory", link=directory),
                words("help-now-then"),
                colour=HELP_COLOUR,
            )
        )
    elif lead.red_flag:
        items.append(panel(words(f"help-{lead.red_flag}"), colour=HOUSE_COLOUR))
    if lead.found:
        items.append(note(words("found-match")))
    return items

"""What stands above a card that answers what someone wrote; and the card that stands alone when there is danger."""

from typing import Any, Literal, NamedTuple

from discord import ui

from bot.surface.cards import HELP_COLOUR, Card, button, note, panel, rows
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


def danger_card(desk: Desk, words: Words) -> Card:
    """Help and nothing else: no situation is guessed while someone may be in danger."""
    return desk.cards.get(("danger", words.language), lambda: _danger(desk, words))


def _danger(desk: Desk, words: Words) -> Card:
    lines = desk.knowledge.crisis_lines
    directory = f"[{lines.directory.title[words.language]}]({lines.directory.url})"
    return Card(
        panel(
            f"### {words('danger-title')}",
            f"**{lines.emergency[words.language]}**",
            words("danger-directory", link=directory),
            words("danger-client"),
            colour=HELP_COLOUR,
        ),
        *rows(button(words("danger-after"), "after-danger")),
    )

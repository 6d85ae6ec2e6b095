"""What Discord would refuse of our texts, with the place to mend it: so an editor learns of it before anyone else."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.knowledge.yaml_files import Loc
from bot.surface.cards import OPTIONS, CardTooLarge
from bot.surface.checks.every_card import every_card
from bot.surface.desk import Desk
from bot.surface.words import Words

# Discord, "Application Commands" and "Component Reference": characters by the ending or the name of our messages.
_WORD_LIMITS = {
    "describe-title": 45,
    "describe-label": 45,
    "describe-hint": 100,
    "describe-placeholder": 100,
    "case-title": 45,
    "case-happened-label": 45,
    "case-happened-hint": 100,
    "case-hoped-label": 45,
    "case-hoped-hint": 100,
    "decline-title": 45,
    "decline-label": 45,
    "decline-hint": 100,
}
_COMMAND_NAME = 32
_COMMAND_DESCRIPTION = 100


class Misfit(NamedTuple):
    """Something Discord would refuse, with the place to mend it; a file of ``locales/`` has no place."""

    file: str
    loc: Loc
    message: str


def misfits(desk: Desk) -> list[Misfit]:
    """What Discord would refuse: cards over a limit, and words too long for a command or the modal."""
    found = [misfit for words in desk.locales for misfit in _too_long(words)]
    crowded = [
        Misfit(f"scenarios/{scenario.id}.yaml", ("related",), f"more clauses than the {OPTIONS} a menu takes")
        for scenario in desk.knowledge.scenarios.values()
        if len(desk.knowledge.shown_in(scenario)) > OPTIONS
    ]
    found += crowded
    faulty: set[str] = set()
    for card in every_card(desk):
        if card.file in {misfit.file for misfit in crowded} or card.whole in faulty:
            continue  # each of its cards would say the same
        try:
            card.make()
        except (CardTooLarge, ValueError) as error:
            faulty.add(card.name)
            found.append(Misfit(card.file, card.loc, f"card {card.name}: {error}"))
    return found


def _too_long(words: Words) -> Iterator[Misfit]:
    limits = dict(_WORD_LIMITS)
    for id in words.ids:
        if id.startswith("command-"):
            limits[id] = _COMMAND_DESCRIPTION if id.endswith("-description") else _COMMAND_NAME
    for id, limit in limits.items():
        if len(words(id)) > limit:
            yield Misfit(f"locales/{words.language}", (id,), f"{len(words(id))} characters, Discord takes {limit}")

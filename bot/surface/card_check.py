"""Everything Discord is ever sent of our texts, made once: so an editor learns which text would break a limit of it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from bot.knowledge.model import Clause, Knowledge
from bot.knowledge.yaml_files import Loc
from bot.surface.cards import OPTIONS, Card, CardTooLarge
from bot.surface.desk import Desk
from bot.surface.reflection_check import screens_of
from bot.surface.views.about import help_card, privacy_card, sources_card
from bot.surface.views.clause import clause_card
from bot.surface.views.comparison import comparison_card
from bot.surface.views.lead import Lead, danger_card
from bot.surface.views.scenario import TABS, scenario_card
from bot.surface.views.scenarios import all_scenarios, close_scenarios
from bot.surface.words import Words

_LONGEST_LEAD = Lead(red_flag="law", found="message")
_TAB_KEYS = {"codes": "cited", "view": "view", "ask": "questions", "paths": "paths"}

# Discord, "Application Commands" and "Component Reference": characters by the ending or the name of our messages.
_WORD_LIMITS = {
    "describe-title": 45,
    "describe-label": 45,
    "describe-hint": 100,
    "describe-placeholder": 100,
}
_COMMAND_NAME = 32
_COMMAND_DESCRIPTION = 100


class Made(NamedTuple):
    """A card: its name, how to make it, and the file and place in ``knowledge/`` that it shows."""

    name: str
    make: Callable[[], Card]
    file: str
    loc: Loc


class Misfit(NamedTuple):
    """Something Discord would refuse, with the place to mend it; a file of ``locales/`` has no place."""

    file: str
    loc: Loc
    message: str


def every_card(desk: Desk) -> Iterator[Made]:
    """Each card in every language, at its longest."""
    ids = tuple(desk.knowledge.scenarios)[:3]
    for words in desk.locales:
        yield from _scenario_cards(desk, words)
        yield from _clause_cards(desk, words)
        yield from _guide_cards(desk, words)
        at, about = words.language, "about.yaml"
        yield Made(f"{at} close", lambda w=words: close_scenarios(desk, w, ids, _LONGEST_LEAD), about, ())
        yield Made(f"{at} danger", lambda w=words: danger_card(desk, w), "crisis-lines.yaml", ("emergency",))
        yield Made(
            f"{at} scenarios", lambda w=words: all_scenarios(desk, w, "none-words", _LONGEST_LEAD), about, ("thesis",)
        )
        yield Made(f"{at} help", lambda w=words: help_card(desk, w, moderator=True), about, ("thesis",))
        yield Made(f"{at} privacy", lambda w=words: privacy_card(desk, w, 90), about, ())
        yield Made(f"{at} sources", lambda w=words: sources_card(desk, w), "sources.yaml", ("sources",))


def misfits(desk: Desk) -> list[Misfit]:
    """What Discord would refuse: cards over a limit, and words too long for a command or the modal."""
    found = [misfit for words in desk.locales for misfit in _too_long(words)]
    crowded = [
        Misfit(f"scenarios/{scenario.id}.yaml", ("related",), f"more clauses than the {OPTIONS} a menu takes")
        for scenario in desk.knowledge.scenarios.values()
        if len(desk.knowledge.shown_in(scenario)) > OPTIONS
    ]
    found += crowded
    for card in every_card(desk):
        if card.file in {misfit.file for misfit in crowded}:
            continue  # each of its cards would say the same
        try:
            card.make()
        except (CardTooLarge, ValueError) as error:
            found.append(Misfit(card.file, card.loc, f"card {card.name}: {error}"))
    return found


def _scenario_cards(desk: Desk, words: Words) -> Iterator[Made]:
    at = words.language
    for scenario in desk.knowledge.scenarios.values():
        file = f"scenarios/{scenario.id}.yaml"
        for tab in TABS:
            key = _TAB_KEYS[tab]
            name = f"{at} scenario {scenario.id} {tab}"
            yield Made(
                name, lambda s=scenario, t=tab, w=words: scenario_card(desk, w, s, t, _LONGEST_LEAD), file, (key,)
            )
        name = f"{at} comparison {scenario.id}"
        yield Made(name, lambda s=scenario, w=words: comparison_card(desk, w, s), file, ("difference",))


def _guide_cards(desk: Desk, words: Words) -> Iterator[Made]:
    for guide in desk.knowledge.guides.values():
        for name, make in screens_of(desk, words, guide):
            yield Made(f"{words.language} guide {guide.id} {name}", make, f"guides/{guide.id}.yaml", ())


def _clause_cards(desk: Desk, words: Words) -> Iterator[Made]:
    origin = next(iter(desk.knowledge.scenarios.values()))
    for clause in desk.knowledge.clauses.values():
        if clause.published:
            yield Made(
                f"{words.language} clause {clause.ref}",
                lambda c=clause, w=words: clause_card(desk, w, c, origin),
                f"codes/{clause.code}.yaml",
                _loc(desk.knowledge, clause),
            )


def _loc(knowledge: Knowledge, clause: Clause) -> Loc:
    """Where ``clause`` stands in its file."""
    edition = knowledge.editions[clause.edition]
    section, place, heading = -1, 0, None
    for each in edition.clauses:
        if each.section is not heading:
            section, place, heading = section + 1, -1, each.section
        place += 1
        if each is clause:
            break
    editions = [each.id for each in knowledge.codes[clause.code].editions]
    return ("editions", editions.index(edition.id), "sections", section, "clauses", place)


def _too_long(words: Words) -> Iterator[Misfit]:
    limits = dict(_WORD_LIMITS)
    for id in words.ids:
        if id.startswith("command-"):
            limits[id] = _COMMAND_DESCRIPTION if id.endswith("-description") else _COMMAND_NAME
    for id, limit in limits.items():
        if len(words(id)) > limit:
            yield Misfit(f"locales/{words.language}", (id,), f"{len(words(id))} characters, Discord takes {limit}")

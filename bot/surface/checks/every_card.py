"""Everything Discord is ever sent of our texts, made once: so an editor learns which text would break a limit of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from bot.community.insights import Shown
from bot.knowledge.model import Clause, Knowledge
from bot.knowledge.yaml_files import Loc
from bot.surface.cards import Card
from bot.surface.checks.cases import cases_cards
from bot.surface.checks.digest import digest_cards
from bot.surface.checks.meetups import meetups_cards
from bot.surface.checks.posts import moderator_cards, posted_cards
from bot.surface.checks.reflection import screens_of
from bot.surface.desk import Desk
from bot.surface.views.about import help_card, privacy_card, sources_card
from bot.surface.views.clause import clause_card
from bot.surface.views.comparison import comparison_card
from bot.surface.views.insights import ask_card, off_card, on_card
from bot.surface.views.lead import Lead, danger_card
from bot.surface.views.not_shown import not_shown_card
from bot.surface.views.scenario import TABS, scenario_card
from bot.surface.views.scenarios import all_scenarios, close_scenarios
from bot.surface.words import Words

_LONGEST_LEAD = Lead(red_flag="law", found="message")
_TAB_KEYS = {"codes": "cited", "view": "view", "ask": "questions", "paths": "paths"}
_POSTED_KEYS = {"scenario": "cited", "comparison": "difference", "question": "questions"}
_MANY = 1_000_000


class Made(NamedTuple):
    """A card: its name, how to make it, and the file and place in ``knowledge/`` that it shows.

    ``whole``: the name of the same card where every edition is shown; empty for that one.
    """

    name: str
    make: Callable[[], Card]
    file: str
    loc: Loc
    whole: str = ""


def every_card(desk: Desk) -> Iterator[Made]:
    """Each card in every language, at its longest."""
    ids = tuple(desk.knowledge.scenarios)[:3]
    for words in desk.locales:
        yield from _scenario_cards(desk, words)
        yield from _clause_cards(desk, words)
        yield from _guide_cards(desk, words)
        yield from _narrowed_cards(desk, words)
        yield from _insights_cards(desk, words)
        at, about = words.language, "about.yaml"
        yield Made(f"{at} close", lambda w=words: close_scenarios(desk, w, ids, _LONGEST_LEAD), about, ())
        yield Made(f"{at} danger", lambda w=words: danger_card(desk, w), "crisis-lines.yaml", ("emergency",))
        yield Made(
            f"{at} scenarios", lambda w=words: all_scenarios(desk, w, "none-words", _LONGEST_LEAD), about, ("thesis",)
        )
        yield from _posted_cards(desk, words)
        for name, make in moderator_cards(desk, words):
            yield Made(f"{at} {name}", make, about, ())
        for name, make in meetups_cards(desk, words):
            yield Made(f"{at} {name}", make, about, ("community", "title"))
        for name, make in cases_cards(desk, words):
            yield Made(f"{at} {name}", make, about, ())
        for name, make in digest_cards(desk, words):
            yield Made(f"{at} {name}", make, about, ())
        yield Made(f"{at} help", lambda w=words: help_card(desk, w, moderator=True), about, ("thesis",))
        yield Made(f"{at} privacy", lambda w=words: privacy_card(desk, w, 90), about, ())
        yield Made(f"{at} sources", lambda w=words: sources_card(desk, w), "sources.yaml", ("sources",))


def _scenario_cards(desk: Desk, words: Words) -> Iterator[Made]:
    at = words.language
    for scenario in desk.knowledge.scenarios.values():
        file = f"scenarios/{scenario.id}.yaml"
        for tab in TABS:
            key = _TAB_KEYS[tab]
            name = f"{at} scenario {scenario.id} {tab}"
            yield Made(
                name,
                lambda s=scenario, t=tab, w=words: scenario_card(desk, w, s, t, _LONGEST_LEAD, moderator=True),
                file,
                (key,),
            )
        name = f"{at} comparison {scenario.id}"
        yield Made(name, lambda s=scenario, w=words: comparison_card(desk, w, s), file, ("difference",))


def _posted_cards(desk: Desk, words: Words) -> Iterator[Made]:
    for name, make, topic in posted_cards(desk, words):
        file, loc = "about.yaml", ("community", "title")
        if topic.clause:
            file, loc = f"codes/{topic.clause.code}.yaml", _loc(desk.whole.knowledge, topic.clause)
        elif topic.scenario:
            file, loc = f"scenarios/{topic.scenario.id}.yaml", (_POSTED_KEYS[topic.kind],)
        yield Made(f"{words.language} {name}", make, file, loc)


def _guide_cards(desk: Desk, words: Words) -> Iterator[Made]:
    for guide in desk.knowledge.guides.values():
        for name, make in screens_of(desk, words, guide):
            yield Made(f"{words.language} guide {guide.id} {name}", make, f"guides/{guide.id}.yaml", ())


def _insights_cards(desk: Desk, words: Words) -> Iterator[Made]:
    first, *others = (Shown(id, None) for id in desk.knowledge.scenarios)
    many = replace(first, count=_MANY)
    cards = {
        "off": lambda: off_card(words),
        "ask": lambda: ask_card(words),
        "nothing": lambda: on_card(desk, words, (first, *others), None),
        "one number": lambda: on_card(desk, words, (many, *others), None),
        "numbers": lambda: on_card(desk, words, (many, *(replace(each, count=_MANY) for each in others)), None),
    }
    for name, make in cards.items():
        yield Made(f"{words.language} insights {name}", make, "about.yaml", ())


def _clause_cards(desk: Desk, words: Words) -> Iterator[Made]:
    origin = next(iter(desk.knowledge.scenarios.values()))
    for clause in desk.knowledge.clauses.values():
        if clause.published:
            yield Made(
                f"{words.language} clause {clause.ref}",
                lambda c=clause, w=words: clause_card(desk, w, c, origin),
                f"codes/{clause.code}.yaml",
                _loc(desk.whole.knowledge, clause),
            )


def _narrowed_cards(desk: Desk, words: Words) -> Iterator[Made]:
    """What servers see that show one edition of each code, the longest cards of all; and clauses that are not shown."""
    codes = desk.knowledge.codes.values()
    for editions in product(*([edition.id for edition in code.editions] for code in codes)):
        here = desk.narrowed(editions)
        if here is not desk:
            for made in (*_scenario_cards(here, words), *_clause_cards(here, words), *_posted_cards(here, words)):
                yield made._replace(name=f"{made.name} with {', '.join(editions)}", whole=made.name)
    for clause in desk.knowledge.clauses.values():
        others = [edition for edition in desk.knowledge.editions if edition != clause.edition]
        if clause.published and others:
            here = desk.narrowed(others)
            origin = next(iter(here.knowledge.scenarios.values()))
            yield Made(
                f"{words.language} not shown {clause.ref}",
                lambda c=clause, w=words, h=here, o=origin: not_shown_card(h, w, c, o),
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
        if each.ref == clause.ref:
            break
    editions = [each.id for each in knowledge.codes[clause.code].editions]
    return ("editions", editions.index(edition.id), "sections", section, "clauses", place)

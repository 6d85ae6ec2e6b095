"""Two codes side by side for one situation, and where they differ."""

from typing import Any

from discord import ui

from bot.knowledge.model import Code, Scenario
from bot.surface.cards import Card, button, note, panel, quiet, rows
from bot.surface.desk import Desk
from bot.surface.views.lines import cited_today, clause_block, nearest, notices, numbers_by_code
from bot.surface.views.scenario import read_menu
from bot.surface.words import Words


def comparison_card(desk: Desk, words: Words, scenario: Scenario) -> Card:
    """The comparison for ``scenario``."""
    return desk.cards.get(("comparison", words.language, scenario.id), lambda: _make(desk, words, scenario))


def _make(desk: Desk, words: Words, scenario: Scenario) -> Card:
    language = words.language
    panels: list[ui.Item[Any]] = [_side(desk, words, scenario, code) for code in desk.knowledge.codes.values()]
    controls = (
        button(words("back-to-scenario"), "scenario", scenario.id, "codes"),
        button(words("all-scenarios"), "scenarios"),
    )
    return Card(
        panel(
            f"### {scenario.title[language]}",
            f"**{words('compare-differ')}**",
            scenario.difference[language],
            f"**{words('scenario-silent')}**",
            scenario.silent[language],
        ),
        *panels,
        *rows(*controls),
        read_menu(desk, words, scenario),
        note(words("disclaimer")),
    )


def _side(desk: Desk, words: Words, scenario: Scenario, code: Code) -> ui.Container[Any]:
    cited = cited_today(desk, scenario, code.id)
    clauses = cited or nearest(desk, scenario, code.id)
    related = [
        clause for clause in desk.knowledge.shown_in(scenario) if clause.code == code.id and clause not in clauses
    ]
    none = words("compare-no-clause" if len(code.editions) > 1 else "compare-no-clause-one")
    return panel(
        f"**{code.title[words.language]}**",
        *([clause_block(desk, words, clause, ours=not cited) for clause in clauses] or [none]),
        quiet(words("also-relevant", clauses=numbers_by_code(desk, related))) if related else "",
        *notices(desk, words, clauses or related),
        colour=code.colour,
    )

"""Two codes side by side for one situation, and where they differ."""

from typing import Any

from discord import ui

from bot.knowledge.model import Code, Scenario
from bot.surface.cards import Card, button, note, panel, quiet, rows
from bot.surface.desk import Desk
from bot.surface.views.lines import cited_today, clause_block, nearest, no_clause, notices, numbers_by_code
from bot.surface.views.scenario import read_menu
from bot.surface.words import Words


def comparison_card(desk: Desk, words: Words, scenario: Scenario) -> Card:
    """The comparison for ``scenario``."""
    return desk.cards.get(("comparison", words.language, scenario.id), lambda: _make(desk, words, scenario))


def comparison_items(desk: Desk, words: Words, scenario: Scenario) -> list[ui.Item[Any]]:
    """Where the codes differ, then each of them."""
    language = words.language
    differ = panel(
        f"### {scenario.title[language]}",
        f"**{words('compare-differ')}**",
        scenario.difference[language],
        f"**{words('scenario-silent')}**",
        scenario.silent[language],
    )
    codes = ((desk.knowledge.codes.get(code.id), code) for code in desk.whole.knowledge.codes.values())
    return [differ, *(_side(desk, words, scenario, shown) if shown else _no_side(words, code) for shown, code in codes)]


def _make(desk: Desk, words: Words, scenario: Scenario) -> Card:
    controls = (
        button(words("back-to-scenario"), "scenario", scenario.id, "codes"),
        button(words("all-scenarios"), "scenarios"),
    )
    return Card(
        *comparison_items(desk, words, scenario),
        *rows(*controls),
        *read_menu(desk, words, scenario),
        note(words("disclaimer")),
    )


def _side(desk: Desk, words: Words, scenario: Scenario, code: Code) -> ui.Container[Any]:
    cited = cited_today(desk, scenario, code.id)
    clauses = cited or nearest(desk, scenario, code.id)
    related = [
        clause for clause in desk.knowledge.shown_in(scenario) if clause.code == code.id and clause not in clauses
    ]
    return panel(
        _title(words, code),
        *([clause_block(desk, words, clause, ours=not cited) for clause in clauses] or [no_clause(words, code)]),
        quiet(words("also-relevant", clauses=numbers_by_code(desk, related))) if related else "",
        *notices(desk, words, clauses or related),
        colour=code.colour,
    )


def _no_side(words: Words, code: Code) -> ui.Container[Any]:
    return panel(_title(words, code), quiet(words("compare-not-shown")), colour=code.colour)


def _title(words: Words, code: Code) -> str:
    return f"**{code.title[words.language]}**"

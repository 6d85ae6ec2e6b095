"""The card of one situation. It opens on what the codes say; the rest is a tap away."""

from typing import Any

import discord
from discord import ui

from bot.knowledge.model import Scenario
from bot.surface.cards import Card, button, menu, note, panel, quiet, rows
from bot.surface.desk import Desk
from bot.surface.views.lead import NO_LEAD, Lead, lead_items
from bot.surface.views.lines import (
    cited_today,
    clause_block,
    clause_choice,
    nearest,
    no_clause,
    notices,
    numbers_by_code,
)
from bot.surface.words import Words

TABS = ("codes", "view", "ask", "paths")
"""The parts of the card, in the order of their buttons."""


def scenario_card(
    desk: Desk, words: Words, scenario: Scenario, tab: str = "codes", lead: Lead = NO_LEAD, *, moderator: bool = False
) -> Card:
    """The card of ``scenario`` opened at ``tab``; a ``moderator`` may post it."""
    return desk.cards.get(
        ("scenario", words.language, scenario.id, tab, lead, moderator),
        lambda: _make(desk, words, scenario, tab, lead, moderator),
    )


def read_menu(desk: Desk, words: Words, scenario: Scenario) -> list[ui.ActionRow[Any]]:
    """The menu "Read a clause": what the article quotes first, then what we add. None where no clause is shown."""
    choices = [clause_choice(desk, words, clause, clause.ref) for clause in desk.knowledge.shown_in(scenario)]
    return [menu(words("read-a-clause"), "read", scenario.id, choices=choices)] if choices else []


def _make(desk: Desk, words: Words, scenario: Scenario, tab: str, lead: Lead, moderator: bool) -> Card:
    tabs = [button(words(f"scenario-{each}"), "scenario", scenario.id, each, style=_style(each, tab)) for each in TABS]
    reflect = [button(words("reflect-privately"), "reflect", scenario.id, style=discord.ButtonStyle.success)]
    further = (
        *(reflect if scenario.id in desk.knowledge.guides else []),
        button(words("compare-the-codes"), "compare", scenario.id),
        button(words("all-scenarios"), "scenarios"),
        *([button(words("post-in-this-channel"), "post-here", f"scenario:{scenario.id}")] if moderator else []),
    )
    return Card(
        *lead_items(words, lead),
        *_TAB_ITEMS[tab](desk, words, scenario),
        *rows(*tabs),
        *rows(*further),
        *read_menu(desk, words, scenario),
        note(words("disclaimer")),
    )


def _style(each: str, opened: str) -> discord.ButtonStyle:
    return discord.ButtonStyle.primary if each == opened else discord.ButtonStyle.secondary


def codes_items(desk: Desk, words: Words, scenario: Scenario) -> list[ui.Item[Any]]:
    """What it is about, and what each code says."""
    language = words.language
    items: list[ui.Item[Any]] = [panel(f"### {scenario.title[language]}", scenario.opening[language])]
    shown: set[str] = set()
    for code in desk.knowledge.codes.values():
        cited = cited_today(desk, scenario, code.id)
        clauses = cited or nearest(desk, scenario, code.id)[:1]
        if clauses:
            blocks = [clause_block(desk, words, each, ours=not cited) for each in clauses]
            items.append(panel(*blocks, *notices(desk, words, clauses), colour=code.colour))
            shown.update(clause.ref for clause in clauses)
    if not shown:
        items += [panel(no_clause(words, code), colour=code.colour) for code in desk.knowledge.codes.values()]
    related = [clause for clause in desk.knowledge.shown_in(scenario) if clause.ref not in shown]
    if related:
        items.append(note(words("also-relevant", clauses=numbers_by_code(desk, related))))
    return items


def _view(desk: Desk, words: Words, scenario: Scenario) -> list[ui.Item[Any]]:
    article = desk.knowledge.about.article
    return [
        panel(
            _heading(words, scenario, "scenario-view"),
            scenario.view[words.language],
            quiet(f"[{article.title[words.language]}]({article.url})"),
            f"\n**{words('scenario-silent')}**",
            scenario.silent[words.language],
        )
    ]


def _ask(desk: Desk, words: Words, scenario: Scenario) -> list[ui.Item[Any]]:
    questions = [f"- {question[words.language]}" for question in scenario.questions]
    return [panel(_heading(words, scenario, "scenario-ask"), *questions)]


def _paths(desk: Desk, words: Words, scenario: Scenario) -> list[ui.Item[Any]]:
    paths = [
        f"**{words(f'path-{name}')}**\n{getattr(scenario.paths, name)[words.language]}"
        for name in type(scenario.paths).model_fields
    ]
    return [panel(_heading(words, scenario, "scenario-paths"), *paths, quiet(words("scenario-paths-intro")))]


def _heading(words: Words, scenario: Scenario, tab_title: str) -> str:
    return f"{quiet(scenario.title[words.language])}\n### {words(tab_title)}"


_TAB_ITEMS = {"codes": codes_items, "view": _view, "ask": _ask, "paths": _paths}

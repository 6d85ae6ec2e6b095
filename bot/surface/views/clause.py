"""The card of one clause, and the card for a number that does not exist."""

from typing import Any

from discord import ui

from bot.knowledge.files import Succession
from bot.knowledge.lookup import Nearby
from bot.knowledge.model import Clause, Knowledge, Scenario
from bot.surface.cards import Card, Choice, button, link, menu, panel, quiet, rows, safe
from bot.surface.desk import Desk
from bot.surface.views.lines import clause_choice, short_name
from bot.surface.words import Words

NO_ORIGIN = "-"
"""In place of a scenario id on the controls of a clause that was looked up directly."""


def clause_card(desk: Desk, words: Words, clause: Clause, origin: Scenario | None = None) -> Card:
    """``clause``; ``origin`` is the situation it was opened from, for the way back."""
    key = ("clause", words.language, clause.ref, origin.id if origin else NO_ORIGIN)
    return desk.cards.get(key, lambda: _make(desk, words, clause, origin))


def clause_panel(desk: Desk, words: Words, clause: Clause) -> ui.Container[Any]:
    """Number, place and meaning."""
    code = desk.knowledge.codes[clause.code]
    year = str(desk.knowledge.editions[clause.edition].year)
    return panel(
        f"### {words('clause-heading', code=code.name, number=clause.number)}",
        quiet(words("clause-place", section=clause.section[words.language], year=year)),
        clause.summary[words.language],
        colour=code.colour,
    )


def fine_print(desk: Desk, words: Words, clause: Clause) -> list[str]:
    """How sure we are of it, and what is to be known of its edition."""
    evidence = words("evidence-line", evidence=words(f"evidence-{clause.evidence}"))
    remarks = (clause.doubt, desk.knowledge.editions[clause.edition].notice)
    return [evidence, *(text[words.language] for text in remarks if text)]


def nearby_card(desk: Desk, words: Words, nearby: Nearby, typed: str) -> Card:
    """No such number: what may be meant, to choose from. Not kept, for it shows what was typed."""
    name = nearby.code.name
    lines: list[str] = []
    if nearby.subject:
        title = words("nearby-subject", code=name, subject=safe(typed))
    elif nearby.edition:
        title = words("nearby-title-edition", code=name, number=safe(typed), year=str(nearby.edition.year))
    else:
        title = words("nearby-title", code=name, number=safe(typed))
    for edition in () if nearby.subject else (nearby.edition,) if nearby.edition else nearby.code.editions:
        if clauses := desk.knowledge.published(edition):
            ends = {"first": clauses[0].number, "last": clauses[-1].number}
            lines.append(words("nearby-edition", year=str(edition.year), count=len(clauses), **ends))
    choices = [clause_choice(desk, words, each, each.ref) for each in nearby.clauses]
    return Card(
        panel(f"### {title}", *lines, words("nearby-intro"), colour=nearby.code.colour),
        *([menu(words("read-a-clause"), "read", NO_ORIGIN, choices=choices)] if choices else []),
    )


def _make(desk: Desk, words: Words, clause: Clause, origin: Scenario | None) -> Card:
    knowledge, language = desk.knowledge, words.language
    code = knowledge.codes[clause.code]
    counterparts = knowledge.readable(clause.counterparts)
    scenarios = knowledge.scenarios_with(clause)
    body: list[ui.Item[Any]] = [clause_panel(desk, words, clause)]
    context = [
        *_titled(words("clause-then-now"), then_and_now(desk, words, clause)),
        *_titled(words("clause-counterparts"), [", ".join(short_name(desk, words, each) for each in counterparts)]),
        *_titled(words("clause-scenarios"), [f"- {each.title[language]}" for each in scenarios]),
    ]
    if context:
        body.append(panel(*context, colour=code.colour))
    body.append(ui.TextDisplay("\n".join(map(quiet, (*fine_print(desk, words, clause), words("disclaimer"))))))
    return Card(*body, *_controls(desk, words, clause, origin, counterparts))


def _titled(title: str, lines: list[str]) -> list[str]:
    filled = [line for line in lines if line]
    return [f"**{title}**", *filled] if filled else []


def then_and_now(desk: Desk, words: Words, clause: Clause) -> list[str]:
    """What became of it, what it was, what it added: a sentence each."""
    knowledge, language = desk.knowledge, words.language
    lines: list[str] = []
    if (succession := clause.successor) and (sentence := _what_became(knowledge, words, clause, succession)):
        lines.append(_with_change(sentence, succession.change[language] if succession.change else ""))
    for earlier in knowledge.readable(clause.predecessors):
        sentence = words("clause-then", numbers=earlier.number, year=str(knowledge.editions[earlier.edition].year))
        change = earlier.successor.change if earlier.successor else None
        lines.append(_with_change(sentence, change[language] if change else ""))
    if clause.new:
        year = str(knowledge.editions[clause.edition].year)
        lines.append(words("clause-new", year=year, what=clause.new[language]))
    return lines


def _what_became(knowledge: Knowledge, words: Words, clause: Clause, succession: Succession) -> str:
    """The sentence on the following edition; empty where the clauses that follow may not be shown."""
    own = knowledge.editions[clause.edition]
    later = (each for each in knowledge.codes[clause.code].editions if each.effective > own.effective)
    year = str(min(later, key=lambda edition: edition.effective).year)
    if not succession.to:
        return words("clause-now-passage" if succession.grade == "B" else "clause-now-gone", year=year)
    numbers = ", ".join(each.number for each in knowledge.readable(succession.to))
    return words("clause-now", numbers=numbers, year=year) if numbers else ""


def _with_change(sentence: str, change: str) -> str:
    return f"{sentence} {change[:1].upper()}{change[1:]}".rstrip() if change else sentence


def _controls(
    desk: Desk, words: Words, clause: Clause, origin: Scenario | None, counterparts: list[Clause]
) -> list[ui.ActionRow[Any]]:
    knowledge = desk.knowledge
    others = [*knowledge.readable(clause.then_now), *counterparts]
    choices = [clause_choice(desk, words, each, f"clause:{each.ref}") for each in others]
    choices += [
        Choice(each.title[words.language], f"scenario:{each.id}", words("clause-go-scenario"))
        for each in knowledge.scenarios_with(clause)
        if each is not origin
    ]
    back = [button(words("back-to-scenario"), "scenario", origin.id, "codes")] if origin else []
    buttons = [*back, button(words("all-scenarios"), "scenarios")]
    buttons.append(link(words("official-page"), knowledge.editions[clause.edition].url))
    origin_id = origin.id if origin else NO_ORIGIN
    go_on = [menu(words("clause-go-on"), "go", origin_id, choices=choices)] if choices else []
    return [*go_on, *rows(*buttons)]

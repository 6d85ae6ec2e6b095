"""The card for a clause that exists, but in an edition this server does not show: what is shown here instead."""

from dataclasses import replace
from typing import Any

from discord import ui

from bot.knowledge.model import Clause, Scenario
from bot.surface.cards import Card, button, menu, panel, quiet, rows
from bot.surface.desk import Desk
from bot.surface.views.clause import NO_ORIGIN, then_and_now
from bot.surface.views.lines import clause_block, clause_choice, editions_shown, short_name
from bot.surface.words import Words


def not_shown_card(here: Desk, words: Words, clause: Clause, origin: Scenario | None = None) -> Card:
    """What became of ``clause`` in the editions shown ``here``; where its code is not shown, what is on its subject.

    ``clause`` is of ``here.whole``; ``origin`` is the situation it was to be opened from, for the way back.
    """
    key = ("not shown", words.language, clause.ref, origin.id if origin else NO_ORIGIN)
    return here.cards.get(key, lambda: _make(here, words, clause, origin))


def _make(here: Desk, words: Words, clause: Clause, origin: Scenario | None) -> Card:
    # Only what ties it to the editions shown: so it is asked of those and its own.
    beside = here.whole.narrowed((*here.knowledge.editions, clause.edition))
    own = replace(beside.knowledge.clauses[clause.ref], new=None)
    same_code = clause.code in here.knowledge.codes
    clauses = here.knowledge.readable(own.then_now if same_code else own.counterparts)
    lines = then_and_now(beside, words, own)
    if same_code and not lines:
        year = str(here.knowledge.codes[clause.code].current.year)
        lines = [words("editions-none", year=year)]
    panels: list[ui.Item[Any]] = [
        panel(
            f"### {short_name(beside, words, own)}",
            words("editions-shown", editions=editions_shown(here)),
            *lines,
            colour=beside.knowledge.codes[clause.code].colour,
        )
    ]
    if clauses:
        title = "" if same_code else f"**{words('clause-counterparts')}**"
        blocks = [clause_block(here, words, each) for each in clauses]
        panels.append(panel(title, *blocks, colour=here.knowledge.codes[clauses[0].code].colour))
        choices = [clause_choice(here, words, each, each.ref) for each in clauses]
        panels.append(menu(words("read-a-clause"), "read", origin.id if origin else NO_ORIGIN, choices=choices))
    back = [button(words("back-to-scenario"), "scenario", origin.id, "codes")] if origin else []
    fine_print = (words("editions-private"), words("disclaimer"))
    return Card(
        *panels,
        *rows(*back, button(words("all-scenarios"), "scenarios")),
        ui.TextDisplay("\n".join(map(quiet, fine_print))),
    )

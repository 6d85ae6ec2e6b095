"""``/clause code number [edition]``, and the controls that lead to and from a clause."""

from typing import Any

from discord import app_commands

from bot.knowledge.lookup import Nearby
from bot.knowledge.model import Clause, Scenario
from bot.surface.cards import Card
from bot.surface.clauses import by_ref, code_of, edition_of, is_shown, not_shown, suggest_clauses
from bot.surface.contexts import anywhere
from bot.surface.desk import Desk
from bot.surface.moderators import moderates
from bot.surface.refusals import may_decline
from bot.surface.replies import show
from bot.surface.router import Router
from bot.surface.situations import by_id
from bot.surface.types import Interaction
from bot.surface.views.clause import NO_ORIGIN, clause_card, nearby_card
from bot.surface.views.not_shown import not_shown_card
from bot.surface.views.scenario import scenario_card
from bot.surface.words import Labels, Words


def install(tree: app_commands.CommandTree[Any], router: Router, desk: Desk) -> None:
    """Add ``/clause`` and the handlers that open a clause."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-clause"), description=label("command-clause-description"))
    @app_commands.rename(
        code=label("command-clause-code"),
        number=label("command-clause-number"),
        edition=label("command-clause-edition"),
    )
    @app_commands.describe(
        code=label("command-clause-code-description"),
        number=label("command-clause-number-description"),
        edition=label("command-clause-edition-description"),
    )
    @anywhere
    @may_decline(desk.locales)
    async def clause(interaction: Interaction, code: str, number: str, edition: str | None = None) -> None:
        here, words = desk.at(interaction), desk.locales.reader(interaction)
        if elsewhere := not_shown(here, code, number, edition):
            await show(interaction, _card(here, words, elsewhere))
            return
        in_code = code_of(here, code)
        found = here.lookup.clause(in_code, number, edition_of(here, in_code, edition))
        if isinstance(found, Nearby):
            await show(interaction, nearby_card(here, words, found, number))
        else:
            await show(interaction, _card(here, words, found))

    suggest_clauses(clause, desk)

    async def open_clause(interaction: Interaction, ref: str, origin: str) -> None:
        here = desk.at(interaction)
        from_scenario = None if origin == NO_ORIGIN else by_id(here, origin)
        await show(interaction, _card(here, desk.locales.reader(interaction), by_ref(here, ref), from_scenario))

    async def read(interaction: Interaction, origin: str, ref: str) -> None:
        await open_clause(interaction, ref, origin)

    async def go_on(interaction: Interaction, origin: str, value: str) -> None:
        kind, _, target = value.partition(":")
        if kind == "scenario":
            here = desk.at(interaction)
            words, scenario = desk.locales.reader(interaction), by_id(here, target)
            await show(interaction, scenario_card(here, words, scenario, moderator=moderates(interaction)))
        else:
            await open_clause(interaction, target, origin)

    router.on("clause", open_clause)
    router.on("read", read)
    router.on("go", go_on)


def _card(here: Desk, words: Words, clause: Clause, origin: Scenario | None = None) -> Card:
    make = clause_card if is_shown(here, clause) else not_shown_card
    return make(here, words, clause, origin)

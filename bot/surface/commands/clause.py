"""``/clause code number [edition]``, and the controls that lead to and from a clause."""

from typing import Any

from discord import app_commands

from bot.knowledge.lookup import Nearby
from bot.knowledge.model import Clause, Code, Edition
from bot.knowledge.plain import plain
from bot.surface.cards import safe
from bot.surface.contexts import anywhere
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.refusals import may_decline
from bot.surface.replies import show
from bot.surface.router import Router
from bot.surface.situations import by_id
from bot.surface.suggest import caught, choices
from bot.surface.types import Choices, Interaction
from bot.surface.views.clause import NO_ORIGIN, clause_card, nearby_card
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
        words = desk.locales.reader(interaction)
        in_code = _code(desk, code)
        found = desk.lookup.clause(in_code, number, _edition(desk, in_code, edition))
        if isinstance(found, Nearby):
            await show(interaction, nearby_card(desk, words, found, number))
        else:
            await show(interaction, clause_card(desk, words, found))

    @clause.autocomplete("code")
    @caught
    async def complete_code(interaction: Interaction, current: str) -> Choices:
        return code_choices(desk, desk.locales.reader(interaction), current)

    @clause.autocomplete("number")
    @caught
    async def complete_number(interaction: Interaction, current: str) -> Choices:
        space = interaction.namespace
        return number_choices(desk, desk.locales.reader(interaction), current, space.code, space.edition)

    @clause.autocomplete("edition")
    @caught
    async def complete_edition(interaction: Interaction, current: str) -> Choices:
        return edition_choices(desk, desk.locales.reader(interaction), current, interaction.namespace.code)

    async def open_clause(interaction: Interaction, ref: str, origin: str) -> None:
        from_scenario = None if origin == NO_ORIGIN else by_id(desk, origin)
        card = clause_card(desk, desk.locales.reader(interaction), _by_ref(desk, ref), from_scenario)
        await show(interaction, card)

    async def read(interaction: Interaction, origin: str, ref: str) -> None:
        await open_clause(interaction, ref, origin)

    async def go_on(interaction: Interaction, origin: str, value: str) -> None:
        kind, _, target = value.partition(":")
        if kind == "scenario":
            await show(interaction, scenario_card(desk, desk.locales.reader(interaction), by_id(desk, target)))
        else:
            await open_clause(interaction, target, origin)

    router.on("clause", open_clause)
    router.on("read", read)
    router.on("go", go_on)


def code_choices(desk: Desk, words: Words, current: str) -> Choices:
    """Codes whose name, title or alias holds what was typed."""
    wanted = plain(current)
    return choices(
        (code.title[words.language], code.id)
        for code in desk.knowledge.codes.values()
        if any(wanted in plain(name) for name in (code.id, code.name, code.title[words.language], *code.aliases))
    )


def number_choices(desk: Desk, words: Words, current: str, code: str | None, edition: str | None) -> Choices:
    """Published clauses by number or by a word of their summary; the current edition first."""
    in_code = desk.lookup.code(code) if code else None
    codes = [in_code] if in_code else list(desk.knowledge.codes.values())
    in_edition = desk.lookup.edition(in_code, edition) if in_code and edition else None
    editions = [in_edition] if in_edition else [each for one in codes for each in one.editions]
    digits = current.strip().replace(",", ".").upper()
    clauses = [clause for each in editions for clause in desk.knowledge.published(each)]
    matching = [clause for clause in clauses if clause.number.startswith(digits)]
    matching += desk.lookup.about(current, clauses)
    return choices((_name(desk, words, each, in_code), each.number) for each in dict.fromkeys(matching))


def edition_choices(desk: Desk, words: Words, current: str, code: str | None) -> Choices:
    """The editions of the code already chosen, or of every code."""
    in_code = desk.lookup.code(code) if code else None
    codes = [in_code] if in_code else desk.knowledge.codes.values()
    return choices(
        (edition.title[words.language], edition.id)
        for one in codes
        for edition in one.editions
        if plain(current) in plain(edition.title[words.language])
    )


def _name(desk: Desk, words: Words, clause: Clause, chosen: Code | None) -> str:
    code = "" if chosen else f"{desk.knowledge.codes[clause.code].name} "
    year = desk.knowledge.editions[clause.edition].year
    return f"{code}{clause.number} ({year}) {clause.summary[words.language]}"


def _code(desk: Desk, text: str) -> Code:
    found = desk.lookup.code(text)
    if found is None:
        codes = ", ".join(code.name for code in desk.knowledge.codes.values())
        raise Refusal("error-unknown-code", text=safe(text), codes=codes)
    return found


def _edition(desk: Desk, code: Code, text: str | None) -> Edition | None:
    if text is None:
        return None
    found = desk.lookup.edition(code, text)
    if found is None:
        editions = ", ".join(str(edition.year) for edition in code.editions)
        raise Refusal("error-unknown-edition", code=code.name, text=safe(text), editions=editions)
    return found


def _by_ref(desk: Desk, ref: str) -> Clause:
    clause = desk.knowledge.clauses.get(ref)
    if clause is None or not clause.published:
        raise Refusal("error-old-control")
    return clause

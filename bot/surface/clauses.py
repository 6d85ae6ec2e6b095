"""A code, an edition, a clause from what a control says or a person types, in what is shown where they are."""

from typing import Any

from discord import app_commands

from bot.knowledge.model import Clause, Code, Edition
from bot.knowledge.plain import plain
from bot.surface.cards import safe
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.suggest import caught, choices
from bot.surface.types import Choices, Interaction
from bot.surface.views.lines import editions_shown
from bot.surface.words import Words


def code_of(desk: Desk, text: str) -> Code:
    """The code that is meant. Raises Refusal, naming those there are; or for one that the server does not show."""
    found = desk.lookup.code(text)
    if found is None:
        _demand_unknown(desk, desk.whole.lookup.code(text))
        codes = ", ".join(code.name for code in desk.knowledge.codes.values())
        raise Refusal("error-unknown-code", text=safe(text), codes=codes)
    return found


def edition_of(desk: Desk, code: Code, text: str | None) -> Edition | None:
    """The edition that is meant; None where none was named. Raises Refusal as ``code_of``."""
    if text is None:
        return None
    found = desk.lookup.edition(code, text)
    if found is None:
        _demand_unknown(desk, desk.lookup.edition(desk.whole.knowledge.codes[code.id], text))
        editions = ", ".join(str(edition.year) for edition in code.editions)
        raise Refusal("error-unknown-edition", code=code.name, text=safe(text), editions=editions)
    return found


def _demand_unknown(desk: Desk, known: object) -> None:
    if known is not None:
        raise Refusal("error-not-shown", editions=editions_shown(desk))


def by_ref(desk: Desk, ref: str) -> Clause:
    """The clause ``ref`` of one of our controls: the desk's own, or the whole desk's where it is not shown.

    Raises Refusal when it is no longer there at all.
    """
    clause = desk.knowledge.clauses.get(ref) or desk.whole.knowledge.clauses.get(ref)
    if clause is None or not clause.published:
        raise Refusal("error-old-control")
    return clause


def is_shown(desk: Desk, clause: Clause) -> bool:
    """Whether the edition of ``clause`` is among those shown."""
    return clause.ref in desk.knowledge.clauses


def not_shown(desk: Desk, code: str, number: str, edition: str | None) -> Clause | None:
    """The clause of the whole desk that is meant, where it is not shown; None for any other.

    A number that is in a shown edition too means that one, unless another edition was asked for.
    """
    whole = desk.whole
    in_code = whole.lookup.code(code)
    in_edition = whole.lookup.edition(in_code, edition) if in_code and edition else None
    if desk is whole or in_code is None or (edition and in_edition is None):
        return None
    asked = in_edition or whole.lookup.edition_and_number(in_code, number)[0]
    shown = desk.knowledge.codes.get(in_code.id)
    if shown and asked is None and isinstance(desk.lookup.clause(shown, number), Clause):
        return None
    found = whole.lookup.clause(in_code, number, asked)
    return found if isinstance(found, Clause) and not is_shown(desk, found) else None


def suggest_clauses(command: app_commands.Command[Any, ..., Any], desk: Desk) -> None:
    """Let the options ``code``, ``number`` and ``edition`` of ``command`` complete themselves."""

    @command.autocomplete("code")
    @caught
    async def complete_code(interaction: Interaction, current: str) -> Choices:
        return code_choices(desk.at(interaction), desk.locales.reader(interaction), current)

    @command.autocomplete("number")
    @caught
    async def complete_number(interaction: Interaction, current: str) -> Choices:
        here, space = desk.at(interaction), interaction.namespace
        return number_choices(here, desk.locales.reader(interaction), current, space.code, space.edition)

    @command.autocomplete("edition")
    @caught
    async def complete_edition(interaction: Interaction, current: str) -> Choices:
        here, words = desk.at(interaction), desk.locales.reader(interaction)
        return edition_choices(here, words, current, interaction.namespace.code)


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
    codes = _meant(desk, code)
    chosen = codes[0] if code and len(codes) == 1 else None
    in_edition = desk.lookup.edition(chosen, edition) if chosen and edition else None
    editions = [in_edition] if in_edition else [each for one in codes for each in one.editions]
    digits = current.strip().replace(",", ".").upper()
    clauses = [clause for each in editions for clause in desk.knowledge.published(each)]
    matching = [clause for clause in clauses if clause.number.startswith(digits)]
    matching += desk.lookup.about(current, clauses)
    return choices((_name(desk, words, each, chosen), each.number) for each in dict.fromkeys(matching))


def edition_choices(desk: Desk, words: Words, current: str, code: str | None) -> Choices:
    """The editions of the code already chosen, or of every code."""
    return choices(
        (edition.title[words.language], edition.id)
        for one in _meant(desk, code)
        for edition in one.editions
        if plain(current) in plain(edition.title[words.language])
    )


def _meant(desk: Desk, code: str | None) -> list[Code]:
    """The code already chosen, or every one; none where the one chosen is not shown."""
    found = desk.lookup.code(code) if code else None
    if found is None and code and desk.whole.lookup.code(code):
        return []
    return [found] if found else list(desk.knowledge.codes.values())


def _name(desk: Desk, words: Words, clause: Clause, chosen: Code | None) -> str:
    code = "" if chosen else f"{desk.knowledge.codes[clause.code].name} "
    year = desk.knowledge.editions[clause.edition].year
    return f"{code}{clause.number} ({year}) {clause.summary[words.language]}"

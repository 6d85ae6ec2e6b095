"""Lines about clauses that several cards share, so that the same thing looks the same everywhere."""

from collections.abc import Iterable

from bot.knowledge.model import Clause, Code, Scenario
from bot.surface.cards import Choice, quiet
from bot.surface.desk import Desk
from bot.surface.words import Words


def short_name(desk: Desk, words: Words, clause: Clause) -> str:
    """ "ICF 3.6 (2025)"."""
    edition = desk.knowledge.editions[clause.edition]
    code = desk.knowledge.codes[clause.code]
    return words("clause-short", code=code.name, number=clause.number, year=str(edition.year))


def clause_block(desk: Desk, words: Words, clause: Clause, *, ours: bool = False) -> str:
    """A quiet line with code, number and edition; then the meaning. ``ours``: the article does not quote it, we do."""
    edition = desk.knowledge.editions[clause.edition]
    code = desk.knowledge.codes[clause.code]
    place = {"code": code.name, "number": clause.number, "year": str(edition.year)}
    if before := desk.knowledge.readable(clause.predecessors):
        year = desk.knowledge.editions[before[0].edition].year
        numbers = ", ".join(each.number for each in before)
        line = words("clause-line-before", **place, before=numbers, **{"before-year": str(year)})
    else:
        line = words("clause-line", **place)
    remarks = [words("not-in-article")] if ours else []
    if not clause.evidence.confirmed:
        remarks.append(words("unconfirmed"))
    return f"{quiet(' · '.join((line, *remarks)))}\n{clause.summary[words.language]}"


def notices(desk: Desk, words: Words, clauses: Iterable[Clause]) -> list[str]:
    """What is to be known of the editions of ``clauses``, such as that a newer one is reported, as quiet lines."""
    editions = {clause.edition: desk.knowledge.editions[clause.edition] for clause in clauses}
    return [quiet(edition.notice[words.language]) for edition in editions.values() if edition.notice]


def numbers_by_code(desk: Desk, clauses: Iterable[Clause]) -> str:
    """ "ICF 3.4, 13 (2020) · Global Code 2.18": for a quiet line; the year where it is not the current edition."""
    listed: dict[str, list[str]] = {}
    for clause in clauses:
        edition = desk.knowledge.editions[clause.edition]
        number = clause.number if edition.current else f"{clause.number} ({edition.year})"
        listed.setdefault(clause.code, []).append(number)
    return " · ".join(f"{desk.knowledge.codes[code].name} {', '.join(numbers)}" for code, numbers in listed.items())


def clause_choice(desk: Desk, words: Words, clause: Clause, value: str) -> Choice:
    """A clause as a line of a menu."""
    return Choice(short_name(desk, words, clause), value, clause.summary[words.language])


def cited_today(desk: Desk, scenario: Scenario, code: str) -> list[Clause]:
    """The clauses of ``code`` that the article quotes for ``scenario``, as they stand in the current edition."""
    knowledge = desk.knowledge
    cited = [clause for ref in scenario.cited for clause in knowledge.today(knowledge.clauses[ref])]
    return list(dict.fromkeys(clause for clause in cited if clause.code == code and clause.published))


def nearest(desk: Desk, scenario: Scenario, code: str) -> list[Clause]:
    """Where the article quotes nothing of ``code``: the current counterparts of what it quotes of the other code."""
    # What it quotes does not depend on which codes are shown.
    whole, current = desk.whole.knowledge, desk.knowledge.codes[code].current
    refs = [ref for cited in whole.scenarios[scenario.id].cited for ref in whole.clauses[cited].counterparts]
    return desk.knowledge.readable(ref for ref in dict.fromkeys(refs) if whole.clauses[ref].edition == current.id)


def no_clause(words: Words, code: Code) -> str:
    """That ``code`` has nothing on a subject."""
    return words("compare-no-clause" if len(code.editions) > 1 else "compare-no-clause-one")


def editions_shown(desk: Desk) -> str:
    """ "ICF (2025, 2020), Global Code (2021)": the codes with their editions."""
    return ", ".join(
        f"{code.name} ({', '.join(str(edition.year) for edition in code.editions)})"
        for code in desk.knowledge.codes.values()
    )

"""What the program reads: codes, editions, clauses and scenarios, joined and looked up by id.

Ids are the contracts of the project: codes ``icf``, ``gcoe``; editions ``icf-2025``; clauses ``icf-2025:3.6``;
scenarios ``romantic-feelings``. A bare number is never a key.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.knowledge.fields import Evidence, Text
from bot.knowledge.files import (
    AboutFile,
    CrisisLinesFile,
    ScenarioFile,
    Source,
    Succession,
)
from bot.knowledge.guide import GuideFile

Scenario = ScenarioFile
"""A scenario is used just as an editor wrote it."""


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """One numbered clause of one edition, in our own words."""

    ref: str
    number: str
    code: str
    edition: str
    section_number: str
    section: Text
    summary: Text
    evidence: Evidence
    doubt: Text | None
    published: bool
    new: Text | None
    counterparts: tuple[str, ...]
    """Refs in other codes on the same subject, read from both sides."""
    successor: Succession | None
    """What became of it in the following edition; None for a clause of the newest edition."""
    predecessors: tuple[str, ...]
    """Refs in the edition before that this clause carries on."""

    @property
    def then_now(self) -> tuple[str, ...]:
        """Refs of the same clause in the code's other editions."""
        return (*(self.successor.to if self.successor else ()), *self.predecessors)


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """One edition of a code; ``clauses`` in the order of the code."""

    id: str
    code: str
    title: Text
    publisher: str
    url: str
    effective: date
    current: bool
    basis: Text
    notice: Text | None
    clauses: tuple[Clause, ...] = field(repr=False)

    @property
    def year(self) -> int:
        """The year in the id, which is how members name an edition."""
        return int(self.id.rsplit("-", 1)[1])


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """A code of ethics; ``editions`` newest first."""

    id: str
    name: str
    title: Text
    colour: int
    """0xRRGGBB."""
    aliases: tuple[str, ...]
    editions: tuple[Edition, ...]

    @property
    def current(self) -> Edition:
        """The edition shown first."""
        return next(edition for edition in self.editions if edition.current)


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """Everything Wayside knows. Built once by ``load``; every mapping keeps the order of the files."""

    about: AboutFile
    codes: Mapping[str, Code]
    scenarios: Mapping[str, Scenario]
    guides: Mapping[str, GuideFile]
    """By the id of their scenario; a scenario may be without."""
    sources: tuple[Source, ...]
    crisis_lines: CrisisLinesFile
    editions: Mapping[str, Edition]
    clauses: Mapping[str, Clause]
    _scenarios_by_clause: Mapping[str, tuple[Scenario, ...]] = field(repr=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """Two-letter codes; the first is the fallback."""
        return self.about.languages

    def published(self, edition: Edition) -> tuple[Clause, ...]:
        """The clauses of ``edition`` that may be shown."""
        return tuple(clause for clause in edition.clauses if clause.published)

    def readable(self, refs: Iterable[str]) -> list[Clause]:
        """The published clauses among ``refs``, in that order."""
        return [clause for ref in refs if (clause := self.clauses[ref]).published]

    def today(self, clause: Clause) -> tuple[Clause, ...]:
        """The clause as it stands in the current edition: itself, its successors, or itself where nothing follows."""
        return today(clause, self.clauses)

    def scenarios_with(self, clause: Clause) -> tuple[Scenario, ...]:
        """The scenarios that cite this clause or show it as related, citing ones first."""
        return self._scenarios_by_clause.get(clause.ref, ())

    def shown_in(self, scenario: Scenario) -> tuple[Clause, ...]:
        """The published clauses a scenario offers, as they stand today: cited ones first, then in code order."""
        shown: dict[str, Clause] = {}
        for refs in (scenario.cited, scenario.related):
            found = {clause.ref for ref in refs for clause in self.today(self.clauses[ref]) if clause.published}
            shown |= {ref: clause for ref, clause in self.clauses.items() if ref in found and ref not in shown}
        return tuple(shown.values())


def today(clause: Clause, clauses: Mapping[str, Clause]) -> tuple[Clause, ...]:
    """Follow ``clause`` through its successors to the newest edition."""
    if not clause.successor or not clause.successor.to:
        return (clause,)
    return tuple(later for ref in clause.successor.to for later in today(clauses[ref], clauses))


def scenarios_by_clause(
    scenarios: Iterable[Scenario], clauses: Mapping[str, Clause]
) -> dict[str, tuple[Scenario, ...]]:
    """By ref: citing scenarios before related ones; a clause also counts for what it has become today."""
    every = tuple(scenarios)
    found: dict[str, dict[str, Scenario]] = defaultdict(dict)
    for key in ("cited", "related"):
        for scenario in every:
            for ref in getattr(scenario, key):
                for shown in (ref, *(clause.ref for clause in today(clauses[ref], clauses))):
                    found[shown].setdefault(scenario.id, scenario)
    return {ref: tuple(by_id.values()) for ref, by_id in found.items()}

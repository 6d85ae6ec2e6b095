"""The knowledge as a server shows it whose moderators chose some editions: the others left out, nothing dangling."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from bot.knowledge.files import Succession
from bot.knowledge.guide import GuideFile
from bot.knowledge.model import Clause, Code, Edition, Knowledge, Scenario, scenarios_by_clause


def narrowed(knowledge: Knowledge, editions: Collection[str]) -> Knowledge:
    """``knowledge`` with only these editions (ids); unknown ids count for nothing, and none known means all.

    A code without a shown edition is gone; where its current edition is not shown, the newest shown one is. A clause
    that a scenario or a guide names in another edition is replaced by the shown one that carries it on or that it
    carries on; where there is none it is left out, so a scenario may cite nothing. Texts stay as they are.
    """
    shown = knowledge.editions.keys() & set(editions)
    if not shown or len(shown) == len(knowledge.editions):
        return knowledge
    clauses = _clauses(knowledge, shown)
    codes = {code.id: _code(code, shown, clauses) for code in knowledge.codes.values() if _any(code, shown)}
    scenarios = {each.id: _scenario(knowledge, each, shown) for each in knowledge.scenarios.values()}
    return replace(
        knowledge,
        codes=codes,
        editions={edition.id: edition for code in codes.values() for edition in code.editions},
        clauses=clauses,
        scenarios=scenarios,
        guides={guide.id: _guide(knowledge, guide, shown) for guide in knowledge.guides.values()},
        _scenarios_by_clause=scenarios_by_clause(scenarios.values(), clauses),
    )


def _any(code: Code, shown: Collection[str]) -> bool:
    return any(edition.id in shown for edition in code.editions)


def _code(code: Code, shown: Collection[str], clauses: dict[str, Clause]) -> Code:
    editions = [edition for edition in code.editions if edition.id in shown]
    newest = max(editions, key=lambda edition: (edition.current, edition.effective))
    return replace(code, editions=tuple(_edition(each, each is newest, clauses) for each in editions))


def _edition(edition: Edition, current: bool, clauses: dict[str, Clause]) -> Edition:
    return replace(edition, current=current, clauses=tuple(clauses[clause.ref] for clause in edition.clauses))


def _clauses(whole: Knowledge, shown: Collection[str]) -> dict[str, Clause]:
    kept = [clause for clause in whole.clauses.values() if clause.edition in shown]
    successors = {clause.ref: _successor(whole, clause, shown) for clause in kept}
    predecessors: dict[str, list[str]] = defaultdict(list)
    for ref, succession in successors.items():
        for later in succession.to if succession else ():
            predecessors[later].append(ref)
    return {
        clause.ref: replace(
            clause,
            counterparts=tuple(ref for ref in clause.counterparts if whole.clauses[ref].edition in shown),
            successor=successors[clause.ref],
            predecessors=tuple(predecessors[clause.ref]),
        )
        for clause in kept
    }


def _successor(whole: Knowledge, clause: Clause, shown: Collection[str]) -> Succession | None:
    succession = clause.successor
    if succession is None:
        return None
    own = whole.editions[clause.edition]
    later = [each for each in whole.codes[clause.code].editions if each.effective > own.effective]
    following = min(later, key=lambda edition: edition.effective)
    if following.id in shown and all(whole.clauses[ref].edition in shown for ref in succession.to):
        return succession
    # What changed on the way to an edition that is not shown is not told.
    to = dict.fromkeys(found for ref in succession.to for found in _later(whole, ref, shown))
    return Succession(to=tuple(to), grade=succession.grade) if to else None


def _later(whole: Knowledge, ref: str, shown: Collection[str]) -> Iterator[str]:
    """The first shown clauses on the way from ``ref`` to the newest edition; ``ref`` itself where it is shown."""
    clause = whole.clauses[ref]
    if clause.edition in shown:
        yield ref
    elif clause.successor:
        for each in clause.successor.to:
            yield from _later(whole, each, shown)


def _earlier(whole: Knowledge, ref: str, shown: Collection[str]) -> Iterator[str]:
    """As ``_later``, on the way back."""
    clause = whole.clauses[ref]
    if clause.edition in shown:
        yield ref
    else:
        for each in clause.predecessors:
            yield from _earlier(whole, each, shown)


def _followed(whole: Knowledge, refs: Iterable[str], shown: Collection[str]) -> dict[str, None]:
    """Each of ``refs`` as it is shown, without doubles, in their order."""
    found = (each for ref in refs for each in (tuple(_later(whole, ref, shown)) or _earlier(whole, ref, shown)))
    return dict.fromkeys(found)


def _scenario(whole: Knowledge, scenario: Scenario, shown: Collection[str]) -> Scenario:
    cited = _followed(whole, scenario.cited, shown)
    related = [ref for ref in _followed(whole, scenario.related, shown) if ref not in cited]
    return scenario.model_copy(update={"cited": tuple(cited), "related": tuple(related)})


def _guide(whole: Knowledge, guide: GuideFile, shown: Collection[str]) -> GuideFile:
    steps = (step.model_copy(update={"clauses": tuple(_followed(whole, step.clauses, shown))}) for step in guide.steps)
    return guide.model_copy(update={"steps": tuple(steps)})

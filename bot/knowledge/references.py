"""What the knowledge files say of each other: references, duplicates, ids. All of it stops the start."""

from bot.knowledge.files import CodeFile, ScenarioFile
from bot.knowledge.yaml_files import Document, Fault, Loc

Codes = list[tuple[Document, CodeFile]]
Scenarios = list[tuple[Document, ScenarioFile]]


def _places(codes: Codes) -> list[tuple[str, Document, Loc]]:
    """Every clause ref, with the document and path where it is written."""
    return [
        (f"{edition.id}:{clause.number}", document, ("editions", e, "sections", s, "clauses", c, "number"))
        for document, file in codes
        for e, edition in enumerate(file.editions)
        for s, section in enumerate(edition.sections)
        for c, clause in enumerate(section.clauses)
    ]


def reference_faults(codes: Codes, scenarios: Scenarios) -> list[Fault]:
    """Every reference that leads nowhere or to the wrong place, every duplicate, every id unlike its file's name."""
    return [*_code_faults(codes), *_scenario_faults(scenarios, {ref for ref, *_ in _places(codes)})]


def _code_faults(codes: Codes) -> list[Fault]:
    faults: list[Fault] = []
    known: set[str] = set()
    for ref, document, loc in _places(codes):
        if ref in known:
            faults.append(document.fault(loc, f"duplicate clause {ref}", "each number stands once in an edition"))
        known.add(ref)
    edition_ids: set[str] = set()
    for document, file in codes:
        if f"codes/{file.id}.yaml" != document.name:
            faults.append(document.fault(("id",), f"id {file.id} does not match the file name"))
        if sum(edition.current for edition in file.editions) != 1:
            faults.append(document.fault(("editions",), "exactly one edition has current: true"))
        effective = {edition.id: edition.effective for edition in file.editions}
        for e, edition in enumerate(file.editions):
            if edition.id in edition_ids or not edition.id.startswith(f"{file.id}-"):
                faults.append(document.fault(("editions", e, "id"), f"duplicate or foreign edition {edition.id}"))
            edition_ids.add(edition.id)
            for s, section in enumerate(edition.sections):
                for c, clause in enumerate(section.clauses):
                    loc: Loc = ("editions", e, "sections", s, "clauses", c)
                    for i, ref in enumerate(clause.counterparts):
                        at: Loc = (*loc, "counterparts", i)
                        faults += _dangling(document, at, ref, known)
                        if ref.startswith(f"{file.id}-"):
                            faults.append(
                                document.fault(at, f"{ref} is of the same code", "name clauses of another code")
                            )
                    if clause.now and max(effective.values()) <= edition.effective:
                        faults.append(document.fault((*loc, "now"), "no later edition follows", "leave this out"))
                    for i, ref in enumerate(clause.now.to if clause.now else ()):
                        at = (*loc, "now", "to", i)
                        faults += _dangling(document, at, ref, known)
                        later = effective.get(ref.partition(":")[0], edition.effective) > edition.effective
                        if ref in known and not (later and ref.startswith(f"{file.id}-")):
                            faults.append(document.fault(at, f"{ref} is not of a later edition of {file.id}"))
    return faults


def _scenario_faults(scenarios: Scenarios, known: set[str]) -> list[Fault]:
    faults: list[Fault] = []
    for document, file in scenarios:
        if f"scenarios/{file.id}.yaml" != document.name:
            faults.append(document.fault(("id",), f"id {file.id} does not match the file name"))
        seen: set[str] = set()
        for key, refs in (("cited", file.cited), ("related", file.related)):
            for i, ref in enumerate(refs):
                faults += _dangling(document, (key, i), ref, known)
                if ref in seen:
                    faults.append(
                        document.fault((key, i), f"duplicate clause {ref}", "cited and related are kept apart")
                    )
                seen.add(ref)
    return faults


def _dangling(document: Document, loc: Loc, ref: str, known: set[str]) -> list[Fault]:
    if ref in known:
        return []
    return [document.fault(loc, f"no clause {ref}", "write edition:number of a clause in codes/")]

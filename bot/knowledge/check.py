"""Editorial checks: files that load, but that an editor should mend before anyone reads them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.knowledge.files import SUMMARY_LIMIT, TITLE_LIMIT, CodeFile, ScenarioFile, Text
from bot.knowledge.model import Knowledge
from bot.knowledge.plain import plain
from bot.knowledge.yaml_files import Document, Fault, Loc, read

FEW_PHRASINGS = 10
"""Fewer in one language leave the finder guessing (advice, counted with ``strict``)."""

# Slips of the source article's machine translation, and sentences that would judge or give orders.
_UNWANTED: Mapping[str, tuple[str, ...]] = {
    "en": ("you are in breach", "you must report", "you need not report", "trainer"),
    "fr": ("entraineur", "licencier", "virer", "vous devez signaler", "n a pas besoin d un autre professionnel"),
}


def check(folder: Path, knowledge: Knowledge, *, strict: bool = False) -> list[Fault]:
    """Faults in the files of ``folder``, already loaded as ``knowledge``; ``strict`` adds what is only advice."""
    codes = [(_document(folder, "codes", id), id) for id in knowledge.codes]
    scenarios = [(_document(folder, "scenarios", id), id) for id in knowledge.scenarios]
    faults: list[Fault] = []
    for document, _ in codes:
        faults += _code(document, CodeFile.model_validate(document.value))
    seen: dict[str, str] = {}
    for document, id in scenarios:
        faults += _scenario(document, knowledge.scenarios[id], knowledge, strict=strict)
        faults += _phrasings(document, knowledge.scenarios[id].phrasings, seen)
    out_of_scope = read(folder / "out-of-scope.yaml", "out-of-scope.yaml")
    return [*faults, *_phrasings(out_of_scope, knowledge.out_of_scope.phrasings, seen)]


def _document(folder: Path, subfolder: str, id: str) -> Document:
    return read(folder / subfolder / f"{id}.yaml", f"{subfolder}/{id}.yaml")


def _code(document: Document, file: CodeFile) -> Iterator[Fault]:
    for e, edition in enumerate(file.editions):
        for s, section in enumerate(edition.sections):
            for c, clause in enumerate(section.clauses):
                loc: Loc = ("editions", e, "sections", s, "clauses", c)
                yield from _too_long(document, (*loc, "summary"), clause.summary, SUMMARY_LIMIT)
                yield from _unwanted(document, (*loc, "summary"), clause.summary)
                if clause.doubt is None and not clause.evidence.confirmed:
                    hint = "say what exactly is unconfirmed"
                    yield document.fault(
                        loc, f"{edition.id}:{clause.number} has grade {clause.evidence}, no doubt", hint
                    )


def _scenario(document: Document, file: ScenarioFile, knowledge: Knowledge, *, strict: bool) -> Iterator[Fault]:
    yield from _too_long(document, ("title",), file.title, TITLE_LIMIT)
    for key in ("title", "opening", "view", "silent", "difference"):
        yield from _unwanted(document, (key,), getattr(file, key))
    for i, question in enumerate(file.questions):
        yield from _unwanted(document, ("questions", i), question)
    for key in ("cited", "related"):
        for i, ref in enumerate(getattr(file, key)):
            if not knowledge.clauses[ref].published:
                yield document.fault((key, i), f"{ref} is not published", "publish it, or take it out")
    for language, phrases in file.phrasings.items():
        if strict and len(phrases) < FEW_PHRASINGS:
            hint = f"the finder wants at least {FEW_PHRASINGS}"
            yield document.fault(("phrasings", language), f"only {len(phrases)} phrasings", hint)


def _too_long(document: Document, loc: Loc, text: Text, limit: int) -> Iterator[Fault]:
    for language, words in text.root.items():
        if len(words) > limit:
            yield document.fault((*loc, language), f"{len(words)} characters, at most {limit}", "say it more briefly")


def _unwanted(document: Document, loc: Loc, text: Text) -> Iterator[Fault]:
    for language, words in text.root.items():
        padded = f" {plain(words)} "
        for phrase in _UNWANTED.get(language, ()):
            if f" {phrase} " in padded:
                yield document.fault((*loc, language), f"unwanted wording: {phrase}", "say it another way")


def _phrasings(document: Document, phrasings: Mapping[str, tuple[str, ...]], seen: dict[str, str]) -> Iterator[Fault]:
    for language, phrases in phrasings.items():
        for i, phrase in enumerate(phrases):
            key = plain(phrase)
            loc: Loc = ("phrasings", language, i)
            if key in seen:
                yield document.fault(loc, "duplicate phrasing", f"it also stands in {seen[key]}")
            else:
                seen[key] = document.name

"""Editorial checks: files that load, but that an editor should mend before anyone reads them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from pydantic import BaseModel

from bot.knowledge.fields import SUMMARY_LIMIT, TITLE_LIMIT, Text
from bot.knowledge.files import CodeFile, ScenarioFile
from bot.knowledge.guide import GuideFile
from bot.knowledge.guide_check import guide_advice
from bot.knowledge.model import Knowledge
from bot.knowledge.plain import plain
from bot.knowledge.yaml_files import Document, Fault, Loc, read

# Slips of the source article's machine translation, and sentences that would judge or give orders.
_UNWANTED: Mapping[str, tuple[str, ...]] = {
    "en": ("you are in breach", "you must report", "you need not report", "trainer"),
    "fr": ("entraineur", "licencier", "virer", "vous devez signaler", "n a pas besoin d un autre professionnel"),
}


def check(folder: Path, knowledge: Knowledge) -> list[Fault]:
    """Faults in the cards and codes of ``folder``, already loaded as ``knowledge``."""
    faults: list[Fault] = []
    for id in knowledge.codes:
        document = read(folder / "codes" / f"{id}.yaml", f"codes/{id}.yaml")
        faults += _code(document, document.parse(CodeFile, knowledge.about.spoken))
    for id, scenario in knowledge.scenarios.items():
        document = read(folder / "scenarios" / f"{id}.yaml", f"scenarios/{id}.yaml")
        faults += _scenario(document, scenario, knowledge)
    for id in knowledge.guides:
        document = read(folder / "guides" / f"{id}.yaml", f"guides/{id}.yaml")
        guide = document.parse(GuideFile, knowledge.about.spoken)
        faults += [*_unwanted(document, guide), *guide_advice(document, guide)]
    return faults


def _code(document: Document, file: CodeFile) -> Iterator[Fault]:
    yield from _unwanted(document, file)
    for e, edition in enumerate(file.editions):
        for s, section in enumerate(edition.sections):
            for c, clause in enumerate(section.clauses):
                loc: Loc = ("editions", e, "sections", s, "clauses", c)
                yield from _too_long(document, (*loc, "summary"), clause.summary, SUMMARY_LIMIT)
                if clause.doubt is None and not clause.evidence.confirmed:
                    what = f"{edition.id}:{clause.number} has grade {clause.evidence}, no doubt"
                    yield document.fault(loc, what, "say what exactly is unconfirmed")


def _scenario(document: Document, file: ScenarioFile, knowledge: Knowledge) -> Iterator[Fault]:
    yield from _unwanted(document, file)
    yield from _too_long(document, ("title",), file.title, TITLE_LIMIT)
    for key in ("cited", "related"):
        for i, ref in enumerate(getattr(file, key)):
            named = knowledge.clauses[ref]
            for clause in dict.fromkeys((named, *knowledge.today(named))):
                if not clause.published:
                    yield document.fault((key, i), f"{clause.ref} is not published", "publish it, or take it out")


def _too_long(document: Document, loc: Loc, text: Text, limit: int) -> Iterator[Fault]:
    for language, words in text.root.items():
        if len(words) > limit:
            yield document.fault((*loc, language), f"{len(words)} characters, at most {limit}", "say it more briefly")


def _unwanted(document: Document, file: BaseModel) -> Iterator[Fault]:
    for loc, text in _texts(file, ()):
        for language, words in text.root.items():
            padded = f" {plain(words)} "
            for phrase in _UNWANTED.get(language, ()):
                if f" {phrase} " in padded:
                    yield document.fault((*loc, language), f"unwanted wording: {phrase}", "say it another way")


def _texts(value: object, loc: Loc) -> Iterator[tuple[Loc, Text]]:
    """Every Text below ``value``, with where it stands."""
    if isinstance(value, Text):
        yield loc, value
    elif isinstance(value, BaseModel):
        for key in type(value).model_fields:
            yield from _texts(getattr(value, key), (*loc, key))
    elif isinstance(value, tuple):
        for index, each in enumerate(cast(tuple[object, ...], value)):
            yield from _texts(each, (*loc, index))

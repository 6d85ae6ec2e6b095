"""Editorial checks of what the finder learns from: files that load, but that teach it badly."""

from collections.abc import Iterator
from pathlib import Path

from bot.finder.taught import Lessons, red_flags_of
from bot.knowledge.files import RedFlagsFile
from bot.knowledge.model import Knowledge
from bot.knowledge.plain import plain
from bot.knowledge.yaml_files import Document, Fault, Loc

FEW = 25
"""Situations in one language; fewer leave the finder guessing (advice, counted with ``strict``)."""


def check_taught(folder: Path, knowledge: Knowledge, *, strict: bool = False) -> list[Fault]:
    """Faults in the messages and red flags of ``folder``; ``strict`` adds advice. Raises KnowledgeError."""
    lessons = Lessons.read(folder, knowledge)
    faults = list(_duplicates(lessons))
    if strict:
        faults += _few(lessons)
        faults += _examples(*lessons.red_flags)
    return faults


def _duplicates(lessons: Lessons) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for document, loc, text in _messages(lessons):
        key = plain(text)
        if key in seen:
            yield document.fault(loc, "duplicate phrasing", f"it also stands in {seen[key]}")
        else:
            seen[key] = document.name


def _messages(lessons: Lessons) -> Iterator[tuple[Document, Loc, str]]:
    for document, file in lessons.situations:
        for language, by_affected in file.phrasings.items():
            for affected, texts in by_affected.items():
                for i, text in enumerate(texts):
                    yield document, ("phrasings", language, str(affected), i), text
    document, contrasts = lessons.contrasts
    for language, pairs in contrasts.pairs.items():
        for i, pair in enumerate(pairs):
            for label, text in pair.items():
                yield document, ("pairs", language, i, label), text
    document, out_of_scope = lessons.out_of_scope
    for language, texts in out_of_scope.phrasings.items():
        for i, text in enumerate(texts):
            yield document, ("phrasings", language, i), text
    document, danger_said = lessons.danger_said
    for key in ("now", "law", "harmless"):
        for language, texts in getattr(danger_said, key).items():
            for i, text in enumerate(texts):
                yield document, (key, language, i), text


def _few(lessons: Lessons) -> Iterator[Fault]:
    for document, file in lessons.situations:
        for language, by_affected in file.phrasings.items():
            count = sum(map(len, by_affected.values()))
            if count < FEW:
                hint = f"the finder wants at least {FEW}"
                yield document.fault(("phrasings", language), f"only {count} situations", hint)


def _examples(document: Document, file: RedFlagsFile) -> Iterator[Fault]:
    """Each example must be seen as what it is: by its phrases alone, so that an editor can mend them."""
    flags = red_flags_of(file)
    for key, wanted in (("now", "now"), ("law", "law"), ("harmless", None)):
        for language, texts in getattr(file.examples, key).items():
            for i, text in enumerate(texts):
                flag = flags.seen(text)
                if (flag.level if flag else None) != wanted:
                    found = f'seen as {flag.level} for "{flag.phrase}"' if flag else "not seen"
                    yield document.fault(("examples", key, language, i), found, "add or narrow a phrase or an idiom")

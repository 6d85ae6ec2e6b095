"""What the finder learns from: the messages of the knowledge files, and the words of danger.

Read apart from the cards, and only when these files have changed since the finder was last fitted.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from bot.finder.red_flags import LEVELS, RedFlags, places
from bot.knowledge.fields import Phrasings
from bot.knowledge.files import (
    Affected,
    ContrastsFile,
    DangerSaidFile,
    OutOfScopeFile,
    RedFlagExamples,
    RedFlagsFile,
    SituationsFile,
)
from bot.knowledge.load import Reader
from bot.knowledge.model import Knowledge
from bot.knowledge.yaml_files import Document, Fault, KnowledgeError

NONE = "none"
"""The label of messages that are none of the scenarios; ``contrasts.yaml`` writes it so."""

_FOLDER = "situations"
_NOTATION = "the notation is explained in bot/finder/red_flags.py"
_FILES = ("about.yaml", "out-of-scope.yaml", "contrasts.yaml", "red-flags.yaml", "danger-said.yaml")


@dataclass(frozen=True, slots=True)
class Message:
    """Something a coach may type, and what it means."""

    text: str
    label: str | None
    """A scenario's id, or ``NONE``; None for the examples of red flags: nobody has said what situation they are."""
    language: str
    affected: Affected | None = None
    """Whom it is about; None where the files do not say."""
    pair: int | None = None
    """The number of its pair in ``contrasts.yaml``."""
    flag: Literal["now", "law", ""] = ""
    """The red flag it is an example of, or none."""


@dataclass(frozen=True, slots=True)
class Taught:
    """Everything the finder learns from; ``scenarios`` are the ids in the order of the cards."""

    scenarios: tuple[str, ...]
    messages: tuple[Message, ...]
    phrases: Mapping[str, tuple[str, ...]]
    """The phrases of red flags by level, and the idioms and denials, of all languages."""


class Lessons(NamedTuple):
    """The files that are learned from, each with its lines."""

    situations: list[tuple[Document, SituationsFile]]
    contrasts: tuple[Document, ContrastsFile]
    out_of_scope: tuple[Document, OutOfScopeFile]
    red_flags: tuple[Document, RedFlagsFile]
    danger_said: tuple[Document, DangerSaidFile]

    @classmethod
    def read(cls, folder: Path, knowledge: Knowledge) -> "Lessons":
        """Raises KnowledgeError with every fault found in them."""
        reader = Reader(folder, knowledge.about.spoken)
        situations = reader.all(_FOLDER, SituationsFile)
        contrasts = reader.document("contrasts.yaml", ContrastsFile)
        out_of_scope = reader.document("out-of-scope.yaml", OutOfScopeFile)
        red_flags = reader.document("red-flags.yaml", RedFlagsFile)
        danger_said = reader.document("danger-said.yaml", DangerSaidFile)
        if reader.faults or not (contrasts and out_of_scope and red_flags and danger_said):
            raise KnowledgeError(reader.faults)
        faults = [
            *_unknown_files(situations, knowledge),
            *_unknown_labels(*contrasts, knowledge),
            *_unreadable_phrases(*red_flags),
        ]
        if faults:
            raise KnowledgeError(faults)
        return cls(situations, contrasts, out_of_scope, red_flags, danger_said)


def fingerprint(folder: Path) -> str:
    """A hash of the bytes of every file that is learned from; a file that is missing counts as empty."""
    digest = hashlib.sha256()
    for path in (*(folder / name for name in _FILES), *sorted((folder / _FOLDER).glob("*.yaml"))):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.name} {len(content)} ".encode() + content)
    return digest.hexdigest()


def load_taught(folder: Path, knowledge: Knowledge) -> Taught:
    """Read the files. Raises KnowledgeError with every fault found in them."""
    lessons = Lessons.read(folder, knowledge)
    red_flags = lessons.red_flags[1]
    ordinary = (
        *(message for document, file in lessons.situations for message in _of_situation(_scenario(document), file)),
        *(
            Message(text, NONE, language)
            for language, texts in lessons.out_of_scope[1].phrasings.items()
            for text in texts
        ),
        *_of_contrasts(lessons.contrasts[1]),
    )
    flagged = (*_flagged(red_flags.examples), *_flagged(lessons.danger_said[1]))
    return Taught(tuple(knowledge.scenarios), (*ordinary, *flagged), phrases_of(red_flags))


def phrases_of(file: RedFlagsFile) -> dict[str, tuple[str, ...]]:
    """The phrases of all languages, by level; and the idioms and denials."""
    return {
        key: tuple(phrase for phrases in getattr(file, key).values() for phrase in phrases)
        for key in (*LEVELS, "idioms", "denials")
    }


def red_flags_of(file: RedFlagsFile) -> RedFlags:
    """The phrases of ``red-flags.yaml``, ready for searching."""
    return RedFlags.of(phrases_of(file))


def _scenario(document: Document) -> str:
    return Path(document.name).stem


def _of_situation(scenario: str, file: SituationsFile) -> Iterator[Message]:
    for language, by_affected in file.phrasings.items():
        for affected, texts in by_affected.items():
            for text in texts:
                yield Message(text, scenario, language, affected)


def _of_contrasts(file: ContrastsFile) -> Iterator[Message]:
    number = 0
    for language, pairs in file.pairs.items():
        for pair in pairs:
            number += 1
            for label, text in pair.items():
                yield Message(text, label, language, pair=number)


def _flagged(file: RedFlagExamples | DangerSaidFile) -> Iterator[Message]:
    groups: tuple[tuple[Literal["now", "law", ""], Phrasings], ...] = (
        ("now", file.now),
        ("law", file.law),
        ("", file.harmless),
    )
    for flag, by_language in groups:
        for language, texts in by_language.items():
            for text in texts:
                yield Message(text, None, language, flag=flag)


def _unknown_files(situations: list[tuple[Document, SituationsFile]], knowledge: Knowledge) -> Iterator[Fault]:
    taught = {_scenario(document) for document, _ in situations}
    for document, _ in situations:
        if _scenario(document) not in knowledge.scenarios:
            yield document.fault((), "no such scenario", "the file has the name of a file in scenarios/")
    for scenario in knowledge.scenarios:
        if scenario not in taught:
            hint = "the finder cannot find what nobody taught it"
            yield Fault(f"{_FOLDER}/{scenario}.yaml", 1, "-", "the file is missing", hint)


def _unknown_labels(document: Document, file: ContrastsFile, knowledge: Knowledge) -> Iterator[Fault]:
    for language, pairs in file.pairs.items():
        for i, pair in enumerate(pairs):
            for label in pair:
                if label != NONE and label not in knowledge.scenarios:
                    yield document.fault(("pairs", language, i, label), f"no scenario {label}", f"or write {NONE}")


def _unreadable_phrases(document: Document, file: RedFlagsFile) -> Iterator[Fault]:
    for key in (*LEVELS, "idioms", "denials"):
        for language, phrases in getattr(file, key).items():
            for i, phrase in enumerate(phrases):
                try:
                    places(phrase)
                except ValueError as error:
                    yield document.fault((key, language, i), f"unreadable phrase: {error}", _NOTATION)

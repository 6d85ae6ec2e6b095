"""A sheet as it is printed: the take-away with a coach's words, or the blank worksheet. Every text is finished here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the worksheet, to be answered by hand."""

    title: str
    ask: str
    hint: str
    kind: str
    """``think``, ``note``, ``choice`` or ``scale``: nothing, lines, boxes to tick, numbers to circle."""
    options: tuple[str, ...] = ()
    several: bool = False
    ten: str = ""
    """What 10 stands for."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and what the coach answered; the answer may have several lines."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A heading with answers below it, or, without any, lines to write on under the hint."""

    heading: str
    hint: str = ""
    answers: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The scale at the start and now, for the small picture. Either number may be missing."""

    title: str
    ten: str
    start_label: str
    now_label: str
    start: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The respectful conversation, prepared: the heart of the sheet."""

    title: str
    intro: str
    parts: tuple[SheetPart, ...]


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """ "ICF 3.6 (2025)" and the meaning."""

    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printable document of one or two pages."""

    language: str
    """Two letters, for hyphenation and quotation."""
    kicker: str
    """The quiet line above the title."""
    title: str
    subtitle: str
    date: str
    cautions: tuple[str, ...] = ()
    """What comes first: a lawyer, a supervisor."""
    questions_title: str = ""
    questions: tuple[Question, ...] = ()
    """The worksheet's questions; a take-away has none."""
    parts: tuple[SheetPart, ...] = ()
    comparison: Comparison | None = None
    outline: Outline | None = None
    review: str = ""
    """ "Look at it again on 7 December 2026", or empty."""
    clauses_title: str = ""
    clauses: tuple[ClauseLine, ...] = ()
    warning: str = ""
    """What the sheet is not."""
    footer: str = ""
    unprintable: str = ""
    """Printed when a word of the sheet holds signs that no font of the PDF draws: the Markdown file has them all."""

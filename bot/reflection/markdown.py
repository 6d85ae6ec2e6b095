"""A sheet as CommonMark, readable as it stands. A coach's words are quoted line by line and never become markup."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

from bot.reflection.sheet import Answered, Comparison, Question, Sheet, SheetPart

_LINE = "…"
"""A line to write on."""
_NUMBERS = " ".join(map(str, range(11)))

_SPACES = re.compile("[ \t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""All but those that must not break, which French needs."""
_JOINERS = frozenset("\u200c\u200d") | frozenset(map(chr, range(0xE0020, 0xE0080)))
_ANYWHERE = re.compile(r"[\\`*\[\]<|~]|&(?=#?\w+;)")
_UNDERSCORES = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
"""Not those inside a word, as in an address: CommonMark leaves them alone."""
_AT_THE_START = re.compile(r"[#>+=-]")
_NUMBERED = re.compile(r"(\d{1,9})([.)])")


def to_markdown(sheet: Sheet) -> str:
    """The same content as the printed sheet, as CommonMark that also reads well in a plain editor."""
    return "\n\n".join(chain(_top(sheet), _middle(sheet), _end(sheet))) + "\n"


def _top(sheet: Sheet) -> Iterator[str]:
    above = " · ".join(filter(None, (sheet.kicker, sheet.date)))
    yield from _texts(above)
    yield from _heading(1, sheet.title)
    yield from _emphasised(sheet.subtitle)
    for caution in sheet.cautions:
        yield f"**{_safe(caution)}**"


def _middle(sheet: Sheet) -> Iterator[str]:
    if sheet.questions:
        yield from _heading(2, sheet.questions_title)
    for question in sheet.questions:
        yield from _question(question)
    for part in sheet.parts:
        yield from _part(2, part)
    if sheet.comparison:
        yield from _comparison(sheet.comparison)
    yield from _texts(sheet.review)
    if outline := sheet.outline:
        yield from _heading(2, outline.title)
        yield from _emphasised(outline.intro)
        for part in outline.parts:
            yield from _part(3, part)


def _end(sheet: Sheet) -> Iterator[str]:
    if sheet.clauses:
        yield from _heading(2, sheet.clauses_title)
        yield "\n".join(f"- **{_safe(clause.name)}** {_safe(clause.summary)}" for clause in sheet.clauses)
    yield from _texts(sheet.warning)
    if sheet.footer:
        yield "---"
        yield from _texts(sheet.footer)


def _question(question: Question) -> Iterator[str]:
    yield from _heading(3, question.title)
    yield from _texts(question.ask)
    yield from _emphasised(question.hint)
    match question.kind:
        case "note":
            yield _lines(3)
        case "choice":
            yield "\n".join(f"- [ ] {_safe(option)}" for option in question.options)
        case "scale":
            yield _NUMBERS
            yield from _ten(question.ten)
        case _:
            pass


def _part(level: int, part: SheetPart) -> Iterator[str]:
    yield from _heading(level, part.heading)
    if not part.answers:
        yield from _emphasised(part.hint)
        yield _lines(2)
    for answered in part.answers:
        yield from _answered(answered)


def _answered(answered: Answered) -> Iterator[str]:
    yield from _emphasised(answered.question)
    if not answered.answer.strip():
        return
    paragraphs = re.split(r"\n\s*\n", "\n".join(answered.answer.splitlines()).strip())
    yield "\n>\n".join("  \n".join(f"> {_safe(line)}" for line in text.split("\n")) for text in paragraphs)


def _comparison(comparison: Comparison) -> Iterator[str]:
    yield from _heading(2, comparison.title)
    marks = ((comparison.start_label, comparison.start), (comparison.now_label, comparison.now))
    numbers = (f"{_safe(label)} **{_LINE if number is None else number}**" for label, number in marks)
    yield " · ".join(("0–10", *numbers))
    yield from _ten(comparison.ten)


def _ten(meaning: str) -> Iterable[str]:
    return _texts(meaning and f"10 = {meaning}")


def _heading(level: int, text: str) -> Iterable[str]:
    return (f"{'#' * level} {_safe(text)}",) if text.strip() else ()


def _emphasised(text: str) -> Iterable[str]:
    return (f"*{_safe(text)}*",) if text.strip() else ()


def _texts(text: str) -> Iterable[str]:
    return (_safe(text),) if text.strip() else ()


def _lines(count: int) -> str:
    return "  \n".join([_LINE * 20] * count)


def _safe(text: str) -> str:
    """``text`` on one line, escaped so that CommonMark shows it as it is."""
    line = "".join(filter(_kept, _SPACES.sub(" ", text).strip(" ")))
    line = _ANYWHERE.sub(r"\\\g<0>", line)
    line = _UNDERSCORES.sub(lambda run: r"\_" * len(run[0]), line)
    line = _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line
    return f"\\{line}" if _AT_THE_START.match(line) else line


def _kept(character: str) -> bool:
    """Not controls, halves of a character and marks of direction; joiners hold letters and emoji together."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs") or character in _JOINERS

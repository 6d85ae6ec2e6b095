"""A sheet as a PDF, set by typst from ``sheet.typ``. The words go in as data, so none of them is ever markup.

Nothing is written to disk. A sheet takes some milliseconds; typst is imported with the first one.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any, cast

from bot.reflection.sheet import Sheet

UNDRAWN = "[…]"
"""Printed for what no font draws; ``Sheet.unprintable`` says so."""

_ONE_LEAF = 2
"""Pages that fit on the two sides of one sheet of paper."""
_CLOSER = (1, 2)
"""The closer settings of the template, tried while there is more than one leaf."""
_LONG = 8
"""Pages of a sheet so full of words that setting it closer is not worth the time."""
_TEMPLATE = Path(__file__).with_name("sheet.typ").read_bytes()

_BLOCKS = (
    (0x0020, 0x04FF),  # Latin, Greek, Cyrillic
    (0x0591, 0x05F4),  # Hebrew
    (0x0621, 0x063A),  # Arabic
    (0x0640, 0x0655),
    (0x0660, 0x066D),
    (0x1E00, 0x1FFF),  # Latin and Greek with several accents
    (0x2000, 0x2027),  # spaces, punctuation
    (0x202F, 0x205F),
    (0x2070, 0x20BF),  # superscripts, currencies
    (0x2100, 0x2151),  # letter-like signs, fractions
    (0x2153, 0x2184),
    (0x2190, 0x23FF),  # arrows, mathematics
    (0x2460, 0x262F),  # circled numbers, boxes, shapes
    (0x2713, 0x2718),  # ticks and crosses
    (0x2761, 0x2767),  # hearts
    (0xFB00, 0xFB06),  # ligatures
)
"""What the fonts inside typst draw, and nothing else is used: so every machine prints the same."""

DRAWN = frozenset(
    character
    for character in map(chr, chain.from_iterable(range(first, last + 1) for first, last in _BLOCKS))
    if not unicodedata.category(character).startswith("C")
) - frozenset("⁁⁃⁓℟℡℣℥☇☈✕✖")
_MISSING = re.compile("[^\n{drawn}](?: ?[^\n{drawn}])*".format(drawn=re.escape("".join(sorted(DRAWN)))))
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""An invisible "as an emoji, please"."""
_ACCENTS = "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u0655]"
_TOWER = re.compile(f"({_ACCENTS}{{4}}){_ACCENTS}+")
"""Accents on one letter beyond the fourth: no language has them, and thousands would take typst seconds."""


def to_pdf(sheet: Sheet) -> bytes:
    """The PDF: A4, tagged, fonts embedded, no author and no date, the same bytes for the same sheet.

    Blocking; any thread may call it. Left out are characters that cannot be seen (controls, marks of direction) and
    those that no font draws, see ``UNDRAWN``.
    """
    import typst  # some 30 MB that only a printed sheet needs

    words = _each(asdict(sheet), _visible)
    drawn = _each(words, lambda text: _MISSING.sub(UNDRAWN, text))
    if drawn == words:
        drawn["unprintable"] = ""
    inputs = {"sheet": json.dumps(drawn, ensure_ascii=False)}

    def printed(closeness: int) -> bytes:
        return typst.compile(_TEMPLATE, ignore_system_fonts=True, sys_inputs=inputs | {"closeness": str(closeness)})

    best = printed(0)
    for closeness in _CLOSER:
        if not _ONE_LEAF < _pages(best) < _LONG:
            break
        best = min(best, printed(closeness), key=_pages)
    return best


def _pages(pdf: bytes) -> int:
    """As typst's page tree says it, in plain bytes; 0 if some day it does not."""
    tree = re.search(rb"/Type ?/Pages ?/Count (\d+)", pdf)
    return int(tree[1]) if tree else 0


def _visible(text: str) -> str:
    """``text`` with one kind of line end, no tabs, nothing that cannot be seen, and no tower of accents."""
    lines = _TOWER.sub(r"\1", unicodedata.normalize("NFC", text).replace("\t", " ")).splitlines()
    return "\n".join("".join(filter(_seen, line)) for line in lines)


def _seen(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf") and not _VARIATION.match(character)


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """``value``, a dataclass as plain data, with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each(inner, change) for key, inner in cast("dict[str, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [_each(inner, change) for inner in cast("tuple[Any, ...]", value)]
    return value

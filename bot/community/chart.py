"""Look-ups as a picture: a bar for each situation, set by typst from ``chart.typ``. The words go in as data."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

_PIXELS_PER_INCH = 180
"""The page is 408 points wide, so the picture 1020 pixels: sharp on a phone, in some 150 KB."""
_TEMPLATE = Path(__file__).with_name("chart.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class Bar:
    """One situation; ``label`` is the number as it is written."""

    title: str
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything in the picture; every text is finished here.

    Attributes:
        language: two letters.
        heading: what is counted, and since when.
        bars: the longest first; at least one.
        fewer: stands above ``hidden``.
        hidden: titles without a number.
    """

    language: str
    heading: str
    bars: tuple[Bar, ...]
    fewer: str
    hidden: tuple[str, ...]


def to_png(chart: Chart) -> bytes:
    """The picture, 1020 pixels wide, on a light ground of its own. Blocking; any thread may call it."""
    import typst  # some 30 MB that only a picture needs

    inputs = {"chart": json.dumps(asdict(chart), ensure_ascii=False)}
    return typst.compile(_TEMPLATE, format="png", ppi=_PIXELS_PER_INCH, ignore_system_fonts=True, sys_inputs=inputs)

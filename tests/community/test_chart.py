"""The picture of the look-ups, as it is: its size, its ground, and the length of every bar."""

from dataclasses import replace
from io import BytesIO
from itertools import groupby
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from bot.community.chart import Bar, Chart, to_png

Pixels = NDArray[Any]
BAR, PAPER = (0xC8, 0x89, 0x4B), (0xFB, 0xF7, 0xF1)
CHART = Chart(
    language="en",
    heading="Look-ups over the last 30 days",
    bars=(Bar("Falling in love", 80, "80"), Bar("An ending", 40, "40"), Bar("A conflict", 10, "10")),
    fewer="Fewer than ten",
    hidden=("Bias", "An illness"),
)


def drawn(chart: Chart) -> Pixels:
    """The picture: rows of pixels of red, green, blue and opacity."""
    return np.asarray(Image.open(BytesIO(to_png(chart))).convert("RGBA"))


def bars(picture: Pixels) -> list[int]:
    """The lengths of the bars in pixels, from the top."""
    widths = (picture[:, :, :3] == BAR).all(axis=2).sum(axis=1)
    return [int(max(rows)) for coloured, rows in groupby(widths, key=bool) if coloured]


def test_there_is_a_bar_for_every_number_as_long_as_it_says() -> None:
    lengths = bars(drawn(CHART))
    assert len(lengths) == 3
    assert lengths[0] > 800
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 0.5, 0.125], abs=0.01)


def test_what_is_hidden_has_no_bar_but_its_title() -> None:
    whole, one, none = (drawn(replace(CHART, hidden=hidden)) for hidden in (CHART.hidden, CHART.hidden[:1], ()))
    assert bars(whole) == bars(none)
    assert len(whole) > len(one) > len(none) + 100


def test_it_brings_its_own_light_ground_for_dark_and_light_discord() -> None:
    picture = drawn(CHART)
    for corner in ((0, 0), (0, -1), (-1, 0), (-1, -1)):
        assert tuple(picture[corner]) == (*PAPER, 255)
    assert (picture[:, :, 3] == 255).all()


def test_it_is_sharp_on_a_phone_and_small_enough_to_send() -> None:
    eight = replace(
        CHART,
        bars=tuple(Bar("A title of some length, such as we have, and longer", n, str(n)) for n in range(90, 10, -10)),
    )
    height, width, _ = drawn(eight).shape
    assert width == 1020
    assert height < 1600
    assert len(to_png(eight)) < 500_000


def test_a_small_number_beside_a_large_one_still_has_a_bar() -> None:
    uneven = replace(CHART, bars=(Bar("Falling in love", 100_000, "100,000"), Bar("An ending", 10, "10")))
    first, second = bars(drawn(uneven))
    assert 15 < second < first / 20


def test_the_number_beside_the_longest_bar_has_room() -> None:
    wide = replace(CHART, bars=(Bar("Falling in love", 1_234_567, "1,234,567"),))
    narrow = replace(CHART, bars=(Bar("Falling in love", 12, "12"),))
    assert bars(drawn(wide))[0] < bars(drawn(narrow))[0] - 80


def test_titles_are_words_and_never_markup() -> None:
    for title in ('#panic("x")', "*_`$ \\ <a> @b // /* [", '"quoted"', ""):
        assert bars(drawn(replace(CHART, bars=(Bar(title, 10, "10"),), hidden=(title,))))


def test_the_same_chart_is_the_same_picture() -> None:
    assert to_png(CHART) == to_png(CHART)
    assert to_png(CHART) != to_png(replace(CHART, language="fr", heading="Consultations"))

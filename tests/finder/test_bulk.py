"""Thousands of texts at once mean what each of them means by itself."""

import numpy as np
import pytest

from bot.finder.encode import LONG, Encoder

TEXTS = [
    "x",
    "I think I'm falling for my client",
    "ma cliente veut arrêter, et moi je ne dors plus",
    "ich bin müde",
    "mi clienta 😳 no contesta… ¿y ahora qué?",
    "the the the the the",
    *(f"he came {n} minutes late and brought {n} excuses" for n in range(600)),
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(None)


def test_each_text_means_what_it_means_alone(encoder: Encoder) -> None:
    made = encoder.encode_all(TEXTS)
    assert made.shape == (len(TEXTS), 512)
    assert made.dtype == np.float32
    alone = np.array([encoder.encode(text) for text in TEXTS])
    assert np.abs(made - alone).max() < 1e-5


def test_a_text_that_is_too_long_has_no_meaning_there(encoder: Encoder) -> None:
    short, long = "one two three", "word " * LONG
    made = encoder.encode_all([short, long])
    assert np.abs(made[0] - encoder.encode(short)).max() < 1e-5
    assert not made[1].any()


def test_nothing_is_nothing(encoder: Encoder) -> None:
    assert encoder.encode_all([]).shape == (0, 512)
    assert not encoder.encode_all(["word " * LONG]).any()

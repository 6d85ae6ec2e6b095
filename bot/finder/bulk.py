"""Thousands of texts at once: what the encoder's first layers make of a token is computed once for every token.

The network is the one of ``encode`` (Cer et al., "Universal Sentence Encoder", 2018; deep averaging beside convolutions
over two, three and five tokens). Its first convolution is linear in each token, and most tokens come back hundreds of
times, so each token's share at each place of a window is looked up and added instead of multiplied anew.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from bot.finder.grams import Floats

_ORDERS = ((2, 0), (3, 1), (5, 2))
"""Tokens of each convolution's window, and how many of them stand before the token itself."""
_WIDTH = 256
"""Numbers of one convolution."""
_PORTION = 600
"""Tokens computed at a time."""

Tokens = Sequence[int]


class Bulk:
    """``network``: the parts of the package's network by their names; ``tokens``: of all texts that will come."""

    def __init__(self, network: dict[str, Any], tokens: set[int]) -> None:
        self._network = network
        self._place = {token: i for i, token in enumerate(sorted(tokens))}
        ids = np.fromiter(self._place, np.int64, len(self._place))
        embedded = network["table"][ids].astype(np.float32)
        chunk = ids % len(network["scale"])
        embedded *= network["scale"][chunk, None]
        embedded += network["lo"][chunk, None]
        self._embedded: Floats = embedded
        entered = embedded @ network["proj_W"] + network["proj_b"]
        _normalize(entered, network["ln_g_all"], network["ln_b_all"], network["eps"])
        self._entered = [entered[:, i * _WIDTH : (i + 1) * _WIDTH].copy() for i in range(len(_ORDERS))]
        self._shares = [
            [_with_nothing(each @ weights[at * _WIDTH : (at + 1) * _WIDTH]) for at in range(size)]
            for (size, _), each, weights in zip(_ORDERS, self._entered, network["w1"], strict=True)
        ]

    def encode(self, texts: Sequence[Tokens]) -> Floats:
        """(n, 512): what ``Encoder.encode`` says of each text, but for rounding. No text is empty."""
        ends = list(accumulate(map(len, texts)))
        made: list[Floats] = []
        first = 0
        while first < len(texts):
            begun = ends[first] - len(texts[first])
            after = max(first + 1, int(np.searchsorted(ends, begun + _PORTION, side="right")))
            made.append(self._portion(texts[first:after]))
            first = after
        return np.concatenate(made) if made else np.empty((0, 512), np.float32)

    def _portion(self, texts: Sequence[Tokens]) -> Floats:
        network = self._network
        token = np.array([self._place[each] for text in texts for each in text])
        lengths = np.array([len(text) for text in texts])
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        parts = [self._embedded[token]]
        for i, (size, before) in enumerate(_ORDERS):
            window = _window(starts, lengths, size, before)
            # One more, "nothing", stands where a window reaches beyond its text; its share is zero.
            tokens = np.append(token, len(self._place))[window]
            hidden = np.repeat(network["b1"][i][None], len(token), axis=0)
            for at in range(size):
                hidden += self._shares[i][at][tokens[:, at]]
            np.maximum(hidden, 0, out=hidden)
            hidden += self._entered[i][token]
            beside = _with_nothing(hidden)[window].reshape(len(token), -1) @ network["w2"][i]
            beside += network["b2"][i]
            np.maximum(beside, 0, out=beside)
            beside += hidden
            parts.append(beside)
        features = np.concatenate(parts, axis=1)
        _normalize(features, network["ln_g"], network["ln_b"], network["eps"])
        count = lengths.astype(np.float32)[:, None]
        mean = np.add.reduceat(features, starts, axis=0) @ network["cnn_W"] + count * network["cnn_b"]
        return _last_layers(network, mean / np.sqrt(count))


def _last_layers(network: dict[str, Any], mean: Floats) -> Floats:
    first = np.maximum(mean @ network["d0"], 0)
    second = np.maximum(mean @ network["p1"] + first @ network["d1"], 0)
    third = np.maximum(second @ network["d2"], 0)
    made = np.tanh(second @ network["p3"] + third @ network["d3"])
    lengths = np.einsum("ij,ij->i", made, made)
    return cast(Floats, made / np.sqrt(np.maximum(lengths, network["eps"]))[:, None])


def _window(starts: NDArray[np.int64], lengths: NDArray[np.int64], size: int, before: int) -> NDArray[np.int64]:
    """(tokens, size): the places of each token's window; the number of tokens where it reaches beyond the text."""
    count = int(lengths.sum())
    places = np.arange(count)[:, None] + np.arange(-before, size - before)
    first = np.repeat(starts, lengths)[:, None]
    after = np.repeat(starts + lengths, lengths)[:, None]
    return np.where((places >= first) & (places < after), places, count)


def _normalize(rows: Floats, gain: Floats, bias: Floats, eps: float) -> None:
    """Layer normalization (Ba, Kiros & Hinton, 2016), in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    rows *= 1 / np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + eps)[:, None]
    rows *= gain
    rows += bias


def _with_nothing(rows: Floats) -> Floats:
    return np.concatenate((rows, np.zeros((1, rows.shape[1]), np.float32)))

"""How like a text is to each message learned from: in letters and in meaning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from bot.finder.encode import Encoder
from bot.finder.grams import Floats, Grams, index
from bot.finder.taught import Taught

_CURVE = 2.0
"""How quickly likeness in meaning falls off in the kernel: exp(curve * (cosine - 1))."""
_LETTERS = 0.4
"""What likeness in letters counts there beside likeness in meaning."""
_AXES = 256
"""Of the encoder's 512 numbers, the combinations that are kept: as good, and quicker to compare."""
_ROWS = 512
"""Rows of the kernel computed at a time."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """What N messages mean, along A axes that do not tell their language, so that the languages share them."""

    vectors: Floats
    """(N, A), each of length 1."""
    centre: Floats
    """(512,): the mean of the languages, taken out."""
    axes: Floats
    """(512, A): the principal axes of what is left; none of them tells languages apart."""

    def placed(self, encoded: Floats) -> Floats:
        """Other meanings, as the encoder gives them, along the same axes: (n, A), each of length 1."""
        return _unit((encoded - self.centre) @ self.axes)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares any text with N messages."""

    grams: Grams
    meanings: Meanings | None
    """None without an encoder."""

    def of(self, text: str, encoder: Encoder | None) -> tuple[Floats, Floats]:
        """Twice (N,): the likeness of ``text`` to each message in letters, 0 to 1, and in meaning, -1 to 1."""
        letters = self.grams.likeness(text)
        if self.meanings is None or encoder is None:
            return letters, np.zeros_like(letters)
        return letters, self.meanings.vectors @ self.meanings.placed(encoder.encode([text]))[0]

    def joined(self, letters: Floats, meaning: Floats) -> Floats:
        """The kernel: both likenesses as one, 0 to 1.4; of any shape."""
        if self.meanings is None:
            return _LETTERS * letters
        return _LETTERS * letters + np.exp(_CURVE * (meaning - 1))

    def rows(self) -> Iterator[tuple[int, Floats, Floats]]:
        """The likeness of the messages to each other, in portions: the first row's number, and as ``of`` (rows, N)."""
        sparse: Any = import_module("scipy.sparse")
        count = self.grams.count
        gram = np.repeat(np.arange(len(self.grams.idf)), np.diff(self.grams.starts))
        shape = (count, len(self.grams.idf))
        spelled = sparse.csr_array((self.grams.weights, (self.grams.messages, gram)), shape=shape)
        for start in range(0, count, _ROWS):
            letters = cast(Floats, (spelled[start : start + _ROWS] @ spelled.T).toarray())
            meant = self.meanings.vectors if self.meanings else None
            yield start, letters, np.zeros_like(letters) if meant is None else meant[start : start + _ROWS] @ meant.T


def measure(taught: Taught, encoded: Floats | None) -> Likeness:
    """What is needed to compare any text with the messages; ``encoded`` (N, 512) is what they mean, if known."""
    grams = index([message.text for message in taught.messages])
    if encoded is None:
        return Likeness(grams, None)
    centre, directions = _languages(encoded, [message.language for message in taught.messages])
    moved = encoded - centre
    bare = _unit(moved - (moved @ directions.T) @ directions)
    axes = cast(Floats, np.linalg.eigh(bare.T @ bare)[1][:, -_AXES:])
    return Likeness(grams, Meanings(_unit(bare @ axes), centre, axes))


def _unit(vectors: NDArray[np.floating[Any]]) -> Floats:
    """Rows of length 1."""
    return cast(Floats, vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))


def _languages(encoded: Floats, languages: Sequence[str]) -> tuple[Floats, Floats]:
    """(512,) the mean of the languages' centres, and (languages - 1, 512) the directions from it to them."""
    spoken = np.array(languages)
    centres = np.array([encoded[spoken == language].mean(axis=0) for language in sorted(set(languages))])
    centre = cast(Floats, centres.mean(axis=0))
    directions = np.linalg.svd(centres - centre, full_matrices=False)[2][: len(centres) - 1]
    return centre, cast(Floats, directions)

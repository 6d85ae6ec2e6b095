"""How like a text is to each message learned from: in letters and in meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from bot.finder.encode import Encoder
from bot.finder.grams import Floats, Grams, Ints, Spelled
from bot.finder.taught import Taught

_AXES = 128
"""Of the encoder's 512 numbers, the combinations that are kept: as good, and quicker to compare."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """What K messages mean, along A axes that do not tell their language, so that the languages share them."""

    rows: Ints
    """(K,): which of the N messages; the others are too long."""
    vectors: Floats
    """(K, A), each of length 1."""
    centre: Floats
    """(512,): the mean of the languages, taken out."""
    axes: Floats
    """(512, A): the principal axes of what is left; none of them tells languages apart."""

    def placed(self, encoded: Floats) -> Floats:
        """Other meanings, as the encoder gives them, along the same axes: (n, A), each of length 1."""
        return _unit((encoded - self.centre) @ self.axes)


class Compared(NamedTuple):
    """A text beside N messages."""

    spelled: Spelled
    meant: Floats
    """(A,): the text along the axes of meaning; nothing without an encoder."""
    letters: Floats
    """(N,): the likeness to each message in letters, 0 to 1."""
    meaning: Floats
    """(N,): the same in meaning, -1 to 1; zero where it is not known."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares any text with N messages."""

    grams: Grams
    meanings: Meanings | None
    """None without an encoder."""

    def of(self, text: str, encoder: Encoder | None) -> Compared:
        """Compare ``text`` with each message."""
        spelled = self.grams.spell(text)
        letters = self.grams.likeness(spelled)
        if self.meanings is None or encoder is None:
            return Compared(spelled, np.empty(0, np.float32), letters, np.zeros_like(letters))
        meant = self.meanings.placed(encoder.encode(text)[None])[0]
        meaning = np.zeros_like(letters)
        meaning[self.meanings.rows] = self.meanings.vectors @ meant
        return Compared(spelled, meant, letters, meaning)

    def spelled(self) -> Any:
        """(N, V), sparse: what each run weighs in each message."""
        sparse: Any = import_module("scipy.sparse")
        grams = self.grams
        shape = grams.count, len(grams.idf)
        return sparse.csc_array((grams.weights, grams.messages, grams.starts), shape=shape).tocsr()

    def meant(self) -> Floats:
        """(N, A): what the messages mean, zero where that is not known; without an encoder, nothing."""
        if self.meanings is None:
            return np.empty((self.grams.count, 0), np.float32)
        made = np.zeros((self.grams.count, self.meanings.vectors.shape[1]), np.float32)
        made[self.meanings.rows] = self.meanings.vectors
        return made


def measure(taught: Taught, grams: Grams, encoded: Floats | None) -> Likeness:
    """What is needed to compare any text with the messages; ``encoded`` (N, 512) is what they mean, if known."""
    if encoded is None:
        return Likeness(grams, None)
    rows = np.flatnonzero(encoded.any(axis=1)).astype(np.int32)
    centre, directions = _languages(encoded, [taught.messages[row].language for row in rows], rows)
    bare = np.eye(len(centre), dtype=np.float32) - directions.T @ directions
    # The products of the known ones less the centre, without a copy of them: the others are zero.
    across = np.outer(encoded.sum(axis=0), centre)
    products = encoded.T @ encoded - across - across.T + np.float32(len(rows)) * np.outer(centre, centre)
    axes = cast(Floats, np.linalg.eigh(bare @ products @ bare)[1][:, -_AXES:])
    return Likeness(grams, Meanings(rows, _unit((encoded @ axes)[rows] - centre @ axes), centre, axes))


def _unit(vectors: NDArray[np.floating[Any]]) -> Floats:
    """Rows of length 1."""
    return cast(Floats, vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))


def _languages(encoded: Floats, languages: Sequence[str], rows: Ints) -> tuple[Floats, Floats]:
    """(512,) the mean of the languages' centres, and (languages - 1, 512) the directions from it to them.

    ``languages`` (K,) are those of the ``rows`` (K,) of ``encoded``.
    """
    told = np.array(languages)
    centres = np.array([encoded[rows[told == language]].mean(axis=0) for language in sorted(set(languages))])
    centre = cast(Floats, centres.mean(axis=0))
    directions = np.linalg.svd(centres - centre, full_matrices=False)[2][: len(centres) - 1]
    return centre, cast(Floats, directions)

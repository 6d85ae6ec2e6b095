"""Words -> runs of letters and pairs of words, weighed by how rare they are (TF-IDF).

Manning, Raghavan & Schütze, Introduction to Information Retrieval (2008), ch. 6. Runs of letters forgive typing
mistakes, endings and missing accents; the sense comes from ``encode.py``.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import chain, compress, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.plain import words

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_RUN = 4
_RARE = 2
"""A run must stand in as many messages before it can count."""
_NOTHING = 1e-9
_COMMON = 1 / 15
"""A run that stands in a larger share of the messages says nothing, and costs the most."""


class Spelled(NamedTuple):
    """A text as its runs."""

    runs: Ints
    """(n,): which."""
    weights: Floats
    """(n,): what each weighs in it; together of length 1."""


@dataclass(frozen=True, slots=True)
class Grams:
    """An inverted index over the messages learned from: V runs, N messages, P places where a run stands."""

    vocabulary: dict[str, int]
    idf: Floats
    """(V,): how rare each run is."""
    starts: Ints
    """(V + 1,): where the places of each run begin in the next two."""
    messages: Ints
    """(P,): which message."""
    weights: Floats
    """(P,): what the run weighs there; the weights of one message have length 1."""
    count: int
    """N."""

    def spell(self, text: str) -> Spelled:
        """The runs of ``text`` that we know."""
        counted = Counter(self.vocabulary[gram] for gram in grams(text) if gram in self.vocabulary)
        own = np.fromiter(counted.keys(), np.int32, len(counted))
        weights = weigh(np.fromiter(counted.values(), np.float32, len(counted)), self.idf[own])
        return Spelled(own, weights / max(float(np.linalg.norm(weights)), _NOTHING))

    def likeness(self, spelled: Spelled) -> Floats:
        """(N,): the cosine with each message, 0 to 1."""
        own, weights = spelled
        first, sizes = self.starts[own], self.starts[own + 1] - self.starts[own]
        # The places of all runs of the text, one run after the other.
        offsets: NDArray[np.int64] = np.repeat(first - np.cumsum(sizes) + sizes, sizes)
        places = np.arange(len(offsets)) + offsets
        products = self.weights[places] * np.repeat(weights, sizes)
        return np.bincount(self.messages[places], products, self.count).astype(np.float32)


def grams(text: str) -> list[str]:
    """The runs of its words, and its pairs of words."""
    said = words(text)
    return [*map(" ".join, pairwise(said)), *(run for word in said for run in runs(word))]


def runs(word: str) -> list[str]:
    """The runs of four letters within ``word`` (a space marks its ends), and a long word whole."""
    padded = f" {word} "
    found = [padded[at : at + _RUN] for at in range(len(padded) - _RUN + 1)]
    return found if 2 <= len(word) <= _RUN else [*found, word]


def weigh(counts: Floats, idf: Floats) -> Floats:
    """The weight of runs that stand ``counts`` times in a message."""
    return ((1 + np.log(counts)) * idf).astype(np.float32)


def index(texts: Sequence[str]) -> Grams:
    """Index ``texts``. What a word is made of is looked at once, wherever it stands."""
    sparse: Any = import_module("scipy.sparse")
    said = [words(text) for text in texts]
    word_ids: dict[str, int] = {}
    stands = np.array([word_ids.setdefault(word, len(word_ids)) for each in said for word in each], np.int64)
    inside = np.repeat(np.arange(len(texts)), [len(each) for each in said])
    run_ids: dict[str, int] = {}
    spelled = [[run_ids.setdefault(run, len(run_ids)) for run in runs(word)] for word in word_ids]
    run = np.fromiter(chain.from_iterable(spelled), np.int64)
    of_word = np.repeat(np.arange(len(spelled)), [len(each) for each in spelled])

    def count(rows: Any, columns: Any, shape: tuple[int, int]) -> Any:
        return sparse.csr_array((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)

    in_runs = count(inside, stands, (len(texts), len(word_ids))) @ count(of_word, run, (len(word_ids), len(run_ids)))
    follows = inside[:-1] == inside[1:]
    pairs, pair = np.unique(stands[:-1][follows] * len(word_ids) + stands[1:][follows], return_inverse=True)
    in_pairs = count(inside[:-1][follows], pair, (len(texts), len(pairs)))
    counted = sparse.hstack((in_runs, in_pairs), format="csc")

    seen_in = np.diff(counted.indptr)
    kept = (seen_in >= _RARE) & (seen_in <= max(_RARE, _COMMON * len(texts)))
    counted = counted[:, kept]
    counted.sort_indices()
    idf = (np.log((1 + len(texts)) / (1 + seen_in[kept])) + 1).astype(np.float32)
    weights = weigh(counted.data, np.repeat(idf, seen_in[kept]))
    lengths = np.sqrt(np.bincount(counted.indices, weights**2, len(texts))).astype(np.float32)
    known = list(word_ids)
    names = [
        *compress(run_ids, kept),
        *(f"{known[pair // len(known)]} {known[pair % len(known)]}" for pair in pairs[kept[len(run_ids) :]].tolist()),
    ]
    return Grams(
        vocabulary={name: i for i, name in enumerate(names)},
        idf=idf,
        starts=counted.indptr.astype(np.int32),
        messages=counted.indices.astype(np.int32),
        weights=weights / lengths[counted.indices],
        count=len(texts),
    )

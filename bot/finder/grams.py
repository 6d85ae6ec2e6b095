"""Words -> runs of letters and pairs of words, weighed by how rare they are (TF-IDF).

Manning, Raghavan & Schütze, Introduction to Information Retrieval (2008), ch. 6. Runs of letters forgive typing
mistakes, endings and missing accents; the sense comes from ``encode.py``.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

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
    """The runs of four letters within words (a space marks a word's ends), long words whole, and pairs of words."""
    said = words(text)
    found = [f"{first} {second}" for first, second in pairwise(said)]
    for word in said:
        padded = f" {word} "
        found += [padded[at : at + _RUN] for at in range(len(padded) - _RUN + 1)]
        if not 2 <= len(word) <= _RUN:
            found.append(word)
    return found


def weigh(counts: Floats, idf: Floats) -> Floats:
    """The weight of runs that stand ``counts`` times in a message."""
    return ((1 + np.log(counts)) * idf).astype(np.float32)


def index(texts: Sequence[str]) -> Grams:
    """Index ``texts``."""
    ids: dict[str, int] = {}
    counted = [Counter(ids.setdefault(gram, len(ids)) for gram in grams(text)) for text in texts]
    sizes = np.fromiter(map(len, counted), np.int64, len(texts))
    gram = np.fromiter((each for counts in counted for each in counts), np.int64, sizes.sum())
    times = np.fromiter((n for counts in counted for n in counts.values()), np.float32, sizes.sum())
    message = np.repeat(np.arange(len(texts)), sizes)

    seen_in = np.bincount(gram, minlength=len(ids))
    kept = (seen_in >= _RARE) & (seen_in <= max(_RARE, _COMMON * len(texts)))
    renumbered = np.cumsum(kept) - 1
    stays = kept[gram]
    gram, times, message = renumbered[gram[stays]], times[stays], message[stays]
    idf = (np.log((1 + len(texts)) / (1 + seen_in[kept])) + 1).astype(np.float32)

    weights = weigh(times, idf[gram])
    lengths = np.sqrt(np.bincount(message, weights**2, len(texts))).astype(np.float32)
    weights /= lengths[message]
    order = np.argsort(gram, kind="stable")
    return Grams(
        vocabulary={name: int(renumbered[id]) for name, id in ids.items() if kept[id]},
        idf=idf,
        starts=np.concatenate(([0], np.cumsum(seen_in[kept]))).astype(np.int32),
        messages=message[order].astype(np.int32),
        weights=weights[order],
        count=len(texts),
    )

"""A coach's own words -> the eight scenarios, best first, with a verdict.

TF-IDF over the phrasings' runs of 3 to 5 characters, an inverted index, and a softmax over each scenario's nearest
phrasings (Manning, Raghavan & Schütze, Introduction to Information Retrieval, 2008, ch. 6 and 14). Editing the
phrasings is the whole training. The constants were chosen by leaving out one phrasing at a time.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Literal

from bot.knowledge.model import Knowledge
from bot.knowledge.plain import plain
from bot.knowledge.red_flags import Level, RedFlags

Verdict = Literal["match", "choose", "none"]

_NONE = ""
"""The label of the out-of-scope phrasings beside the scenario ids."""
_NEAREST = 8
_BEST_SHARE = 0.2
"""How much the single nearest phrasing counts beside the mean of the nearest eight."""
_SHARPNESS = 40.0
_MATCH = 0.6
_CHOOSE = 0.15
_WORTH_OFFERING = 0.4
_OUTWEIGHS = 2.0
"""How much likelier it must be that the words are none of the scenarios before none is offered."""
_RUNS = range(3, 6)
_TOO_FEW_RUNS = 10
"""A message with fewer runs in common with all phrasings together says too little to be any of them."""
_TOO_WEAK = 0.06
_READ_AT_MOST = 1000
"""Characters of a message that count for the ranking; the situation is said by then, and the time stays bounded."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One scenario and how likely the words mean it, 0 to 1."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What a message leads to: ``match`` shows the first, ``choose`` offers up to three, ``none`` shows the list."""

    verdict: Verdict
    scenarios: tuple[Ranked, ...]
    """All scenarios, best first."""
    red_flag: Level | None

    @property
    def choices(self) -> tuple[str, ...]:
        """The ids to offer for ``choose``: up to three, none far less likely than the first."""
        least = _WORTH_OFFERING * self.scenarios[0].score
        return tuple(ranked.id for ranked in self.scenarios[:3] if ranked.score >= least)


class Finder:
    """Fitted once from the knowledge files; ``find`` takes about a millisecond and keeps nothing of what it reads."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._red_flags = RedFlags(knowledge.red_flags)
        self._ids = tuple(knowledge.scenarios)
        labelled = [
            (scenario.id, phrase)
            for scenario in knowledge.scenarios.values()
            for phrases in scenario.phrasings.values()
            for phrase in phrases
        ]
        labelled += [(_NONE, phrase) for phrases in knowledge.out_of_scope.phrasings.values() for phrase in phrases]
        self._labels = [label for label, _ in labelled]
        counted = [_grams(phrase) for _, phrase in labelled]
        frequency = Counter(gram for grams in counted for gram in grams)
        self._idf = {gram: math.log((1 + len(counted)) / (1 + n)) + 1 for gram, n in frequency.items()}
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, grams in enumerate(counted):
            for gram, weight in self._weights(grams).items():
                self._postings[gram].append((index, weight))

    def find(self, text: str) -> Finding:
        """Rank the scenarios for ``text``: any string, any language. The red flags are sought in all of it."""
        scores = self._scores(text[:_READ_AT_MOST])
        ranked = tuple(sorted((Ranked(id, scores[id]) for id in self._ids), key=lambda one: -one.score))
        best = ranked[0].score
        if best < _CHOOSE or scores[_NONE] > _OUTWEIGHS * best:
            verdict: Verdict = "none"
        else:
            verdict = "match" if best >= _MATCH else "choose"
        return Finding(verdict, ranked, self._red_flags.level(text))

    def _scores(self, text: str) -> dict[str, float]:
        similarity: dict[int, float] = defaultdict(float)
        weights = self._weights(_grams(text))
        for gram, weight in weights.items():
            for index, other in self._postings[gram]:
                similarity[index] += weight * other
        nearest: dict[str, list[float]] = {label: [] for label in (*self._ids, _NONE)}
        for index, value in similarity.items():
            nearest[self._labels[index]].append(value)
        strength = {label: _strength(values) for label, values in nearest.items()}
        if len(weights) < _TOO_FEW_RUNS or max(strength.values()) < _TOO_WEAK:
            return {label: 1.0 if label == _NONE else 0.0 for label in strength}
        powers = {label: math.exp(_SHARPNESS * value) for label, value in strength.items()}
        total = sum(powers.values())
        return {label: power / total for label, power in powers.items()}

    def _weights(self, grams: Counter[str]) -> dict[str, float]:
        weights = {gram: (1 + math.log(n)) * self._idf[gram] for gram, n in grams.items() if gram in self._idf}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {gram: weight / length for gram, weight in weights.items()} if length else {}


def _strength(similarities: list[float]) -> float:
    nearest = sorted(similarities, reverse=True)[:_NEAREST]
    return _BEST_SHARE * nearest[0] + (1 - _BEST_SHARE) * sum(nearest) / _NEAREST if nearest else 0.0


def _grams(text: str) -> Counter[str]:
    padded = f" {plain(text)} "
    return Counter(padded[start : start + size] for size in _RUNS for start in range(len(padded) - size + 1))

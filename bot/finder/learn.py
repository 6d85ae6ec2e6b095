"""Messages -> a classifier: three opinions on what a text means, weighed together.

The first is kernel ridge regression over likeness in meaning and in letters (Rifkin, Yeo & Poggio, "Regularized
Least-Squares Classification", 2003): each message learned from votes for its label as strongly as it is like the text,
and the votes solve one linear system. The others look at the few messages of each label that are nearest in letters,
and nearest in meaning. Learning has no chance in it: the same files always give the same finder. The constants were
chosen by leaving out one writer of messages at a time.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.finder.grams import Floats
from bot.finder.halved import Halved
from bot.finder.likeness import Likeness
from bot.finder.red_flags import Level
from bot.finder.taught import NONE, Taught

_RIDGE = 0.1
"""How far a message may be from its label: labels of messages alike contradict each other."""
_NEAREST = 8
"""Messages of each label that the second and third opinion look at."""
_WEIGHTS = (7.2, 24.0, 10.2)
"""Of the three opinions, so that of the texts with a chance of 80 in 100, eighty are right."""
_WEIGHTS_OF_LETTERS = (7.0, 40.0, 0.0)
"""The same without an encoder."""


FLAGS: tuple[Level, ...] = ("now", "law")
"""The red flags that are learned from examples, beside their phrases."""


@dataclass(frozen=True)
class Learned:
    """The classifier: votes of N messages for each of the labels (the scenarios' ids, ``NONE``) and the ``FLAGS``."""

    labels: tuple[str, ...]
    likeness: Likeness
    votes: Floats
    """(N, labels + flags)."""
    prior: Floats
    """(labels + flags,): the share of each among the messages."""
    labelled: NDArray[np.int32]
    """(N,): the place of each message's label in ``labels``; -1 for the examples of red flags."""

    @cached_property
    def members(self) -> list[NDArray[np.intp]]:
        """The messages of each label."""
        return [np.flatnonzero(self.labelled == i) for i in range(len(self.labels))]

    def read(self, letters: Floats, meaning: Floats) -> tuple[Floats, Floats]:
        """From the likenesses to each message: how likely each label is, summing to 1; and each flag, about 0 to 1."""
        votes = self.likeness.joined(letters, meaning) @ self.votes + self.prior
        size = len(self.labels)
        near = [nearest(alike[None], self.members)[0] for alike in (letters, meaning)]
        return chances(votes[:size], *near, encoded=self.likeness.meanings is not None), votes[size:]


def nearest(alike: Floats, members: list[NDArray[np.intp]]) -> Floats:
    """(rows, labels): the mean likeness of the few nearest messages of each label; ``alike`` is (rows, N)."""
    made = np.zeros((len(alike), len(members)), np.float32)
    for label, rows in enumerate(members):
        few = min(_NEAREST, len(rows))
        made[:, label] = np.partition(alike[:, rows], len(rows) - few, axis=1)[:, len(rows) - few :].mean(axis=1)
    return made


def chances(votes: Floats, letters: Floats, meaning: Floats, *, encoded: bool) -> Floats:
    """The three opinions (…, labels) -> chances that sum to 1."""
    first, second, third = _WEIGHTS if encoded else _WEIGHTS_OF_LETTERS
    raised = first * votes + second * letters + third * meaning
    powers = np.exp(raised - raised.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def labels(taught: Taught) -> tuple[str, ...]:
    """The scenarios' ids, and ``NONE`` last."""
    return (*taught.scenarios, NONE)


def learn(taught: Taught, likeness: Likeness) -> Learned:
    """Solve for the votes. Takes a few seconds and, for a moment, 2 N² bytes."""
    wanted, prior = targets(taught)
    votes, _ = solve(likeness, wanted)
    return Learned(labels(taught), likeness, votes, prior, labelled(taught))


def labelled(taught: Taught) -> NDArray[np.int32]:
    """(N,): the place of each message's label; -1 where it has none."""
    place = {label: i for i, label in enumerate(labels(taught))}
    return np.array([-1 if each.label is None else place[each.label] for each in taught.messages], np.int32)


def targets(taught: Taught) -> tuple[Floats, Floats]:
    """(N, labels + flags): 1 where a message has the label or flag, else 0, less the mean; and the mean.

    What nobody has said of a message is the mean itself, which teaches nothing.
    """
    names = labels(taught)
    wanted = np.array(
        [
            [
                *(np.nan if message.label is None else message.label == name for name in names),
                *(np.nan if message.flag is None else message.flag == flag for flag in FLAGS),
            ]
            for message in taught.messages
        ],
        np.float32,
    )
    prior = np.nanmean(wanted, axis=0)
    return np.nan_to_num(wanted - prior), prior


def solve(likeness: Likeness, wanted: Floats) -> tuple[Floats, Halved]:
    """The votes, and the factored likeness that ``report`` goes on with."""
    half = Halved(likeness.grams.count)
    for start, letters, meaning in likeness.rows():
        portion = likeness.joined(letters, meaning)
        portion[np.arange(len(portion)), start + np.arange(len(portion))] += _RIDGE
        half.put(start, portion)
    half.factor()
    return half.solve(wanted), half

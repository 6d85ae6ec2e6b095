"""Messages -> a classifier: three opinions on each question about a text, weighed together.

The questions are which situation it is, and whether it is a red flag. The first opinion is ridge regression on the
text's runs of letters and its axes of meaning (for sorting: Rifkin, Yeo & Poggio, "Regularized Least-Squares
Classification", 2003), solved by conjugate gradients (Hestenes & Stiefel, 1952) on columns made even (Saad, "Iterative
Methods for Sparse Linear Systems", 2003, 9.2). The others look at the few messages of each answer that are nearest in
letters, and nearest in meaning. Learning has no chance in it: the same files always give the same finder. The constants
were chosen by cross-validation.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from bot.finder.grams import Floats
from bot.finder.likeness import Compared, Likeness
from bot.finder.red_flags import Level
from bot.finder.taught import NONE, Message, Taught

_LETTERS = 0.8**0.5
"""What a run of letters counts beside an axis of meaning."""
_RIDGE = 0.4
"""How far a message may be from its answer: answers to messages alike contradict each other."""
_STEPS = 8
"""Of the conjugate gradients: to go on fits what is peculiar to these messages, and finds no better."""
_NEAREST = 8
"""Messages of each answer that the second and third opinion look at."""
_NOTHING = 1e-20

Places = NDArray[np.int32]


class Weights(NamedTuple):
    """How much each opinion counts, so that of the texts with a chance of 80 in 100, eighty are right."""

    votes: float
    letters: float
    meaning: float


class Opinions(NamedTuple):
    """Each (…, answers)."""

    votes: Floats
    letters: Floats
    meaning: Floats


@dataclass(frozen=True, slots=True)
class Question:
    """``answer`` says what a message teaches: one of ``answers``, or None where nobody has said."""

    answers: tuple[str, ...]
    answer: Callable[[Message], str | None]
    weights: Weights
    without_meaning: Weights
    """The same where there is no encoder."""


FLAGS: tuple[Level, ...] = ("now", "law")
"""The red flags that are learned from examples, beside their phrases."""


def questions(scenarios: Sequence[str]) -> tuple[Question, Question]:
    """Which situation a text is about, and whether it is a red flag: none, ``now`` or ``law``."""
    return (
        Question((*scenarios, NONE), lambda message: message.label, Weights(5.6, 19.1, 23.8), Weights(8.2, 24.3, 0.0)),
        Question(("", *FLAGS), lambda message: message.flag, Weights(2.0, 12.0, 18.0), Weights(3.0, 20.0, 0.0)),
    )


@dataclass(frozen=True)
class Learned:
    """The classifier: what V runs of letters and A axes of meaning say for the answers of all questions, in one row."""

    likeness: Likeness
    letters: Floats
    """(V, answers)."""
    meaning: Floats
    """(A, answers); nothing without an encoder."""
    prior: Floats
    """(answers,): the share of each among the messages."""
    told: tuple[Places, ...]
    """For each question (N,): the place of each message's answer; -1 where nobody has said."""

    @cached_property
    def members(self) -> list[list[NDArray[np.intp]]]:
        """For each question, the messages of each answer."""
        return [[np.flatnonzero(told == place) for place in range(told.max() + 1)] for told in self.told]

    def read(self, compared: Compared, asked: Sequence[Question], number: int) -> Floats:
        """How likely each answer to one of the questions is: an opinion in numbers, not yet a chance (``chances``)."""
        runs, weights = compared.spelled
        own = columns(asked)[number]
        votes = cast(
            Floats,
            self.prior[own] + weights @ self.letters[runs, own] + compared.meant @ self.meaning[:, own],
        )
        near = (nearest(alike[None], self.members[number])[0] for alike in (compared.letters, compared.meaning))
        return weigh(asked[number], Opinions(votes, *near), encoded=self.likeness.meanings is not None)


def nearest(alike: Floats, members: Sequence[NDArray[np.intp]]) -> Floats:
    """(rows, answers): the mean likeness of the few nearest messages of each answer; ``alike`` is (rows, N)."""
    made = np.zeros((len(alike), len(members)), np.float32)
    for answer, rows in enumerate(members):
        few = min(_NEAREST, len(rows))
        made[:, answer] = np.partition(alike[:, rows], len(rows) - few, axis=1)[:, len(rows) - few :].mean(axis=1)
    return made


def weigh(question: Question, opinions: Opinions, *, encoded: bool) -> Floats:
    """The three opinions (…, answers) as one."""
    weights = np.array(question.weights if encoded else question.without_meaning, np.float32)
    return cast(Floats, sum(weight * opinion for weight, opinion in zip(weights, opinions, strict=True)))


def chances(opinion: Floats) -> Floats:
    """(…, answers) -> chances that sum to 1."""
    powers = np.exp(opinion - opinion.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def learn(taught: Taught, likeness: Likeness) -> Learned:
    """Solve for what runs and axes say. About a third of a second."""
    asked, told = questions(taught.scenarios), places(taught)
    wanted, prior = targets(asked, told)
    spelled, meant = likeness.spelled(), likeness.meant()
    solved: list[tuple[Floats, Floats]] = []
    for answers, own in zip(told, columns(asked), strict=True):
        known = answers >= 0
        solved.append(solve(spelled[known], meant[known], wanted[known, own]))
    letters, meaning = (np.concatenate(each, axis=1) for each in zip(*solved, strict=True))
    return Learned(likeness, letters, meaning, prior, told)


def columns(asked: Sequence[Question]) -> list[slice]:
    """Where the answers to each question stand in a row of all answers."""
    ends = [0, *accumulate(len(question.answers) for question in asked)]
    return [slice(first, end) for first, end in pairwise(ends)]


def places(taught: Taught) -> tuple[Places, ...]:
    """For each question (N,): the place of each message's answer; -1 where nobody has said."""
    found: list[Places] = []
    for question in questions(taught.scenarios):
        place: dict[str | None, int] = {answer: i for i, answer in enumerate(question.answers)}
        found.append(np.array([place.get(question.answer(each), -1) for each in taught.messages], np.int32))
    return tuple(found)


def targets(asked: Sequence[Question], told: Sequence[Places]) -> tuple[Floats, Floats]:
    """(N, answers): 1 where a message has the answer, else 0, less the mean; and the mean.

    Where nobody has said, all are 0. ``told`` is as ``places`` gives it.
    """
    wanted: list[Floats] = []
    prior: list[Floats] = []
    for question, answers in zip(asked, told, strict=True):
        known = answers >= 0
        made = np.zeros((len(answers), len(question.answers)), np.float32)
        made[known, answers[known]] = 1
        mean = made[known].mean(axis=0)
        made[known] -= mean
        wanted.append(made)
        prior.append(mean)
    return np.concatenate(wanted, axis=1), np.concatenate(prior)


def solve(spelled: Any, meant: Floats, wanted: Floats) -> tuple[Floats, Floats]:
    """Ridge regression of ``wanted`` (N, k) on the runs (N, V, sparse) and the axes (N, A): (V, k) and (A, k)."""
    turned, axes = spelled.T.tocsr(), meant.shape[1]

    def forward(x: Floats) -> Floats:
        return meant @ x[:axes] + _LETTERS * (spelled @ x[axes:])

    def back(y: Floats) -> Floats:
        return np.concatenate((meant.T @ y, _LETTERS * (turned @ y)))

    sizes = np.concatenate(((meant**2).sum(axis=0), _LETTERS**2 * turned.power(2).sum(axis=1))) + _RIDGE
    even = (1 / sizes)[:, None].astype(np.float32)
    left = back(wanted)
    found = np.zeros_like(left)
    ahead = way = even * left
    size = _products(left, ahead)
    for _ in range(_STEPS):
        moved = back(forward(way)) + _RIDGE * way
        step = size / np.maximum(_products(way, moved), _NOTHING)
        found += step * way
        left -= step * moved
        ahead = even * left
        before, size = size, _products(left, ahead)
        way = ahead + size / np.maximum(before, _NOTHING) * way
    return _LETTERS * found[axes:], found[:axes]


def _products(left: Floats, right: Floats) -> Floats:
    """(k,): of each column with its own."""
    return np.einsum("ij,ij->j", left, right)

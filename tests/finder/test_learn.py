"""The regression finds what solving the equations finds, and what nobody has said teaches nothing."""

import numpy as np
import pytest
from scipy import sparse

from bot.finder import learn
from bot.finder.learn import Opinions, Weights, chances, nearest, places, questions, solve, targets, weigh
from bot.finder.taught import NONE, Message, Taught

RNG = np.random.default_rng(7)


def test_conjugate_gradients_end_where_the_equations_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learn, "_STEPS", 200)
    spelled = sparse.random_array((60, 40), density=0.2, rng=RNG, dtype=np.float32).tocsr()
    meant = RNG.standard_normal((60, 12)).astype(np.float32)
    wanted = RNG.standard_normal((60, 3)).astype(np.float32)
    letters, meaning = solve(spelled, meant, wanted)
    both = np.concatenate((meant, learn._LETTERS * spelled.toarray()), axis=1)
    exact = np.linalg.solve(both.T @ both + learn._RIDGE * np.eye(52), both.T @ wanted)
    assert np.abs(meaning - exact[:12]).max() < 1e-3
    assert np.abs(letters - learn._LETTERS * exact[12:]).max() < 1e-3


def test_it_is_solved_without_meanings_too() -> None:
    spelled = sparse.csr_array(np.eye(4, dtype=np.float32))
    letters, meaning = solve(spelled, np.empty((4, 0), np.float32), np.eye(4, dtype=np.float32))
    assert meaning.shape == (0, 4)
    assert (letters.argmax(axis=0) == np.arange(4)).all()


TAUGHT = Taught(
    ("bias", "ends"),
    (
        Message("a", "bias", "en"),
        Message("b", NONE, "en"),
        Message("c", None, "en", flag="now"),
        Message("d", "bias", "en"),
    ),
    {},
)


def test_each_question_has_the_answers_of_each_message() -> None:
    situation, danger = places(TAUGHT)
    assert situation.tolist() == [0, 2, -1, 0]
    assert danger.tolist() == [0, 0, 1, 0]


def test_what_nobody_has_said_is_the_mean_and_teaches_nothing() -> None:
    wanted, prior = targets(questions(TAUGHT.scenarios), places(TAUGHT))
    assert prior.tolist() == pytest.approx([2 / 3, 0, 1 / 3, 3 / 4, 1 / 4, 0])
    assert wanted[2, :3].tolist() == [0, 0, 0]
    assert wanted[0].tolist() == pytest.approx([1 / 3, 0, -1 / 3, 1 / 4, -1 / 4, 0])


def test_the_nearest_few_of_each_answer_count() -> None:
    alike = np.array([[0.9, 0.1, 0.5, 0.7]], np.float32)
    made = nearest(alike, [np.array([0, 1]), np.array([2, 3])])
    assert made.tolist() == [[pytest.approx(0.5), pytest.approx(0.6)]]


def test_without_meanings_other_weights_count() -> None:
    situation = questions(("bias",))[0]
    assert situation.weights != situation.without_meaning
    assert situation.without_meaning.meaning == 0
    one = np.ones(2, np.float32)
    made = weigh(situation, Opinions(one, one, one), encoded=True)
    assert made.tolist() == pytest.approx([sum(situation.weights)] * 2)
    assert isinstance(situation.weights, Weights)


def test_chances_sum_to_one_however_large_an_opinion_is() -> None:
    made = chances(np.array([[1000.0, 999.0, -1000.0]], np.float32))
    assert made.sum() == pytest.approx(1)
    assert made[0, 0] == pytest.approx(1 / (1 + np.exp(-1)), rel=1e-5)

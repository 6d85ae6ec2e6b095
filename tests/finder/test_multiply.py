"""A matrix gives the same products in numpy's BLAS and in a matrix unit, of rows and of the windows along texts.

Where a processor has no matrix unit, NumKong does the same with what there is, only slower.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace

import numpy as np
import pytest

from bot.finder import multiply
from bot.finder.grams import Floats
from bot.finder.multiply import Matrix

MATRIX = np.random.default_rng(1).standard_normal((15, 7)).astype(np.float32)
TEXTS = np.random.default_rng(2).standard_normal((4, 6, 3)).astype(np.float32)
"""Four texts of six tokens of three numbers."""


WAYS = {"blas": 1e-5, "numkong": 0.1} if find_spec("numkong") else {"blas": 1e-5}


@pytest.fixture(params=WAYS)
def near(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> float:
    """How far a product may be from the exact one."""
    unit = None if request.param == "blas" else import_module(request.param)
    monkeypatch.setattr(multiply, "matrix_unit", lambda: unit)
    return WAYS[request.param]


def by_hand(window: int, before: int) -> Floats:
    empty = np.zeros((4, window, 3), np.float32)
    padded = np.concatenate((empty, TEXTS, empty), axis=1)
    first = window - before
    each = [padded[:, at : at + window].reshape(4, -1) for at in range(first, first + 6)]
    return np.stack([rows @ MATRIX[: 3 * window] for rows in each], axis=1)


def test_rows(near: float) -> None:
    rows = TEXTS.reshape(-1, 3)
    made = Matrix(MATRIX[:3]).after(rows)
    assert made.dtype == np.float32
    assert np.abs(made - rows @ MATRIX[:3]).max() < near


@pytest.mark.parametrize(("window", "before"), [(1, 0), (2, 0), (2, 1), (3, 1), (5, 2)])
def test_windows_end_where_a_text_ends(near: float, window: int, before: int) -> None:
    made = Matrix(MATRIX[: 3 * window]).along(TEXTS, window, before)
    assert made.shape == (4, 6, 7)
    assert np.abs(made - by_hand(window, before)).max() < near


def test_one_text_of_one_token(near: float) -> None:
    token = TEXTS[:1, :1]
    made = Matrix(MATRIX).along(token, 5, 2)
    assert np.abs(made[0, 0] - token[0, 0] @ MATRIX[6:9]).max() < near


@pytest.mark.parametrize(("able", "used"), [({"haswell": True}, False), ({"sapphireamx": True}, True)])
def test_the_unit_is_used_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, able: dict[str, bool], used: bool
) -> None:
    numkong = SimpleNamespace(get_capabilities=lambda: able)
    monkeypatch.setitem(sys.modules, "numkong", numkong)
    multiply.matrix_unit.cache_clear()
    try:
        assert multiply.matrix_unit() is (numkong if used else None)
    finally:
        multiply.matrix_unit.cache_clear()

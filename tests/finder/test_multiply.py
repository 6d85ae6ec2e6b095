"""A matrix gives the same products in numpy's BLAS and in a matrix unit, of rows and of windows of several.

Where a processor has no matrix unit, NumKong does the same with what there is, only slower.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace

import numpy as np
import pytest

from bot.finder import multiply
from bot.finder.multiply import Matrix

MATRIX = np.random.default_rng(1).standard_normal((15, 7)).astype(np.float32)
ROWS = np.random.default_rng(2).standard_normal((40, 3)).astype(np.float32)


WAYS = {"blas": 1e-5, "numkong": 0.1} if find_spec("numkong") else {"blas": 1e-5}


@pytest.fixture(params=WAYS)
def near(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> float:
    """How far a product may be from the exact one."""
    unit = None if request.param == "blas" else import_module(request.param)
    monkeypatch.setattr(multiply, "matrix_unit", lambda: unit)
    return WAYS[request.param]


@pytest.mark.parametrize("window", [1, 2, 3, 5])
@pytest.mark.parametrize("count", [1, 6, 30])
@pytest.mark.parametrize("many", [False, True])
def test_rows_and_windows(near: float, window: int, count: int, many: bool) -> None:
    numbers, rows = MATRIX[: 3 * window], ROWS[: count + window - 1]
    matrix = Matrix(numbers, window)
    made = (matrix.for_many() if many else matrix).after(rows)
    assert made.dtype == np.float32
    assert made.shape == (count, 7)
    by_hand = np.array([rows[at : at + window].ravel() @ numbers for at in range(count)])
    assert np.abs(made - by_hand).max() < near


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

"""Multiplying by a matrix that stays the same: in the processor's matrix unit where it has one, else in numpy's BLAS.

Intel's AMX (Advanced Matrix Extensions, in its server processors since 2023) takes bfloat16, which has the range of
float32 and 8 of its 24 bits of precision, and is four times as fast as BLAS; it adds up in float32. NumKong is the way
to it. On other processors NumKong is slower than BLAS, and not used.
"""

from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from bot.finder.grams import Floats
from bot.finder.tiles import Tiled

_HALF = "bf16"


class Matrix:
    """A matrix (window * k, width) by which each ``window`` rows of k numbers, side by side, are multiplied."""

    def __init__(self, numbers: Floats, window: int = 1) -> None:
        self._unit = matrix_unit()
        self._window = window
        self._numbers: Any = numbers
        if self._unit:
            self._numbers = self._unit.dots_pack(self._unit.astype(np.ascontiguousarray(numbers.T), _HALF), _HALF)

    def after(self, rows: Floats) -> Floats:
        """(n + window - 1, k) -> (n, width)."""
        shape = len(rows) - self._window + 1, self._window * rows.shape[1]
        # One window overlaps the next.
        if self._unit is None:
            return np.ascontiguousarray(as_strided(rows, shape, rows.strides)) @ self._numbers
        ready = np.asarray(self._unit.astype(np.ascontiguousarray(rows), _HALF))
        read = self._unit.from_pointer(ready.ctypes.data, shape, _HALF, strides=ready.strides, owner=ready)
        return np.asarray(self._unit.dots_packed(read, self._numbers))

    def for_many(self) -> "Matrix | Tiled":
        """The quickest way for thousands of rows."""
        return self if self._unit else Tiled(self._numbers, self._window)


@cache
def matrix_unit() -> Any:
    """NumKong if this processor has a matrix unit that it can use, else None."""
    try:
        numkong: Any = import_module("numkong")
    except ImportError:
        return None
    return numkong if numkong.get_capabilities().get("sapphireamx") else None

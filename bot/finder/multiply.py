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

_HALF = "bf16"


class Matrix:
    """A matrix (k, width) by which rows are multiplied."""

    def __init__(self, numbers: Floats) -> None:
        self._unit = matrix_unit()
        self._numbers: Any = numbers
        if self._unit:
            self._numbers = self._unit.dots_pack(self._unit.astype(np.ascontiguousarray(numbers.T), _HALF), _HALF)

    def after(self, rows: Floats) -> Floats:
        """(n, k) -> (n, width)."""
        return self._times(self._ready(rows), rows.shape)

    def along(self, texts: Floats, window: int, before: int) -> Floats:
        """(n, tokens, k / window) -> (n, tokens, width): of each token's window, side by side.

        ``before`` of the ``window`` tokens stand before the token. Beyond the ends of a text all numbers are zero.
        """
        count, length, width = texts.shape
        ready, gap = self._ready(texts), window // 2
        # One text after the other with a gap after each, so that no window sees two; and before the first.
        rows = np.zeros((gap + count * (length + gap) + gap, width), ready.dtype)
        rows[gap : len(rows) - gap].reshape(count, -1, width)[:, :length] = ready
        made = self._times(rows[gap - before :], (count * (length + gap), window * width))
        return made.reshape(count, length + gap, -1)[:, :length]

    def _ready(self, rows: Floats) -> Any:
        return np.asarray(self._unit.astype(rows, _HALF)) if self._unit else rows

    def _times(self, rows: Any, shape: tuple[int, ...]) -> Floats:
        """``shape`` (n, k) is read from ``rows`` on; where k is longer than a row, one reading overlaps the next."""
        if self._unit is None:
            return np.ascontiguousarray(as_strided(rows, shape, rows.strides)) @ self._numbers
        read = self._unit.from_pointer(rows.ctypes.data, shape, _HALF, strides=rows.strides, owner=rows)
        return np.asarray(self._unit.dots_packed(read, self._numbers))


@cache
def matrix_unit() -> Any:
    """NumKong if this processor has a matrix unit that it can use, else None."""
    try:
        numkong: Any = import_module("numkong")
    except ImportError:
        return None
    return numkong if numkong.get_capabilities().get("sapphireamx") else None

"""A symmetric matrix in half the memory: LAPACK's rectangular full packed format, lower, N even.

Gustavson et al., "Rectangular Full Packed Format for Cholesky's Algorithm" (2010).
"""

from importlib import import_module
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from bot.finder.grams import Floats


class Halved:
    """A symmetric, positive definite matrix of N rows.

    Column j of the first half stands from row j + 1 on; above it stands what the second half has of its own.
    """

    def __init__(self, count: int) -> None:
        self.size = count + count % 2
        """N made even: a row that nothing is like is added where needed."""
        self._middle = self.size // 2
        self.values: Any = np.zeros((self.size + 1) * self._middle, np.float32)
        self._table = self.values.reshape((self.size + 1, self._middle), order="F")
        if count != self.size:
            self._table[self._at(count, count)] = 1

    def put(self, start: int, portion: Floats) -> None:
        """Fill the rows from ``start`` on; of each, the columns up to the diagonal are kept."""
        for row, values in enumerate(portion, start):
            first = min(row + 1, self._middle)
            self._table[row + 1, :first] = values[:first]
            if row >= self._middle:
                self._table[: row - self._middle + 1, row - self._middle] = values[self._middle : row + 1]

    def block(self, members: NDArray[np.int64]) -> Floats:
        """The rows and columns ``members`` as a matrix of their own."""
        rows, columns = np.maximum.outer(members, members), np.minimum.outer(members, members)
        return self.values.reshape(self._table.shape, order="F")[self._at(rows, columns)]

    def factor(self) -> None:
        """Cholesky, in place. Raises ArithmeticError when the matrix is not positive definite."""
        self.values, failed = _lapack().spftrf(self.size, self.values, uplo="L", overwrite_a=1)
        if failed:
            raise ArithmeticError(f"not positive definite at row {failed}")

    def solve(self, wanted: Floats) -> Floats:
        """(N, k): x in ``matrix @ x = wanted``, after ``factor``."""
        padded = np.pad(wanted, ((0, self.size - len(wanted)), (0, 0)))
        return cast(Floats, _lapack().spftrs(self.size, self.values, padded, uplo="L")[0][: len(wanted)])

    def invert(self) -> None:
        """The inverse takes the matrix's place, after ``factor``."""
        self.values, _ = _lapack().spftri(self.size, self.values, uplo="L", overwrite_a=1)

    def _at(self, row: Any, column: Any) -> tuple[Any, Any]:
        in_first = np.less(column, self._middle)
        return cast(
            tuple[Any, Any],
            (
                np.where(in_first, np.add(row, 1), np.subtract(column, self._middle)),
                np.where(in_first, column, np.subtract(row, self._middle)),
            ),
        )


def _lapack() -> Any:
    """Imported when something is learned, which is seldom."""
    return import_module("scipy.linalg.lapack")

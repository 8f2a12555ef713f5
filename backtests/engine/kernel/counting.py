"""Counts positions in the records of their parts."""

import numpy as np
import numpy.typing as npt

from backtests.engine.kernel.compiling import compiled
from backtests.engine.kernel.layout import ENTRY_BAR, QUANTITY, T_ENTRY_BAR, T_SYMBOL, FloatArray

IntArray = npt.NDArray[np.int64]


@compiled
def newly_left(trades: FloatArray, latest: IntArray) -> int:
    """How many of these trades are the first part of their position; `latest` is what is known."""
    count = 0
    for row in range(len(trades)):
        symbol, entered = int(trades[row, T_SYMBOL]), int(trades[row, T_ENTRY_BAR])
        if entered > latest[symbol]:
            latest[symbol] = entered
            count += 1
    return count


@compiled
def never_left(book: FloatArray, latest: IntArray) -> int:
    """Open positions of which no part was left."""
    count = 0
    for symbol in range(len(book)):
        if book[symbol, QUANTITY] != 0 and book[symbol, ENTRY_BAR] > latest[symbol]:
            count += 1
    return count

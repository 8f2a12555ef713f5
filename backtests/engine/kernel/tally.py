"""All that the figures need to know of trades, at once."""

import math
from typing import NamedTuple

from backtests.engine.kernel.compiling import compiled, inlined
from backtests.engine.kernel.curve import Summary, mean_of, summarise, total_of
from backtests.engine.kernel.layout import (
    AT_THE_END,
    T_COSTS,
    T_ENTRY_BAR,
    T_ENTRY_PRICE,
    T_EXIT_BAR,
    T_EXIT_PRICE,
    T_HIGHEST,
    T_LOWEST,
    T_PNL,
    T_QUANTITY,
    T_REASON,
    T_SIDE,
    FloatArray,
)

# Rows of what is known of trades; the last two are room for those that are closed.
PNL, RETURN, BARS, IS_OPEN, COSTS, TURNOVER, MAE, MFE, CLOSED_PNL, CLOSED_RETURN = range(10)
ROWS = 10


class Tally(NamedTuple):
    """Of trades: the returns of all, returns and money of those that are closed, and means."""

    every: Summary
    closed: Summary
    money: Summary
    bars: float
    costs: float
    turnover: float
    mae: float
    mfe: float
    best: float
    worst: float


@compiled
def tally_records(records: FloatArray, rows: FloatArray) -> Tally:
    """Of the kernel's records; the rows are filled."""
    for at in range(len(records)):
        fill_trade(records[at], rows, at)
    return tally(rows)


@inlined
def fill_trade(record: FloatArray, rows: FloatArray, at: int) -> None:
    paid, quantity, side = record[T_ENTRY_PRICE], record[T_QUANTITY], record[T_SIDE]
    is_open = record[T_REASON] == AT_THE_END
    low, high = (
        side * (record[T_LOWEST] / paid - 1),
        side * (record[T_HIGHEST] / paid - 1),
    )
    rows[PNL, at], rows[RETURN, at] = record[T_PNL], record[T_PNL] / (paid * quantity)
    rows[BARS, at] = record[T_EXIT_BAR] - record[T_ENTRY_BAR]
    rows[IS_OPEN, at], rows[COSTS, at] = is_open, record[T_COSTS]
    rows[TURNOVER, at] = quantity * (paid + (0.0 if is_open else record[T_EXIT_PRICE]))
    rows[MAE, at], rows[MFE, at] = min(low, high), max(low, high)


@compiled
def tally(rows: FloatArray) -> Tally:
    """`rows` has a column for each trade."""
    count, best, worst = 0, -math.inf, math.inf
    for at in range(rows.shape[1]):
        best, worst = max(best, rows[RETURN, at]), min(worst, rows[RETURN, at])
        if rows[IS_OPEN, at] == 0:
            rows[CLOSED_PNL, count], rows[CLOSED_RETURN, count] = rows[PNL, at], rows[RETURN, at]
            count += 1
    return Tally(
        summarise(rows[RETURN]),
        summarise(rows[CLOSED_RETURN, :count]),
        summarise(rows[CLOSED_PNL, :count]),
        mean_of(rows[BARS]),
        total_of(rows[COSTS]),
        total_of(rows[TURNOVER]),
        mean_of(rows[MAE]),
        mean_of(rows[MFE]),
        best,
        worst,
    )

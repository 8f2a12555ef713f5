"""The whole grid of a strategy with ranges: figures of every variant, in bounded memory.

Flow: cut the grid into parts, sweep one after the other, keep of their returns what the
cross-validation needs, then ask how probable overfitting is.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from backtests.engine.backtest import prepared
from backtests.engine.bars import Bars, FloatArray
from backtests.engine.robustness import Check
from backtests.engine.robustness.overfitting import (
    BLOCKS,
    Overfitting,
    Sums,
    overfitting_of,
    sums_of,
)
from backtests.engine.simulator import Progress
from backtests.engine.strategy import Strategy
from backtests.engine.sweep import Sweep, sweep
from backtests.engine.variants import Grid

# Returns that are held at once: some 16 MB, and as much again while they are summed up.
CELLS = 2_000_000
# Variants beyond these are left out of the cross-validation, evenly over the grid.
MOST_COMPARED = 10_000


@dataclass(frozen=True)
class Study:
    """The figures of all variants in the order of the grid; `sharpe` is NaN where undefined."""

    total_return: FloatArray
    sharpe: FloatArray
    max_drawdown: FloatArray
    trades: npt.NDArray[np.int64]
    overfitting: Overfitting | None

    def __len__(self) -> int:
        return len(self.trades)


def study(
    strategy: Strategy,
    bars: Sequence[Bars],
    *,
    check_cancelled: Callable[[], None] = lambda: None,
    on_progress: Progress = lambda done, total: None,
) -> Study:
    """Every variant of the strategy's ranges, tested on these bars."""
    base = strategy.model_copy(update={"ranges": []})
    whole: Grid = {one.path: one.points for one in strategy.ranges}
    at_once = max(1, CELLS // len(prepared(base, bars)[0].bars))
    parts: list[Part] = []
    for grid in cut(whole, at_once):
        report = counted(on_progress, sum(len(one.trades) for one in parts), strategy.count)
        swept = sweep(
            base,
            bars,
            grid,
            keep_returns=True,
            check_cancelled=check_cancelled,
            on_progress=report,
        )
        parts.append(part_of(swept))
    return put_together(parts, check_cancelled)


def counted(report: Progress, before: int, total: int) -> Progress:
    """Of all variants, rather than of a part of them."""
    return lambda done, _: report(before + done, total)


def cut(grid: Grid, most: int) -> Iterator[Grid]:
    """The grid in parts of at most so many variants, in their order."""
    size = math.prod(len(values) for values in grid.values())
    if size <= most:
        yield grid
        return
    key, values = next((key, values) for key, values in grid.items() if len(values) > 1)
    at_once = max(1, most * len(values) // size)
    for first in range(0, len(values), at_once):
        yield from cut({**grid, key: values[first : first + at_once]}, most)


class Part(NamedTuple):
    """What is kept of a part of the grid; no sums, where there are too few bars for blocks."""

    total_return: FloatArray
    sharpe: FloatArray
    max_drawdown: FloatArray
    trades: npt.NDArray[np.int64]
    sums: Sums | None


def part_of(swept: Sweep) -> Part:
    returns = swept.returns
    enough = returns is not None and len(returns) >= 2 * BLOCKS
    sums = sums_of(returns, BLOCKS) if returns is not None and enough else None
    return Part(swept.total_return, swept.sharpe, swept.max_drawdown, swept.trades, sums)


def put_together(parts: Sequence[Part], check: Check) -> Study:
    sums = [part.sums for part in parts if part.sums]
    return Study(
        total_return=np.concatenate([part.total_return for part in parts]),
        sharpe=np.concatenate([part.sharpe for part in parts]),
        max_drawdown=np.concatenate([part.max_drawdown for part in parts]),
        trades=np.concatenate([part.trades for part in parts]),
        overfitting=overfitting_of(compared(sums), check) if sums else None,
    )


def compared(sums: Sequence[Sums]) -> Sums:
    """Those of all parts side by side, or of every n-th variant, where they are too many."""
    mean = np.concatenate([one.mean for one in sums])
    every = slice(None, None, math.ceil(len(mean) / MOST_COMPARED))
    return Sums(
        np.concatenate([one.first for one in sums], axis=1)[:, every],
        np.concatenate([one.second for one in sums], axis=1)[:, every],
        mean[every],
        sums[0].bars,
    )


def warm_up() -> None:
    """Compile what only sweeps use, or load it from numba's cache, before workers fork."""
    days, flat = np.arange(3).astype("datetime64[D]").astype("datetime64[s]"), np.ones(3)
    rising = {"kind": "trend", "operand": {"kind": "price"}, "way": "rising"}
    ranges = [{"path": "commission", "values": [0, 0.1]}]
    data = {"symbols": ["X"], "entry": rising, "hold": True, "ranges": ranges}
    study(Strategy.model_validate(data), [Bars("X", "1d", days, flat, flat, flat, flat, flat)])

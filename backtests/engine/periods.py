"""Returns of calendar months and years, and the deepest drawdowns, each with its days."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from backtests.engine.bars import TimeArray
from backtests.engine.metrics import NOTHING, FloatArray, drawdown

Unit = Literal["M", "Y"]
DEEPEST = 5


@dataclass(frozen=True)
class Drawdown:
    """From a peak to the close that is back at it; `end` is None while it lasts.

    `depth` is equity / peak - 1 at the lowest close, a fraction below 0; `bars` counts closes
    below the peak. The initial capital is the first peak, and `start` the first close where
    nothing came before.
    """

    start: np.datetime64
    lowest: np.datetime64
    end: np.datetime64 | None
    depth: float
    bars: int


def period_returns(
    time: TimeArray, equity: FloatArray, capital: float, unit: Unit
) -> list[tuple[str, float | None]]:
    """Equity at a period's last close / that of the period before - 1. Fraction, by "2012-05".

    The first period begins with the initial capital, the first and the last may be cut short. None
    where nothing was left to begin with. As in empyrical `aggregate_returns`, on closes.
    """
    periods = time.astype(f"datetime64[{unit}]")
    last = np.append(np.flatnonzero(periods[1:] != periods[:-1]), len(periods) - 1)
    before = np.append(capital, equity[last][:-1])
    ends = zip(periods[last], equity[last].tolist(), before.tolist(), strict=True)
    return [(str(one), end / start - 1 if start > NOTHING else None) for one, end, start in ends]


def deepest_drawdowns(
    time: TimeArray, equity: FloatArray, capital: float, count: int = DEEPEST
) -> list[Drawdown]:
    """The deepest falls from a peak to its recovery, the deepest first.

    Magdon-Ismail and Atiya, "Maximum Drawdown", Risk, 2004, for the definition of one.
    """
    drops = drawdown(equity, capital)
    under = np.concatenate(([False], drops < 0, [False])).astype(np.int8)
    edges = np.diff(under)
    spans = zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True)
    found = [between(time, drops, int(first), int(last)) for first, last in spans]
    return sorted(found, key=lambda one: one.depth)[:count]


def between(time: TimeArray, drops: FloatArray, first: int, last: int) -> Drawdown:
    """Closes below the peak from `first` up to `last`, which is not one of them."""
    lowest = first + int(drops[first:last].argmin())
    return Drawdown(
        start=time[max(first - 1, 0)],
        lowest=time[lowest],
        end=time[last] if last < len(time) else None,
        depth=float(drops[lowest]),
        bars=last - first,
    )

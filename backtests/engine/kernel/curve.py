"""Passes over equity curves and their returns, each of which gives many figures at once.

Sums take every value, if only as a 0: a branch on a value that is as good as random costs more.
"""

import math
from typing import NamedTuple

from backtests.engine.kernel.compiling import compiled, summing
from backtests.engine.kernel.layout import FloatArray

# Below this, an account is lost, and a spread is rounding noise around a constant.
NOTHING = 1e-15


class Summary(NamedTuple):
    """Of some values: how many, those above and below 0 and their sums, and how they spread.

    `deviation` is that of a sample (n - 1); `downside` the root of the mean of min(value, 0) ** 2.
    """

    size: int
    ups: int
    downs: int
    gained: float
    lost: float
    mean: float
    deviation: float
    downside: float


class Depths(NamedTuple):
    """Of drawdowns: the deepest, the longest in bars, and how many with the sum of their depths."""

    deepest: float
    longest: int
    number: int
    total: float


class Joint(NamedTuple):
    """Of two samples: means, variances and covariance (n - 1)."""

    mean: float
    market_mean: float
    variance: float
    market_variance: float
    covariance: float


@compiled
def fill_returns(equity: FloatArray, returns: FloatArray) -> None:
    """Each close over the one before, - 1; a lost account returns nothing more."""
    for bar in range(len(returns)):
        before, now = equity[bar], equity[bar + 1]
        returns[bar] = (now - before) / before if before > NOTHING else 0.0


@summing
def summarise(values: FloatArray) -> Summary:
    count, ups, downs = len(values), 0, 0
    total, gained, lost, below = 0.0, 0.0, 0.0, 0.0
    for value in values:
        total += value
        loss = min(value, 0.0)
        ups, downs = ups + (value > 0), downs + (value < 0)
        gained, lost, below = gained + max(value, 0.0), lost + loss, below + loss * loss
    mean, squares = total / max(count, 1), 0.0
    for value in values:
        squares += (value - mean) ** 2
    deviation = math.sqrt(squares / max(count - 1, 1))
    downside = math.sqrt(below / max(count, 1))
    return Summary(count, ups, downs, gained, lost, mean, deviation, downside)


@compiled
def fill_drawdowns(equity: FloatArray, capital: float, drawdowns: FloatArray) -> None:
    """Each close over the highest so far, the initial capital included, - 1."""
    peak = capital
    for bar in range(len(equity)):
        peak = max(peak, equity[bar])
        drawdowns[bar] = equity[bar] / peak - 1


@compiled
def fathom(drawdowns: FloatArray) -> Depths:
    """Each drawdown lasts from a peak to the recovery."""
    deepest, longest, count, total = 0.0, 0, 0, 0.0
    lasted, depth = 0, 0.0
    for value in drawdowns:
        if value < 0:
            lasted, depth = lasted + 1, min(depth, value)
            deepest, longest = min(deepest, value), max(longest, lasted)
        elif lasted > 0:
            count, total, lasted, depth = count + 1, total + depth, 0, 0.0
    if lasted > 0:
        count, total = count + 1, total + depth
    return Depths(deepest, longest, count, total)


@summing
def mean_up_to(values: FloatArray, limit: float) -> float:
    """The mean of the values at or below the limit."""
    count, total = 0, 0.0
    for value in values:
        below = value <= limit
        count, total = count + below, total + (value if below else 0.0)
    return total / max(count, 1)


@summing
def compare_series(returns: FloatArray, market: FloatArray) -> Joint:
    count, total, market_total = len(returns), 0.0, 0.0
    for bar in range(count):
        total += returns[bar]
        market_total += market[bar]
    mean, market_mean = total / max(count, 1), market_total / max(count, 1)
    squares, market_squares, products = 0.0, 0.0, 0.0
    for bar in range(count):
        one, other = returns[bar] - mean, market[bar] - market_mean
        squares += one * one
        market_squares += other * other
        products += one * other
    left = max(count - 1, 1)
    return Joint(mean, market_mean, squares / left, market_squares / left, products / left)

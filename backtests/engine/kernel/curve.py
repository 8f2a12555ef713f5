"""Passes over equity curves and their returns, each of which gives many figures at once.

Sums take every value, if only as a 0, and call neither `min` nor a power: only so are several
values taken at a time.
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
    size, ups, downs = len(values), 0, 0
    gained, lost, below = 0.0, 0.0, 0.0
    for at in range(size):
        value = values[at]
        gain, loss = value if value > 0 else 0.0, value if value < 0 else 0.0
        ups, downs = ups + (1 if value > 0 else 0), downs + (1 if value < 0 else 0)
        gained, lost, below = gained + gain, lost + loss, below + loss * loss
    mean, squares = mean_of(values), 0.0
    for at in range(size):
        apart = values[at] - mean
        squares += apart * apart
    deviation = math.sqrt(squares / max(size - 1, 1))
    return Summary(size, ups, downs, gained, lost, mean, deviation, math.sqrt(below / max(size, 1)))


@summing
def total_of(values: FloatArray) -> float:
    total = 0.0
    for at in range(len(values)):
        total += values[at]
    return total


@summing
def mean_of(values: FloatArray) -> float:
    return total_of(values) / max(len(values), 1)


@compiled
def fill_drawdowns(equity: FloatArray, capital: float, drawdowns: FloatArray) -> None:
    """Each close over the highest so far, the initial capital included, - 1."""
    peak = capital
    for bar in range(len(equity)):
        peak = max(peak, equity[bar])
        drawdowns[bar] = equity[bar] / peak - 1


@compiled
def fathom(equity: FloatArray, capital: float) -> Depths:
    """Each drawdown lasts from a peak, which the capital is at first, to the recovery."""
    deepest, longest, count, total = 0.0, 0, 0, 0.0
    peak, lowest, lasted = capital, capital, 0
    for value in equity:
        if value < peak:
            lasted, lowest = lasted + 1, min(lowest, value)
            continue
        if lasted > 0:
            depth = lowest / peak - 1
            deepest, longest = min(deepest, depth), max(longest, lasted)
            count, total, lasted = count + 1, total + depth, 0
        peak, lowest = value, value
    if lasted > 0:
        depth = lowest / peak - 1
        deepest, longest = min(deepest, depth), max(longest, lasted)
        count, total = count + 1, total + depth
    return Depths(deepest, longest, count, total)


@summing
def mean_up_to(values: FloatArray, limit: float) -> float:
    """The mean of the values at or below the limit."""
    count, total = 0, 0.0
    for at in range(len(values)):
        count += 1 if values[at] <= limit else 0
        total += values[at] if values[at] <= limit else 0.0
    return total / max(count, 1)


@summing
def compare_series(returns: FloatArray, market: FloatArray) -> Joint:
    mean, market_mean = mean_of(returns), mean_of(market)
    squares, market_squares, products = 0.0, 0.0, 0.0
    for bar in range(len(returns)):
        one, other = returns[bar] - mean, market[bar] - market_mean
        squares += one * one
        market_squares += other * other
        products += one * other
    left = max(len(returns) - 1, 1)
    return Joint(mean, market_mean, squares / left, market_squares / left, products / left)

"""Passes over equity curves and their returns, each of which gives many figures at once.

Sums take every value, if only as a 0, and call neither `min` nor a power: only so are several
values taken at a time.
"""

import math
from typing import NamedTuple

from backtests.engine.kernel.compiling import compiled, inlined, summing
from backtests.engine.kernel.layout import FloatArray

# Below this, an account is lost, and a spread is rounding noise around a constant.
NOTHING = 1e-15


class Summary(NamedTuple):
    """Of some values: how many, those above and below 0 and their sums, and how they spread.

    `squares` is the sum of their squared distances from the mean, `below` that of the losses.
    """

    size: int
    ups: int
    downs: int
    gained: float
    lost: float
    mean: float
    squares: float
    below: float

    @property
    def deviation(self) -> float:
        """That of a sample (n - 1)."""
        return math.sqrt(self.squares / max(self.size - 1, 1))

    @property
    def downside(self) -> float:
        """The root of the mean of min(value, 0) ** 2."""
        return math.sqrt(self.below / max(self.size, 1))


class Depths(NamedTuple):
    """Of drawdowns: the deepest, the longest in bars, and how many with the sum of their depths."""

    deepest: float
    longest: int
    number: int
    total: float


@compiled
def fill_returns(equity: FloatArray, returns: FloatArray) -> None:
    for bar in range(len(returns)):
        returns[bar] = return_at(equity, bar)


@inlined
def return_at(equity: FloatArray, bar: int) -> float:
    """Of the next close over this one, - 1; a lost account returns nothing more."""
    before = equity[bar]
    return (equity[bar + 1] - before) / before if before > NOTHING else 0.0


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
    return Summary(size, ups, downs, gained, lost, mean, squares, below)


@compiled
def together(one: Summary, other: Summary) -> Summary:
    """Of two samples as one. Chan, Golub and LeVeque, "Updating Formulae and a Pairwise Algorithm
    for Computing Sample Variances", 1979.
    """
    size = one.size + other.size
    part, gap = other.size / max(size, 1), other.mean - one.mean
    return Summary(
        size,
        one.ups + other.ups,
        one.downs + other.downs,
        one.gained + other.gained,
        one.lost + other.lost,
        one.mean + gap * part,
        one.squares + other.squares + gap * gap * one.size * part,
        one.below + other.below,
    )


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
def mean_up_to(values: FloatArray, limit: float, alike: int) -> float:
    """The mean of the values at or below the limit, and of so many more that are as the limit."""
    count, total = alike, alike * limit
    for at in range(len(values)):
        count += 1 if values[at] <= limit else 0
        total += values[at] if values[at] <= limit else 0.0
    return total / max(count, 1)


@summing
def covariance(equity: FloatArray, market: FloatArray, mean: float, market_mean: float) -> float:
    """Of the returns of two curves, whose means are known (n - 1)."""
    total, count = 0.0, len(equity) - 1
    for bar in range(count):
        one, other = return_at(equity, bar), return_at(market, bar)
        total += (one - mean) * (other - market_mean)
    return total / max(count - 1, 1)

"""Other histories: the same daily returns, reshuffled in blocks, and what the account made of them.

Stationary bootstrap: blocks of random place and random (geometric) length, wrapped around the end,
so that runs of good and bad days survive. Politis and Romano, "The Stationary Bootstrap", Journal
of the American Statistical Association, 1994. Block length: Politis and White, "Automatic
Block-Length Selection for the Dependent Bootstrap", Econometric Reviews, 2004, with the correction
of Patton, Politis and White, 2009.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backtests.engine.metrics import NOTHING, FloatArray
from backtests.engine.robustness import Band, Check, band_of, nothing_to_check

IntArray = npt.NDArray[np.intp]

PATHS = 1000
# Fewer returns than this have nothing to be reshuffled.
ENOUGH_RETURNS = 20
# Cells of a chunk of paths x returns: it stays within the processor's cache.
CELLS = 20_000


@dataclass(frozen=True)
class Bootstrap:
    """Bands of 5% to 95% over all reshuffled histories.

    `final_equity` in money, `total_return` and `max_drawdown` as fractions, `sharpe` a year (None
    where nothing varies), `loss`: the share of histories that lost money, `block`: mean length of
    a block in returns.
    """

    final_equity: Band
    total_return: Band
    sharpe: Band | None
    max_drawdown: Band
    loss: float
    block: float
    paths: int


@dataclass(frozen=True)
class Outcomes:
    """What each path came to: growth of 1, Sharpe ratio of one return, deepest drawdown."""

    growth: FloatArray
    sharpe: FloatArray
    drawdown: FloatArray


def bootstrap(
    returns: FloatArray,
    *,
    capital: float,
    per_year: int,
    paths: int = PATHS,
    block: float | None = None,
    seed: int = 0,
    check: Check = nothing_to_check,
) -> Bootstrap | None:
    """Bands over reshuffled returns; None for fewer than 20 returns. The seed fixes every digit."""
    if len(returns) < ENOUGH_RETURNS:
        return None
    length = block_length(returns) if block is None else block
    found = outcomes(1 + np.maximum(returns, -1.0), paths, length, seed, check)
    moves = float(returns.std()) > NOTHING
    return Bootstrap(
        final_equity=band_of(capital * found.growth),
        total_return=band_of(found.growth - 1),
        sharpe=band_of(found.sharpe * math.sqrt(per_year)) if moves else None,
        max_drawdown=band_of(found.drawdown),
        loss=float(np.mean(found.growth < 1)),
        block=length,
        paths=paths,
    )


def outcomes(growth: FloatArray, paths: int, block: float, seed: int, check: Check) -> Outcomes:
    rng, most = np.random.default_rng(seed), max(1, CELLS // len(growth))
    wrapped, parts = np.concatenate([growth, growth]), []
    for first in range(0, paths, most):
        check()
        rows = min(most, paths - first)
        parts.append(measured(wrapped[resampled(len(growth), rows, block, rng)]))
    return Outcomes(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def measured(growth: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Final growth, Sharpe ratio and deepest drawdown of each path (row)."""
    equity = np.multiply.accumulate(growth, axis=1)
    peak = np.maximum(np.maximum.accumulate(equity, axis=1), 1.0)
    return equity[:, -1], sharpes(growth), np.min(equity / peak, axis=1, initial=1.0) - 1


def sharpes(growth: FloatArray) -> FloatArray:
    """Mean / sample standard deviation of each path's returns; 0 where nothing varies."""
    mean, spread = growth.mean(axis=1) - 1, growth.std(axis=1, ddof=1)
    found: FloatArray = np.zeros_like(mean)
    np.divide(mean, spread, out=found, where=spread > NOTHING)
    return found


def resampled(count: int, paths: int, block: float, rng: np.random.Generator) -> IntArray:
    """Which return each path takes at each step (paths x count); from `count` on, wrapped around.

    A block ends at each step with probability 1 / block; every path begins with a new one. It is
    no longer than a path, so it wraps around once at most.
    """
    fresh = rng.random(paths * count) < 1 / block
    fresh[::count] = True
    begins = np.flatnonzero(fresh)
    lengths = np.diff(begins, append=paths * count)
    shift = rng.integers(0, count, len(begins)) - begins
    at = np.repeat(shift, lengths) + np.arange(paths * count)
    return at.reshape(paths, count)


def block_length(returns: FloatArray) -> float:
    """The mean block length that suits these returns best. Number of returns, at least 1.

    (2 G^2 / D)^(1/3) n^(1/3) with G = sum of w(k/m) |k| R(k), D = 2 (sum of w(k/m) R(k))^2 and a
    flat-top window w; at most min(3 sqrt(n), n / 3). Patton, Politis and White, 2009.
    """
    count = len(returns)
    covariance, correlation = dependence(returns)
    if covariance[0] <= NOTHING**2:
        return 1.0
    reach = bandwidth(correlation, count)
    lags = np.arange(1, reach + 1)
    weighted = np.minimum(1.0, 2 * (1 - lags / reach)) * covariance[1 : reach + 1]
    bias, level = 2 * float(lags @ weighted), float(covariance[0] + 2 * weighted.sum())
    if level**2 <= NOTHING**2 * float(covariance[0]) ** 2:
        return longest(count)
    ideal = (bias**2 / level**2 * count) ** (1 / 3)
    return float(np.clip(ideal, 1.0, longest(count)))


def longest(count: int) -> float:
    return float(math.ceil(min(3 * math.sqrt(count), count / 3)))


def dependence(returns: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Autocovariance and absolute autocorrelation of lag 0 up to the largest lag looked at."""
    gaps, count = returns - returns.mean(), len(returns)
    most = min(math.ceil(math.sqrt(count)) + quiet_lags(count), count - 1)
    products = np.array([gaps[lag:] @ gaps[: count - lag] for lag in range(most + 1)])
    whole = max(float(products[0]), NOTHING**2)
    return products / count, np.abs(products) / whole


def quiet_lags(count: int) -> int:
    """K: so many lags in a row must be insignificant before dependence counts as gone."""
    return max(5, math.ceil(math.sqrt(math.log10(count))))


def bandwidth(correlation: FloatArray, count: int) -> int:
    """Twice the lag from which no dependence is seen: |correlation| < 2 sqrt(log10(n) / n)."""
    limit = 2 * math.sqrt(math.log10(count) / count)
    return min(2 * quiet_from(correlation < limit, quiet_lags(count)), len(correlation) - 1)


def quiet_from(quiet: npt.NDArray[np.bool_], need: int) -> int:
    """The first lag of so many quiet ones in a row, as in the authors' own program."""
    for lag in range(1, len(quiet) - need + 1):
        if quiet[lag : lag + need].all():
            return lag
    return len(quiet)

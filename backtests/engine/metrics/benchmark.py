"""Figures of returns against those of a benchmark."""

import math
from typing import NamedTuple

from backtests.engine.kernel import curve as passes
from backtests.engine.kernel.curve import Summary
from backtests.engine.metrics.basics import BARS_PER_YEAR, Figures, FloatArray, ratio, whole


class Joint(NamedTuple):
    """Of two samples: means, variances and covariance (n - 1)."""

    mean: float
    market_mean: float
    variance: float
    market_variance: float
    covariance: float


def joint(
    equity: FloatArray, moves: Summary, market: FloatArray, market_moves: Summary
) -> Joint | None:
    """What beta, alpha and correlation are made of; None where nothing can vary.

    Of two equity curves of n bars, with the summaries of their n - 1 returns.
    """
    if moves.size < 2:
        return None
    mean, market_mean = moves.mean, market_moves.mean
    together = passes.covariance(whole(equity), whole(market), mean, market_mean)
    return Joint(mean, market_mean, moves.deviation**2, market_moves.deviation**2, together)


def beta(one: Joint | None) -> float | None:
    """Sample covariance with the benchmark / its sample variance. Ratio.

    Sharpe, "Capital Asset Prices", Journal of Finance, 1964.
    """
    return ratio(one.covariance, one.market_variance) if one else None


def alpha(one: Joint | None, bars_per_year: int) -> float | None:
    """(mean - beta x benchmark's mean) x bars per year; risk-free rate 0. Fraction a year.

    Jensen, "The Performance of Mutual Funds in the Period 1945-1964", 1968.
    """
    slope = beta(one)
    return (
        None
        if one is None or slope is None
        else (one.mean - slope * one.market_mean) * bars_per_year
    )


def correlation(one: Joint | None) -> float | None:
    """Pearson's correlation of bar returns with the benchmark's. From -1 to 1."""
    return ratio(one.covariance, math.sqrt(one.variance * one.market_variance)) if one else None


def relative_figures(both: Joint | None, timeframe: str) -> Figures:
    return {
        "alpha": alpha(both, BARS_PER_YEAR[timeframe]),
        "beta": beta(both),
        "correlation": correlation(both),
    }


def with_itself(both: Joint | None) -> Joint | None:
    """The benchmark beside the benchmark."""
    return both and both._replace(
        mean=both.market_mean, variance=both.market_variance, covariance=both.market_variance
    )

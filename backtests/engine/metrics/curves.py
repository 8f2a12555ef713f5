"""Figures of an equity curve: growth, risk, the ends of its returns, and drawdowns."""

import math

import numpy as np

from backtests.engine.kernel import curve as passes
from backtests.engine.kernel.curve import Depths
from backtests.engine.kernel.survey import BLOCK, Survey, survey
from backtests.engine.kernel.tails import Tails, tails_of
from backtests.engine.metrics.basics import (
    NOTHING,
    Figures,
    FloatArray,
    Values,
    ratio,
    summary,
    whole,
)

Room = tuple[FloatArray, FloatArray]


def returns_of(equity: FloatArray) -> FloatArray:
    """Bar-to-bar returns: E(t) / E(t-1) - 1. Fraction; one fewer than there are bars.

    An account that has been lost returns nothing more.
    """
    returns = np.empty(max(len(equity) - 1, 0))
    passes.fill_returns(whole(equity), returns)
    return returns


def is_lost(equity: FloatArray) -> bool:
    """Whether the account was lost; nothing trades after it, so that what is lost stays lost."""
    return bool(equity[-1] <= 0)


def total_return(equity: FloatArray, capital: float) -> float:
    """Final equity / initial capital - 1. Fraction. As in empyrical `cum_returns_final`."""
    return float(equity[-1] / capital - 1)


def cagr(equity: FloatArray, capital: float, bars_per_year: int) -> float | None:
    """Compound annual growth: (final / initial) ** (bars per year / bars) - 1. Fraction a year.

    Bars are the returns, one fewer than the closes. As in empyrical `annual_return`.
    """
    if len(equity) < 2:
        return None
    if equity[-1] <= NOTHING:
        return -1.0
    years = (len(equity) - 1) / bars_per_year
    growth = math.log(equity[-1] / capital) / years
    return math.expm1(growth) if growth < 700 else None


def volatility(returns: Values, bars_per_year: int) -> float | None:
    """Sample standard deviation (n - 1) of bar returns x sqrt(bars per year). Fraction a year.

    As in empyrical `annual_volatility`.
    """
    one = summary(returns)
    return one.deviation * math.sqrt(bars_per_year) if one.size > 1 else None


def sharpe(returns: Values, bars_per_year: int) -> float | None:
    """Mean / sample standard deviation of bar returns x sqrt(bars per year); risk-free rate 0.

    Sharpe, "The Sharpe Ratio", Journal of Portfolio Management, 1994.
    """
    one = summary(returns)
    quotient = ratio(one.mean, one.deviation) if one.size > 1 else None
    return None if quotient is None else quotient * math.sqrt(bars_per_year)


def sortino(returns: Values, bars_per_year: int) -> float | None:
    """Mean / downside deviation x sqrt(bars per year); target 0.

    The downside deviation is the root of the mean of min(r, 0) ** 2 over all bars.
    Sortino and Price, "Performance Measurement in a Downside Risk Framework", 1994.
    """
    one = summary(returns)
    quotient = ratio(one.mean, one.downside) if one.size > 1 else None
    return None if quotient is None else quotient * math.sqrt(bars_per_year)


def omega(returns: Values) -> float | None:
    """Sum of gains / sum of losses of bar returns; threshold 0. Ratio.

    Keating and Shadwick, "A Universal Performance Measure", 2002.
    """
    one = summary(returns)
    return ratio(one.gained, -one.lost)


def drawdown(equity: FloatArray, capital: float) -> FloatArray:
    """Equity / its highest value so far (the initial capital included) - 1. Fraction, <= 0."""
    drawdowns = np.empty(len(equity))
    passes.fill_drawdowns(whole(equity), float(capital), drawdowns)
    return drawdowns


def depths(equity: FloatArray, capital: float) -> Depths:
    """All drawdowns in a few numbers."""
    return passes.fathom(whole(equity), float(capital))


def max_drawdown(drops: Depths) -> float:
    """The deepest drawdown. Fraction, <= 0 (-0.25: a quarter was lost from a peak).

    As in empyrical `max_drawdown`.
    """
    return drops.deepest


def max_drawdown_bars(drops: Depths) -> int:
    """The longest run of closes below the peak. Bars.

    Time under water in Lopez de Prado, "Advances in Financial Machine Learning", 2018.
    """
    return drops.longest


def average_drawdown(drops: Depths) -> float | None:
    """The mean of the deepest points of all drawdowns, from peak to recovery. Fraction, <= 0.

    As `Avg. Drawdown` of backtesting.py.
    """
    return drops.total / drops.number if drops.number else None


def calmar(growth: float | None, deepest: float) -> float | None:
    """CAGR / |max drawdown|. Ratio. Young, "Calmar Ratio: A Smoother Tool", Futures, 1991."""
    return None if growth is None else ratio(growth, abs(deepest))


def tails(returns: FloatArray | Tails) -> Tails | None:
    """The 5th and the 95th percentile (linear interpolation), as from `np.percentile`."""
    if isinstance(returns, Tails):
        return returns
    return tails_of(whole(returns), np.empty(len(returns))) if len(returns) else None


def value_at_risk(returns: FloatArray | Tails) -> float | None:
    """The 5th percentile of bar returns (linear interpolation). Fraction; a loss is negative.

    As in empyrical `value_at_risk`.
    """
    one = tails(returns)
    return one.low if one else None


def expected_shortfall(returns: FloatArray | Tails) -> float | None:
    """CVaR 95: the mean of the bar returns at or below the 5th percentile. Fraction.

    Rockafellar and Uryasev, "Optimization of Conditional Value-at-Risk", 2000.
    """
    one = tails(returns)
    return one.below if one else None


def tail_ratio(returns: FloatArray | Tails) -> float | None:
    """|95th percentile| / |5th percentile| of bar returns. Ratio. As in empyrical `tail_ratio`."""
    one = tails(returns)
    return ratio(abs(one.high), abs(one.low)) if one else None


def room_for(bars: int) -> Room:
    """Where `surveyed` works; one does for several curves of so many bars."""
    returns = max(bars - 1, 0)
    return np.empty(min(returns, BLOCK)), np.empty(returns)


def surveyed(equity: FloatArray, capital: float, room: Room | None = None) -> Survey:
    """What all figures of a curve are made of."""
    return survey(whole(equity), float(capital), *(room or room_for(len(equity))))


def growth_figures(
    equity: FloatArray, capital: float, bars_per_year: int, known: Survey | None = None
) -> Figures:
    """`known` is the survey of the curve, where there is one already.

    Of an account that was lost, the returns end in the middle: ratios of them mean nothing.
    """
    _, moves, ends, drops = known or surveyed(equity, capital)
    growth, tail = cagr(equity, capital, bars_per_year), ends if moves.size else None
    lost = is_lost(equity)
    return {
        "final_equity": float(equity[-1]),
        "total_return": total_return(equity, capital),
        "cagr": growth,
        "volatility": volatility(moves, bars_per_year),
        "sharpe": None if lost else sharpe(moves, bars_per_year),
        "sortino": None if lost else sortino(moves, bars_per_year),
        "calmar": calmar(growth, drops.deepest),
        "omega": omega(moves),
        "max_drawdown": max_drawdown(drops),
        "max_drawdown_bars": max_drawdown_bars(drops),
        "average_drawdown": average_drawdown(drops),
        "value_at_risk_95": tail and value_at_risk(tail),
        "expected_shortfall_95": tail and expected_shortfall(tail),
        "tail_ratio": tail and tail_ratio(tail),
    }

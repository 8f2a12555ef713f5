"""The figures of a backtest: own numpy functions, each with its definition, unit and source.

Rates, returns and drawdowns are fractions (0.05 is 5%). A figure that is not defined (a ratio over
nothing, a mean of no trades) is None, never NaN or infinity. A trade is a whole position, however
many parts it was left in (`positions`). Annual figures count bars, not days:
`bars_per_year` follows the timeframe in exchange hours (6.5 hours a day, 252 days a year).

Most figures follow from a few sums. Where a function takes `Values`, give it the values or, to
have many figures from one pass, their `summary`; `Drops` and `Tails` are meant likewise.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from backtests.engine.kernel import curve as passes
from backtests.engine.kernel.curve import Depths, Joint, Summary

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Figures = dict[str, float | None]

BARS_PER_YEAR = {
    "1m": 252 * 390,
    "5m": 252 * 78,
    "15m": 252 * 26,
    "30m": 252 * 13,
    "1h": 252 * 7,
    "4h": 252 * 2,
    "1d": 252,
    "1w": 52,
}

NOTHING = passes.NOTHING
TAIL = 0.05
# From so many values on it pays to look at a sample before they are put in order.
MANY, SAMPLE = 50_000, 5_000


class Closed(Protocol):
    """What the figures need to know of a trade."""

    @property
    def pnl(self) -> float: ...
    @property
    def return_(self) -> float: ...
    @property
    def bars(self) -> int: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def costs(self) -> float: ...
    @property
    def turnover(self) -> float: ...


def ratio(above: float, below: float) -> float | None:
    """A quotient, or None where it is not defined."""
    if not (math.isfinite(above) and math.isfinite(below)) or abs(below) <= NOTHING:
        return None
    result = above / below
    return result if math.isfinite(result) else None


Values = FloatArray | Summary


def summary(values: Values) -> Summary:
    """What is summed up already stays as it is."""
    return values if isinstance(values, Summary) else passes.summarise(whole(values))


def whole(values: FloatArray) -> FloatArray:
    """As the compiled passes read them: floats side by side."""
    ready = values.flags.carray and values.dtype == np.float64
    return values if ready else np.require(values, np.float64, ("C", "W"))


def returns_of(equity: FloatArray) -> FloatArray:
    """Bar-to-bar returns: E(t) / E(t-1) - 1. Fraction; one fewer than there are bars.

    An account that has been lost returns nothing more.
    """
    returns = np.empty(max(len(equity) - 1, 0))
    passes.fill_returns(whole(equity), returns)
    return returns


def total_return(equity: FloatArray, capital: float) -> float:
    """Final equity / initial capital - 1. Fraction."""
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
    passes.fill_drawdowns(whole(equity), capital, drawdowns)
    return drawdowns


Drops = FloatArray | Depths


def depths(drawdowns: Drops) -> Depths:
    return drawdowns if isinstance(drawdowns, Depths) else passes.fathom(whole(drawdowns))


def max_drawdown(drawdowns: Drops) -> float:
    """The deepest drawdown. Fraction, <= 0 (-0.25: a quarter was lost from a peak)."""
    return depths(drawdowns).deepest


def max_drawdown_bars(drawdowns: Drops) -> int:
    """The longest run of closes below the peak. Bars."""
    return depths(drawdowns).longest


def average_drawdown(drawdowns: Drops) -> float | None:
    """The mean of the deepest points of all drawdowns, from peak to recovery. Fraction, <= 0."""
    one = depths(drawdowns)
    return one.total / one.number if one.number else None


def calmar(growth: float | None, deepest: float) -> float | None:
    """CAGR / |max drawdown|. Ratio. Young, "Calmar Ratio: A Smoother Tool", Futures, 1991."""
    return None if growth is None else ratio(growth, abs(deepest))


class Tails(NamedTuple):
    """The 5th and the 95th percentile, and the mean of all at or below the 5th."""

    low: float
    high: float
    below: float


def tails(returns: FloatArray | Tails) -> Tails | None:
    if isinstance(returns, Tails):
        return returns
    if len(returns) == 0:
        return None
    low, high = percentile(returns), percentile(-returns)
    return Tails(low, -high, passes.mean_up_to(whole(returns), low))


def percentile(values: FloatArray) -> float:
    """The 5th, as from `np.percentile`, whose checks take longer than all the rest."""
    exact = TAIL * (len(values) - 1)
    place = int(exact)
    following = min(place + 1, len(values) - 1)
    ordered = np.partition(candidates(values, following + 1), (place, following))
    low, high = float(ordered[place]), float(ordered[following])
    return low + (high - low) * (exact - place)


def candidates(values: FloatArray, needed: int) -> FloatArray:
    """So many of the lowest values at least: those up to where a sample finds enough, or all."""
    if len(values) < MANY:
        return values
    sample = np.sort(values[:: len(values) // SAMPLE | 1])  # odd, as many a rhythm is even
    some = values[np.flatnonzero(values <= sample[int(1.5 * TAIL * len(sample))])]
    return some if len(some) >= needed else values


def value_at_risk(returns: FloatArray | Tails) -> float | None:
    """The 5th percentile of bar returns (linear interpolation). Fraction; a loss is negative."""
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


def joint(returns: FloatArray, market: FloatArray) -> Joint | None:
    """What beta, alpha and correlation are made of; None where nothing can vary."""
    return passes.compare_series(whole(returns), whole(market)) if len(returns) > 1 else None


def beta(one: Joint | None) -> float | None:
    """Sample covariance with the benchmark / its sample variance. Sharpe, 1964."""
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


def win_rate(pnl: Values) -> float | None:
    """Closed trades that gained money after costs / closed trades. Fraction."""
    one = summary(pnl)
    return ratio(one.ups, one.size)


def profit_factor(pnl: Values) -> float | None:
    """Money gained by winners / money lost by losers, closed trades. None without a loser."""
    one = summary(pnl)
    return ratio(one.gained, -one.lost)


def payoff_ratio(returns: Values) -> float | None:
    """Mean return of winners / |mean return of losers|, closed trades. None without either."""
    one = summary(returns)
    if not one.ups or not one.downs:
        return None
    return ratio(one.gained / one.ups, -one.lost / one.downs)


def expectancy(returns: Values) -> float | None:
    """Win rate x mean win - loss rate x |mean loss|: what a closed trade returns on average.

    Fraction of the money put into the trade. Tharp, "Trade Your Way to Financial Freedom", 1998.
    """
    return mean(returns)


def sqn(returns: Values) -> float | None:
    """System Quality Number: sqrt(n) x mean / sample standard deviation of trade returns.

    Tharp, "Definitive Guide to Position Sizing", 2008.
    """
    one = summary(returns)
    quotient = ratio(one.mean, one.deviation) if one.size > 1 else None
    return None if quotient is None else quotient * math.sqrt(one.size)


def kelly(returns: Values) -> float | None:
    """Win rate - loss rate / payoff ratio. Fraction of the equity.

    Kelly, "A New Interpretation of Information Rate", 1956.
    """
    one = summary(returns)
    rate, payoff = win_rate(one), payoff_ratio(one)
    if rate is None or not payoff:
        return None
    return rate - (1 - rate) / payoff


def mean(values: Values) -> float | None:
    one = summary(values)
    return one.mean if one.size else None


def extreme(values: FloatArray, pick: Callable[[FloatArray], float]) -> float | None:
    return float(pick(values)) if len(values) else None


class Columns(NamedTuple):
    """Trades as columns, which is how figures read them."""

    pnl: FloatArray
    returns: FloatArray
    bars: FloatArray
    is_open: BoolArray
    costs: FloatArray
    turnover: FloatArray


Trades = Sequence[Closed] | Columns


def columns_of(trades: Trades) -> Columns:
    if isinstance(trades, Columns):
        return trades
    return Columns(
        np.array([trade.pnl for trade in trades], np.float64),
        np.array([trade.return_ for trade in trades], np.float64),
        np.array([trade.bars for trade in trades], np.float64),
        np.array([trade.is_open for trade in trades], np.bool_),
        np.array([trade.costs for trade in trades], np.float64),
        np.array([trade.turnover for trade in trades], np.float64),
    )


def figures(
    equity: FloatArray,
    held: BoolArray,
    trades: Trades,
    *,
    capital: float,
    timeframe: str,
    returns: FloatArray | None = None,
) -> Figures:
    """All figures of one equity curve and its trades."""
    return {
        **growth_figures(equity, capital, BARS_PER_YEAR[timeframe], returns),
        **trade_figures(trades, float(np.mean(equity))),
        "exposure": float(np.count_nonzero(held) / len(held)),
    }


def growth_figures(
    equity: FloatArray, capital: float, bars_per_year: int, returns: FloatArray | None = None
) -> Figures:
    """`returns` are those of the curve, where they are known already."""
    returns = returns_of(equity) if returns is None else returns
    moves, ends, drops = summary(returns), tails(returns), depths(drawdown(equity, capital))
    growth = cagr(equity, capital, bars_per_year)
    return {
        "final_equity": float(equity[-1]),
        "total_return": total_return(equity, capital),
        "cagr": growth,
        "volatility": volatility(moves, bars_per_year),
        "sharpe": sharpe(moves, bars_per_year),
        "sortino": sortino(moves, bars_per_year),
        "calmar": calmar(growth, drops.deepest),
        "omega": omega(moves),
        "max_drawdown": max_drawdown(drops),
        "max_drawdown_bars": max_drawdown_bars(drops),
        "average_drawdown": average_drawdown(drops),
        "value_at_risk_95": ends and value_at_risk(ends),
        "expected_shortfall_95": ends and expected_shortfall(ends),
        "tail_ratio": ends and tail_ratio(ends),
    }


def trade_figures(trades: Trades, average_equity: float) -> Figures:
    """Ratios count closed trades; `trades`, `avg_trade`, best, worst and costs count all.

    `turnover` is the money that changed hands / the average equity; `avg_bars` is bars held.
    """
    columns = columns_of(trades)
    done, every = ~columns.is_open, summary(columns.returns)
    money, closed = summary(columns.pnl[done]), summary(columns.returns[done])
    return {
        "trades": every.size,
        "win_rate": win_rate(money),
        "profit_factor": profit_factor(money),
        "expectancy": expectancy(closed),
        "payoff_ratio": payoff_ratio(closed),
        "sqn": sqn(closed),
        "kelly": kelly(closed),
        "avg_trade": mean(every),
        "best_trade": extreme(columns.returns, np.max),
        "worst_trade": extreme(columns.returns, np.min),
        "avg_bars": mean(columns.bars),
        "costs_paid": float(columns.costs.sum()),
        "turnover": ratio(float(columns.turnover.sum()), average_equity),
    }


def relative_figures(returns: FloatArray, market: FloatArray, timeframe: str) -> Figures:
    """The returns of a curve against those of its benchmark."""
    both = joint(returns, market)
    return {
        "alpha": alpha(both, BARS_PER_YEAR[timeframe]),
        "beta": beta(both),
        "correlation": correlation(both),
    }

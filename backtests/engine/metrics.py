"""The figures of a backtest: own numpy functions, each with its definition, unit and source.

Rates, returns and drawdowns are fractions (0.05 is 5%). A figure that is not defined (a ratio over
nothing, a mean of no trades) is None, never NaN or infinity. A trade is a whole position, however
many parts it was left in (`positions`). Annual figures count bars, not days:
`bars_per_year` follows the timeframe in exchange hours (6.5 hours a day, 252 days a year).
"""

import math
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

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

# Below this, a spread is rounding noise around a constant.
NOTHING = 1e-15


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


Trades = Sequence[Closed]


def ratio(above: float, below: float) -> float | None:
    """A quotient, or None where it is not defined."""
    if not (math.isfinite(above) and math.isfinite(below)) or abs(below) <= NOTHING:
        return None
    result = above / below
    return result if math.isfinite(result) else None


def returns_of(equity: FloatArray) -> FloatArray:
    """Bar-to-bar returns: E(t) / E(t-1) - 1. Fraction; one fewer than there are bars.

    An account that has been lost returns nothing more.
    """
    before = equity[:-1]
    change = np.diff(equity)
    return np.divide(change, before, out=np.zeros_like(change), where=before > NOTHING)


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


def volatility(returns: FloatArray, bars_per_year: int) -> float | None:
    """Sample standard deviation (n - 1) of bar returns x sqrt(bars per year). Fraction a year.

    As in empyrical `annual_volatility`.
    """
    if len(returns) < 2:
        return None
    return float(np.std(returns, ddof=1)) * math.sqrt(bars_per_year)


def sharpe(returns: FloatArray, bars_per_year: int) -> float | None:
    """Mean / sample standard deviation of bar returns x sqrt(bars per year); risk-free rate 0.

    Sharpe, "The Sharpe Ratio", Journal of Portfolio Management, 1994.
    """
    if len(returns) < 2:
        return None
    quotient = ratio(float(np.mean(returns)), float(np.std(returns, ddof=1)))
    return None if quotient is None else quotient * math.sqrt(bars_per_year)


def sortino(returns: FloatArray, bars_per_year: int) -> float | None:
    """Mean / downside deviation x sqrt(bars per year); target 0.

    The downside deviation is the root of the mean of min(r, 0) ** 2 over all bars.
    Sortino and Price, "Performance Measurement in a Downside Risk Framework", 1994.
    """
    if len(returns) < 2:
        return None
    downside = math.sqrt(float(np.mean(np.minimum(returns, 0.0) ** 2)))
    quotient = ratio(float(np.mean(returns)), downside)
    return None if quotient is None else quotient * math.sqrt(bars_per_year)


def omega(returns: FloatArray) -> float | None:
    """Sum of gains / sum of losses of bar returns; threshold 0. Ratio.

    Keating and Shadwick, "A Universal Performance Measure", 2002.
    """
    gains, losses = returns[returns > 0].sum(), -returns[returns < 0].sum()
    return ratio(float(gains), float(losses))


def drawdown(equity: FloatArray, capital: float) -> FloatArray:
    """Equity / its highest value so far (the initial capital included) - 1. Fraction, <= 0."""
    peak = np.maximum.accumulate(np.maximum(equity, capital))
    return equity / peak - 1


def max_drawdown(drawdowns: FloatArray) -> float:
    """The deepest drawdown. Fraction, <= 0 (-0.25: a quarter was lost from a peak)."""
    return float(drawdowns.min(initial=0.0))


def max_drawdown_bars(drawdowns: FloatArray) -> int:
    """The longest run of closes below the peak. Bars."""
    return int(run_lengths(drawdowns < 0).max(initial=0))


def average_drawdown(drawdowns: FloatArray) -> float | None:
    """The mean of the deepest points of all drawdowns, from peak to recovery. Fraction, <= 0."""
    under = drawdowns < 0
    starts = np.flatnonzero(under & ~np.concatenate(([False], under[:-1])))
    if len(starts) == 0:
        return None
    return float(np.mean(np.minimum.reduceat(np.where(under, drawdowns, 0.0), starts)))


def run_lengths(flags: BoolArray) -> npt.NDArray[np.intp]:
    """The lengths of the runs of True."""
    edges = np.diff(np.concatenate(([0], flags.astype(np.int8), [0])))
    return np.flatnonzero(edges == -1) - np.flatnonzero(edges == 1)


def calmar(growth: float | None, deepest: float) -> float | None:
    """CAGR / |max drawdown|. Ratio. Young, "Calmar Ratio: A Smoother Tool", Futures, 1991."""
    return None if growth is None else ratio(growth, abs(deepest))


def value_at_risk(returns: FloatArray) -> float | None:
    """The 5th percentile of bar returns (linear interpolation). Fraction; a loss is negative."""
    return float(np.percentile(returns, 5)) if len(returns) else None


def expected_shortfall(returns: FloatArray) -> float | None:
    """CVaR 95: the mean of the bar returns at or below the 5th percentile. Fraction.

    Rockafellar and Uryasev, "Optimization of Conditional Value-at-Risk", 2000.
    """
    limit = value_at_risk(returns)
    return None if limit is None else float(returns[returns <= limit].mean())


def tail_ratio(returns: FloatArray) -> float | None:
    """|95th percentile| / |5th percentile| of bar returns. Ratio. As in empyrical `tail_ratio`."""
    if len(returns) == 0:
        return None
    low, high = np.percentile(returns, [5, 95])
    return ratio(abs(float(high)), abs(float(low)))


def beta(returns: FloatArray, market: FloatArray) -> float | None:
    """Sample covariance with the benchmark / its sample variance. Sharpe, 1964."""
    if len(returns) < 2:
        return None
    joint = np.cov(returns, market, ddof=1)
    return ratio(float(joint[0, 1]), float(joint[1, 1]))


def alpha(returns: FloatArray, market: FloatArray, bars_per_year: int) -> float | None:
    """(mean - beta x benchmark's mean) x bars per year; risk-free rate 0. Fraction a year.

    Jensen, "The Performance of Mutual Funds in the Period 1945-1964", 1968.
    """
    slope = beta(returns, market)
    if slope is None:
        return None
    return float(np.mean(returns) - slope * np.mean(market)) * bars_per_year


def correlation(returns: FloatArray, market: FloatArray) -> float | None:
    """Pearson's correlation of bar returns with the benchmark's. From -1 to 1."""
    if len(returns) < 2:
        return None
    joint = np.cov(returns, market, ddof=1)
    return ratio(float(joint[0, 1]), math.sqrt(float(joint[0, 0]) * float(joint[1, 1])))


def win_rate(pnl: FloatArray) -> float | None:
    """Closed trades that gained money after costs / closed trades. Fraction."""
    return ratio(float(np.sum(pnl > 0)), float(len(pnl)))


def profit_factor(pnl: FloatArray) -> float | None:
    """Money gained by winners / money lost by losers, closed trades. None without a loser."""
    return ratio(float(pnl[pnl > 0].sum()), float(-pnl[pnl < 0].sum()))


def payoff_ratio(returns: FloatArray) -> float | None:
    """Mean return of winners / |mean return of losers|, closed trades. None without either."""
    won, lost = returns[returns > 0], returns[returns < 0]
    if len(won) == 0 or len(lost) == 0:
        return None
    return ratio(float(won.mean()), abs(float(lost.mean())))


def expectancy(returns: FloatArray) -> float | None:
    """Win rate x mean win - loss rate x |mean loss|: what a closed trade returns on average.

    Fraction of the money put into the trade. Tharp, "Trade Your Way to Financial Freedom", 1998.
    """
    return mean(returns)


def sqn(returns: FloatArray) -> float | None:
    """System Quality Number: sqrt(n) x mean / sample standard deviation of trade returns.

    Tharp, "Definitive Guide to Position Sizing", 2008.
    """
    if len(returns) < 2:
        return None
    quotient = ratio(float(returns.mean()), float(returns.std(ddof=1)))
    return None if quotient is None else quotient * math.sqrt(len(returns))


def kelly(returns: FloatArray) -> float | None:
    """Win rate - loss rate / payoff ratio. Fraction of the equity.

    Kelly, "A New Interpretation of Information Rate", 1956.
    """
    rate, payoff = win_rate(returns), payoff_ratio(returns)
    if rate is None or not payoff:
        return None
    return rate - (1 - rate) / payoff


def mean(values: FloatArray) -> float | None:
    return float(values.mean()) if len(values) else None


def extreme(values: FloatArray, pick: Callable[[FloatArray], float]) -> float | None:
    return float(pick(values)) if len(values) else None


def figures(
    equity: FloatArray, held: BoolArray, trades: Trades, *, capital: float, timeframe: str
) -> Figures:
    """All figures of one equity curve and its trades."""
    return {
        **growth_figures(equity, capital, BARS_PER_YEAR[timeframe]),
        **trade_figures(trades, float(np.mean(equity))),
        "exposure": float(np.mean(held)),
    }


def growth_figures(equity: FloatArray, capital: float, bars_per_year: int) -> Figures:
    returns, drawdowns = returns_of(equity), drawdown(equity, capital)
    growth, deepest = cagr(equity, capital, bars_per_year), max_drawdown(drawdowns)
    return {
        "final_equity": float(equity[-1]),
        "total_return": total_return(equity, capital),
        "cagr": growth,
        "volatility": volatility(returns, bars_per_year),
        "sharpe": sharpe(returns, bars_per_year),
        "sortino": sortino(returns, bars_per_year),
        "calmar": calmar(growth, deepest),
        "omega": omega(returns),
        "max_drawdown": deepest,
        "max_drawdown_bars": max_drawdown_bars(drawdowns),
        "average_drawdown": average_drawdown(drawdowns),
        "value_at_risk_95": value_at_risk(returns),
        "expected_shortfall_95": expected_shortfall(returns),
        "tail_ratio": tail_ratio(returns),
    }


def trade_figures(trades: Trades, average_equity: float) -> Figures:
    """Ratios count closed trades; `trades`, `avg_trade`, best, worst and costs count all.

    `turnover` is the money that changed hands / the average equity; `avg_bars` is bars held.
    """
    done = [trade for trade in trades if not trade.is_open]
    pnl = np.array([trade.pnl for trade in done], np.float64)
    closed = np.array([trade.return_ for trade in done], np.float64)
    every = np.array([trade.return_ for trade in trades], np.float64)
    return {
        "trades": len(trades),
        "win_rate": win_rate(pnl),
        "profit_factor": profit_factor(pnl),
        "expectancy": expectancy(closed),
        "payoff_ratio": payoff_ratio(closed),
        "sqn": sqn(closed),
        "kelly": kelly(closed),
        "avg_trade": mean(every),
        "best_trade": extreme(every, np.max),
        "worst_trade": extreme(every, np.min),
        "avg_bars": mean(np.array([trade.bars for trade in trades], np.float64)),
        "costs_paid": float(sum(trade.costs for trade in trades)),
        "turnover": ratio(float(sum(trade.turnover for trade in trades)), average_equity),
    }


def relative_figures(equity: FloatArray, benchmark: FloatArray, timeframe: str) -> Figures:
    """The curve against its benchmark."""
    returns, market = returns_of(equity), returns_of(benchmark)
    return {
        "alpha": alpha(returns, market, BARS_PER_YEAR[timeframe]),
        "beta": beta(returns, market),
        "correlation": correlation(returns, market),
    }

"""Figures of trades: how often and how much they win, what they cost, how far they stray."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from backtests.engine.kernel import tally as rows
from backtests.engine.kernel.tally import Tally, tally
from backtests.engine.metrics.basics import Figures, Values, mean, ratio, summary


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
    @property
    def mae(self) -> float: ...
    @property
    def mfe(self) -> float: ...


def win_rate(pnl: Values) -> float | None:
    """Closed trades that gained money after costs / closed trades. Fraction.

    As `win_rate` of vectorbt's trades.
    """
    one = summary(pnl)
    return ratio(one.ups, one.size)


def profit_factor(pnl: Values) -> float | None:
    """Money gained by winners / money lost by losers, closed trades. Ratio; None without a loser.

    As `profit_factor` of vectorbt's trades.
    """
    one = summary(pnl)
    return ratio(one.gained, -one.lost)


def never_lost(figures: Mapping[str, Any]) -> bool:
    """Whether closed trades gained and none lost, so that there is no profit factor."""
    return figures.get("profit_factor") is None and (figures.get("win_rate") or 0) > 0


def comparable_factor(figures: Mapping[str, Any]) -> float | None:
    """The profit factor where runs are told apart by it: without a loss it is above every number.

    In a result it stays None, for JSON has no such number.
    """
    return math.inf if never_lost(figures) else figures.get("profit_factor")


def payoff_ratio(returns: Values) -> float | None:
    """Mean return of winners / |mean return of losers|, closed trades. Ratio; None without either.

    As in quantstats `payoff_ratio`.
    """
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
    """System Quality Number: sqrt(n) x mean / sample standard deviation of trade returns. Number.

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


def tallied(trades: Sequence[Closed]) -> Tally:
    """What all figures of trades are made of."""
    columns = np.empty((rows.ROWS, len(trades)))
    for at, one in enumerate(trades):
        columns[rows.PNL, at], columns[rows.RETURN, at] = one.pnl, one.return_
        columns[rows.BARS, at], columns[rows.IS_OPEN, at] = one.bars, one.is_open
        columns[rows.COSTS, at], columns[rows.TURNOVER, at] = one.costs, one.turnover
        columns[rows.MAE, at], columns[rows.MFE, at] = one.mae, one.mfe
    return tally(columns)


def trade_figures(trades: Sequence[Closed] | Tally, average_equity: float) -> Figures:
    """Ratios count closed trades; `trades`, `avg_trade`, best, worst and costs count all.

    `avg_trade`, best and worst are returns on the money put into a trade, after costs (fractions),
    `avg_bars` is bars held, `costs_paid` all fees, slippage and borrowing (money), and `turnover`
    the money that changed hands, both ways / the average equity (a multiple; None where an account
    that was lost makes that average no money). Own definitions.
    """
    done = trades if isinstance(trades, Tally) else tallied(trades)
    some = done.every.size > 0
    return {
        "trades": done.every.size,
        "win_rate": win_rate(done.money),
        "profit_factor": profit_factor(done.money),
        "expectancy": expectancy(done.closed),
        "payoff_ratio": payoff_ratio(done.closed),
        "sqn": sqn(done.closed),
        "kelly": kelly(done.closed),
        "avg_trade": mean(done.every),
        "best_trade": done.best if some else None,
        "worst_trade": done.worst if some else None,
        "avg_bars": done.bars if some else None,
        "costs_paid": done.costs,
        "turnover": ratio(done.turnover, max(average_equity, 0.0)),
    }


def excursions(trades: Tally) -> Figures:
    """How far trades went against and with their entries, on average: MAE and MFE. Fractions.

    The worst and the best price while a trade was held / its entry price - 1 (for a short the other
    way round); open trades count. Sweeney, "Maximum Adverse Excursion", 1997.
    """
    some = trades.every.size > 0
    return {"avg_mae": trades.mae if some else None, "avg_mfe": trades.mfe if some else None}

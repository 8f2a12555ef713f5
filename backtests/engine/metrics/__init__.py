"""The figures of a backtest: own functions, each with its definition, unit and source.

    curves.py     an equity curve: growth, risk, the ends of its returns, drawdowns
    trades.py     trades: how often and how much they win, what they cost, how far they stray
    benchmark.py  returns against those of a benchmark
    collected.py  all figures of a test together
    basics.py     what they share

Rates, returns and drawdowns are fractions (0.05 is 5%). A figure that is not defined (a ratio over
nothing, a mean of no trades) is None, never NaN or infinity. A trade is a whole position, however
many parts it was left in (`positions`). Annual figures count bars, not days:
`bars_per_year` follows the timeframe in exchange hours (6.5 hours a day, 252 days a year).

Most figures follow from a few sums, which compiled passes find all at once: the `Survey` of a curve
and the `Tally` of trades. Where a function takes `Values`, give it the values or their `summary`.
"""

from backtests.engine.metrics.basics import (
    BARS_PER_YEAR,
    NOTHING,
    BoolArray,
    Figures,
    FloatArray,
    mean,
    ratio,
    summary,
    whole,
)
from backtests.engine.metrics.benchmark import (
    alpha,
    beta,
    correlation,
    joint,
    relative_figures,
    with_itself,
)
from backtests.engine.metrics.collected import figures
from backtests.engine.metrics.curves import (
    average_drawdown,
    cagr,
    calmar,
    depths,
    drawdown,
    expected_shortfall,
    growth_figures,
    is_lost,
    max_drawdown,
    max_drawdown_bars,
    omega,
    returns_of,
    room_for,
    sharpe,
    sortino,
    surveyed,
    tail_ratio,
    total_return,
    value_at_risk,
    volatility,
)
from backtests.engine.metrics.trades import (
    Closed,
    comparable_factor,
    excursions,
    expectancy,
    kelly,
    never_lost,
    payoff_ratio,
    profit_factor,
    sqn,
    tallied,
    trade_figures,
    win_rate,
)

__all__ = [
    "BARS_PER_YEAR", "NOTHING", "BoolArray", "Closed", "Figures", "FloatArray", "alpha",
    "average_drawdown", "beta", "cagr", "calmar", "comparable_factor", "correlation", "depths",
    "drawdown", "excursions", "expectancy", "expected_shortfall", "figures", "growth_figures",
    "is_lost", "joint", "kelly", "max_drawdown", "max_drawdown_bars", "mean", "never_lost",
    "omega", "payoff_ratio", "profit_factor", "ratio", "relative_figures", "returns_of",
    "room_for", "sharpe", "sortino", "sqn", "summary", "surveyed", "tail_ratio", "tallied",
    "total_return", "trade_figures", "value_at_risk", "volatility", "whole", "win_rate",
    "with_itself",
]  # fmt: skip

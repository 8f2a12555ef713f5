"""Every figure by its name: how it is called, its unit, what it is, and where it comes from.

The page and the docs use these words; the functions in `metrics` and `positions` say the same in
formulas.
"""

from typing import Literal, NamedTuple

Unit = Literal["fraction", "ratio", "bars", "money", "count"]


class Entry(NamedTuple):
    """One figure; fractions are shown in per cent. `plain` is for who meets it first here."""

    label: str
    unit: Unit
    meaning: str
    source: str = ""
    plain: str = ""


GLOSSARY: dict[str, Entry] = {
    "final_equity": Entry("Final equity", "money", "cash and all positions at the last close"),
    "total_return": Entry(
        "Total return",
        "fraction",
        "final equity / initial capital - 1",
        plain="What the account gained or lost in all, from the first day to the last, after "
        "costs.",
    ),
    "cagr": Entry("Yearly growth", "fraction", "the yearly growth that leads to it"),
    "volatility": Entry("Volatility", "fraction", "standard deviation of bar returns, per year"),
    "sharpe": Entry(
        "Sharpe ratio",
        "ratio",
        "mean return per unit of deviation, per year; risk-free rate 0",
        "Sharpe 1994",
        plain="How much was gained for the ups and downs that had to be borne. Above 1 is good, "
        "below 0 the money was lost.",
    ),
    "sortino": Entry(
        "Sortino ratio",
        "ratio",
        "mean return per unit of downside deviation, per year; target 0",
        "Sortino and Price 1994",
        plain="As the Sharpe ratio, but only the falls count as trouble. The higher the better.",
    ),
    "calmar": Entry(
        "Calmar ratio", "ratio", "yearly growth / depth of the deepest drawdown", "Young 1991"
    ),
    "omega": Entry(
        "Omega ratio",
        "ratio",
        "sum of gains / sum of losses of bar returns",
        "Keating and Shadwick 2002",
    ),
    "max_drawdown": Entry(
        "Deepest drawdown",
        "fraction",
        "the deepest fall from a peak of the equity; 0 or below",
        plain="The worst that one would have had to sit through: how far the account fell below "
        "its best value so far.",
    ),
    "max_drawdown_bars": Entry(
        "Longest drawdown", "bars", "the longest run of closes below a peak"
    ),
    "average_drawdown": Entry(
        "Average drawdown", "fraction", "mean of the deepest points of all drawdowns"
    ),
    "value_at_risk_95": Entry(
        "Value at risk", "fraction", "the bar return that one bar in twenty falls below"
    ),
    "expected_shortfall_95": Entry(
        "Expected shortfall",
        "fraction",
        "mean of the bar returns at or below the value at risk (CVaR)",
        "Rockafellar and Uryasev 2000",
    ),
    "tail_ratio": Entry(
        "Tail ratio", "ratio", "size of the 95th / of the 5th percentile of bar returns"
    ),
    "alpha": Entry(
        "Alpha",
        "fraction",
        "yearly return beyond what beta times the benchmark explains",
        "Jensen 1968",
    ),
    "beta": Entry("Beta", "ratio", "move of the account for one of the benchmark", "Sharpe 1964"),
    "correlation": Entry("Correlation", "ratio", "of bar returns with the benchmark's, -1 to 1"),
    "exposure": Entry("Exposure", "fraction", "share of bars with an open position"),
    "trades": Entry(
        "Trades",
        "count",
        "positions, from the first entry until nothing is left; open ones too",
        plain="How often something was bought and sold again. From fewer than 30 little can be "
        "learnt.",
    ),
    "parts": Entry(
        "Parts", "count", "lines of the list of trades: each part that was sold on its own has one"
    ),
    "win_rate": Entry(
        "Win rate",
        "fraction",
        "closed trades that gained after costs / closed trades",
        plain="How many of a hundred finished trades made money. A low one can still pay, if "
        "the winners are large.",
    ),
    "profit_factor": Entry(
        "Profit factor",
        "ratio",
        "money won / money lost in closed trades",
        plain="Money won for each 1 that was lost. Above 1 the winners outweigh the losers.",
    ),
    "expectancy": Entry(
        "Expectancy", "fraction", "mean return of a closed trade on what was paid", "Tharp 1998"
    ),
    "payoff_ratio": Entry(
        "Payoff ratio", "ratio", "mean return of winners / size of the mean return of losers"
    ),
    "sqn": Entry(
        "System quality number",
        "ratio",
        "square root of the closed trades x mean / deviation of their returns",
        "Tharp 2008",
    ),
    "kelly": Entry(
        "Kelly fraction", "fraction", "win rate - loss rate / payoff ratio", "Kelly 1956"
    ),
    "avg_trade": Entry("Average trade", "fraction", "mean return of all trades, open ones too"),
    "best_trade": Entry("Best trade", "fraction", "highest return of a trade"),
    "worst_trade": Entry("Worst trade", "fraction", "lowest return of a trade"),
    "avg_bars": Entry("Average time held", "bars", "mean of the bars between entry and last exit"),
    "avg_mae": Entry(
        "Average adverse excursion",
        "fraction",
        "how far a trade stood below its entry at worst, on average (MAE)",
        "Sweeney 1997",
    ),
    "avg_mfe": Entry(
        "Average favourable excursion",
        "fraction",
        "how far a trade stood above its entry at best, on average (MFE)",
        "Sweeney 1997",
    ),
    "costs_paid": Entry("Costs paid", "money", "commission, slippage and borrowing"),
    "turnover": Entry("Turnover", "ratio", "money that changed hands / average equity"),
}

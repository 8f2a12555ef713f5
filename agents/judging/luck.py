"""The Sharpe ratio of a run beside luck, and beside that of holding.

Measured on daily returns (weekly ones of weekly bars), so that the parts of one day, which hang
together, do not count as so many separate observations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.judging.nearby import last_of_days
from agents.refining.refine import Iteration
from backtests.engine import metrics
from backtests.engine.backtest import Backtest
from backtests.engine.bars import FloatArray
from backtests.engine.robustness import sharpe

DAYS_PER_YEAR = 252


@dataclass(frozen=True)
class Luck:
    """The Sharpe ratio beside luck; Sharpe ratios are those of one return, not of a year."""

    psr: float | None = None
    dsr: float | None = None
    ahead: float | None = None
    expected_max_sharpe: float | None = None
    min_track_record: float | None = None


def per_year(done: Backtest) -> int:
    """How many of its daily (or weekly) returns make a year."""
    return min(DAYS_PER_YEAR, metrics.BARS_PER_YEAR[done.strategy.timeframe])


def daily(done: Backtest) -> tuple[FloatArray, float]:
    """Returns from one day's last close to the next, and the equity before them."""
    equity = done.equity[last_of_days(done.time)]
    return metrics.returns_of(equity), float(equity[0])


def luck_of(returns: FloatArray, tried: Sequence[Iteration], earlier: int = 0) -> Luck:
    """Every variant counts as a try, those of earlier runs too, of which the spread is not known:
    it is taken to be that of luck alone, or that of the variants of this run, if that is larger.
    """
    track = sharpe.track_of(returns)
    if track is None or (returns <= -1).any():  # the account was lost
        return Luck()
    count, sharpes = trials_of(tried)
    by_luck = sharpe.spread_of([], track.bars)
    spread = max(by_luck, sharpe.spread_of(sharpes, track.bars))
    trials = count + earlier
    return Luck(
        psr=sharpe.probabilistic_sharpe(track),
        dsr=sharpe.deflated_sharpe(track, trials, spread),
        expected_max_sharpe=sharpe.expected_max_sharpe(trials, spread),
        min_track_record=sharpe.min_track_record(track),
    )


def ahead_of_holding(done: Backtest) -> float | None:
    """The confidence that the Sharpe ratio is above that of the benchmark, and above 0.

    What rises with the market has no edge of its own. The ratio of the benchmark is taken as known.
    """
    own, held = (
        sharpe.track_of(metrics.returns_of(equity[last_of_days(done.time)]))
        for equity in (done.equity, done.benchmark_equity)
    )
    if own is None or done.lost:
        return None
    return sharpe.probabilistic_sharpe(own, max(0.0, held.sharpe if held else 0.0))


def trials_of(tried: Sequence[Iteration]) -> tuple[int, list[float]]:
    """How many variants were tried, and the Sharpe ratios of those that have one.

    Those of a sweep are of the part on which the variants competed, where they spread wider than
    on the whole period: that makes the allowance for luck a little larger, never smaller.
    """
    if swept := tried[0].swept:
        return len(swept), swept.sharpes
    kept = [one for one in tried if one.tested.backtest.lost is None]
    tracks = [sharpe.track_of(daily(one.tested.backtest)[0]) for one in kept]
    return len(tried), [one.sharpe for one in tracks if one]

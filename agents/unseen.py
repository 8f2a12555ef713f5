"""The last part of the period beside the first: what of the edge came again."""

from __future__ import annotations

from agents.backtest_runner import Trial

# With fewer, the last part of the period says nothing of its own.
ENOUGH_TRADES = 10


def kept_of(trial: Trial) -> tuple[float | None, str]:
    """The Sharpe ratio of the last part / that of the first, or why there is none."""
    early, late = trial.in_sample, trial.out_of_sample
    if early is None or late is None:
        return None, "the period is too short to set a part of it aside"
    trades, first, last = late.metrics["trades"], early.metrics["sharpe"], late.metrics["sharpe"]
    if not trades or trades < ENOUGH_TRADES:
        return None, (
            f"its last 30% have too few trades ({trades or 0:.0f}; {ENOUGH_TRADES} are needed)"
        )
    if first is None or last is None or first <= 0:
        return None, "it did not gain on the first 70%, so there is nothing to keep"
    return last / first, ""

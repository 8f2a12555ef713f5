"""The last part of the period beside the first: what of the edge came again."""

from __future__ import annotations

import numpy as np

from agents.backtest_runner import Sample, Trial
from backtests.engine.plans import months_of

# With fewer, the last part of the period says nothing of its own.
ENOUGH_TRADES, ENOUGH_MONTHS = 10, 12


def kept_of(trial: Trial) -> tuple[float | None, str]:
    """The Sharpe ratio of the last part / that of the first, or why there is none."""
    early, late = trial.in_sample, trial.out_of_sample
    if early is None or late is None:
        return None, "the period is too short to set a part of it aside"
    first, last = early.metrics["sharpe"], late.metrics["sharpe"]
    number, least, noun = measure(late, plan=trial.backtest.plan is not None)
    if number < least:
        return None, f"its last 30% have too few {noun} ({number}; {least} are needed)"
    if first is None or last is None or first <= 0:
        return None, "it did not gain on the first 70%, so there is nothing to keep"
    return last / first, ""


def measure(late: Sample, *, plan: bool) -> tuple[int, int, str]:
    """How many, how many are needed, and of what: of plans, which stay in, it is months."""
    if not plan:
        return int(late.metrics["trades"] or 0), ENOUGH_TRADES, "trades"
    start, end = (np.datetime64(one[:-1]) for one in (late.start, late.end))
    return months_of(start, end), ENOUGH_MONTHS, "months"

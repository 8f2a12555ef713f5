"""What a change would have done on the first part of the period, where variants compete.

The engine measures it, so that what is to be expected of an idea is no hope but a figure. What
lies behind that part stays unseen, so that a run of the idea is still a test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agents.analyst import TOO_FEW_TRADES, is_lost
from agents.backtest_runner import CheckCancelled, Trial, early_bars
from agents.events import Json
from agents.words import percent, plural, ratio, share
from backtests.engine import backtest as engine
from backtests.engine.bars import BadBars, Bars
from backtests.engine.metrics import Figures
from backtests.engine.strategy import Strategy

TOLD = ("total_return", "sharpe", "max_drawdown", "trades")
# A Sharpe ratio that is higher by less is no better one.
BETTER = 0.02
# Who has lost more than this has lost the account, but for a rest that is no better or worse.
HARDLY_ANYTHING = -0.95
# A drawdown that is a tenth smaller is worth something, if the Sharpe ratio bears it.
SMALLER, BORNE = 0.9, 0.05


@dataclass(frozen=True)
class Effect:
    """The figures before a change, and after it; of a plan its trades say nothing."""

    before: Figures
    after: Figures
    split: bool
    plan: bool = False

    def __str__(self) -> str:
        before, after = self.before, self.after
        period = "the first part of the period" if self.split else "this period"
        where = f"With this change alone, on {period}"
        told = [
            ("return", percent(before["total_return"]), percent(after["total_return"])),
            ("Sharpe ratio", ratio(before["sharpe"]), ratio(after["sharpe"])),
            ("worst drawdown", fall(before), fall(after)),
        ]
        counted = not self.plan and trades(before) != trades(after)
        if not counted and all(was == now for _, was, now in told):
            return f"{where}: the return, the Sharpe ratio and the drawdown as good as unchanged."
        parts = [f"{name} {now} instead of {was}" for name, was, now in told]
        if not self.plan:
            number = plural(trades(after), "trade")
            parts.append(f"{number}{as_many(trades(before), trades(after))}")
        return f"{where}: {'; '.join(parts)}."

    @property
    def gain(self) -> float:
        """In the Sharpe ratio; where there was none, any is one."""
        before, after = self.before["sharpe"], self.after["sharpe"]
        return (after or 0.0) - (before or 0.0)

    @property
    def helps(self) -> bool:
        """Better for its risk, or less risk for much the same; and trades to judge it by.

        What loses the account, or all but a rest, helps nobody; what keeps it helps who lost it.
        """
        if self.before == self.after or self.ruins:
            return False
        if not self.plan and trades(self.after) < TOO_FEW_TRADES:
            return False
        if not self.plan and trades(self.before) < TOO_FEW_TRADES:
            return True
        if is_lost(self.before):
            return True
        depth = [abs(one["max_drawdown"] or 0.0) for one in (self.before, self.after)]
        returned = [one["total_return"] or 0.0 for one in (self.before, self.after)]
        if returned[1] < returned[0] and depth[1] > depth[0]:
            return False
        calmer = depth[1] <= SMALLER * depth[0] and self.gain >= -BORNE
        return self.gain >= BETTER or (calmer and (self.after["sharpe"] or 0.0) > 0)

    @property
    def ruins(self) -> bool:
        return (self.after["total_return"] or 0.0) <= HARDLY_ANYTHING

    def to_dict(self) -> Json:
        both = {"before": self.before, "after": self.after}
        return {when: {name: found[name] for name in TOLD} for when, found in both.items()}


def effect_of(
    strategy: Strategy, trial: Trial, bars: Sequence[Bars], check: CheckCancelled
) -> Effect | None:
    """None where it cannot be tested on these prices."""
    whole, early = trial.backtest, trial.in_sample
    known, before = list(bars), early.metrics if early else whole.metrics
    if trial.out_of_sample is not None:
        known = early_bars(known, np.datetime64(trial.out_of_sample.start[:-1]))
    try:
        done = engine.run(strategy, known, check_cancelled=check)
    except (engine.TooFewBars, engine.WrongBars, BadBars):
        return None
    return Effect(before, done.metrics, early is not None, done.plan is not None)


def trades(figures: Figures) -> int:
    return int(figures["trades"] or 0)


def as_many(before: int, after: int) -> str:
    return ", as many as before" if before == after else f" instead of {before:,}"


def fall(figures: Figures) -> str:
    return share(abs(figures["max_drawdown"] or 0.0))

"""What the first part of a period shows: how often rules held, and how trades ended.

From this follow the numbers that refinement tries, so that each change has its reason in the data.
What lies behind the first part is not looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from agents.backtest_runner import CheckCancelled, Trial, early_bars
from agents.refining import limits, pacing
from agents.refining.distances import Course, Held
from agents.refining.knobs import Knob, Lead
from backtests.engine.backtest import prepared
from backtests.engine.bars import Bars
from backtests.engine.signals import Panel
from backtests.engine.strategy import Strategy
from backtests.engine.trades import Trade


@dataclass(frozen=True)
class Observed:
    """The first part of a period, with the trades that ended in it."""

    strategy: Strategy
    panels: Sequence[Panel]
    trades: Sequence[Trade]
    check: CheckCancelled = lambda: None

    @cached_property
    def course(self) -> Course:
        panels = {panel.bars.symbol: panel for panel in self.panels}
        return Course(self.strategy, [Held.of(one, panels[one.symbol]) for one in self.trades])

    def held(self, knob: Knob) -> int:
        """At how many closes the rule held that this limit belongs to."""
        looked = limits.looked(knob, self.strategy, self.panels)
        return looked.held(knob.value * knob.loosens) if looked else 0

    def lead(
        self, knob: Knob, way: int, steps: int, allowed: pacing.Allowed, rule: str = ""
    ) -> Lead | None:
        """Where the data lead; None where they say nothing. For thresholds and periods, +1 is where
        the rule holds more often; for all else, a higher number.
        """
        self.check()
        course = self.course
        match knob.kind, way:
            case "threshold", _ if looked := limits.looked(knob, self.strategy, self.panels):
                return limits.limit_of(looked, knob, steps, easier=way > 0)
            case "threshold" | "period", _:
                pace = pacing.Pace.of(knob, way, steps, rule)
                return pacing.paced(knob, self.strategy, self.panels, pace, allowed)
            case "stop", _ if knob.paths[0].startswith("trailing"):
                turn = course.wider_trail if way > 0 else course.tighter_trail
                return turn(knob, steps)
            case "stop", _:
                turn = course.wider_stop if way > 0 else course.tighter_stop
                return turn(knob, steps)
            case "target", _:
                turn = course.higher_target if way > 0 else course.lower_target
                return turn(knob, steps)
            case "time", _:
                return course.other_time(knob, way, steps)
        return None


def observe(
    trial: Trial, bars: Sequence[Bars], check: CheckCancelled = lambda: None
) -> Observed | None:
    """None, where no first part was set apart."""
    strategy = trial.backtest.strategy
    if trial.out_of_sample is None or strategy.portfolio:
        return None
    moment = np.datetime64(trial.out_of_sample.start[:-1])
    ended = [one for one in trial.backtest.trades if not one.is_open and one.exit_time < moment]
    return Observed(strategy, prepared(strategy, early_bars(list(bars), moment)), ended, check)

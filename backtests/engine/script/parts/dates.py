"""Conditions of the calendar, on the bar of the signal or on that of its fill."""

import numpy as np

from backtests.engine.bars import Bars
from backtests.engine.calendar import held_at, needs_later_bars
from backtests.engine.conditions import Calendar
from backtests.engine.kernel.layout import BoolArray
from backtests.engine.script.parts.truths import Truth, judged


def dated(bars: Bars, rule: Calendar, delay: int) -> Truth:
    """Asked of the bar that follows by `delay`; behind the last one nothing is known."""
    holds = held_at(rule, bars.time, bars.timezone)
    known = ~needs_later_bars(rule, bars.time, bars.timezone)
    return judged(ahead(holds, delay), ahead(known, delay))


def ahead(flags: BoolArray, bars: int) -> BoolArray:
    nothing = np.zeros(min(bars, len(flags)), np.bool_)
    return np.concatenate((flags[bars:], nothing))

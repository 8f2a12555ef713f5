"""Times of the day that a rule names, and at which no bar begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from backtests.engine.calendar import held_at, local_time
from backtests.engine.conditions import All, Any_, Calendar
from backtests.engine.phrases import describe_condition
from backtests.engine.signals import Panel
from backtests.engine.strategy import Strategy


def hours_flags(strategy: Strategy, panels: Sequence[Panel]) -> Iterator[str]:
    """ "Sell at 16:00" where the last bar of a day begins at 15:30: it never happens."""
    for rule in dict.fromkeys(hours_of(strategy)):
        if not any(held_at(rule, one.bars.time, one.bars.timezone).any() for one in panels):
            yield (
                f"no bar begins when {describe_condition(rule)}, so that this rule never held; "
                f"the last bar of a day begins at {last_beginning(panels[0])}"
            )


def hours_of(strategy: Strategy) -> Iterator[Calendar]:
    """Of what must hold, or is enough; what must not may well never be."""
    for rule in strategy.rules:
        for part in (rule, *(rule.of if isinstance(rule, All | Any_) else ())):
            if isinstance(part, Calendar) and (part.from_time or part.to_time):
                yield Calendar(from_time=part.from_time, to_time=part.to_time)


def last_beginning(panel: Panel) -> str:
    local = local_time(panel.bars.time, panel.bars.timezone)
    latest = (local - local.astype("datetime64[D]")).max()
    return str(np.datetime64("1970-01-01T00:00") + latest)[11:16]

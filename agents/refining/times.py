"""A limit that is so many times an average, where the rule never held: "volume above 10 times its
20-day average". How many times follows from how far the value has been from the average.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from agents.refining.limits import ENOUGH_CLOSES
from agents.refining.observed import Observed
from agents.refining.suggestion import Suggestion
from agents.words import plural
from backtests.engine.bars import FloatArray
from backtests.engine.phrases import name_of
from backtests.engine.signals import Panel
from backtests.engine.strategy import All, Comparison, Condition, Indicator, Price

AVERAGES = frozenset({"SMA", "VOLUME_MEAN"})
ABOVE = frozenset({">", ">="})
# What is rarer than enough, and still says something.
FEWER = 7


def eased(seen: Observed) -> Iterator[Suggestion]:
    """For each such limit of the entry, those at which it alone would have held often enough."""
    for rule in compared(seen.strategy.entry):
        found = np.concatenate([ratios(rule, panel) for panel in seen.panels])
        found = np.sort(found[np.isfinite(found)])
        for closes in (ENOUGH_CLOSES, FEWER) if len(found) > ENOUGH_CLOSES else ():
            yield at_enough(rule, found, closes)


def compared(entry: Condition | None) -> Iterator[Comparison]:
    """The entry, or those of its parts that must all hold, which are told in plain words."""
    for one in entry.of if isinstance(entry, All) else [entry]:
        if isinstance(one, Comparison) and isinstance(one.left, Price):
            right, below = one.right, one.op in ("<", "<=")
            if not isinstance(right, Indicator) or right.multiplier == 1:
                continue
            if right.name in AVERAGES and (below or one.op in ABOVE):
                yield one


def ratios(rule: Comparison, panel: Panel) -> FloatArray:
    average = rule.right.model_copy(update={"multiplier": 1.0})
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(panel.series(rule.left) / panel.series(average))


def at_enough(rule: Comparison, found: FloatArray, closes: int) -> Suggestion:
    """`found` are the ratios in their order, of which those beyond the limit hold."""
    above = rule.op in ABOVE
    enough, best = (found[-closes], found[-1]) if above else (found[closes], found[0])
    value = float(f"{enough * (0.99 if above else 1.01):.2g}")
    held = int(np.count_nonzero(found > value if above else found < value))
    side, bars = "above" if above else "below", int(getattr(rule.right, "params", {})["period"])
    average = f"its {bars}-day average"
    return Suggestion(
        f"buy when {name_of(rule.left)} is {side} {value:g} times {average}",
        f"On the first part of the period: It never traded. {name_of(rule.left).capitalize()} came "
        f"to {best:.3g} times {average}; with {value:g} that would have held at "
        f"{plural(held, 'close')}.",
        "An easier entry signals more often.",
    )

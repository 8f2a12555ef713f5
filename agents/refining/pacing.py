"""Periods and widths that follow from how often a rule begins to hold.

A limit is held against values that stay the same; a period or a width changes the values
themselves, so the whole rule is looked at again with each number, the nearest first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from agents.refining.knobs import Knob, Lead, changed
from agents.words import plural
from backtests.engine.signals import Panel, signal
from backtests.engine.strategy import Strategy

# A rule that never held is to begin so often that the number of trades says something.
ENOUGH_SIGNALS = 6
# How often it is to begin, as a part of how often it did; by further steps.
OFTENER, RARER = (4 / 3, 2.0, 4.0), (3 / 4, 1 / 2, 1 / 4)
# A period is looked for among numbers some 5% apart, and up to three times as long or short as
# it was read: beyond that, it is another idea.
APART, FURTHEST = 1.05, 3.0

Allowed = Callable[[float], bool]


@dataclass(frozen=True)
class Pace:
    """How often a rule is to begin to hold: `way` +1 more, -1 less often than it does."""

    rules: Sequence[str]
    way: int
    steps: int

    @classmethod
    def of(cls, knob: Knob, way: int, steps: int, rule: str = "") -> Pace:
        """Of the rules to enter that the number is part of, if any; else of those to leave."""
        names = list(dict.fromkeys(path.partition(".")[0] for path in knob.paths))
        meant = [one for one in names if one.endswith(rule or "entry")]
        return cls(meant or names, way, steps)

    def wanted(self, now: int) -> float:
        part = (OFTENER if self.way > 0 else RARER)[self.steps - 1]
        return max(ENOUGH_SIGNALS, now * part) if self.way > 0 else now * part

    def reached(self, then: int, wanted: float) -> bool:
        return then >= wanted if self.way > 0 else 0 < then <= wanted


def paced(
    knob: Knob, strategy: Strategy, panels: Sequence[Panel], pace: Pace, allowed: Allowed
) -> Lead | None:
    """The nearest number with which the rule begins so much more, or so much less, often."""
    now = signals(strategy, pace.rules, panels)
    for value in (one for way in ways(knob, pace) for one in walked(knob, way)):
        other = changed(strategy, knob, value) if allowed(value) else None
        then = signals(other, pace.rules, panels) if other else 0
        if other and pace.reached(then, pace.wanted(now)):
            return Lead(value, told(knob, value, pace, now, then, panels))
    return None


def ways(knob: Knob, pace: Pace) -> Sequence[int]:
    """A width is a threshold, whose way is known; short periods mostly signal more often."""
    return (pace.way * knob.loosens,) if knob.kind == "threshold" else (-pace.way, pace.way)


def signals(strategy: Strategy, rules: Sequence[str], panels: Sequence[Panel]) -> int:
    """At how many closes a rule holds that did not hold at the close before."""
    found = 0
    for panel in map(forgetful, panels):
        for name in rules:
            holds = signal(getattr(strategy, name), panel)
            found += int(holds[0]) + int(np.count_nonzero(holds[1:] & ~holds[:-1]))
    return found


def forgetful(panel: Panel) -> Panel:
    """What it computes anew is not kept: each number is looked at once."""
    return replace(panel, _series=dict(panel._series), _truths=dict(panel._truths))


def walked(knob: Knob, way: int) -> Iterator[float]:
    """Other values, the nearest first."""
    low = max(knob.low, knob.value / FURTHEST)
    high = min(knob.high, knob.value * FURTHEST)
    value, grain = knob.value, grain_of(knob)
    while True:
        apart = max(grain, abs(value) * (APART - 1)) if knob.whole else grain
        value = round(round((value + way * apart) / grain) * grain, 10)
        if not low <= value <= high or not value:
            return
        yield value


def grain_of(knob: Knob) -> float:
    """Whole numbers, and else two digits."""
    if knob.whole or knob.step:
        return 1.0
    return float(10.0 ** (math.floor(math.log10(abs(knob.value) or 1.0)) - 1))


def told(knob: Knob, value: float, pace: Pace, now: int, then: int, panels: Sequence[Panel]) -> str:
    closes = sum(len(panel.bars) for panel in panels)
    rule = "entry" if pace.rules[0].endswith("entry") else "exit"
    before = f"began to hold {plural(now, 'time')}" if now else "never held"
    return (
        f"The {rule} rule {before} in {closes:,} closes with {knob.value:g}; with {value:g} it "
        f"would have begun {plural(then, 'time')}."
    )

"""Limits that follow from the values that were held against them: where a rule would hold at twice
as many closes, or at half of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from agents.refining.knobs import Knob, Lead
from backtests.engine.bars import FloatArray
from backtests.engine.phrases import amount, name_of
from backtests.engine.signals import Panel, signal
from backtests.engine.strategy import All, Comparison, Number, Operand, Strategy

# A rule that is to trade has to hold at some twenty closes; then twice, then four times as many.
ENOUGH_CLOSES = 20
# A limit that holds at more than half of the closes hardly tells them apart.
MOST_CLOSES = 0.5
# A number that another value is compared with: "entry.of.1.right.value".
PLACE = re.compile(r"(?P<rule>.+)\.(?P<side>left|right)\.value")


@dataclass(frozen=True)
class Looked:
    """A limit, and the values that were held against it, turned so that low ones hold."""

    operand: Operand
    values: FloatArray
    closes: int
    alone: bool

    def held(self, limit: float) -> int:
        return int((self.values < limit).sum())


def looked(knob: Knob, strategy: Strategy, panels: Sequence[Panel]) -> Looked | None:
    """None for widths and periods, which are no limits of a value."""
    place = PLACE.fullmatch(knob.paths[0])
    if knob.kind != "threshold" or place is None or not panels:
        return None
    parents, side = place["rule"].split("."), place["side"]
    comparison = inside(strategy, parents)
    if not isinstance(comparison, Comparison):
        return None
    other = comparison.left if side == "right" else comparison.right
    if isinstance(other, Number):
        return None
    found = [values_of(other, strategy, parents, panel) for panel in panels]
    values = np.concatenate(found) * knob.loosens
    closes = sum(len(panel.bars) for panel in panels)
    return Looked(other, np.sort(values[~np.isnan(values)]), closes, len(parents) == 1)


def inside(whole: Any, names: Sequence[str]) -> Any:
    for name in names:
        whole = whole[int(name)] if name.isdecimal() else getattr(whole, name)
    return whole


def values_of(
    operand: Operand, strategy: Strategy, path: Sequence[str], panel: Panel
) -> FloatArray:
    """Its values at the closes at which all that must hold beside it does."""
    values, others = panel.series(operand), list(beside(strategy, path, panel))
    return values[np.logical_and.reduce(others)] if others else values


def beside(strategy: Strategy, path: Sequence[str], panel: Panel) -> Iterator[Any]:
    """Where each other part of every "and" on the way holds."""
    for depth, name in enumerate(path):
        if name.isdecimal() and isinstance(whole := inside(strategy, path[: depth - 1]), All):
            others = [part for at, part in enumerate(whole.of) if at != int(name)]
            yield from (signal(part, panel) for part in others)


def limit_of(looked: Looked, knob: Knob, steps: int, *, easier: bool) -> Lead | None:
    """The limit at which the rule would hold at twice as many closes, or at half of them."""
    now = looked.held(knob.value * knob.loosens)
    wanted = max(ENOUGH_CLOSES * 2 ** (steps - 1), now * 2**steps) if easier else now >> steps
    if not wanted or wanted > MOST_CLOSES * len(looked.values):
        return None
    turned = rounded(looked.values[min(wanted, len(looked.values)) - 1], knob)
    value = min(max(turned * knob.loosens, knob.low), knob.high)
    then = looked.held(value * knob.loosens)
    better = then > now if easier else 0 < then < now
    return Lead(value, reason(looked, knob, value, now, then)) if better else None


def rounded(value: float, knob: Knob) -> float:
    """The next plain number above: whole on a scale of its own, else of two digits."""
    grain = 1.0 if knob.step else 10.0 ** (math.floor(math.log10(abs(value) or 1.0)) - 1)
    return round((math.floor(value / grain) + 1) * grain, 10)


def reason(looked: Looked, knob: Knob, value: float, now: int, then: int) -> str:
    rule = f"The {knob.rule} rule" if looked.alone else f"The {knob.rule} rule, all of it,"
    told = f"at {amount(value, looked.operand)} it would have held at {then:,}"
    if now:
        limit = amount(knob.value, looked.operand)
        return f"{rule} held at {now:,} of {looked.closes:,} closes with {limit}; {told}."
    way, nearest = "low" if knob.loosens > 0 else "high", float(looked.values[0]) * knob.loosens
    return (
        f"{rule} never held: {name_of(looked.operand)} came as {way} as "
        f"{amount(round(nearest, 4), looked.operand)}; {told} of {looked.closes:,} closes."
    )

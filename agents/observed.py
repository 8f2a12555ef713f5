"""What the first part of a period shows: how often rules held, and how trades ended.

From this follow the numbers that refinement tries, so that each change has its reason in the data.
What lies behind the first part is not looked at.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from agents.backtest_runner import Trial, early_bars
from agents.knobs import Kind, Knob
from agents.words import plural, share
from backtests.engine.backtest import prepared
from backtests.engine.bars import Bars, FloatArray
from backtests.engine.describe import amount, name_of
from backtests.engine.kernel import layout
from backtests.engine.signals import Panel, signal
from backtests.engine.strategy import All, Comparison, Number, Operand, Strategy
from backtests.engine.trades import Trade

# A rule that is to trade has to hold at some twenty closes; then twice, then four times as many.
ENOUGH_CLOSES = 20
# Fewer winners or losers than these say nothing about distances.
ENOUGH_TRADES = 8
# Of the winners, how many a tighter stop may spare; one in ten less for each further step.
SPARED = 0.9
# Distances are tried in half per cents.
HALF_PER_CENT = 0.005

# A number that another value is compared with: "entry.of.1.right.value".
PLACE = re.compile(r"(?P<rule>.+)\.(?P<side>left|right)\.value")
ENDED_AT: dict[Kind, tuple[tuple[int, ...], str]] = {
    "stop": ((layout.BY_STOP, layout.BY_TRAIL), "at the stop"),
    "target": ((layout.BY_TARGET,), "at the target"),
    "time": ((layout.BY_TIME,), "because their time was over"),
}


@dataclass(frozen=True)
class Level:
    """A number to try, and what was seen that it follows from."""

    value: float
    why: str


@dataclass(frozen=True)
class Looked:
    """A limit, and the values that were held against it, turned so that low ones hold."""

    operand: Operand
    values: FloatArray
    closes: int
    alone: bool

    def held(self, limit: float) -> int:
        return int((self.values < limit).sum())


@dataclass(frozen=True)
class Observed:
    """The first part of a period, with the trades that ended in it."""

    strategy: Strategy | None = None
    panels: Sequence[Panel] = ()
    trades: Sequence[Trade] = ()

    def held(self, knob: Knob) -> int:
        """At how many closes the rule held that this limit belongs to."""
        looked = self._looked(knob)
        return looked.held(knob.value * knob.loosens) if looked else 0

    def pointless(self, knob: Knob, way: int) -> bool:
        """To widen a stop, target or time at which no trade has ended, or that is never near."""
        if knob.kind == "threshold":
            return self._looked(knob) is not None
        return bool(self.trades) and way > 0 and knob.kind in ENDED_AT and not self._ended(knob)

    def level(self, knob: Knob, way: int, steps: int) -> Level | None:
        """Where the data say how far to go; None where they say nothing."""
        match knob.kind:
            case "threshold":
                looked = self._looked(knob)
                easier = way == knob.loosens
                return limit_of(looked, knob, steps, easier=easier) if looked else None
            case "stop" if way < 0 and "." not in knob.paths[0]:
                return tighter_stop(self.trades, knob, steps)
            case "target" if way < 0 and "." not in knob.paths[0]:
                return lower_target(self.trades, knob, steps)
            case "stop" | "target" | "time" if way > 0:
                return self._further(knob, steps)
        return None

    def _ended(self, knob: Knob) -> int:
        codes, _ = ENDED_AT[knob.kind]
        return sum(trade.why.code in codes for trade in self.trades)

    def _further(self, knob: Knob, steps: int) -> Level | None:
        value, ended = knob.moved(1, steps), self._ended(knob)
        if value is None or not ended:
            return None
        how = f"{ended} of {plural(len(self.trades), 'trade')} ended {ENDED_AT[knob.kind][1]}."
        return Level(value, how)

    def _looked(self, knob: Knob) -> Looked | None:
        """None for widths and periods, which are no limits of a value."""
        place = PLACE.fullmatch(knob.paths[0])
        if knob.kind != "threshold" or place is None or not self.panels:
            return None
        parents, side = place["rule"].split("."), place["side"]
        comparison = inside(self.strategy, parents)
        if not isinstance(comparison, Comparison):
            return None
        other = comparison.left if side == "right" else comparison.right
        if isinstance(other, Number):
            return None
        found = [values_of(other, self.strategy, parents, panel) for panel in self.panels]
        values = np.concatenate(found) * knob.loosens
        closes = sum(len(panel.bars) for panel in self.panels)
        return Looked(other, np.sort(values[~np.isnan(values)]), closes, len(parents) == 1)


def observe(trial: Trial, bars: Sequence[Bars]) -> Observed:
    """Nothing, where no first part was set apart."""
    if trial.out_of_sample is None or not bars or trial.backtest.strategy.portfolio:
        return Observed()
    strategy, moment = trial.backtest.strategy, np.datetime64(trial.out_of_sample.start[:-1])
    ended = [one for one in trial.backtest.trades if not one.is_open and one.exit_time < moment]
    return Observed(strategy, prepared(strategy, early_bars(list(bars), moment)), ended)


def inside(whole: Any, names: Sequence[str]) -> Any:
    for name in names:
        whole = whole[int(name)] if name.isdecimal() else getattr(whole, name)
    return whole


def values_of(
    operand: Operand, strategy: Strategy | None, path: Sequence[str], panel: Panel
) -> FloatArray:
    """Its values at the closes at which all that must hold beside it does."""
    values, others = panel.series(operand), list(beside(strategy, path, panel))
    return values[np.logical_and.reduce(others)] if others else values


def beside(strategy: Strategy | None, path: Sequence[str], panel: Panel) -> Iterator[Any]:
    """Where each other part of every "and" on the way holds."""
    for depth, name in enumerate(path):
        if name.isdecimal() and isinstance(whole := inside(strategy, path[: depth - 1]), All):
            others = [part for at, part in enumerate(whole.of) if at != int(name)]
            yield from (signal(part, panel) for part in others)


# Limits -----------------------------------------------------------------------------------------


def limit_of(looked: Looked, knob: Knob, steps: int, *, easier: bool) -> Level | None:
    """The limit at which the rule would hold at twice as many closes, or at half of them."""
    now = looked.held(knob.value * knob.loosens)
    wanted = max(ENOUGH_CLOSES * 2 ** (steps - 1), now * 2**steps) if easier else now >> steps
    if not len(looked.values) or not wanted:
        return None
    turned = rounded(looked.values[min(wanted, len(looked.values)) - 1], knob)
    value = min(max(turned * knob.loosens, knob.low), knob.high)
    then = looked.held(value * knob.loosens)
    better = then > now if easier else 0 < then < now
    return Level(value, reason(looked, knob, value, now, then)) if better else None


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


# Distances --------------------------------------------------------------------------------------


def tighter_stop(trades: Sequence[Trade], knob: Knob, steps: int) -> Level | None:
    """Where most winners never stood that far in the red."""
    worst = sorted(-trade.mae for trade in trades if trade.pnl > 0)
    if len(worst) < ENOUGH_TRADES:
        return None
    spared = SPARED - (steps - 1) / 10
    value = max(HALF_PER_CENT, raised(worst[int(spared * (len(worst) - 1))]))
    why = f"{share(spared)} of the winning trades never stood {value:.1%} in the red."
    return Level(value, why) if value < knob.value else None


def lower_target(trades: Sequence[Trade], knob: Knob, steps: int) -> Level | None:
    """What half of the trades that missed the target stood at, at their best."""
    best = [trade.mfe for trade in trades if trade.why.code not in ENDED_AT["target"][0]]
    if len(best) < ENOUGH_TRADES:
        return None
    value = raised(median(best) / steps) - HALF_PER_CENT
    why = f"Half of the trades that missed the target stood {median(best):.1%} in front at best."
    return Level(value, why) if HALF_PER_CENT <= value < knob.value else None


def raised(value: float) -> float:
    return round(math.ceil(value / HALF_PER_CENT) * HALF_PER_CENT, 4)

"""The numbers of a strategy that a variant may change, and which of them are free.

Free is a number that the reader assumed. A number that was stated is locked, and so is every other
use of it: an RSI whose period was given for the entry keeps it in the exit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import ValidationError

from agents.language.reading import Reading
from backtests.engine.axes import Unit
from backtests.engine.indicators import INDICATORS
from backtests.engine.operands import in_fractions
from backtests.engine.phrases import name_of
from backtests.engine.strategy import (
    All,
    Any_,
    Atr,
    Between,
    Change,
    Comparison,
    Condition,
    Distance,
    Indicator,
    Level,
    Not,
    Number,
    Operand,
    Strategy,
    Streak,
)

Kind = Literal["threshold", "period", "stop", "target", "time", "places"]
# A portfolio has a filter or conditions in place of entry and exit.
Rule = Literal["entry", "exit", "filter", "condition"]

POINTS = 5.0
GROWTH = 1.5
SMALL_GROWTH = 1.25
AVERAGES = ("SMA", "EMA")
# Indicators that say how strong something is, and not on which side of a middle.
STRENGTHS = frozenset({"ADX"})


@dataclass(frozen=True)
class Knob:
    """One number, at every path where it stands.

    `loosens` is +1 where a higher threshold holds more often, -1 where a lower one does.
    Numbers of one `family` keep their order: a fast average stays faster than a slow one.
    `unit` "%" says that the value is a fraction.
    """

    paths: tuple[str, ...]
    kind: Kind
    label: str
    value: float
    low: float
    high: float
    whole: bool = False
    rule: Rule | None = None
    loosens: int = 1
    step: float | None = None
    growth: float = GROWTH
    family: str = ""
    unit: Unit = ""

    def moved(self, way: int, steps: int) -> float | None:
        """The value so many steps higher or lower; None where there is no such step."""
        raw = self.raised(way * steps)
        value = float(round(raw)) if self.whole else round(raw, 4)
        possible = self.low <= value <= self.high and value != self.value
        return value if possible else None

    def raised(self, steps: int) -> float:
        if self.step is not None:
            return self.value + steps * self.step
        factor: float = self.growth**steps
        return self.value * factor if self.value > 0 else self.value / factor


@dataclass(frozen=True)
class Lead:
    """A number to try, and what was seen that it follows from."""

    value: float
    why: str


def free_knobs(strategy: Strategy, reading: Reading) -> list[Knob]:
    return [knob for knob in knobs(strategy) if is_free(knob, reading)]


def is_free(knob: Knob, reading: Reading) -> bool:
    """Assumed at one of its paths at least, because a reading says it once, and stated at none."""
    assumed = {assumption.path for assumption in reading.assumptions}
    stated = any(covers(one, path) for one in reading.stated for path in knob.paths)
    return not stated and any(was_assumed(path, assumed) for path in knob.paths)


def was_assumed(path: str, assumed: set[str]) -> bool:
    """By its own path, or as one of an indicator's parameters."""
    params = path.rpartition(".")[0]
    return path in assumed or (params.endswith(".params") and params in assumed)


def covers(whole: str, path: str) -> bool:
    return path == whole or path.startswith(f"{whole}.")


def knobs(strategy: Strategy) -> list[Knob]:
    """Every number that could be tuned, with the uses of one number brought together."""
    return [*merged([*rule_knobs(strategy)]), *exit_knobs(strategy)]


def rule_knobs(strategy: Strategy) -> Iterator[Knob]:
    sides: tuple[tuple[str, Condition | None, Rule], ...] = (
        ("entry", strategy.entry, "entry"),
        ("exit", strategy.exit, "exit"),
        ("short_entry", strategy.short_entry, "entry"),
        ("short_exit", strategy.short_exit, "exit"),
    )
    for path, condition, rule in sides:
        if condition is not None:
            yield from condition_knobs(condition, path, rule, 1)


def exit_knobs(strategy: Strategy) -> Iterator[Knob]:
    yield from level_knobs("stop_loss", "stop", strategy.stop_loss, 0.5)
    yield from level_knobs("trailing_stop", "stop", strategy.trailing_stop, 0.5)
    yield from level_knobs("take_profit", "target", strategy.take_profit, 10)
    if strategy.max_bars:
        yield Knob(("max_bars",), "time", "bars held", strategy.max_bars, 1, 1000, whole=True)
    if strategy.max_days:
        yield Knob(("max_days",), "time", "days held", strategy.max_days, 1, 1000, whole=True)


def level_knobs(field: str, kind: Kind, level: Level | None, most: float) -> Iterator[Knob]:
    """A fraction of the price, or a multiple of the ATR."""
    label = field.replace("_", " ")
    if isinstance(level, float):
        yield Knob((field,), kind, label, level, 0.005, most, unit="%")
    elif isinstance(level, Atr):
        yield Knob((f"{field}.multiple",), kind, f"{label} in ATR", level.multiple, 0.1, 100)


def condition_knobs(condition: Condition, path: str, rule: Rule, sign: int) -> Iterator[Knob]:
    """`sign` turns with every `not`, because what loosens the part tightens the whole."""
    match condition:
        case Comparison():
            yield from comparison_knobs(condition, path, rule, sign)
        case Between():
            yield from between_knobs(condition, path, rule, sign)
        case Not():
            yield from condition_knobs(condition.of, f"{path}.of", rule, -sign)
        case All() | Any_():
            for index, part in enumerate(condition.of):
                yield from condition_knobs(part, f"{path}.of.{index}", rule, sign)


def comparison_knobs(one: Comparison, path: str, rule: Rule, sign: int) -> Iterator[Knob]:
    below = sign if one.op in ("<", "<=", "crosses_below") else -sign
    sides: tuple[tuple[str, Operand, Operand, int], ...] = (
        ("left", one.left, one.right, -below),
        ("right", one.right, one.left, below),
    )
    for side, operand, other, loosens in sides:
        here = f"{path}.{side}"
        if isinstance(operand, Number):
            yield from threshold(operand, other, here, rule, loosens)
        yield from operand_knobs(operand, here, rule)


def between_knobs(one: Between, path: str, rule: Rule, sign: int) -> Iterator[Knob]:
    """A lower floor and a higher ceiling hold more often."""
    yield from operand_knobs(one.operand, f"{path}.operand", rule)
    for side, limit, loosens in (("low", one.low, -sign), ("high", one.high, sign)):
        here = f"{path}.{side}"
        if isinstance(limit, Number):
            yield from threshold(limit, one.operand, here, rule, loosens)
        yield from operand_knobs(limit, here, rule)


def threshold(
    number: Number, other: Operand, path: str, rule: Rule, loosens: int
) -> Iterator[Knob]:
    label, paths, value = f"{rule} limit of {name_of(other)}", (f"{path}.value",), number.value
    knob = Knob(paths, "threshold", label, value, -1e9, 1e9, rule=rule, loosens=loosens)
    if isinstance(other, Indicator) and (scale := INDICATORS[other.name].scale):
        low, high = own_half(value, *scale) if other.name not in STRENGTHS else scale
        yield replace(knob, step=POINTS, low=low, high=high)
    elif isinstance(other, Streak):
        yield replace(knob, step=1, low=1, high=20)
    elif value:
        unit: Unit = "%" if in_fractions(other) else ""
        yield replace(knob, growth=SMALL_GROWTH, unit=unit)


def own_half(value: float, low: float, high: float) -> tuple[float, float]:
    """An oversold limit stays in the lower half of the scale: beyond it is another idea."""
    middle = (low + high) / 2
    return (low + POINTS, middle) if value <= middle else (middle, high - POINTS)


def operand_knobs(operand: Operand, path: str, rule: Rule | None) -> Iterator[Knob]:
    match operand:
        case Indicator():
            for name in operand.params:
                yield param_knob(operand, name, f"{path}.params.{name}", rule)
        case Change() | Distance():
            family = operand.kind + getattr(operand, "of", "") + (operand.symbol or "")
            label = f"bars of {name_of(operand)}"
            yield Knob(
                (f"{path}.bars",), "period", label, operand.bars, 1, 1000, True, family=family
            )


def param_knob(operand: Indicator, name: str, path: str, rule: Rule | None) -> Knob:
    """A width is a threshold: the wider the band, the rarer the signal."""
    limits, family = INDICATORS[operand.name].params[name], operand.name
    if operand.symbol:
        family = f"{operand.symbol}'s {family}"
    knob = Knob(
        (path,), "period", f"{name} of {family}", operand.params[name], limits.low, limits.high
    )
    if not limits.whole:
        family = f"{family}.{name}"
        width = replace(knob, kind="threshold", rule=rule, loosens=-1, growth=SMALL_GROWTH)
        return replace(width, family=family)
    family = "average" if family in AVERAGES else family
    return replace(knob, whole=True, low=max(2.0, limits.low), family=f"{family}.{name}")


def changed(strategy: Strategy, knob: Knob, value: float) -> Strategy | None:
    """The strategy with one number changed everywhere; None if no strategy can be like that."""
    data = strategy.model_dump(mode="json")
    for path in knob.paths:
        put(data, path, int(value) if knob.whole else value)
    try:
        return Strategy.model_validate(data)
    except ValidationError:
        return None


def put(data: Any, path: str, value: float) -> None:
    *parents, last = path.split(".")
    for part in parents:
        data = data[int(part)] if isinstance(data, list) else data[part]
    data[last] = value


def merged(found: Iterable[Knob]) -> Iterator[Knob]:
    """Thresholds stand alone; the same parameter with the same value is one number."""
    groups: defaultdict[object, list[Knob]] = defaultdict(list)
    for knob in found:
        same = (knob.label, knob.family, knob.value) if knob.family else knob.paths
        groups[same].append(knob)
    for group in groups.values():
        yield replace(group[0], paths=tuple(path for knob in group for path in knob.paths))


def in_order(knob: Knob, value: float, everything: Iterable[Knob]) -> bool:
    """Whether the family would keep its order."""
    others = [one.value for one in everything if one.family == knob.family and one != knob]
    return not knob.family or all(
        (knob.value < other) == (value < other) and value != other for other in others
    )

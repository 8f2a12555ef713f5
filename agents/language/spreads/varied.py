"""Which numbers of a strategy a spread varies: by name, or by what two readings differ in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from agents.language.draft import rounded
from agents.language.reading import Assumption
from agents.language.spreads.spreads import Spread, usual_step
from backtests.engine.axes import name_of_range
from backtests.engine.phrases import percent, short
from backtests.engine.ranges import SHARED, Range
from backtests.engine.strategy import Strategy

AVERAGES = frozenset({"sma", "ema", "wma", "hma"})
# Names that say which kind of number is meant.
KINDS = frozenset(
    {"limit", "period", "stop", "profit", "trailing", "held", "commission", "slippage", "multiple"}
)
# Numbers that nobody means by a name.
UNNAMED = frozenset({"lag", "multiplier", "leverage", "weekdays", "months", "initial_capital"})


@dataclass(frozen=True)
class Found:
    """Numbers of a strategy that are one: their name, their value, and where they stand."""

    label: str
    unit: str
    value: float
    paths: tuple[str, ...]

    def __str__(self) -> str:
        value = percent(self.value) if self.unit == "%" else short(self.value)
        return f"{self.label} ({value} now)"

    @property
    def words(self) -> frozenset[str]:
        """A trailing stop is no plain stop, and each kind of average is an average."""
        said = frozenset(self.label.lower().split())
        said |= {"average"} if said & AVERAGES else frozenset()
        said |= {"atr"} if "atrs" in said else frozenset()
        return said - {"stop"} if said & {"trailing", "break-even"} else said

    def within(self, spread: Spread) -> bool:
        """Whether the value that it has is among those that it might take."""
        return spread.low * self.scale <= self.value <= spread.high * self.scale

    @property
    def is_set(self) -> bool:
        """Whether the strategy has it because somebody said or assumed it."""
        return bool(self.value) and not self.paths[0].startswith("sizing.max_entries")

    @property
    def scale(self) -> float:
        return 0.01 if self.unit == "%" else 1.0


@dataclass(frozen=True)
class Varied:
    """A spread and the numbers that it varies: `base + factor x` the value that was said."""

    spread: Spread
    label: str
    paths: tuple[str, ...]
    base: float
    factor: float
    in_percent: bool = False

    def at(self, value: float) -> float:
        return rounded(self.base + self.factor * value)

    @property
    def step(self) -> float:
        """The one that was said, or a usual one."""
        low, high = self.spread.low, self.spread.high
        whole = self.spread.unit == "num" and low.is_integer() and high.is_integer()
        return self.spread.step or usual_step(low, high, whole=whole)

    def range(self) -> dict[str, Any]:
        """As the strategy says it; where higher words mean lower numbers, value by value."""
        path, spread = ", ".join(self.paths), self.spread
        if spread.listed:
            return {"path": path, "values": [self.at(value) for value in spread.values]}
        ends = {"from": spread.low, "to": spread.high, "step": self.step}
        if self.factor < 0:
            points = Range.model_validate({"path": path, **ends}).points
            return {"path": path, "values": [self.at(value) for value in points]}
        step = rounded(self.step * self.factor)
        return {"path": path, "from": self.at(spread.low), "to": self.at(spread.high), "step": step}

    def notes(self) -> Iterator[Assumption]:
        path, unit = self.paths[0], "%" if self.spread.unit == "pct" or self.in_percent else ""
        if self.in_percent:
            yield Assumption(text=f"the values of the {self.label} are per cents", path=path)
        if self.spread.step == 0:
            text = f"no step was said for the {self.label}: it goes in steps of {self.step:g}{unit}"
            yield Assumption(text=text, path=path)


def named_by(spread: Spread, strategy: Strategy | None) -> list[Found]:
    """The numbers that the words beside a spread may mean."""
    if strategy is None or not spread.subject:
        return []
    trails = "trailing" in spread.subject
    wanted = spread.subject - {"stop"} if trails else spread.subject
    found = [one for one in numbers_of(strategy) if wanted <= one.words]
    if not wanted & KINDS:
        return found
    least = min((len(one.words) for one in found), default=0)
    return [one for one in found if len(one.words) == least]


def scaled(found: Found, spread: Spread) -> Varied:
    """Beside a fraction, numbers are per cents even where the sign was left out."""
    bare = found.unit == "%" and spread.unit == "num"
    return Varied(spread, found.label, found.paths, 0.0, found.scale, in_percent=bare)


def compared(one: Strategy, other: Strategy, spread: Spread) -> Varied | None:
    """What differs between the readings of the first value and of the last, if it is one number."""
    first, last = dict(leaves(one)), dict(leaves(other))
    paths = [path for path in first if first[path] != last.get(path)]
    if not paths or first.keys() != last.keys():
        return None
    reach = spread.high - spread.low
    lines = {(rounded((last[path] - first[path]) / reach), first[path]) for path in paths}
    if len(lines) > 1:
        return None
    ((factor, begin),) = lines
    label, _ = name_of(one, paths[0], begin)
    return Varied(spread, label, tuple(paths), begin - factor * spread.low, factor)


def numbers_of(strategy: Strategy) -> list[Found]:
    """All that have a name; the same number at several places is one."""
    groups: defaultdict[tuple[str, str, float], list[str]] = defaultdict(list)
    for path, value in leaves(strategy):
        if not UNNAMED & set(path.split(".")):
            groups[(*name_of(strategy, path, value), value)].append(path)
    return [Found(*key, tuple(paths)) for key, paths in groups.items()]


def name_of(strategy: Strategy, path: str, value: float) -> tuple[str, str]:
    return name_of_range(strategy, Range(path=path, values=[value]))


def leaves(strategy: Strategy) -> Iterator[tuple[str, float]]:
    data = strategy.model_dump(mode="json", exclude=set(SHARED))
    yield from numbers_in(data, "")


def numbers_in(value: Any, path: str) -> Iterator[tuple[str, float]]:
    match value:
        case bool():
            return
        case int() | float():
            yield path, float(value)
        case dict() | list():
            items = value.items() if isinstance(value, dict) else enumerate(value)
            for name, item in items:
                yield from numbers_in(item, f"{path}.{name}" if path else str(name))

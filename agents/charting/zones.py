"""Zones of a chart: between which values of an operand the rules do what, as "buy below 30".

A rule is read as the stretches in which it can hold: "and" leaves what two have in common, "or"
takes both, "not" turns each round. So a range is one stretch with two ends.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from agents.events import Json
from backtests.engine.describe import weights
from backtests.engine.phrases import amount
from backtests.engine.strategy import (
    All,
    Allocation,
    Any_,
    Between,
    Comparison,
    Condition,
    Lasting,
    Not,
    Number,
    Operand,
    Strategy,
)

# What happens in the zone, by rule; one that only sells short says entry and exit as well.
LONG = {"entry": "buy", "exit": "sell", "short_entry": "short", "short_exit": "cover"}
SHORT = {"entry": "short", "exit": "cover"}
ENTRIES = ("buy", "short", "hold")
SWAPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="} | {
    "crosses_above": "crosses_below",
    "crosses_below": "crosses_above",
}
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
LOWER = {">": "above", ">=": "at or above", "crosses_above": "as it rises above"}
UPPER = {"<": "below", "<=": "at or below", "crosses_below": "as it drops below"}


@dataclass(frozen=True)
class Stretch:
    """Values from `low` to `high`, either of which may be infinite; how each end is reached."""

    low: float = -math.inf
    high: float = math.inf
    lower: str = ">"
    upper: str = "<"

    def meets(self, other: Stretch) -> Stretch | None:
        """What both have in common."""
        lower = max(self, other, key=lambda one: (one.low, one.lower != ">="))
        upper = min(self, other, key=lambda one: (one.high, one.upper == "<="))
        both = Stretch(lower.low, upper.high, lower.lower, upper.upper)
        return both if both.low < both.high else None

    def joins(self, other: Stretch) -> Stretch | None:
        """Both as one, if no value lies between them; crossing an end is an event of its own."""
        crossed = any(end.startswith("cross") for one in (self, other) for end in one.ends)
        if crossed or max(self.low, other.low) > min(self.high, other.high):
            return None
        lower = min(self, other, key=lambda one: (one.low, one.lower != ">="))
        upper = max(self, other, key=lambda one: (one.high, one.upper == "<="))
        return Stretch(lower.low, upper.high, lower.lower, upper.upper)

    @property
    def ends(self) -> tuple[str, str]:
        return self.lower, self.upper

    @property
    def levels(self) -> list[float]:
        return [level for level in (self.low, self.high) if math.isfinite(level)]

    def told(self, operand: Operand) -> str:
        if self.ends == (">=", "<=") and len(self.levels) == 2:
            return f"between {amount(self.low, operand)} and {amount(self.high, operand)}"
        known = ((LOWER[self.lower], self.low), (UPPER[self.upper], self.high))
        parts = [f"{word} {amount(at, operand)}" for word, at in known if math.isfinite(at)]
        return " and ".join(parts)


Found = dict[str, tuple[Operand, list[Stretch]]]


@dataclass(frozen=True)
class Zone:
    """What the rules do while an operand is in a stretch of its values."""

    does: str
    stretch: Stretch
    text: str

    @property
    def levels(self) -> list[float]:
        return self.stretch.levels

    def to_dict(self) -> Json:
        """`level` and `above` tell of one end; `low` and `high` of both, None where it is open."""
        low, high = (
            at if math.isfinite(at) else None for at in (self.stretch.low, self.stretch.high)
        )
        return {
            "does": self.does,
            "enters": self.does in ENTRIES,
            "level": self.levels[0],
            "above": low is not None,
            "low": low,
            "high": high,
            "text": self.text,
        }


def zones_of(strategy: Strategy) -> dict[str, list[Zone]]:
    """Of each operand that is held against a number, by its key."""
    found: defaultdict[str, list[Zone]] = defaultdict(list)
    for does, said, rule in named_rules(strategy):
        for key, (operand, stretches) in stretches_of(rule).items():
            for one in filter(lambda one: one.levels, stretches):
                zone = Zone(does, one, f"{said} {one.told(operand)}")
                if zone not in found[key]:
                    found[key].append(zone)
    return dict(found)


def named_rules(strategy: Strategy) -> Iterator[tuple[str, str, Condition]]:
    """What each does, in a word and for the reader; those of a portfolio say what is held."""
    words = SHORT if strategy.direction == "short" else LONG
    own = {name: getattr(strategy, name) for name in words}
    yield from ((words[name], words[name], rule) for name, rule in own.items() if rule is not None)
    if isinstance(strategy.portfolio, Allocation):
        for branch in strategy.portfolio.branches:
            yield "hold", f"hold {weights(branch.weights)}", branch.when
    else:
        known = [id(rule) for rule in own.values()]
        yield from (("hold", "hold", rule) for rule in strategy.rules if id(rule) not in known)


def stretches_of(condition: Condition, *, turned: bool = False) -> Found:
    """In which values of each operand the condition can hold; `turned` by a "not"."""
    match condition:
        case Comparison():
            return compared(condition, turned)
        case Not():
            return stretches_of(condition.of, turned=not turned)
        case Lasting():
            return {} if turned else stretches_of(condition.of)
        case All() | Any_() | Between():
            parts = condition.parts if isinstance(condition, Between) else condition.of
            found = [stretches_of(part, turned=turned) for part in parts]
            return either(found) if isinstance(condition, Any_) != turned else every(found)
        case _:
            return {}


def compared(one: Comparison, turned: bool) -> Found:
    """What is not a crossing holds at nearly every bar, so that a turned one says nothing."""
    sides = ((one.left, one.op, one.right), (one.right, SWAPPED[one.op], one.left))
    found: Found = {}
    for operand, op, number in sides:
        said = OPPOSITE.get(op) if turned else op
        if said and isinstance(number, Number) and not isinstance(operand, Number):
            found[operand.key] = operand, [stretch(said, number.value)]
    return found


def stretch(op: str, level: float) -> Stretch:
    if op in LOWER:
        return Stretch(low=level, lower=op)
    return Stretch(high=level, upper=op)


def every(parts: list[Found]) -> Found:
    """Each operand where all the parts that look at it can hold."""
    found: Found = {}
    for part in parts:
        for key, (operand, stretches) in part.items():
            before = found[key][1] if key in found else [Stretch()]
            met = [one.meets(other) for one in before for other in stretches]
            found[key] = operand, [one for one in met if one]
    return found


def either(parts: list[Found]) -> Found:
    found: Found = {}
    for part in parts:
        for key, (operand, stretches) in part.items():
            before = found[key][1] if key in found else []
            for one in stretches:
                before = joined(before, one)
            found[key] = operand, before
    return found


def joined(stretches: list[Stretch], new: Stretch) -> list[Stretch]:
    """With a new one, which swallows those that it touches."""
    apart = []
    for one in stretches:
        if together := one.joins(new):
            new = together
        else:
            apart.append(one)
    return [*apart, new]

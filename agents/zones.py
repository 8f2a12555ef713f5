"""Zones of a chart: on which side of its limits the rules do what, as "buy below 30"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from agents.events import Json
from backtests.engine.describe import amount
from backtests.engine.strategy import (
    Comparison,
    Condition,
    Not,
    Number,
    Operand,
    Strategy,
    parts_of,
)

ABOVE = frozenset({">", ">=", "crosses_above"})
# What happens in the zone, by rule; one that only sells short says entry and exit as well.
LONG = {"entry": "buy", "exit": "sell", "short_entry": "short", "short_exit": "cover"}
SHORT = {"entry": "short", "exit": "cover"}


@dataclass(frozen=True)
class Zone:
    """`level` parts the values of an operand; what the rule does, it does `above` or below it."""

    does: str
    level: float
    above: bool
    text: str

    def to_dict(self) -> Json:
        return asdict(self)


def zones_of(strategy: Strategy) -> dict[str, list[Zone]]:
    """Of each operand that is held against a number, by its key."""
    found: defaultdict[str, list[Zone]] = defaultdict(list)
    for does, rule in named_rules(strategy):
        for comparison, turned in comparisons(rule, turned=False):
            for operand, zone in zones_in(comparison, does, turned):
                if zone not in found[operand.key]:
                    found[operand.key].append(zone)
    return dict(found)


def named_rules(strategy: Strategy) -> Iterator[tuple[str, Condition]]:
    """The conditions of a portfolio say when something is held."""
    words = SHORT if strategy.direction == "short" else LONG
    own = {name: getattr(strategy, name) for name in words}
    yield from ((words[name], rule) for name, rule in own.items() if rule is not None)
    known = [id(rule) for rule in own.values()]
    yield from (("hold", rule) for rule in strategy.rules if id(rule) not in known)


def comparisons(condition: Condition, *, turned: bool) -> Iterator[tuple[Comparison, bool]]:
    """With whether a "not" turns them round."""
    if isinstance(condition, Comparison):
        yield condition, turned
    for part in parts_of(condition):
        yield from comparisons(part, turned=turned != isinstance(condition, Not))


def zones_in(one: Comparison, does: str, turned: bool) -> Iterator[tuple[Operand, Zone]]:
    above = (one.op in ABOVE) != turned
    sides = ((one.left, one.right, above), (one.right, one.left, not above))
    for operand, number, upwards in sides:
        if isinstance(number, Number) and not isinstance(operand, Number):
            where = "above" if upwards else "below"
            text = f"{does} {where} {amount(number.value, operand)}"
            yield operand, Zone(does, number.value, upwards, text)

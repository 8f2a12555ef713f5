"""Rules that can never hold, whatever the prices: below 30 and above 70 at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backtests.engine.conditions import All, Between, Comparison, Condition
from backtests.engine.operands import Number, Operand
from backtests.engine.phrases import amount, name_of
from backtests.engine.strategy import Strategy

LOW, HIGH = (">", ">=", "crosses_above"), ("<", "<=", "crosses_below")
SIDES = ("entry", "exit", "short_entry", "short_exit")


@dataclass(frozen=True)
class Limit:
    """What something must lie above or below; `itself` may be allowed."""

    value: float
    itself: bool


def contradictions(strategy: Strategy) -> Iterator[tuple[str, str]]:
    """The field of each rule that can never hold, and the sentence that says why.

    Of a strategy with ranges nothing is said: its variants are many, and some may well hold.
    """
    for side in SIDES if not strategy.ranges else ():
        rule = getattr(strategy, side)
        if rule is not None and (clash := clash_of(list(joined(rule)))):
            yield side, f"{side} can never hold: {clash}"


def joined(condition: Condition) -> Iterator[Condition]:
    """All that must hold at once."""
    if isinstance(condition, All):
        for part in condition.of:
            yield from joined(part)
    else:
        yield condition


def clash_of(rules: list[Condition]) -> str | None:
    limits = [limit for rule in rules for limit in limits_of(rule)]
    for operand, side, low in limits:
        for other, way, high in limits:
            if (side, way) == ("low", "high") and operand.key == other.key and apart(low, high):
                above, below = amount(low.value, operand), amount(high.value, operand)
                return f"{name_of(operand)} would be above {above} and below {below} at once"
    return None


def limits_of(rule: Condition) -> Iterator[tuple[Operand, str, Limit]]:
    match rule:
        case Comparison(left=operand, right=Number(value=value), op=op):
            itself = op in ("<=", ">=")
            yield operand, "low" if op in LOW else "high", Limit(value, itself)
        case Comparison(left=Number(value=value), right=operand, op=op) if op in MIRRORED:
            yield operand, "high" if op in LOW else "low", Limit(value, op in ("<=", ">="))
        case Between(operand=operand, low=low, high=high):
            if isinstance(low, Number):
                yield operand, "low", Limit(low.value, True)
            if isinstance(high, Number):
                yield operand, "high", Limit(high.value, True)


MIRRORED = ("<", "<=", ">", ">=")


def apart(low: Limit, high: Limit) -> bool:
    """Whether nothing lies above the one and below the other."""
    if low.value == high.value:
        return not (low.itself and high.itself)
    return low.value > high.value

"""Rules of the other side: a lower band becomes the upper one, a 20-day high a low."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from agents.language.conditions.turning import MIRRORED
from agents.language.draft import Day, Group, Lasts, Negation, Rule, Side, Slope, Tree
from backtests.engine.strategy import Change, Distance, Gap, Indicator, Number, Price, Streak

OUTPUTS = {"lower": "upper", "upper": "lower", "high": "low", "low": "high"}
NAMES = {"HIGHEST": "LOWEST", "LOWEST": "HIGHEST"}
FIELDS = {"high": "low", "low": "high"}
# Indicators whose values lie around 0, and those that say nothing of up and down.
AROUND_ZERO = frozenset({"ZSCORE", "ROC", "MACD", "MOMENTUM", "SUPERTREND"})
SIDELESS = frozenset({"ATR", "STDDEV", "VOLATILITY", "VOLUME_MEAN"})
SIDELESS_OUTPUTS = frozenset({"width", "adx"})


def mirror_image(tree: Tree | None) -> Tree | None:
    """All of it the other way round, or nothing where a part of it has no other way."""
    match tree:
        case Rule():
            return _rule(tree)
        case Group():
            parts = [mirror_image(part) for part in tree.of]
            found = tuple(part for part in parts if part is not None)
            return replace(tree, of=found) if len(found) == len(parts) else None
        case Slope() if not _is_sideless(tree.side):
            way: Any = "falling" if tree.way == "rising" else "rising"
            return replace(tree, side=_other(tree.side), way=way)
        case Negation() | Lasts():
            inner = mirror_image(tree.of)
            return replace(tree, of=inner) if inner is not None else None
        case Day():
            return tree
    return None


def _rule(rule: Rule) -> Rule | None:
    """A bar whose volume is high, or whose trend is strong, is so on either side."""
    if _is_sideless(rule.left):
        return rule
    if rule.op not in MIRRORED or _is_scaled(rule.right):
        return None
    if not isinstance(rule.right.operand, Number):
        op = MIRRORED[rule.op]
        return replace(rule, left=_other(rule.left), op=op, right=_other(rule.right), notes=())
    return _against_number(rule, rule.right.operand.value)


def _against_number(rule: Rule, value: float) -> Rule | None:
    """RSI below 30 and above 70, a fall of 3% and a rise of 3%; a price has no mirror."""
    operand = rule.left.operand
    if isinstance(operand, Streak):
        way: Any = "down" if operand.way == "up" else "up"
        return replace(rule, left=rule.left.updated(way=way), notes=())
    name = getattr(operand, "name", "")
    if isinstance(operand, Change | Gap) or name in AROUND_ZERO or _is_of_mean(operand):
        level = 0 - value
    elif rule.left.oscillates or getattr(operand, "output", "") == "percent_b":
        level = (sum(rule.left.scale) if rule.left.oscillates else 1.0) - value
    else:
        return None
    right = rule.right.updated(value=level + 0.0)
    return replace(rule, op=MIRRORED[rule.op], right=right, notes=())


def _is_of_mean(operand: object) -> bool:
    return isinstance(operand, Distance) and operand.of == "mean"


def _is_scaled(side: Side) -> bool:
    """ "3% below its average" would be 3% above, which is no plain turn."""
    return getattr(side.operand, "multiplier", 1.0) != 1.0


def _is_sideless(side: Side) -> bool:
    operand = side.operand
    if isinstance(operand, Price):
        return operand.field == "volume"
    named = isinstance(operand, Indicator) and operand.name in SIDELESS
    return named or getattr(operand, "output", "") in SIDELESS_OUTPUTS


def _other(side: Side) -> Side:
    """The same value of the other side."""
    operand = side.operand
    if isinstance(operand, Price) and operand.field in FIELDS:
        return side.updated(field=FIELDS[operand.field])
    if not isinstance(operand, Indicator):
        return side
    output = OUTPUTS.get(operand.output, operand.output)
    return side.updated(name=NAMES.get(operand.name, operand.name), output=output)

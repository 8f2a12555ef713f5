"""A high that was spoken of: "15% below its 60-day high, sell when it is back at that high"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.draft import Group, Rule, Tree, indicator, rules_of
from backtests.engine.strategy import Distance, Price

NAMES = {"high": "HIGHEST", "low": "LOWEST"}


def spoken_extremes(tree: Tree | None, entry: Tree | None) -> Tree | None:
    """No close is beyond the high of its own bar: what is meant is the high of the entry."""
    if isinstance(tree, Group):
        parts = tuple(part for one in tree.of if (part := spoken_extremes(one, entry)))
        return replace(tree, of=parts)
    if not isinstance(tree, Rule) or not (field := own_extreme(tree)):
        return tree
    operands = (side.operand for rule in rules_of(entry) for side in (rule.left, rule.right))
    spans = {one.bars for one in operands if isinstance(one, Distance) and one.of == field}
    if len(spans) != 1:
        return tree
    (bars,) = spans
    note = f"that {field} is the {field} of the {bars} bars before, day by day"
    level = indicator(NAMES[field], field, lag=1, period=bars)
    return replace(tree, right=level, notes=(*tree.notes, note))


def own_extreme(rule: Rule) -> str:
    """ "high" or "low", where the close is held against that of the same bar."""
    left, right = rule.left.operand, rule.right.operand
    if not (isinstance(left, Price) and isinstance(right, Price)):
        return ""
    if left.field != "close" or right.field not in NAMES or left.lag != right.lag:
        return ""
    up = rule.op in (">", ">=", "crosses_above")
    return right.field if up == (right.field == "high") else ""

"""Conditions that look at another symbol than the one that is traded."""

from __future__ import annotations

from dataclasses import replace

from agents.language.draft import Group, Lasts, Negation, Rule, Side, Slope, Tree
from backtests.engine.strategy import Change, Number


def looking(tree: Tree | None, traded: list[str]) -> Tree | None:
    """Every operand gets the symbol that was said; the one that is traded needs none."""
    if isinstance(tree, Rule):
        return _looking(tree, traded) if _elsewhere(tree, traded) else tree
    if isinstance(tree, Group):
        return replace(tree, of=tuple(part for one in tree.of if (part := looking(one, traded))))
    if isinstance(tree, Negation | Lasts):
        return replace(tree, of=looking(tree.of, traded) or tree.of)
    if isinstance(tree, Slope) and tree.side.symbol:
        return replace(tree, side=_at(tree.side, tree.side.symbol, traded))
    return tree


def _elsewhere(rule: Rule, traded: list[str]) -> bool:
    said = {side.symbol for side in (rule.left, rule.right) if side.symbol}
    return bool(said - set(traded)) or bool(said and len(traded) > 1)


def _looking(rule: Rule, traded: list[str]) -> Rule:
    own = isinstance(rule.left.operand, Change) and isinstance(rule.right.operand, Change)
    left = rule.left.symbol or ("" if own else rule.right.symbol)
    right = rule.right.symbol or rule.left.symbol
    both = [symbol for symbol in dict.fromkeys((left, right)) if symbol]
    named = [f"this condition looks at {symbol}" for symbol in both]
    return replace(
        rule,
        left=_at(rule.left, left, traded),
        right=_at(rule.right, right, traded),
        notes=(*rule.notes, *(note for note in named if note not in rule.notes)),
    )


def _at(side: Side, symbol: str, traded: list[str]) -> Side:
    if isinstance(side.operand, Number) or not symbol:
        return side
    return replace(side.updated(symbol=None if [symbol] == traded else symbol), symbol=symbol)

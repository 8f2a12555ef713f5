"""Conditions that look at another symbol than the one that is traded."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.subjects import kind_of
from agents.language.draft import Group, Lasts, Negation, Rule, Side, Slope, Tree, rules_of, same
from backtests.engine.strategy import Change, Number


def looking(tree: Tree | None, traded: list[str]) -> Tree | None:
    """Every operand gets the symbol that was said; the one that is traded needs none."""
    if isinstance(tree, Rule):
        return _looking(tree, traded) if _elsewhere(tree, traded) else tree
    if isinstance(tree, Group):
        parts = [part for one in _once(tree, traded) if (part := looking(one, traded))]
        return replace(tree, of=tuple(parts)) if len(parts) > 1 else next(iter(parts), None)
    if isinstance(tree, Negation | Lasts):
        return replace(tree, of=looking(tree.of, traded) or tree.of)
    if isinstance(tree, Slope) and tree.side.symbol:
        return replace(tree, side=_at(tree.side, tree.side.symbol, traded))
    return tree


def _once(group: Group, traded: list[str]) -> list[Tree]:
    """ "IBM must be down 3 days. Buy on the third down day": one rule, of IBM by name or not."""
    kept: list[Tree] = []
    for part in group.of:
        if not any(same(_unnamed(part, traded), _unnamed(known, traded)) for known in kept):
            kept.append(part)
    return kept


def _unnamed(tree: Tree, traded: list[str]) -> Tree:
    """Without the name of the only symbol that is traded; what is asked stays as it is."""
    named = isinstance(tree, Rule) and not tree.ask and {*tree.whose} <= {"", *traded}
    if not isinstance(tree, Rule) or not named or len(traded) != 1:
        return tree
    return replace(tree, left=replace(tree.left, symbol=""), right=replace(tree.right, symbol=""))


def at_symbol(tree: Tree, symbol: str) -> Tree:
    """Every operand looks at that symbol."""
    if isinstance(tree, Rule):
        return replace(tree, left=_at(tree.left, symbol, []), right=_at(tree.right, symbol, []))
    if isinstance(tree, Group):
        return replace(tree, of=tuple(at_symbol(part, symbol) for part in tree.of))
    if isinstance(tree, Negation | Lasts):
        return replace(tree, of=at_symbol(tree.of, symbol))
    return replace(tree, side=_at(tree.side, symbol, [])) if isinstance(tree, Slope) else tree


def watching(tree: Tree, symbol: str) -> Tree:
    """Every rule that names no symbol looks at that one."""
    if isinstance(tree, Group):
        return replace(tree, of=tuple(watching(part, symbol) for part in tree.of))
    if isinstance(tree, Negation | Lasts):
        return replace(tree, of=watching(tree.of, symbol))
    named = tree.side.symbol if isinstance(tree, Slope) else getattr(tree, "symbol", symbol)
    return tree if named else at_symbol(tree, symbol)


def told(exits: Tree | None, entry: Tree | None, traded: list[str]) -> str:
    """ "buy IBM when MSFT's RSI is low, sell when its RSI is high": of whom the exit speaks."""
    others = {kind_of(rule): rule.symbol for rule in rules_of(entry)}
    own = [rule for rule in rules_of(exits) if not rule.symbol and kind_of(rule) in others]
    names = {others[kind_of(rule)] for rule in own}
    if not traded or not names or "" in names or names & set(traded):
        return ""
    return f"the exit looks at {' and '.join(traded)}, not at {' and '.join(sorted(names))}"


def as_entered(exits: Tree | None, entry: Tree | None, traded: list[str]) -> Tree | None:
    """ "buy SH when SPY closes below its 5-day average, sell on a close above the 5-day average":
    the other side of the same level is that of the same symbol."""
    watched = {
        (rule.left.level, rule.right.level): rule.symbol
        for rule in rules_of(entry)
        if rule.symbol and rule.symbol not in traded and rule.right.is_level
    }
    if isinstance(exits, Group):
        parts = (as_entered(one, entry, traded) for one in exits.of)
        return replace(exits, of=tuple(part for part in parts if part))
    if not isinstance(exits, Rule) or exits.symbol:
        return exits
    symbol = watched.get((exits.left.level, exits.right.level))
    if symbol is None:
        return exits
    left, right = (_at(side, symbol, []) for side in (exits.left, exits.right))
    note = f"the exit looks at {symbol}, as the entry does"
    return replace(exits, left=left, right=right, notes=(*exits.notes, note))


def _elsewhere(rule: Rule, traded: list[str]) -> bool:
    said = {side.symbol for side in (rule.left, rule.right) if side.symbol}
    return bool(said - set(traded)) or bool(said and len(traded) > 1)


def _looking(rule: Rule, traded: list[str]) -> Rule:
    own = isinstance(rule.left.operand, Change) and isinstance(rule.right.operand, Change)
    own = own or _rivals(rule)
    left = rule.left.symbol or ("" if own else rule.right.symbol)
    right = rule.right.symbol or ("" if _rivals(rule) else rule.left.symbol)
    both = [symbol for symbol in dict.fromkeys((left, right)) if symbol]
    named = [f"this condition looks at {symbol}" for symbol in both]
    return replace(
        rule,
        left=_at(rule.left, left, traded),
        right=_at(rule.right, right, traded),
        notes=(*rule.notes, *(note for note in named if note not in rule.notes)),
    )


def _rivals(rule: Rule) -> bool:
    """ "SPY's RSI is above its own": the same value of two symbols."""
    alike = rule.left.level == rule.right.level and rule.left.symbol != rule.right.symbol
    lags = [getattr(side.operand, "lag", 0) for side in (rule.left, rule.right)]
    return alike and lags[0] == lags[1]


def _at(side: Side, symbol: str, traded: list[str]) -> Side:
    if isinstance(side.operand, Number) or not symbol:
        return side
    return replace(side.updated(symbol=None if [symbol] == traded else symbol), symbol=symbol)

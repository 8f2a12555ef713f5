"""Of whom a condition speaks: "SPY and QQQ are both below ...", "it", "either"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.draft import (
    Group,
    Lasts,
    Limit,
    Negation,
    Rule,
    Slope,
    Tree,
    joined,
    rules_of,
    symbol_of,
)
from agents.language.operands.cursor import Cursor
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Number

Reader = Callable[[Cursor, Context], Read | None]
# Words of `marks` for "both" and "either" where they speak of symbols named before.
AGAIN = {"both-named": "and", "either-named": "or"}
OPENING = frozenset({"symbol", "both", *AGAIN})


def of_symbols(cursor: Cursor, context: Context, read: Reader) -> Tree | None:
    """The condition behind one symbol or several, for each of them."""
    if cursor.word() not in OPENING:
        return None
    mark = cursor.mark
    cursor.skip("both")
    names, joint = names_at(cursor)
    again = None if names else cursor.take(*AGAIN)
    if again is not None:
        names, joint = context.names, AGAIN[again.word]
    cursor.skip("both", "all-of", *AGAIN)
    found = read(cursor, context) if names else None
    if found is None or isinstance(found, Limit) or not (again or _is_open(found)):
        cursor.back_to(mark)
        return None
    context.names = names if len(names) > 1 else context.names
    return joined("any" if joint == "or" else "all", [of_symbol(found, one) for one in names])


def names_at(cursor: Cursor) -> tuple[tuple[str, ...], str]:
    """ "SPY, QQQ and IWM": the symbols, and the word that joins them."""
    first = cursor.take("symbol")
    names, joint = [first.symbol] if first else [], ""
    while names and cursor.word() in ("and", "or", ",") and cursor.word(1) == "symbol":
        said = cursor.take("and", "or", ",")
        joint = said.word if said and said.word != "," else joint
        token = cursor.take("symbol")
        names += [token.symbol] if token else []
    return tuple(names), joint


def of_symbol(tree: Tree, symbol: str) -> Tree:
    """The same condition, of that symbol."""
    if isinstance(tree, Rule):
        return replace(tree, left=replace(tree.left, symbol=symbol))
    if isinstance(tree, Group):
        return replace(tree, of=tuple(of_symbol(part, symbol) for part in tree.of))
    if isinstance(tree, Negation | Lasts):
        return replace(tree, of=of_symbol(tree.of, symbol))
    return (
        replace(tree, side=replace(tree.side, symbol=symbol)) if isinstance(tree, Slope) else tree
    )


def _is_open(tree: Tree) -> bool:
    """It speaks of prices, and of no symbol yet."""
    if symbol_of(tree):
        return False
    return isinstance(tree, Slope) or next(rules_of(tree), None) is not None


def as_spoken(found: Read | None, context: Context) -> Read | None:
    """ "buy IBM when MSFT is above its average, sell when it is below it": MSFT."""
    if found is None or isinstance(found, Limit) or not _is_open(found):
        return found
    other = [context.other] if context.other is not None else []
    before = [context.entry] if context.role == "exit" else [*context.exits, *other]
    spoken = [rule for tree in before for rule in rules_of(tree) if rule.symbol]
    kinds = {kind_of(rule) for rule in rules_of(found)}
    meant = next((rule.symbol for rule in spoken if kind_of(rule) in kinds), "")
    if not meant:
        return found
    return _noted(of_symbol(found, meant), f"'it' is read as {meant}, as in the rule before")


def kind_of(rule: Rule) -> str:
    """A number beside a price may be that of either symbol; what lies near decided that before."""
    left = rule.left
    if left.is_level and isinstance(rule.right.operand, Number):
        return repr(rule.right)
    return "level" if left.is_level else getattr(left.operand, "name", left.operand.kind)


def _noted(tree: Tree, note: str) -> Tree:
    if isinstance(tree, Rule):
        return replace(tree, notes=(*tree.notes, note))
    if isinstance(tree, Group) and tree.of:
        return replace(tree, of=(_noted(tree.of[0], note), *tree.of[1:]))
    return replace(tree, of=_noted(tree.of, note)) if isinstance(tree, Negation | Lasts) else tree

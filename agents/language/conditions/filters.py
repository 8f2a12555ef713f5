"""An average that is called a filter: longs only above it, shorts only below."""

from __future__ import annotations

from agents.language.conditions.comparisons import Read
from agents.language.draft import Op, Rule, Tree, price
from agents.language.operands.cursor import Cursor
from agents.language.operands.operands import operand
from agents.language.operands.pairs import is_average
from agents.language.operands.speaking import Context
from agents.language.wording.filters import FILTER

NOTE = "an average as a filter is read as: it enters only while the close is {} it"


def filtered(cursor: Cursor, context: Context) -> Read | None:
    """ "(only when) the 200 MA (is a filter)" """
    named = not cursor.done and cursor.tokens[cursor.at].text == FILTER
    side = cursor.take("above", "below") if named and cursor.take("price") else None
    level = operand(cursor, context) if side else None
    if side is None or level is None or not is_average(level) or level.gap:
        return None
    op: Op = ">" if side.word == "above" else "<"
    return Rule(price(), op, level, (NOTE.format(side.word),))


def is_filter(tree: Tree) -> bool:
    """Its side was not said."""
    notes = {NOTE.format(way) for way in ("above", "below")}
    return isinstance(tree, Rule) and not notes.isdisjoint(tree.notes)

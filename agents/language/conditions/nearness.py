"""Near a high or a low, without a number: "near its 52-week high". How near is asked."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.conditions.moves import within_of
from agents.language.draft import Ask, Rule
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operands import operand
from agents.language.operands.speaking import Context
from backtests.engine.phrases import name_of
from backtests.engine.strategy import Indicator

SHARES = (2, 1, 5)
ENDS = NOWHERE | {"buy", "sell", "short", "with", "on", "when", "buy-after", "sell-after"}


def nearness(cursor: Cursor, context: Context) -> Read | None:
    """The levels of averages and bands lie on both sides, of which no one word is said."""
    cursor.skip("it", "price", "close", "closes", "trade", "stays", "goes", "at", "very")
    word = cursor.take("near")
    level = operand(cursor, context) if word else None
    extreme = level is not None and isinstance(level.operand, Indicator)
    if level is None or not extreme or cursor.word() not in ENDS:
        return None
    found = within_of(level, SHARES[0] / 100, context)
    if not isinstance(found, Rule):
        return None
    said = name_of(level.updated(lag=0).operand)
    choices = tuple(f"within {share}% of {said}" for share in SHARES)
    return replace(found, ask=Ask(f"{context.role}_near", "How near must it be?", choices))

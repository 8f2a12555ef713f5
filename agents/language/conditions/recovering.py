"""What fell is back where it fell from: "sell when it recovers"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.draft import Ask, Rule, indicator, number, price
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Distance, Indicator, Price

AVERAGES = frozenset({"SMA", "EMA", "WMA", "HMA", "VWAP"})


def recovers(cursor: Cursor, context: Context) -> Read | None:
    """ "sells when it recovers" after a fall from a high: back at that high; after one below an
    average: back at that average."""
    cursor.skip("it", "price")
    verb = cursor.take("recovers")
    if verb is None or context.role == "entry" or context.last is None:
        return None
    if verb.small in REVERTING and cursor.word() in NOWHERE and (back := _at_mean(context.last)):
        return back
    cursor.skip("to", "it", "high", "old")
    measured = context.last.left.operand
    if isinstance(measured, Distance) and measured.of == "high":
        return _at_high(measured)
    return _at_average(context.last) if cursor.word() in NOWHERE else None


REVERTING = ("reverts", "revert", "reverted")
AT_MEAN = "'reverts' means that it is back at its mean"


def _at_mean(left: Rule) -> Rule | None:
    """ "2 deviations below its mean ... when it reverts": what it was measured from."""
    below = left.op in ("<", "<=", "crosses_below")
    line, measure = left.right.operand, left.left.operand
    if isinstance(measure, Indicator) and measure.name == "ZSCORE":
        return Rule(left.left, ">=" if below else "<=", number(0), (AT_MEAN,))
    banded = isinstance(line, Indicator) and line.name == "BOLLINGER"
    if not banded or not isinstance(line, Indicator) or line.output == "middle":
        return None
    mean = indicator("SMA", period=line.params["period"])
    return Rule(left.left, ">=" if below else "<=", mean, (AT_MEAN,))


def _at_high(measured: Distance) -> Rule:
    back = f"the close is back at the highest high of the {measured.bars} bars before"
    ask = Ask("recovery", "What does 'recovers' mean?", (back, "at a 5% take profit"))
    high = replace(indicator("HIGHEST", "high", lag=1, period=measured.bars), said=frozenset())
    return Rule(price(), ">=", high, (f"'recovers' means that {back}",), ask)


def _at_average(fell: Rule) -> Rule | None:
    """Of a band or a level of an oscillator nobody knows how far back is enough."""
    left, line = fell.left.operand, fell.right.operand
    below = fell.op in ("<", "<=", "crosses_below")
    closes = isinstance(left, Price) and left.field == "close"
    if not (below and closes and isinstance(line, Indicator) and line.name in AVERAGES):
        return None
    back = replace(fell.right.updated(multiplier=1.0), said=frozenset())
    return Rule(fell.left, ">=", back, ("'recovers' means that the close is back at its average",))

"""Trends of which nobody said what they are: "in an uptrend", "the trend is strong". What is meant
is asked, and the rest can be tested without it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.draft import LEAVE_OUT, Ask, Op, Rule, indicator, number, price
from agents.language.lexicon.ways_trends import OUTLOOKS
from agents.language.operands.cursor import Cursor
from agents.language.operands.speaking import Context

BEYOND = (
    "when {0} {1} its 200-bar average",
    "when {0} {1} its 50-bar average",
    "when {0} {1} its 20-bar average",
)
STRENGTH = "when {0}ADX is {1} {2}"
LEVELS = {"trend-strong": ("above", (25, 20, 30)), "trend-flat": ("below", (20, 25))}
WAYS = {
    "trend-up": "is above", "trend-down": "is below",
    "trend-turns-up": "crosses above", "trend-turns-down": "crosses below",
}  # fmt: skip
OPS: dict[str, Op] = {
    "trend-up": ">", "trend-down": "<",
    "trend-turns-up": "crosses_above", "trend-turns-down": "crosses_below",
}  # fmt: skip
CHART = re.compile(r"\b(daily|weekly|hourly|monthly|htf|time ?frames?|\d+h|h\d+|\w+-hour)\b", re.I)
ONE_LENGTH = " All rules of a test are looked at on bars of one length."
SUBJECTS = ("it", "price", "close", "market", "trade")


def outlook(cursor: Cursor, context: Context) -> Read | None:
    """ "(SPY is) in an uptrend" """
    cursor.skip(*SUBJECTS)
    symbol = cursor.take("symbol")
    cursor.skip("trade")
    token = cursor.take(*OUTLOOKS)
    if token is None:
        return None
    rule = _first_meaning(token.word)
    bars = ONE_LENGTH if CHART.search(token.text) else ""
    ask = Ask(
        f"{context.role}_{token.word}",
        f"What does '{token.text}' mean here?{bars}",
        (LEAVE_OUT, *_meanings(token.word, symbol.symbol if symbol else "")),
        (token.start, token.end),
    )
    return replace(rule, left=replace(rule.left, symbol=symbol.symbol if symbol else ""), ask=ask)


def _meanings(word: str, symbol: str) -> tuple[str, ...]:
    """What people mean by it, the commonest first."""
    if word in WAYS:
        return tuple(one.format(symbol or "the close", WAYS[word]) for one in BEYOND)
    way, levels = LEVELS[word]
    return tuple(STRENGTH.format(f"{symbol} " if symbol else "", way, level) for level in levels)


def _first_meaning(word: str) -> Rule:
    if word in OPS:
        mean = replace(indicator("SMA", period=200), said=frozenset())
        return Rule(price(), OPS[word], mean)
    strength = indicator("ADX", "adx")
    if word == "trend-strong":
        return Rule(strength, ">", number(25))
    return Rule(strength, "<", number(20))

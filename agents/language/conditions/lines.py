"""Support and resistance: lines that somebody draws. Which level is meant, is asked."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.draft import Ask, Op, Rule, indicator, price
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.speaking import Context

SPANS = (20, 50, 252)
VERBS = words(
    "breaks breakout breakdown crosses closes close goes touches leaves exceeds falls rises trade"
)
ABOVE, BELOW = words("above over"), words("below")
BESIDE = ("out", "through", "past", "of", "up", "down", "back")
REACHED = ("at", "near", "to", "on", "in")
KEY = words(
    "key major strong important significant nearest recent previous horizontal daily weekly old "
    "main nearby established clear"
)
ENDS = NOWHERE | words("with on when buy-after short-after long sell-after")


def drawn_line(cursor: Cursor, context: Context) -> Read | None:
    """ "breaks above resistance", "closes below support", "at a key support level" """
    cursor.skip("it", "price")
    symbol = cursor.take("symbol")
    verb = cursor.take(*VERBS)
    cursor.skip(*BESIDE)
    way = cursor.take(*ABOVE, *BELOW)
    reached = None if way else cursor.take(*REACHED)
    while not cursor.done and cursor.tokens[cursor.at].small in KEY:
        cursor.take(cursor.word())
    line = cursor.take("resistance", "support")
    if line is None or cursor.word() not in ENDS or not (verb or way or reached):
        return None
    up = line.word == "resistance"
    if way and (way.word in ABOVE) != up:
        return None
    turns = verb is not None and verb.word in ("rises", "falls") and not (way or reached)
    touches = bool(reached) or (verb is not None and verb.word == "touches")
    if turns:
        return None
    return _asked(up, touches, line.text, symbol.symbol if symbol else "", context)


def _asked(up: bool, touches: bool, said: str, symbol: str, context: Context) -> Rule:
    name, field = ("HIGHEST", "high") if up else ("LOWEST", "low")
    level = replace(indicator(name, field, lag=1, period=SPANS[0]), said=frozenset())
    verb = "touches" if touches else f"closes {'above' if up else 'below'}"
    choices = tuple(f"{verb} the {span}-bar {field}" for span in SPANS)
    ask = Ask(f"{context.role}_line", f"Which level is the {said}?", choices)
    left = replace(price(field if touches else "close"), symbol=symbol)
    op: Op = (">=" if up else "<=") if touches else (">" if up else "<")
    return Rule(left, op, level, (), ask)

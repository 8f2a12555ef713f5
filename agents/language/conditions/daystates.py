"""What kind of day it was: "Monday was a down day", "Friday closed lower than Thursday"."""

from __future__ import annotations

from agents.language.conditions.comparisons import Read
from agents.language.conditions.dayrules import ENDS
from agents.language.conditions.spanning import lagged
from agents.language.draft import Day, Group, Op, Rule, Side, Tree, made, number, price
from agents.language.lexicon.lexicon import WEEKDAYS
from agents.language.operands.cursor import Cursor
from agents.language.operands.operators import comparator
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Calendar, Change

FELL = {
    "down": "<", "red": "<", "negative": "<", "falls": "<",
    "up": ">", "green": ">", "positive": ">", "rises": ">",
}  # fmt: skip
DOWN_DAY = "a down day is one that closes below its open, an up day one that closes above it"


def day_state(cursor: Cursor, context: Context) -> Read | None:
    """ "Monday was a down day", "Monday's close is below Monday's open": the day of the signal."""
    token = cursor.take(*WEEKDAYS)
    if token and context.fill == "close" and _other_day(cursor, token):
        before = _coloured(cursor)  # the day before that of the signal
        return lagged(before, 1) if before else None
    rule = _coloured(cursor) or _within(cursor, token.word) or _moved(cursor) if token else None
    if token and not rule and context.fill != "close":
        rule = _since(cursor, token.word)
    if token is None or rule is None or cursor.word() not in ENDS:
        return None
    if cursor.word() == "(":
        rule = _defined(cursor, token.word) or rule
    day = made(Calendar, context.role, on="signal", weekdays=[WEEKDAYS[token.word]])
    return Group("all", (Day(day), rule))


def on_day(cursor: Cursor, context: Context) -> Read | None:
    """ "SPY closed lower the previous Friday", "it fell on Friday": the day of the signal."""
    cursor.skip("it", "price")
    named = cursor.take("symbol")
    cursor.skip("closes", "goes")
    way = cursor.take("lower", "higher", *FELL)
    cursor.skip("on", "last", "previous")
    token = cursor.take(*WEEKDAYS) if way else None
    if token is None or way is None or context.fill == "close" or cursor.word() not in ENDS:
        return None
    falls = way.word == "lower" or FELL.get(way.word) == "<"
    change = Side(made(Change, context.role, bars=1), symbol=named.symbol if named else "")
    rule = Rule(change, "<" if falls else ">", number(0.0), (LOWER,))
    day = made(Calendar, context.role, on="signal", weekdays=[WEEKDAYS[token.word]])
    return Group("all", (Day(day), rule))


LOWER = "a day that closed lower, or higher, is compared with the close of the day before"


def _other_day(cursor: Cursor, own: Token) -> bool:
    said = {token.word for token in cursor.tokens if token.word in WEEKDAYS}
    return said != {own.word}


def _coloured(cursor: Cursor) -> Rule | None:
    cursor.skip("closes") if cursor.word(1) in ("red", "green") else None
    way = cursor.take(*FELL)
    if way is None or not (cursor.take("day", "close", "bar") or cursor.word() in ENDS):
        return None
    op: Op = "<" if FELL[way.word] == "<" else ">"
    return Rule(price(), op, price("open"), (DOWN_DAY,))


def _moved(cursor: Cursor) -> Rule | None:
    """ "Monday closed lower": than the day before."""
    mark = cursor.mark
    way = cursor.take("lower", "higher", "up", "down") if cursor.take("closes", "goes") else None
    if way is None or cursor.word() not in ENDS:
        cursor.back_to(mark)
        return None
    change = Side(made(Change, "entry", bars=1))
    return Rule(change, "<" if way.word in ("lower", "down") else ">", number(0.0), (LOWER,))


def _within(cursor: Cursor, day: str) -> Rule | None:
    """Two prices of one day."""
    fields = ("open", "high", "low", "close")
    mark = cursor.mark
    left = cursor.take(*fields)
    op = comparator(cursor) if left else None
    cursor.skip(day)
    right = cursor.take(*fields) if op in ("<", "<=", ">", ">=") else None
    if left is None or op is None or right is None:
        cursor.back_to(mark)
        return None
    return Rule(price(left.word), op, price(right.word))


def _since(cursor: Cursor, day: str) -> Rule | None:
    """ "Friday closed lower than Thursday": than the trading day before."""
    mark = cursor.mark
    cursor.skip("close")
    op = comparator(cursor)
    before = cursor.take(*WEEKDAYS) if op in ("<", "<=", ">", ">=") else None
    cursor.skip("close", "at-close")
    if op is None or before is None or WEEKDAYS[before.word] % 5 + 1 != WEEKDAYS[day]:
        cursor.back_to(mark)
        return None
    return Rule(price(), op, price("close", 1))


def _defined(cursor: Cursor, day: str) -> Rule | None:
    """In brackets behind it: what a down day is."""
    mark = cursor.mark
    rule = _within(cursor, day) if cursor.take("(") and cursor.take(day) else None
    if rule is None or not cursor.take(")"):
        cursor.back_to(mark)
        return None
    return rule


def day_by_day(parts: list[Tree]) -> list[Tree]:
    """ "if Monday and Tuesday were down days": the last of them is that of the signal, the others
    lie before it; no day is both."""
    states = {at: state for at, one in enumerate(parts) if (state := _state_of(one))}
    days = {day for day, _ in states.values()}
    if len(days) < 2:
        return parts
    last = min(days, key=lambda day: max((day - other) % TRADED for other in days))
    made: list[Tree] = []
    for at, one in enumerate(parts):
        day, rule = states.get(at, (last, None))
        made.append(lagged(rule, (last - day) % TRADED) if rule and day != last else one)
    return made


TRADED = 5  # days of a week


def _state_of(tree: Tree) -> tuple[int, Rule] | None:
    if not isinstance(tree, Group) or tree.join != "all" or len(tree.of) != 2:
        return None
    day, rule = tree.of
    known = isinstance(day, Day) and day.rule.on == "signal" and day.rule.weekdays
    if not known or not isinstance(day, Day) or not isinstance(rule, Rule):
        return None
    return (day.rule.weekdays or [0])[0], rule

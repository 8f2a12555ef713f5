"""What rises or falls: "the 200-day average is rising", "... sell when it turns down"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.conditions.returns import SIGNS
from agents.language.draft import Op, Rule, Side, Slope, Tree, price
from agents.language.lexicon.wordlist import words
from agents.language.operands.averages import name_of
from agents.language.operands.calendars import daily
from agents.language.operands.cursor import NOWHERE, UNITS, Cursor
from agents.language.operands.elided import leaning_days
from agents.language.operands.operands import operand
from agents.language.operands.operators import DOWN, UP, WAYS
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Indicator


def slope(cursor: Cursor, context: Context) -> Read | None:
    """ "the 200-day average is rising", "RSI is down for the third day in a row" """
    leans = cursor.take("slope")
    side = operand(cursor, context) or _it_turns(cursor, context) or leaning_days(cursor, context)
    leaning = side and (isinstance(side.operand, Indicator) or side.operand in MOVED)
    if side is None or not (leaning or _beside_another(cursor, side)):
        return None
    leans = cursor.take("slope") or leans
    cursor.skip("goes", "stays", "start")
    cursor.skip("to") if cursor.word(1) in SLOPES else None
    if turned := cursor.take(*TURNED):
        cursor.skip("again")
        return _turned(side, TURNED[turned.word], context)
    way = cursor.take("rises", "falls", "up", "down", "higher", "lower", *(SIGNS if leans else ()))
    if way is not None and way.small.startswith(("bounc", "rebound")):
        return None
    way = way or (cursor.take(*UPWARD) if cursor.word(1) in NOWHERE else None)
    if way is None or _is_crossed(cursor):
        return None
    op: Op = ">" if UPWARD.get(way.word, WAYS.get(way.word, 0)) > 0 else "<"
    if back := _compared_with(cursor):
        note = f"moving over {back} bars is read as compared with {back} bars ago"
        return Rule(side, op, side.updated("lag", lag=back), (note,))
    steps = _steps_said(cursor)
    return None if side.gap and steps > 1 else over_steps(side, op, steps)


TURNED = {"turns-round": "", "turns-round-up": "up", "turns-round-down": "down"}


def _turned(side: Side, said: str, context: Context) -> Rule:
    """ "changes direction": where to, is told by what is done then, if it is not said."""
    way = said or ("down" if context.upward else "up")
    note = f"a change of direction is read as one {way}, from the bar before"
    op: Op = "crosses_above" if way == "up" else "crosses_below"
    return Rule(side, op, side.updated(lag=1), () if said else (note,))


def _is_crossed(cursor: Cursor) -> bool:
    """ "rises over 50", "drops to 30" has a level; "drops 3 days in a row" has none."""
    if cursor.word() == "num":
        return "in-a-row" not in (cursor.word(2), cursor.word(3))
    if cursor.word() == "over":
        return not _counts_bars(cursor)
    return cursor.word() in MOVING


def _beside_another(cursor: Cursor, side: Side) -> bool:
    """ "OBV rises while the price falls": alone, how far a price goes would have to be said."""
    leaning = sum(token.word in ("rises", "falls") for token in cursor.tokens)
    measured = any(token.word in MEASURED for token in cursor.tokens)
    return side.operand == price().operand and leaning > 1 and measured


MEASURED = words("rsi macd histogram obv volume adx mfi cci stochastic atr roc volatility")


# "slopes upward"
UPWARD = {"up-through": 1, "down-through": -1}


def _counts_bars(cursor: Cursor) -> bool:
    """ "rising over 5 days", "over the last week"; "rises over 50" has a level, and so has "rises
    over the 30 day"."""
    ahead = Cursor(cursor.tokens, cursor.at + 1)
    ahead.skip("it", "last")
    return ahead.bars() is not None and not _is_length(ahead)


def _it_turns(cursor: Cursor, context: Context) -> Side | None:
    """ "... sell when it turns down": the indicator that was spoken of."""
    last = context.left
    known = last is not None and isinstance(last.operand, Indicator) and not context.lost
    if known and cursor.word() in ("rises", "falls") and cursor.word(1) in NOWHERE:
        return replace(last, notes=()).updated(lag=0) if last else None
    if not known or cursor.word() not in ("it", "goes"):
        return None
    if cursor.word() == "it" and last and _leans_itself(cursor, context):
        cursor.take("it")
        note = ("", f"'it' is read as what was spoken of last: {name_of(last)}")
        return replace(last, notes=(note,)).updated(lag=0)
    cursor.take("it")
    return replace(last, notes=()).updated(lag=0) if last and cursor.word() == "goes" else None


def _leans_itself(cursor: Cursor, context: Context) -> bool:
    """ "it is falling", "it starts to fall": how it goes on, as the rule before said of it."""
    ahead = 1
    while cursor.word(ahead) in BEGINNING:
        ahead += 1
    place = cursor.at + ahead
    said = cursor.tokens[place].small if place < len(cursor.tokens) else ""
    last = context.last
    slope = last is not None and _is_slope(last)
    leads = ahead > 1 or said.endswith("ing") or (slope and said in DIRECTIONS)
    return cursor.word(ahead) in (*SLOPES, "up", "down") and leads and slope


def _is_slope(rule: Rule) -> bool:
    """A value beside its own earlier one."""
    alike = rule.left.level == rule.right.level and rule.left.symbol == rule.right.symbol
    return alike and not rule.left.gap and bool(getattr(rule.right.operand, "lag", 0))


BEGINNING = ("start", "to", "goes", "stays")
SLOPES = ("rises", "falls", "higher", "lower")
DIRECTIONS = words("up down falls rises drops climbs lower higher rise fall declines increases")


def _compared_with(cursor: Cursor) -> int | None:
    """ "rising over 5 bars", "higher than 10 days ago" """
    mark = cursor.mark
    led = cursor.take("over", "in", "than", "within", "versus", "vs")
    cursor.skip("it", "last")
    span = cursor.bars() if led else None
    bars = daily(*span) if span else None
    ago = cursor.take("ago", "earlier")
    if led is None or not bars or (led.word in ("than", "vs", "versus") and not ago):
        cursor.back_to(mark)
        return None
    return bars


def _is_length(cursor: Cursor) -> bool:
    """The number of days of an average, and no time: "the 30 day", and not "30 days"."""
    count, unit = cursor.tokens[cursor.at - 2 : cursor.at] if cursor.at > 1 else [None, None]
    several = count is not None and (count.value or 0) > 1
    spanned = cursor.word() in ("period", "bar") or (several and cursor.word(-3) == "last")
    return several and unit is not None and unit.small in UNITS and not spanned


def _steps_said(cursor: Cursor) -> int:
    mark = cursor.mark
    cursor.skip("for")
    count = cursor.number()
    ordinal = None if count is not None else cursor.take(*ORDINALS)
    steps = int(count) if count is not None else ORDINALS[ordinal.word] if ordinal else 1
    cursor.skip(">=", "consecutive")
    if steps > 1 and cursor.take("day", "bar", "time", "period"):
        cursor.skip("in-a-row", ">=")
        return steps
    cursor.back_to(mark)
    return 1


# The close has streaks of its own.
MOVED = [price(field).operand for field in ("volume", "high", "low", "open")]
ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}


def over_steps(side: Side, op: Op, steps: int) -> Tree:
    if steps > 1:
        return Slope(side, "rising" if op == ">" else "falling", steps)
    note = "rising or falling is read as compared with the bar before"
    return Rule(side, op, side.updated(lag=1), (note,))


MOVING = UP | DOWN | {"pct", "to", "from", "back"}

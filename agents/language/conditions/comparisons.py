"""Operand, comparison, operand: "RSI drops back below 30", "it crosses above its average"."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from agents.language.conditions.offsets import apart_from, is_offset, offset
from agents.language.conditions.spanning import between, constant, lagged, sustained
from agents.language.conditions.turning import denied
from agents.language.draft import (
    Group,
    Limit,
    Op,
    Rule,
    Side,
    Tree,
    made,
    number,
    price,
)
from agents.language.lexicon.wordlist import words
from agents.language.operands.calendars import daily
from agents.language.operands.cursor import NOWHERE, UNITS, Cursor
from agents.language.operands.elided import (
    bare_average,
    bare_left,
    chained,
    ends,
    next_of_kind,
    several_levels,
)
from agents.language.operands.implied import (
    BARE_PRICE,
    as_before,
    average_of,
    implied,
    is_bare_price,
    spoken_average,
)
from agents.language.operands.operands import operand
from agents.language.operands.operators import RETURNS, comparator, late_direction, late_verb
from agents.language.operands.pairs import is_average, is_volume, rule_of
from agents.language.operands.shares import by_share, share_of_level, shifted
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Change, Indicator, Number, Price

Read = Tree | Limit


def factor_of(cursor: Cursor) -> float | None:
    """ "2x", "1.5 times", "twice", "150%" of something."""
    if word := cursor.take("twice", "triple"):
        return 2.0 if word.word == "twice" else 3.0
    mark = cursor.mark
    if (value := cursor.number()) is not None and cursor.take("x", "*"):
        return value
    cursor.back_to(mark)
    return None


def _compared(cursor: Cursor, context: Context) -> Read | None:
    if chain := next_of_kind(cursor, context):
        return chain
    cursor.skip("it") if cursor.word(1) == "open" else None  # "it opens above yesterday's high"
    left = operand(cursor, context) or chained(cursor, context) or bare_left(cursor, context)
    mark = cursor.mark
    meant = left is None and bool(cursor.take("it"))
    cursor.skip("it") if meant else None
    if left is not None and (late := _late_cross(cursor, left, context)):
        return late
    if left is not None and left.is_level and (state := cursor.take("is-above", "is-below")):
        return rule_of(price(), ">" if state.word == "is-above" else "<", left, context)
    if left is not None and (both := _both_of(cursor, left, context)):
        return both
    if far := apart_from(cursor, left):
        return _remembered(far, context)
    behind = _level_first(cursor)
    op = behind or comparator(cursor, left)
    if op is None:
        cursor.back_to(mark)
        return None
    if left is not None:
        context.left, context.lost = left, False
    if cursor.word() == "between":
        return between(cursor, left, context)
    unnamed = meant and context.left is None and not context.lost
    if unnamed and (_is_amount(cursor) or _speaks_of_prices(cursor)):
        left = price()
    found = _right(cursor, context, left, op)
    if behind or cursor.bound() == ("<=" if op in DOWNWARD else ">="):
        cursor.skip("<=", ">=")
    return found


def _both_of(cursor: Cursor, left: Side, context: Context) -> Group | None:
    """ "the 13 EMA and the 34 EMA are above the 200 EMA": each of the two."""
    mark = cursor.mark
    joint = cursor.take("and") if is_average(left) and not left.gap else None
    other = operand(cursor, context) if joint else None
    cursor.skip("both", "should", "goes", "stays")
    op = comparator(cursor, other) if is_average(other) else None
    right = operand(cursor, context) if op in (">", "<", ">=", "<=") else None
    if other is None or op is None or right is None or not right.is_level or other.gap or right.gap:
        cursor.back_to(mark)
        return None
    return Group("all", (Rule(left, op, right), Rule(other, op, right)))


def _remembered(rule: Rule, context: Context) -> Rule:
    context.left, context.lost = rule.left, False
    return rule


# "回升至50以上", "falls to 30 or below": the way is said again behind the level.
DOWNWARD = frozenset({"<", "<=", "falls_to", "crosses_below"})


def _level_first(cursor: Cursor) -> Op | None:
    """ "RSI is 30 or below", "at 30 or below": the way stands behind its level."""
    cursor.skip("at") if cursor.word(1) in ("num", "pct", "money") and cursor.bound(2) else None
    if cursor.word() not in ("num", "pct", "money"):
        return None
    if cursor.word(2) in UNITS:
        return None  # "for 3 or more days" is a time
    ways: dict[str, Op] = {"<=": "<=", ">=": ">="}
    return ways.get(cursor.bound(1))


def _late_cross(cursor: Cursor, left: Side, context: Context) -> Rule | None:
    """ "den 200-Tage-Durchschnitt nach oben kreuzt": in German the verb comes last."""
    mark = cursor.mark
    right = operand(cursor, context) if cursor.word() not in ("crosses", "macd-part") else None
    right = right or constant(cursor)
    if right is not None and (state := cursor.take("is-above", "is-below")):
        return rule_of(left, ">" if state.word == "is-above" else "<", right, context)
    op: Op
    way = cursor.take("up-through", "down-through", "above", "below") if right else None
    verb = None if way or not right else cursor.take(*LATE)
    if right is not None and verb is not None and cursor.word() in NOWHERE:
        context.left, context.lost = left, False
        op = "returns_to" if verb.small.startswith(RETURNS) else LATE[verb.word]
        return rule_of(left, op, right, context)
    if right is None or isinstance(left.operand, Number) or not cursor.take("crosses"):
        cursor.back_to(mark)
        return None
    way = way or cursor.take("up-through", "down-through")
    op = "crosses" if way is None else (
        "crosses_above" if way.word in ("up-through", "above") else "crosses_below"
    )  # fmt: skip
    found = rule_of(left, op, right, context)
    if isinstance(found, Rule):
        context.left, context.lost = left, False
    return found


# "der Kurs das obere Band berührt", "der RSI die 30 unterschreitet"
LATE: dict[str, Op] = {"touches": "touches", "drops-below": "crosses_below",
                       "exceeds": "crosses_above", "recovers": "crosses_above"}  # fmt: skip


def _is_amount(cursor: Cursor) -> bool:
    """No oscillator is worth this: "it" is the price."""
    return cursor.word() == "money" or (cursor.word() == "num" and cursor.value() > 100)


def _speaks_of_prices(cursor: Cursor) -> bool:
    """Where no indicator is named, "it" is the price."""
    said = {token.word for token in cursor.tokens}
    return cursor.word() == "num" and cursor.word(1) in NOWHERE and said.isdisjoint(SCALED)


SCALED = words("rsi stochastic stochrsi cci mfi adx williams-r macd zscore percent-b ibs volume")


def _right(cursor: Cursor, context: Context, left: Side | None, op: Op) -> Read | None:
    """What is compared with; where it is not said it is what was compared with before."""
    if earlier := _bar_before(cursor, left or context.left, op):
        return earlier
    share = share_of_level(cursor, left, op, context)
    if share is not None:
        return share
    cursor.skip("to")
    if is_offset(cursor, op):
        return offset(cursor, left or context.left, op)
    if several := several_levels(cursor, context, left, op):
        return several
    if rival := _of_another(cursor, left):
        return Rule(left or rival, op, rival)
    factor = factor_of(cursor)
    right = operand(cursor, context)
    if right is None and (left or _is_held_to(cursor)):
        right = bare_average(cursor, context)
    if right is None and factor is None and (before := _some_time_ago(cursor, left)):
        return _changed_by(cursor, op, left or price(), before)
    if right is None and factor is None:
        right = None if _is_share_of_price(cursor, left) else constant(cursor)
        if right is not None and _is_far_from(cursor):
            return None
    if right is None:
        cursor.take("it")
        return as_before(cursor, context, left, op)
    right = average_of(left, op, right)
    right = spoken_average(context, left, right) or right
    if factor and isinstance(right.operand, Price | Indicator):
        right = right.updated("multiplier", multiplier=factor)
    right = shifted(cursor, right)
    if left is None and cursor.word() == "share" and not _counts(context.left):
        return None  # "at most 100 shares" is a size
    left = left or implied(context, right, op)
    if right.role == "pct" and (left is None or left.is_level or _has_no_share(left)):
        return None
    right = _share_of_price(left, right)
    op = late_verb(cursor, late_direction(cursor, op))
    if left is None and cursor.word() in ("of", "last"):
        return None  # "fewer than 2 of the last 5 days" is a number of days
    if left is None and is_bare_price(context, op, right):
        return replace(Rule(price(), op, right), notes=(BARE_PRICE,))
    if left is None:
        return None
    if left.is_level and not left.gap and getattr(right.operand, "value", 1.0) <= 0:
        return None  # no price is: "SMA(50) - SMA(200) > 0, sell when it is below 0"
    _far_side(cursor, right)
    return _also(cursor, context, rule_of(left, op, by_share(cursor, op, right), context))


def _counts(side: Side | None) -> bool:
    """Volumes are counted in shares."""
    return side is not None and (getattr(side.operand, "field", "") == "volume" or is_volume(side))


def _has_no_share(left: Side) -> bool:
    """What is counted in money or in shares: "the MACD is above 2%" is no such number."""
    return getattr(left.operand, "name", "") in ("STDDEV", "MACD", "OBV", "MOMENTUM")


def _share_of_price(left: Side | None, right: Side) -> Side:
    """ "ATR is above 2%": of the price."""
    ranged = left is not None and getattr(left.operand, "name", "") == "ATR"
    if not ranged or right.role != "pct" or not isinstance(right.operand, Number):
        return right
    return price("close", 0, round(right.operand.value / 100, 12), "multiplier")


def _of_another(cursor: Cursor, left: Side | None) -> Side | None:
    """ "SPY's RSI is higher than TLT's", "... than that of TLT": the same of the other symbol."""
    named = left is not None and isinstance(left.operand, Indicator) and not left.is_level
    if left is None or not named:
        return None
    mark = cursor.mark
    cursor.skip("of")
    token = cursor.take("symbol")
    if token is None or token.symbol == left.symbol or cursor.word() not in RIVALLED:
        cursor.back_to(mark)
        return None
    return replace(left, symbol=token.symbol, notes=())


RIVALLED = frozenset(NOWHERE) | words("buy sell hold short long then when else otherwise")


def _bar_before(cursor: Cursor, left: Side | None, op: Op) -> Rule | None:
    """ "less than that of the previous candle": than its own value one bar before."""
    if left is None or isinstance(left.operand, Number) or cursor.word() != "bar-before":
        return None
    cursor.take("bar-before")
    lag = getattr(left.operand, "lag", 0)
    return Rule(left, op, left.updated("lag", lag=lag + 1))


def _is_far_from(cursor: Cursor) -> bool:
    """ "more than 5 dollars below its average", "at least 3 points above the open": how far away,
    which is no level."""
    at = cursor.at - 1
    led = cursor.tokens[at - 1].small if at > 0 else ""
    unit = cursor.word() in ("point", "cents")
    way = cursor.word(int(unit)) in ("below", "above", "over")
    return way and led.startswith(FAR)


FAR = ("more", "less", "at least", "at most", "greater", "no more", "over", "by")


def _is_held_to(cursor: Cursor) -> bool:
    """ "when over its 200 day": the price, where no time can be meant ("more than 10 days")."""
    said = cursor.tokens[cursor.at - 1] if cursor.at else None
    before = cursor.tokens[cursor.at - 2].word if cursor.at > 1 else ""
    return said is not None and before in SUBJECTS and said.small in PLACES


SUBJECTS = frozenset(
    {"when", "it", "while", "and", "but", "be-in", "price", "both", "both-named", "either-named"}
    | {"stays", "day", "closes", "trade"}
)
PLACES = frozenset({"above", "below", "over", "under", "north of", "south of"})


def _some_time_ago(cursor: Cursor, left: Side | None) -> Side | None:
    """ "higher than it was 20 days ago": the same value on an earlier bar."""
    mark = cursor.mark
    cursor.skip("it", "price", "close")
    span = cursor.bars()
    bars = daily(*span) if span else None
    base = left or price()
    if not bars or not cursor.take("ago", "earlier") or isinstance(base.operand, Number):
        cursor.back_to(mark)
        return None
    return base.updated("lag", lag=bars)


def _changed_by(cursor: Cursor, op: Op, left: Side, before: Side) -> Rule:
    """ "lower than it was 30 days ago by more than 8%": the change since then."""
    mark = cursor.mark
    cursor.skip("by", "above", ">=", "at", "least")
    share = cursor.take("pct")
    lag = getattr(before.operand, "lag", 0)
    if share is None or left.operand != price().operand or op not in ("<", "<=", ">", ">="):
        cursor.back_to(mark)
        return Rule(left, op, before)
    way = -1 if op in ("<", "<=") else 1
    change = Side(made(Change, "entry", bars=lag), frozenset({"bars"}), symbol=left.symbol)
    return Rule(change, op, number(way * abs(share.value or 0) / 100))


def _is_share_of_price(cursor: Cursor, left: Side | None) -> bool:
    """A price is not compared with a bare per cent."""
    return cursor.word() == "pct" and left is not None and left.is_level


def _far_side(cursor: Cursor, right: Side) -> None:
    """ "from below 30 to above 30": the far side is that of the same number."""
    mark = cursor.mark
    passed = cursor.take("to") and cursor.take("above", "below", "over")
    if not passed or cursor.number() != getattr(right.operand, "value", None):
        cursor.back_to(mark)


def _is_time(cursor: Cursor) -> bool:
    """ "sell above the 20 SMA or 10d": as long as it is held."""
    ahead = Cursor(cursor.tokens, cursor.at)
    return ahead.bars() is not None and ahead.word() in NOWHERE


def _also(cursor: Cursor, context: Context, rule: Rule | None) -> Read | None:
    """ "below the 20 SMA and the 50 SMA": a second level of the same comparison."""
    mark = cursor.mark
    joint = cursor.take("and", "or") if rule and rule.right.is_level else None
    if joint and joint.word == "or" and context.role == "exit" and _is_time(cursor):
        cursor.back_to(mark)
        return rule
    level = operand(cursor, context) if joint else None
    if rule is None or joint is None or level is None or not level.is_level or not ends(cursor):
        cursor.back_to(mark)
        return rule
    join: Literal["all", "any"] = "all" if joint.word == "and" else "any"
    return Group(join, (rule, replace(rule, right=level)))


def in_range(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI between 30 and 50", "it is between 30 and 50" """
    left = operand(cursor, context)
    if left is None and cursor.take("it") and context.left is None and not context.lost:
        left = price()
    cursor.skip("closes", "trade", "stays", "in", "range")
    outside = cursor.take("not", "outside") if cursor.word(1) == "between" else None
    found = between(cursor, left, context) if cursor.word() == "between" else None
    return denied(found) if found and outside else found


def past(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI was below 60 three days ago": the whole comparison lies back."""
    found = _compared(cursor, context)
    if isinstance(found, Rule) and (lasting := sustained(cursor, found, context.timeframe)):
        return lasting
    mark = cursor.mark
    if isinstance(found, Rule) and (eve := _yesterday(cursor, found, context)):
        return eve
    count = cursor.number()
    unit = cursor.take("day", "bar", "period", "week")
    lag = daily(count, unit.word) if count is not None and unit else None
    if lag and cursor.take("ago", "earlier") and isinstance(found, Rule):
        if not isinstance(found.left.operand, Price | Indicator):
            return None
        back = lagged(found, lag)
        return replace(back, left=replace(back.left, said=back.left.said | {"lag"}))
    cursor.back_to(mark)
    return found


def _yesterday(cursor: Cursor, rule: Rule, context: Context) -> Rule | None:
    """ "RSI was below 30 yesterday": who buys at the open knows that as the last close."""
    lagging = isinstance(rule.left.operand, Price | Indicator) and not rule.op.startswith("crosses")
    if not lagging or not cursor.take("yesterday"):
        return None
    return rule if context.fill == "next_open" else lagged(rule, 1)

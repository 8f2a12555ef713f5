"""Operand, comparison, operand: "RSI drops back below 30", "it crosses above its average"."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from agents.language.averages import PLAIN_AVERAGE
from agents.language.cursor import END, TAKEN, Cursor, daily
from agents.language.draft import (
    Group,
    Limit,
    Op,
    Rule,
    Side,
    Tree,
    indicator,
    made,
    number,
    price,
)
from agents.language.implied import as_before, average_of, implied, spoken_average
from agents.language.operands import operand
from agents.language.operators import BEYOND, EXACT, comparator, late_direction, late_verb
from agents.language.pairs import is_average, rule_of
from agents.language.shares import by_share, share_of_level
from agents.language.spanning import between, constant, lagged, sustained
from agents.language.speaking import Context
from agents.language.wordlist import words
from backtests.engine.strategy import Change, Indicator, Number, Price

Read = Tree | Limit


PARTED = frozenset({"and", "or", ",", ".", "(", "when", "it", "not"})


NOWHERE = frozenset({END, TAKEN, "and", "or", ",", ".", "(", ")", ":"})


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
    if chain := _next_of_kind(cursor, context):
        return chain
    cursor.skip("it") if cursor.word(1) == "open" else None  # "it opens above yesterday's high"
    left = operand(cursor, context) or _chained(cursor, context) or _bare_left(cursor)
    mark = cursor.mark
    meant = left is None and bool(cursor.take("it"))
    cursor.skip("it") if meant else None
    if left is not None and (late := _late_cross(cursor, left, context)):
        return late
    behind = _level_first(cursor)
    op = behind or comparator(cursor, left)
    reaching = op in BEYOND.values()
    if op is None:
        cursor.back_to(mark)
        return None
    if left is not None:
        context.left, context.lost = left, False
    if cursor.word() == "between":
        return between(cursor, left, context)
    if meant and context.left is None and (_is_amount(cursor) or _speaks_of_prices(cursor)):
        left = price()
    found = _right(cursor, context, left, op)
    if behind or (reaching and cursor.bound() == ("<=" if op == "falls_to" else ">=")):
        cursor.skip("<=", ">=")
    return found


def _next_of_kind(cursor: Cursor, context: Context) -> Rule | None:
    """ "the 8 EMA above the 21 EMA, the 21 above the 55": averages of the same kind."""
    last, mark = context.last, cursor.mark
    if last is None or cursor.word() != "num" or not is_average(last.left):
        return None
    first = cursor.number()
    way = cursor.take("above", "below", "over", "<", ">")
    second = cursor.number() if way else None
    spoken = [getattr(side.operand, "params", {}).get("period") for side in (last.left, last.right)]
    if not first or not second or way is None or first not in spoken or not _ends(cursor):
        cursor.back_to(mark)
        return None
    sides = [last.left.updated(params={"period": value}) for value in (first, second)]
    return Rule(sides[0], "<" if way.word in ("below", "<") else ">", sides[1])


def _level_first(cursor: Cursor) -> Op | None:
    """ "RSI is 30 or below": the way stands behind its level."""
    if cursor.word() not in ("num", "pct", "money"):
        return None
    ways: dict[str, Op] = {"<=": "<=", ">=": ">="}
    return ways.get(cursor.bound(1))


def _late_cross(cursor: Cursor, left: Side, context: Context) -> Rule | None:
    """ "den 200-Tage-Durchschnitt nach oben kreuzt": in German the verb comes last."""
    mark = cursor.mark
    right = operand(cursor, context) if cursor.word() not in ("crosses", "macd-part") else None
    right = right or constant(cursor)
    if right is not None and (state := cursor.take("is-above", "is-below")):
        return rule_of(left, ">" if state.word == "is-above" else "<", right, context)
    way = cursor.take("up-through", "down-through", "above", "below") if right else None
    verb = None if way or not right else cursor.take(*LATE)
    if right is not None and verb is not None and cursor.word() in NOWHERE:
        context.left, context.lost = left, False
        return rule_of(left, LATE[verb.word], right, context)
    if right is None or isinstance(left.operand, Number) or not cursor.take("crosses"):
        cursor.back_to(mark)
        return None
    way = way or cursor.take("up-through", "down-through")
    op: Op = "crosses" if way is None else (
        "crosses_above" if way.word in ("up-through", "above") else "crosses_below"
    )  # fmt: skip
    found = rule_of(left, op, right, context)
    if isinstance(found, Rule):
        context.left, context.lost = left, False
    return found


# "der Kurs das obere Band berührt", "der RSI die 30 unterschreitet"
LATE: dict[str, Op] = {"touches": "touches", "drops-below": "crosses_below",
                       "exceeds": "crosses_above"}  # fmt: skip


def _bare_left(cursor: Cursor) -> Side | None:
    """ "the 50 day crosses the 200 day", "the 20-day is above the 50-day" """
    mark = cursor.mark
    value = cursor.number()
    named = value and cursor.take("day", "week")
    if named and named.text.lower() in ("days", "weeks"):
        named = None  # "3 days above the 200 day" lasts
    beside = cursor.word() in ("above", "below", "over", "<", ">") and cursor.word(1) == "num"
    beside = beside and cursor.word(2) in ("day", "week") and cursor.word(3) in NOWHERE
    moves = cursor.word() in MOVES and cursor.word(1) in ("above", "below", "over")
    if value and named and (beside or moves or cursor.word() in ("crosses", "crossunder")):
        weeks = cursor.seen[-1].word == "week"
        return indicator("SMA", period=value * (5 if weeks else 1), notes=(PLAIN_AVERAGE,))
    cursor.back_to(mark)
    return None


MOVES = ("goes", "falls", "rises", "breaks", "closes")


def _is_amount(cursor: Cursor) -> bool:
    """No oscillator is worth this: "it" is the price."""
    return cursor.word() == "money" or (cursor.word() == "num" and cursor.value() > 100)


def _speaks_of_prices(cursor: Cursor) -> bool:
    """Where no indicator is named, "it" is the price."""
    said = {token.word for token in cursor.tokens}
    return cursor.word() == "num" and cursor.word(1) in NOWHERE and said.isdisjoint(SCALED)


SCALED = words("rsi stochastic stochrsi cci mfi adx williams-r macd zscore percent-b ibs volume")


def _chained(cursor: Cursor, context: Context) -> Side | None:
    """In "A > B > C" the B belongs to both."""
    before = cursor.tokens[cursor.at - 1].word if cursor.at else ","
    if before in PARTED or context.last is None:
        return None
    if cursor.word() not in EXACT and not (before in AVERAGED and _compares_averages(cursor)):
        return None
    right = context.last.right
    return None if isinstance(right.operand, Number) else right


# What the name of an average ends with.
AVERAGED = frozenset({"num", ")", "ma", "sma", "ema", "average", "moving", "day", "period"})


def _compares_averages(cursor: Cursor) -> bool:
    """ "... is above the 50 SMA": where another average stands before it, that is meant."""
    ahead = Cursor(cursor.tokens, cursor.at)
    return bool(ahead.take("above", "below")) and is_average(operand(ahead, Context()))


def _right(cursor: Cursor, context: Context, left: Side | None, op: Op) -> Read | None:
    """What is compared with; where it is not said it is what was compared with before."""
    share = share_of_level(cursor, left, op, context)
    if share is not None:
        return share
    cursor.skip("to")
    if several := _several(cursor, context, left, op):
        return several
    factor = factor_of(cursor)
    right = operand(cursor, context)
    if right is None and (left or _is_held_to(cursor)):
        right = _bare_average(cursor)
    if right is None and factor is None and (before := _some_time_ago(cursor, left)):
        return _changed_by(cursor, op, left or price(), before)
    if right is None and factor is None:
        right = None if _is_share_of_price(cursor, left) else constant(cursor)
    if right is None:
        cursor.take("it")
        return as_before(cursor, context, left, op)
    right = average_of(left, op, right)
    right = spoken_average(context, left, right) or right
    if factor and isinstance(right.operand, Price | Indicator):
        right = right.updated("multiplier", multiplier=factor)
    left = left or implied(context, right)
    if right.role == "pct" and (left is None or left.is_level):
        return None
    op = late_verb(cursor, late_direction(cursor, op))
    if left is None:
        return None
    _far_side(cursor, right)
    return _also(cursor, context, rule_of(left, op, by_share(cursor, op, right), context))


def _is_held_to(cursor: Cursor) -> bool:
    """ "when over its 200 day": the price, where no time can be meant ("more than 10 days")."""
    said = cursor.tokens[cursor.at - 1] if cursor.at else None
    before = cursor.tokens[cursor.at - 2].word if cursor.at > 1 else ""
    return said is not None and before in SUBJECTS and said.text.lower() in PLACES


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


def _also(cursor: Cursor, context: Context, rule: Rule | None) -> Read | None:
    """ "below the 20 SMA and the 50 SMA": a second level of the same comparison."""
    mark = cursor.mark
    joint = cursor.take("and", "or") if rule and rule.right.is_level else None
    level = operand(cursor, context) if joint else None
    if rule is None or joint is None or level is None or not level.is_level or not _ends(cursor):
        cursor.back_to(mark)
        return rule
    join: Literal["all", "any"] = "all" if joint.word == "and" else "any"
    return Group(join, (rule, replace(rule, right=level)))


def _several(cursor: Cursor, context: Context, left: Side | None, op: Op) -> Read | None:
    """ "above the 50-day and the 200-day average": two levels of one kind."""
    mark = cursor.mark
    way = ("above", "over") if ">" in op or op == "crosses_above" else ("below",)
    cursor.skip("all-of", "any-of")
    periods: list[float] = []
    joint = ""
    while cursor.word() == "num" and not joint.startswith("#") and (left is None or left.is_level):
        if joint and (last := _last_average(cursor, context)):
            base, levels = left or price(), [last.updated(params={"period": p}) for p in periods]
            join: Literal["all", "any"] = "any" if joint == "or" else "all"
            return Group(join, tuple(Rule(base, op, level) for level in (*levels, last)))
        periods.append(cursor.number() or 0)
        cursor.skip("day", "period", "bar", "week")
        joints = [token.word for token in iter(lambda: cursor.take(",", "and", "or", "/"), None)]
        said = next((one for one in joints if one in ("and", "or")), joint)
        joint = said or ("," if joints else "#")
        cursor.skip(*way)
    cursor.back_to(mark)
    return None


def _last_average(cursor: Cursor, context: Context) -> Side | None:
    mark = cursor.mark
    side = operand(cursor, context)
    if side is not None and is_average(side) and not side.gap:
        return side
    cursor.back_to(mark)
    return None


def _bare_average(cursor: Cursor) -> Side | None:
    """ "above the 200 day": days beside a price are those of a moving average."""
    mark = cursor.mark
    value = cursor.number()
    if value and value >= 5 and cursor.take("day", "week") and _ends(cursor):
        weeks = cursor.seen[-1].word == "week"
        return indicator("SMA", period=value * (5 if weeks else 1), notes=(PLAIN_AVERAGE,))
    cursor.back_to(mark)
    return None


def _ends(cursor: Cursor) -> bool:
    return cursor.word() in NOWHERE | {"buy", "sell", "on", "hold"}


def in_range(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI between 30 and 50" """
    left = operand(cursor, context)
    cursor.skip("closes", "trade", "stays", "in", "range")
    return between(cursor, left, context) if cursor.word() == "between" else None


def past(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI was below 60 three days ago": the whole comparison lies back."""
    found = _compared(cursor, context)
    if isinstance(found, Rule) and (lasting := sustained(cursor, found)):
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

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
    only_cross,
    price,
    rules_of,
)
from agents.language.operands import operand
from agents.language.operators import EXACT, comparator, late_direction, late_verb
from agents.language.pairs import TOUCHING, is_average, is_volume, rule_of
from agents.language.spanning import between, constant, lagged, sustained
from agents.language.speaking import Context
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
    left = operand(cursor, context) or _chained(cursor, context) or _bare_left(cursor)
    mark = cursor.mark
    meant = left is None and bool(cursor.take("it"))
    if left is not None and (late := _late_cross(cursor, left, context)):
        return late
    op = comparator(cursor, left)
    if op is None:
        cursor.back_to(mark)
        return None
    if left is not None:
        context.left, context.lost = left, False
    if cursor.word() == "between":
        return between(cursor, left, context)
    if meant and context.left is None and _is_amount(cursor):
        left = price()
    return _right(cursor, context, left, op)


def _late_cross(cursor: Cursor, left: Side, context: Context) -> Rule | None:
    """ "den 200-Tage-Durchschnitt nach oben kreuzt": in German the verb comes last."""
    mark = cursor.mark
    right = operand(cursor, context) if cursor.word() not in ("crosses", "macd-part") else None
    way = cursor.take("up-through", "down-through", "above", "below") if right else None
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


def _bare_left(cursor: Cursor) -> Side | None:
    """ "the 50 day crosses the 200 day", "the 20-day is above the 50-day" """
    mark = cursor.mark
    value = cursor.number()
    named = value and cursor.take("day", "week")
    beside = cursor.word() in ("above", "below", "over", "<", ">") and cursor.word(1) == "num"
    beside = beside and cursor.word(2) in ("day", "week") and cursor.word(3) in NOWHERE
    if value and named and (beside or cursor.word() in ("crosses", "crossunder")):
        weeks = cursor.seen[-1].word == "week"
        return indicator("SMA", period=value * (5 if weeks else 1), notes=(PLAIN_AVERAGE,))
    cursor.back_to(mark)
    return None


def _is_amount(cursor: Cursor) -> bool:
    """No oscillator is worth this: "it" is the price."""
    return cursor.word() == "money" or (cursor.word() == "num" and cursor.value() > 100)


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
    share = _share_of(cursor, left, op, context)
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
        return _as_before(cursor, context, left, op)
    right = _average_of(left, op, right)
    right = _spoken_average(context, left, right) or right
    if factor and isinstance(right.operand, Price | Indicator):
        right = right.updated("multiplier", multiplier=factor)
    left = left or _implied(context, right)
    if right.role == "pct" and (left is None or left.is_level):
        return None
    op = late_verb(cursor, late_direction(cursor, op))
    if left is None:
        return None
    _far_side(cursor, right)
    return _also(cursor, context, rule_of(left, op, _by_share(cursor, op, right), context))


def _average_of(left: Side | None, op: Op, right: Side) -> Side:
    """ "the 50 SMA crosses above 200": beside an average that is an average, and no price."""
    value = getattr(right.operand, "value", None)
    if left is None or not is_average(left) or left.gap or not op.startswith("crosses"):
        return right
    if value is None or right.role or value != int(value) or not 3 <= value <= LONGEST:
        return right
    name = left.operand.name if isinstance(left.operand, Indicator) else "SMA"
    note = ("params.period", f"{value:g} beside an average is read as {name}({value:g})")
    return indicator(name, notes=(note,), period=value)


LONGEST = 400


def _spoken_average(context: Context, left: Side | None, right: Side) -> Side | None:
    """ "above the 10 and the 50 day average ... drops under the 10": that average, and no price."""
    value = getattr(right.operand, "value", None)
    if value is None or right.role or (left is not None and not left.is_level):
        return None
    sides = [side for rule in rules_of(context.entry) for side in (rule.left, rule.right)]
    known = [s for s in sides if is_average(s) and not s.gap and _period(s) == value]
    note = ("params.period", f"{value:g} is read as the average of {value:g} that was spoken of")
    return replace(known[0].updated(lag=0, multiplier=1.0), notes=(note,)) if known else None


def _period(side: Side) -> float | None:
    return getattr(side.operand, "params", {}).get("period")


def _is_held_to(cursor: Cursor) -> bool:
    """ "when over its 200 day": the price, where no time can be meant ("more than 10 days")."""
    said = cursor.tokens[cursor.at - 1] if cursor.at else None
    before = cursor.word(-2) if cursor.at > 1 else ""
    return said is not None and before in SUBJECTS and said.text.lower() in PLACES


SUBJECTS = frozenset({"when", "it", "while", "and", "but", "be-in", "price"})
PLACES = frozenset({"above", "below", "over", "under"})


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


def _by_share(cursor: Cursor, op: Op, right: Side) -> Side:
    """ "drops below its average by 5%" """
    mark = cursor.mark
    share = cursor.take("pct") if right.is_level and cursor.take("by") else None
    way = {"<": -1, "crosses_below": -1, ">": 1, "crosses_above": 1}.get(op)
    if share is None or way is None:
        cursor.back_to(mark)
        return right
    return right.updated("multiplier", multiplier=round(1 + way * (share.value or 0) / 100, 10))


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


def _share_of(cursor: Cursor, left: Side | None, op: Op, context: Context) -> Read | None:
    """ "below 95% of the 20-day average", "above the average by 2%" """
    mark = cursor.mark
    share = cursor.take("pct")
    beside = cursor.take("of", "x", "below", "above", "over", "under") if share else None
    level = operand(cursor, context) if share else None
    if share is None or level is None or not isinstance(level.operand, Price | Indicator):
        cursor.back_to(mark)
        return None
    factor = _factor(share.value or 0, beside.word if beside else "of")
    if factor <= 0:
        cursor.back_to(mark)
        return None
    scaled = level.updated("multiplier", multiplier=factor)
    down = beside is not None and beside.word in ("below", "under")
    if down and op in FURTHER:
        op = FURTHER[op]
    elif down and op == "<=":
        op = ">="
    elif down and cursor.tokens[mark[0] - 1].text.lower() in FEWER:
        op = ">"
    base = left or _implied(context, level)
    return rule_of(base, op, scaled, context) if base else None


# Less than, or at most, "5% below its high" is near the high.
FEWER = frozenset({"less than", "fewer than", "smaller than", "under"})
# "at least 5% below it" is further down.
FURTHER: dict[Op, Op] = {">": "<", ">=": "<="}


def _factor(share: float, beside: str) -> float:
    """ "95% of it" is a part of it, "5% above it" is a distance."""
    way = {"above": 1, "over": 1, "below": -1, "under": -1}.get(beside)
    return share / 100 if way is None else round(1 + way * share / 100, 10)


def _implied(context: Context, right: Side) -> Side | None:
    """ "it": the price beside a level, else what was spoken of last."""
    if context.lost:
        return None
    if right.is_level:
        return context.left if is_average(context.left) and is_average(right) else price()
    last = context.left
    if isinstance(right.operand, Number) and last is not None:
        fits = not last.oscillates or last.scale[0] <= right.operand.value <= last.scale[1]
        if last.symbol and last.is_level and _near_before(context, right.operand.value):
            return replace(price(), symbol=last.symbol)
        return last if fits and not last.is_level else price()
    return last if last is not None and not last.is_level else None


def _near_before(context: Context, value: float) -> bool:
    """ "when the VIX is under 12 ... when it is above 16": a level of the same thing."""
    known = context.last.right.operand if context.last else None
    if not isinstance(known, Number) or known.value <= 0 or value <= 0:
        return False
    return max(known.value, value) <= NEAR * min(known.value, value)


NEAR = 5


def _as_before(cursor: Cursor, context: Context, left: Side | None, op: Op) -> Read | None:
    """ "sell when it crosses back below": the two of the rule before."""
    before = None if context.lost else _crossed_before(context, op)
    if left is None and context.last is None and context.heading is not None:
        return Rule(price(), op, context.heading) if op not in TOUCHING else None
    if before is None or isinstance(before.right.operand, Number) or op in TOUCHING:
        return None
    if cursor.word() in ("num", "pct", "money") or context.several:
        return None
    slope = not before.left.gap and before.left.level == before.right.level
    right = before.left if slope else before.right
    if isinstance(right.operand, Price | Indicator) and not is_volume(right):
        right = replace(right.updated(multiplier=1.0), said=right.said - {"multiplier"})
    return Rule(left or before.left, late_verb(cursor, op), right)


def _crossed_before(context: Context, op: Op) -> Rule | None:
    """The rule spoken of last; for a cross, if that is none, the one cross of the entry."""
    last = context.last
    if not op.startswith("crosses") or (last and not isinstance(last.right.operand, Number)):
        return last
    return only_cross(context.entry) or last


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

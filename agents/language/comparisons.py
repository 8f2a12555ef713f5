"""Operand, comparison, operand: "RSI drops back below 30", "it crosses above its average"."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from agents.language.cursor import END, TAKEN, UNITS, Cursor, daily
from agents.language.draft import (
    OPPOSITE,
    Ask,
    Group,
    Limit,
    Op,
    Rule,
    Side,
    Tree,
    indicator,
    number,
    only_cross,
    price,
)
from agents.language.operands import PLAIN_AVERAGE, Context, operand
from agents.language.tokens import Token
from backtests.engine.strategy import Indicator, Number, Price

UP = frozenset(
    {"above", "over", "past", "through", ">", ">=", "higher", "up-through", "exceeds", "more"}
)


DOWN = frozenset({"below", "<", "<=", "lower", "crossunder", "down-through"})


Read = Tree | Limit


PARTED = frozenset({"and", "or", ",", ".", "(", "when", "it", "not"})


NOWHERE = frozenset({END, TAKEN, "and", "or", ",", ".", "(", ")", ":"})


WAYS = {
    "down": -1, "red": -1, "lower": -1, "falls": -1, "bearish": -1, "negative": -1, "loss": -1,
    "up": 1, "green": 1, "higher": 1, "rises": 1, "bullish": 1, "positive": 1, "profit": 1,
}  # fmt: skip


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
    op = comparator(cursor, left)
    if op is None:
        cursor.back_to(mark)
        return None
    if left is not None:
        context.left, context.lost = left, False
    if cursor.word() == "between":
        return _between(cursor, left, context)
    if meant and context.left is None and _is_amount(cursor):
        left = price()
    return _right(cursor, context, left, op)


def _bare_left(cursor: Cursor) -> Side | None:
    """ "the 50 day crosses the 200 day" """
    mark = cursor.mark
    value = cursor.number()
    if value and cursor.take("day", "week") and cursor.word() in ("crosses", "crossunder"):
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
    return bool(ahead.take("above", "below")) and _is_average(operand(ahead, Context()))


def comparator(cursor: Cursor, left: Side | None = None) -> Op | None:
    """ "drops back below", "is not above", "crosses", ">=" """
    mark = cursor.mark
    denied = bool(cursor.take("not"))
    verb = cursor.take("falls", "rises", "goes", "breaks", "crosses", "closes", "close", "recovers",
                       "touches", "breakout", "trade", "crossunder", "down", "up",
                       "exceeds", "drops-below", "breaks-above", "rises-to", "crosses-above",
                       "crosses-below", "stays", "pullback")  # fmt: skip
    lean = _leaning(cursor, verb)
    if verb and verb.word == "touches":
        return _touching(cursor)
    if verb is None and cursor.word() == "x" and _is_average(left):
        cursor.take("x")
        return "crosses"
    cursor.skip("to") if _is_way(cursor, 1) else None
    way = cursor.take(*UP, *DOWN) if _is_way(cursor) else None
    op = _op(verb.word if verb else "", way.word if way else "", lean)
    if op is None and verb and verb.word in REACHING:
        op = REACHING[verb.word] if cursor.take("to") else None
    if op is None:
        cursor.back_to(mark)
        return None
    return OPPOSITE[op] if denied and op in OPPOSITE else op


def _touching(cursor: Cursor) -> Op:
    """ "touches or falls below" is reaching the level from above."""
    mark = cursor.mark
    further = comparator(cursor) if cursor.take("or") else None
    if further in BEYOND:
        return BEYOND[further]
    cursor.back_to(mark)
    return "touches"


BEYOND: dict[Op | None, Op] = {
    "<": "falls_to", "<=": "falls_to", "crosses_below": "falls_to",
    ">": "rises_to", ">=": "rises_to", "crosses_above": "rises_to",
}  # fmt: skip


def _is_way(cursor: Cursor, ahead: int = 0) -> bool:
    """ "the lower band" is a level and no way."""
    word, after = cursor.word(ahead), cursor.word(ahead + 1)
    return word in UP | DOWN and not (
        word == "lower" and after in ("band", "bollinger", "donchian")
    )


def _leaning(cursor: Cursor, verb: Token | None) -> str:
    """ "crosses back down through": the way that the small words behind the verb lean."""
    begin = cursor.at
    cursor.skip("up", "down", "back", "out", "crosses", "again")
    said = [verb.word] if verb else []
    said += [token.word for token in cursor.tokens[begin : cursor.at]]
    return next((word for word in said if word in ("down", "up")), "")


REACHING: dict[str, Op] = {
    "falls": "falls_to", "rises": "rises_to", "recovers": "rises_to", "goes": "touches",
    "pullback": "falls_to",
}  # fmt: skip


GLUED: dict[str, Op] = {
    "drops-below": "crosses_below", "breaks-above": "crosses_above", "rises-to": ">=",
    "crosses-above": "crosses_above", "crosses-below": "crosses_below", "exceeds": ">",
    "crossunder": "crosses_below",
}  # fmt: skip


EXACT: dict[str, Op] = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "crossunder": "crosses_below",
                        "exceeds": ">", "up-through": "crosses_above",
                        "down-through": "crosses_below"}  # fmt: skip


def _op(verb: str, way: str, lean: str) -> Op | None:
    if verb in GLUED:
        return GLUED[verb]
    if way in EXACT and verb != "crosses":
        return EXACT[way]
    if not way:
        return _op_without_way(verb, lean)
    up = way in UP
    if way == "through":
        up = verb != "falls" and lean != "down"
    if verb in ("", "closes", "close", "trade", "down", "up", "stays"):
        return ">" if up else "<"
    return "crosses_above" if up else "crosses_below"


def _op_without_way(verb: str, lean: str) -> Op | None:
    if verb == "crosses":
        leaning: dict[str, Op] = {"up": "crosses_above", "down": "crosses_below"}
        return leaning.get(lean, "crosses")
    return "crosses_above" if verb == "breakout" else None


def _right(cursor: Cursor, context: Context, left: Side | None, op: Op) -> Read | None:
    """What is compared with; where it is not said it is what was compared with before."""
    share = _share_of(cursor, left, op, context)
    if share is not None:
        return share
    cursor.skip("to")
    if several := _several(cursor, context, left, op):
        return several
    factor = factor_of(cursor)
    right = operand(cursor, context) or (_bare_average(cursor) if left else None)
    if right is None and factor is None:
        right = _constant(cursor)
    if right is None:
        cursor.take("it")
        return _as_before(cursor, context, left, op)
    if factor and isinstance(right.operand, Price | Indicator):
        right = right.updated("multiplier", multiplier=factor)
    left = left or _implied(context, right)
    op = _late_verb(cursor, _late_direction(cursor, op))
    if left is None:
        return None
    _far_side(cursor, right)
    return _also(cursor, context, _rule(left, op, _by_share(cursor, op, right), context))


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
    first = cursor.number()
    cursor.skip("day", "period", "bar", "week") if first else None
    joint = cursor.take("and", "or") if first else None
    cursor.skip("above", "below", "over") if joint else None
    second = operand(cursor, context) if joint and cursor.word() == "num" else None
    if joint is None or not _is_average(second) or second is None or second.gap:
        cursor.back_to(mark)
        return None
    base = left or price()
    levels = (second.updated(params={"period": first}), second)
    join: Literal["all", "any"] = "all" if joint.word == "and" else "any"
    return Group(join, tuple(Rule(base, op, level) for level in levels))


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
    level = (
        operand(cursor, context) if share and (cursor.take("of", "x", "below") or True) else None
    )
    if share is None or level is None or not isinstance(level.operand, Price | Indicator):
        cursor.back_to(mark)
        return None
    scaled = level.updated("multiplier", multiplier=(share.value or 0) / 100)
    base = left or _implied(context, level)
    return _rule(base, op, scaled, context) if base else None


def _constant(cursor: Cursor) -> Side | None:
    mark = cursor.mark
    token = cursor.take("num", "money", "zero", "0")
    if token is None and cursor.word() == "pct":
        token = cursor.take("pct")
    if token is None:
        return None
    if cursor.word() in UNITS:
        cursor.back_to(mark)
        return None
    cursor.skip("so-far", "%")
    return number(token.value or 0.0)


def _late_verb(cursor: Cursor, op: Op) -> Op:
    """ "unter 30 fällt": in German the verb comes last."""
    if cursor.word(1) not in ("#end", ",", ".", "and", "or", "buy", "sell", "#taken"):
        return op
    if op in ("<", "<=") and cursor.take("falls", "goes"):
        return "crosses_below"
    return "crosses_above" if op in (">", ">=") and cursor.take("rises", "goes") else op


def _late_direction(cursor: Cursor, op: Op) -> Op:
    """ "crosses the slow average from below to above": the direction comes last."""
    if op != "crosses":
        return op
    if cursor.take("up-through"):
        return "crosses_above"
    return "crosses_below" if cursor.take("down-through") else op


def _implied(context: Context, right: Side) -> Side | None:
    """ "it": the price beside a level, else what was spoken of last."""
    if context.lost:
        return None
    if right.is_level:
        return context.left if _is_average(context.left) and _is_average(right) else price()
    last = context.left
    if isinstance(right.operand, Number) and last is not None:
        fits = not last.oscillates or 0 <= right.operand.value <= 100
        return replace(last, symbol="") if fits and not last.is_level else price()
    return last if last is not None and not last.is_level else None


def _is_average(side: Side | None) -> bool:
    return side is not None and getattr(side.operand, "name", "") in ("SMA", "EMA")


def _as_before(cursor: Cursor, context: Context, left: Side | None, op: Op) -> Read | None:
    """ "sell when it crosses back below": the two of the rule before."""
    before = None if context.lost else _crossed_before(context, op)
    if before is None or isinstance(before.right.operand, Number) or op in TOUCHING:
        return None
    if cursor.word() in ("num", "pct", "money") or context.several:
        return None
    right = before.right
    if isinstance(right.operand, Price | Indicator) and not _is_volume(right):
        right = replace(right.updated(multiplier=1.0), said=right.said - {"multiplier"})
    return Rule(left or before.left, _late_verb(cursor, op), right)


def _crossed_before(context: Context, op: Op) -> Rule | None:
    """The rule spoken of last; for a cross, if that is none, the one cross of the entry."""
    last = context.last
    if not op.startswith("crosses") or (last and not isinstance(last.right.operand, Number)):
        return last
    return only_cross(context.entry) or last


def _is_volume(side: Side) -> bool:
    return getattr(side.operand, "name", "") == "VOLUME_MEAN"


def _rule(left: Side, op: Op, right: Side, context: Context) -> Rule | None:
    if not _same_unit(left, right):
        return None
    if op in TOUCHING:
        return touch(left, right, context, op)
    if op == "crosses":
        return _undirected(left, right, context)
    return Rule(left, op, right)


def _undirected(left: Side, right: Side, context: Context) -> Rule:
    """ "crosses the upper band" goes up; "RSI crosses 30" may go either way."""
    side = getattr(right.operand, "output", "")
    if side in ("lower", "low", "upper", "high"):
        way = "above" if side in ("upper", "high") else "below"
        note = f"crossing the {side} level is read as crossing {way} it"
        return Rule(left, "crosses_above" if way == "above" else "crosses_below", right, (note,))
    if not left.oscillates or not isinstance(right.operand, Number):
        return Rule(left, "crosses", right)
    name, value = getattr(left.operand, "name", ""), f"{right.operand.value:g}"
    ways = ("above", "below") if context.role == "entry" else ("below", "above")
    choices = tuple(f"{name} crosses {way} {value}" for way in ways)
    ask = Ask(f"{context.role}_way", f"Which way must {name} cross {value}?", choices)
    return Rule(left, "crosses", right, ask=ask)


def _same_unit(left: Side, right: Side) -> bool:
    """A price is not compared with an oscillator, nor volume with a price."""
    if isinstance(right.operand, Number):
        return True
    kinds = [_unit(side) for side in (left, right)]
    return kinds[0] == kinds[1]


def _unit(side: Side) -> str:
    if side.is_level:
        return "price"
    if _is_volume(side) or getattr(side.operand, "field", "") == "volume":
        return "volume"
    return getattr(side.operand, "name", side.operand.kind)


TOUCHING: dict[str, Op | None] = {"touches": None, "falls_to": "<=", "rises_to": ">="}


def touch(left: Side, right: Side, context: Context, op: Op = "touches") -> Rule | None:
    """Touching a lower level is done by the low, an upper one by the high."""
    spec, plain = right.operand, left.operand == price().operand
    way = TOUCHING[op]
    if isinstance(spec, Number):
        return Rule(left, way, right) if way else _touch_number(left, right, spec.value, context)
    low = getattr(spec, "output", "") in ("lower", "low")
    high = getattr(spec, "output", "") in ("upper", "high")
    if way and not (low if way == "<=" else high):
        return Rule(left, way, right)
    if not low and not high:
        up = context.role == "exit"
        note = "reaching a level on the way " + ("up" if up else "down")
        return Rule(left, ">=" if up else "<=", right, (note,))
    note = "touching is read as the bar's " + ("low" if low else "high") + " reaching the level"
    side = replace(price("low" if low else "high"), symbol=left.symbol) if plain else left
    return Rule(side, "<=" if low else ">=", right, (note,) if plain else ())


def _touch_number(left: Side, right: Side, value: float, context: Context) -> Rule:
    if left.oscillates:
        return Rule(left, "<=" if value < 50 else ">=", right)
    up = context.role == "exit"
    note = f"reaching {value:g} is read as a close at or {'above' if up else 'below'} it"
    return Rule(left, ">=" if up else "<=", right, (note,))


def _between(cursor: Cursor, left: Side | None, context: Context) -> Read | None:
    cursor.take("between")
    low = _constant(cursor)
    cursor.take("and", "to")
    high = _constant(cursor)
    side = left or context.left
    if low is None or high is None or side is None:
        return None
    return Group("all", (Rule(side, ">=", low), Rule(side, "<=", high)))


def in_range(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI between 30 and 50" """
    left = operand(cursor, context)
    cursor.skip("closes", "trade")
    return _between(cursor, left, context) if cursor.word() == "between" else None


def _sustained(cursor: Cursor, rule: Rule) -> Read | None:
    """ "above its average for 3 days in a row": true on each of these bars."""
    mark = cursor.mark
    firm = any(token.word == "stays" for token in cursor.seen)
    cursor.skip("for", "at", "least", "on", ">=", "last")
    firm = bool(cursor.take("consecutive")) or firm
    count = cursor.number()
    firm = bool(cursor.take("consecutive")) or firm
    unit = cursor.take("day", "bar", "close", "closes", "period")
    firm = bool(cursor.take("in-a-row", "consecutive")) or firm
    if unit and firm and count and 2 <= count <= LONGEST and _lags(rule):
        return Group("all", tuple(_lagged(rule, lag) for lag in range(int(count))))
    cursor.back_to(mark)
    return None


LONGEST = 20


def _lags(rule: Rule) -> bool:
    sides = (rule.left.operand, rule.right.operand)
    return all(isinstance(side, Price | Indicator | Number) for side in sides)


def _lagged(rule: Rule, bars: int) -> Rule:
    sides = [
        side.updated(lag=side.operand.lag + bars)
        if isinstance(side.operand, Price | Indicator)
        else side
        for side in (rule.left, rule.right)
    ]
    return replace(rule, left=sides[0], right=sides[1])


def past(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI was below 60 three days ago": the whole comparison lies back."""
    found = _compared(cursor, context)
    if isinstance(found, Rule) and (lasting := _sustained(cursor, found)):
        return lasting
    mark = cursor.mark
    count = cursor.number()
    unit = cursor.take("day", "bar", "period", "week")
    lag = daily(count, unit.word) if count is not None and unit else None
    if lag and cursor.take("ago", "earlier") and isinstance(found, Rule):
        if not isinstance(found.left.operand, Price | Indicator):
            return None
        back = _lagged(found, lag)
        return replace(back, left=replace(back.left, said=back.left.said | {"lag"}))
    cursor.back_to(mark)
    return found

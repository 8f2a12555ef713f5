"""Two sides and an operator make a rule, where they can be compared at all."""

from __future__ import annotations

from dataclasses import replace

from agents.language.draft import Ask, Op, Rule, Side, price, rules_of
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Change, Distance, Gap, Indicator, Number, Price


def is_average(side: Side | None) -> bool:
    return side is not None and getattr(side.operand, "name", "") in ("SMA", "EMA", "WMA", "HMA")


def is_volume(side: Side) -> bool:
    return getattr(side.operand, "name", "") == "VOLUME_MEAN"


def rule_of(left: Side, op: Op, right: Side, context: Context) -> Rule | None:
    right = _before(left, in_unit(left, right))
    known = not (left.gap or right.gap)
    itself = left.operand == right.operand and left.symbol == right.symbol
    if not same_unit(left, right) or (known and itself):
        return None
    if _never(left, op, right) or is_no_volume(left, right):
        return None
    if op in TOUCHING:
        return touch(left, right, context, op)
    if op == "crosses":
        return undirected(left, right, context)
    if op == "crosses_back":
        return _crossed_back(left, right, context)
    return Rule(left, op, right)


def _before(left: Side, right: Side) -> Side:
    """ "yesterday's close was under the 10-day low": that of the bars before yesterday."""
    own, window = left.operand, right.operand
    if not isinstance(own, Price) or not isinstance(window, Indicator):
        return right
    within = window.name in ("HIGHEST", "LOWEST") and 0 < own.lag >= window.lag
    return right.updated(lag=own.lag + 1) if within else right


def is_no_volume(left: Side, right: Side) -> bool:
    """ "volume above 1.5" means a multiple of something that was not said, or not understood."""
    bare = isinstance(right.operand, Number) and right.operand.value < LEAST_VOLUME
    return bare and getattr(left.operand, "field", "") == "volume"


LEAST_VOLUME = 100


def _never(left: Side, op: Op, right: Side) -> bool:
    """No close lies beyond the high or the low of its own bar."""
    beyond = {"<": "low", "crosses_below": "low", ">": "high", "crosses_above": "high"}.get(op)
    own = left.operand == price().operand
    return own and beyond is not None and right.operand == price(beyond).operand


# Outputs that are fractions, where people may speak of per cent.
FRACTIONS = ("value", "percent_b", "width")
# No market swings so much in a year that a bare number above it could be a fraction.
SWING = 3.0


def in_unit(left: Side, right: Side) -> Side:
    """15% of a value that is kept as a fraction is 0.15; a volatility of 15 is 15%, too, and so is
    a change."""
    if left.within_bar and isinstance(right.operand, Number) and right.operand.value <= 1:
        return right if right.role == "pct" else right.updated(value=right.operand.value * 100)
    name, output = getattr(left.operand, "name", ""), getattr(left.operand, "output", "")
    if isinstance(left.operand, Change | Distance | Gap) and isinstance(right.operand, Number):
        return right.updated(value=round(right.operand.value / 100, 12))
    fractional = name == "VOLATILITY" or (name == "BOLLINGER" and output in FRACTIONS)
    if not fractional or not isinstance(right.operand, Number):
        return right
    value = right.operand.value
    if right.role != "pct" and (name != "VOLATILITY" or value <= SWING):
        return right
    return right.updated(value=round(value / 100, 12))


def undirected(left: Side, right: Side, context: Context) -> Rule:
    """ "crosses the upper band" goes up; "RSI crosses 30" may go either way."""
    side = getattr(right.operand, "output", "")
    if side in ("lower", "low", "upper", "high"):
        way = "above" if side in ("upper", "high") else "below"
        note = f"crossing the {side} level is read as crossing {way} it"
        return Rule(left, "crosses_above" if way == "above" else "crosses_below", right, (note,))
    if left.is_level and context.role == "exit" and (begun := _begun_beyond(left, right, context)):
        note = "it is crossed on the way " + ("up" if begun == "<" else "down") + ", from the entry"
        return Rule(left, "crosses_above" if begun == "<" else "crosses_below", right, (note,))
    if not left.oscillates or not isinstance(right.operand, Number):
        return Rule(left, "crosses", right)
    name, value = getattr(left.operand, "name", ""), f"{right.operand.value:g}"
    if (start := _begun_at(left, context)) is not None and start != right.operand.value:
        up = start < right.operand.value
        note = f"{value} is crossed on the way from {start:g}"
        return Rule(left, "crosses_above" if up else "crosses_below", right, (note,))
    ways = ("above", "below") if _rises(context) else ("below", "above")
    choices = tuple(f"{name} crosses {way} {value}" for way in ways)
    ask = Ask(f"{context.role}_way", f"Which way must {name} cross {value}?", choices)
    return Rule(left, "crosses", right, ask=ask)


def _rises(context: Context) -> bool:
    """A long enters and a short leaves on a way up."""
    return (context.role == "entry") == (context.side == "long")


def same_unit(left: Side, right: Side) -> bool:
    """A price is not compared with an oscillator, nor volume with a price."""
    if isinstance(right.operand, Number):
        return True
    kinds = [_unit(side) for side in (left, right)]
    part = kinds[0] in IN_MONEY and isinstance(right.operand, Price) and kinds[1] == "price"
    return kinds[0] == kinds[1] or part


# A share of the price may be compared with these.
IN_MONEY = ("ATR", "STDDEV")


def _unit(side: Side) -> str:
    if side.is_level:
        return "price"
    if is_volume(side) or getattr(side.operand, "field", "") == "volume":
        return "volume"
    return getattr(side.operand, "name", side.operand.kind)


TOUCHING: dict[str, Op | None] = {
    "touches": None, "falls_to": "<=", "rises_to": ">=", "returns_to": None,
}  # fmt: skip


def touch(left: Side, right: Side, context: Context, op: Op = "touches") -> Rule | None:
    """Touching a lower level is done by the low, an upper one by the high."""
    spec, plain = right.operand, left.operand == price().operand
    way = _returning(left, right, context) if op == "returns_to" else TOUCHING[op]
    if isinstance(spec, Number):
        return Rule(left, way, right) if way else _touch_number(left, right, spec.value, context)
    earlier = isinstance(spec, Price) and spec.lag  # "yesterday's high"
    edge = getattr(spec, "field" if earlier else "output", "")
    low, high = edge in ("lower", "low"), edge in ("upper", "high")
    if way and not (low if way == "<=" else high):
        return Rule(left, way, right)
    if not low and not high:
        up = _begun_below(right, context)
        if context.role != "entry" or not (plain and is_average(right)):
            note = "reaching a level on the way " + ("up" if up else "down")
            return Rule(left, ">=" if up else "<=", right, (note,))
        low, high = not up, up  # an average is touched by a bar whose close may lie beyond it
    note = "touching is read as the bar's " + ("low" if low else "high") + " reaching the level"
    side = replace(price("low" if low else "high"), symbol=left.symbol) if plain else left
    return Rule(side, "<=" if low else ">=", right, (note,) if plain else ())


def _begun_below(level: Side, context: Context) -> bool:
    """Who enters at the upper band falls to the middle; else longs leave on the way up."""
    side = _side_of_entry(level, context)
    return side == "<" if side else context.upward


def _side_of_entry(level: Side, context: Context) -> str:
    """On which side of a level the price stands at the entry, where the entry tells one."""
    entries = rules_of(context.entry if context.role == "exit" else None)
    sides = {side for rule in entries if rule.left.is_level and (side := _side(rule, level))}
    return sides.pop() if len(sides) == 1 else ""


def _side(rule: Rule, level: Side) -> str:
    end = _end_of_band(rule.right)
    if end and _is_middle(level, rule.right):
        return "<" if end == "lower" else ">"
    return _beyond(rule) if rule.right.level == level.level else ""


def _beyond(rule: Rule) -> str:
    """ "5% above the average" lies above it; "below 1.05 times the average" may be either."""
    times = getattr(rule.right.operand, "multiplier", 1.0)
    if rule.op in (">", ">=", "crosses_above", "rises_to"):
        return ">" if times >= 1 else ""
    return "<" if rule.op in ("<", "<=", "crosses_below", "falls_to") and times <= 1 else ""


def _end_of_band(side: Side) -> str:
    """Which end of its band a level is; the highest high is that of Donchian."""
    output = getattr(side.operand, "output", "")
    ends = {"HIGHEST": "upper", "LOWEST": "lower"}
    return output if output in ends.values() else ends.get(getattr(side.operand, "name", ""), "")


MIDDLES = {"BOLLINGER": "SMA", "KELTNER": "EMA"}  # of which average the middle of bands is one


def _is_middle(level: Side, band: Side) -> bool:
    """A level of the same bands, or the average that is their middle."""
    name, of = getattr(level.operand, "name", ""), getattr(band.operand, "name", "")
    if not name or name == of or of in ("HIGHEST", "LOWEST"):
        return bool(name) and (name == of or name == "DONCHIAN")
    lengths = [getattr(one.operand, "params", {}).get("period") for one in (level, band)]
    return MIDDLES.get(of) == name and lengths[0] == lengths[1]


def _returning(left: Side, level: Side, context: Context) -> Op | None:
    """ "returns to the middle": from the side of the entry; "RSI returns to 50" is on a way up
    where no entry says otherwise."""
    if not isinstance(level.operand, Number) or left.is_level:
        return None
    begun = _begun_at(left, context)
    back = begun == level.operand.value and _turned(left, level, context)
    return "<=" if back or (begun is not None and begun > level.operand.value) else ">="


def _turned(left: Side, level: Side, context: Context) -> bool:
    """ "RSI crosses above 30, out when it returns to 30": it stands above it at the entry."""
    entries = rules_of(context.entry)
    own = [one for one in entries if one.left.level == left.level and one.right == level]
    return any(_beyond(one) == ">" for one in own)


def _crossed_back(left: Side, level: Side, context: Context) -> Rule:
    """ "crosses back through the average": against the way of the entry."""
    if left.oscillates and isinstance(level.operand, Number):
        return _oscillated_back(left, level, context)
    begun = _side_of_entry(level, context) or _begun_beyond(left, level, context)
    if begun and context.role == "exit":
        way = "up" if begun == "<" else "down"
        note = f"it is crossed on the way {way}, from the entry"
        return Rule(left, "crosses_above" if begun == "<" else "crosses_below", level, (note,))
    return Rule(left, "crosses_above", level)


def _oscillated_back(left: Side, level: Side, context: Context) -> Rule:
    """ "RSI crosses back through 70": into a short from above; out of one by where it began."""
    if context.role == "entry":
        return Rule(left, "crosses_above" if context.side == "long" else "crosses_below", level)
    if _turned(left, level, context):
        note = "it is crossed on the way down, from the entry"
        return Rule(left, "crosses_below", level, (note,))
    if _begun_at(left, context) == getattr(level.operand, "value", None):
        return Rule(left, "crosses_above", level)
    return undirected(left, level, context)


def _begun_beyond(left: Side, level: Side, context: Context) -> str:
    """Whose entry lies below the lower band crosses the middle on the way up."""
    for rule in rules_of(context.entry):
        output = getattr(rule.right.operand, "output", "")
        banded = output in ("lower", "upper") and rule.left.is_level
        if banded and rule.right.level != level.level:
            return "<" if output == "lower" else ">"
    return ""


def _begun_at(left: Side, context: Context) -> float | None:
    """The level of the entry, from which an exit of the same oscillator is on its way."""
    if context.role == "entry":
        return None
    for rule in rules_of(context.entry):
        if rule.left.level == left.level and isinstance(rule.right.operand, Number):
            return rule.right.operand.value
    return None


def _touch_number(left: Side, right: Side, value: float, context: Context) -> Rule:
    if not left.is_level:
        begun = _begun_at(left, context)
        if begun is not None and begun != value:
            return Rule(left, "<=" if value < begun else ">=", right)
        down = value < left.middle if left.oscillates else not context.upward
        return Rule(left, "<=" if down else ">=", right)
    begun = _begun_at(left, context)
    up = context.upward if begun in (None, value) else value > (begun or 0)
    note = f"reaching {value:g} is read as a close at or {'above' if up else 'below'} it"
    return Rule(left, ">=" if up else "<=", right, (note,))

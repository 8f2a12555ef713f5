"""Levels that are conditions by themselves: "oversold", "RSI 70", "at the middle band"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.breakouts import EXTREME, WINDOWS
from agents.language.conditions.comparisons import Read
from agents.language.conditions.turns import spoken_of
from agents.language.draft import (
    DENIED,
    ZONES,
    Ask,
    Group,
    Op,
    Rule,
    Side,
    indicator,
    number,
    price,
    rules_of,
)
from agents.language.operands.averages import name_of
from agents.language.operands.cursor import NOWHERE, UNITS, Cursor
from agents.language.operands.operands import USUAL_RSI, only_rsi, operand
from agents.language.operands.operators import comparator
from agents.language.operands.pairs import TOUCHING, is_average, touch
from agents.language.operands.speaking import Context
from agents.language.spans import OWN
from backtests.engine.strategy import Indicator, Price


def at_level(cursor: Cursor, context: Context) -> Read | None:
    """ "sell at the middle band", "buy the lower band": the level itself is the condition."""
    alone = cursor.at and cursor.word(-1) in (",", ".", ":")
    if cursor.at and not alone and cursor.word(-1) not in ("at", "on", "to", "in"):
        return None
    if cursor.at > 1 and cursor.word(-2) in (")", *OWN) and cursor.tokens[cursor.at - 2].free:
        return None  # "bandwidth is at a 6-month low": not the low of the price
    if cursor.word(-1) == "in" and cursor.word() == "num" and cursor.word(1) in UNITS:
        return None  # "out in 15 days" is a time, whatever average was spoken of
    last = context.left
    mark = cursor.mark
    counted = cursor.word(-1) in ("at", "to") and cursor.word() == "num" and _has_levels(last)
    daily = cursor.word(1) in ("day", "week", "month", "year")
    if counted and (reached := _reached(cursor, context)):
        return reached
    cursor.back_to(mark)
    if cursor.word(-1) == "at" and (at := _at_price(cursor, context)):
        return _or_price(cursor, context, at)
    cursor.back_to(mark)
    if cursor.word(-1) in ("at", "for") and (amount := cursor.take("money")):
        return _or_price(cursor, context, touch(price(), number(amount.value or 0), context))
    level = operand(cursor, context) if cursor.word() != "new" else None
    if level is not None and _is_edge(level) and cursor.word() in NOWHERE:
        return touch(price(), level, context)
    if level is None or level.gap or not isinstance(level.operand, Indicator):
        return None
    spanned = daily and level.operand.name in WINDOWS  # "at the 52-week high"
    if counted and not (is_average(level) or spanned):
        return None
    met = cursor.tokens[mark[0] - 1].word == "at" and is_average(level)  # "at its SMA(50)"
    if context.role == "entry" and level.operand.output not in EDGES and not met:
        return None
    named = "symbol" in (cursor.word(), cursor.word(cursor.word() in ("on", "in", "for")))
    ends = cursor.word() in NOWHERE or cursor.word() == "with" or named
    if level.operand.output == "close":
        return _beyond(level) if ends and level.operand.name in WINDOWS else None
    if (alone or not mark[0]) and level.operand.name in WINDOWS:
        return _beyond(level) if ends else None
    if alone and level.operand.name not in BANDS:
        return None
    if (
        ends
        and level.operand.name in WINDOWS
        and (_follows(level, context) or (context.role == "exit" and _is_led(cursor, mark[0])))
    ):
        return _beyond(level)
    return touch(price(), level, context) if level.is_level and ends else None


def _is_edge(level: Side) -> bool:
    """ "sell at yesterday's high" """
    spec = level.operand
    return isinstance(spec, Price) and spec.field in ("high", "low") and spec.lag > 0


EDGES = ("lower", "low", "upper", "high", "close")


def touched(cursor: Cursor, context: Context) -> Read | None:
    """ "when the lower band is touched", "on a lower Bollinger Band touch" """
    level = operand(cursor, context)
    if level is None or level.gap or (isinstance(level.operand, Price) and not level.operand.lag):
        return None
    reached = level.is_level and cursor.take("touches")
    cursor.skip("by") if cursor.word(1) in ("price", "close", "low", "high", "it") else None
    cursor.skip("price", "close", "low", "high", "it") if cursor.word(-1) == "by" else None
    ends = cursor.word() in NOWHERE or cursor.word() in ("with", "when", "while", "buy", "sell")
    return touch(price(), level, context) if reached and ends else None


BANDS = ("BOLLINGER", "KELTNER", "DONCHIAN")


def _is_led(cursor: Cursor, at: int) -> bool:
    """ "sell on a 10-day low": that there is one."""
    return at > 0 and cursor.tokens[at - 1].word == "on"


def _follows(level: Side, context: Context) -> bool:
    """ "enter at a 20-day high, exit at a 10-day low": with the move, and no limit order."""
    up = getattr(level.operand, "name", "") == "HIGHEST"
    return up == ((context.role == "entry") == (context.side == "long"))


def _beyond(level: Side) -> Rule:
    up = getattr(level.operand, "name", "") == "HIGHEST"
    return Rule(price(), ">" if up else "<", level, (EXTREME,))


def _or_price(cursor: Cursor, context: Context, found: Rule | None) -> Read | None:
    """ "sell at $330 or $285": the one above what was paid, the other below it."""
    mark = cursor.mark
    joint = cursor.take("or") if found and context.role == "exit" else None
    cursor.skip("at") if joint else None
    other = cursor.take("money", "num") if joint else None
    if found is None or other is None or cursor.word() not in NOWHERE:
        cursor.back_to(mark)
        return found
    second = touch(price(), number(other.value or 0), context)
    return Group("any", (found, second)) if second else found


def _at_price(cursor: Cursor, context: Context) -> Rule | None:
    """ "buy 200 shares at 11 and sell at 13": where no indicator is spoken of, a price."""
    value = cursor.number()
    last = context.left
    named = any(token.symbol for token in cursor.tokens)
    plain = named if last is None else last.operand == price().operand
    if value is None or not plain or cursor.word() not in NOWHERE:
        return None
    return touch(price(), number(value), context)


def _has_levels(side: Side | None) -> bool:
    """An indicator with a scale of its own, where a bare number is a level of it."""
    return side is not None and isinstance(side.operand, Indicator) and not side.is_level


def _reached(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI under 30, out at 65" """
    last, value = context.left, cursor.number() or 0.0
    if last is None or cursor.word() not in NOWHERE:
        return None
    return touch(last, number(value), context) if _on_scale(last, value) else None


def _on_scale(side: Side, value: float) -> bool:
    return side.scale[0] <= value <= side.scale[1]


ITS_RSI = indicator("RSI", notes=USUAL_RSI)


ZONED = ("rsi", "stochastic", "num", "cci", "williams-r", "mfi", "stochrsi")


def extreme_zone(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI is oversold", "oversold (RSI < 30)" """
    side = operand(cursor, context) if cursor.word() in ZONED else None
    if (side is None or side.oscillates) and (crossed := _beyond_zone(cursor, side or ITS_RSI)):
        return crossed
    cursor.skip("goes", "it", "in", "price", "touches")
    out, denied = cursor.take("leaves"), cursor.take("not")
    zone = cursor.take("oversold", "overbought")
    if zone is None or (side is not None and not side.oscillates):
        return None
    if out:
        return _leaving(side or ITS_RSI, low=zone.word == "oversold")
    cursor.phrase("on", "rsi") if side is None else None
    found = _zone_limit(cursor, context, side, low=zone.word == "oversold")
    return replace(found, op=DENIED[found.op]) if denied and found else found


def _beyond_zone(cursor: Cursor, side: Side) -> Rule | None:
    """ "RSI crosses back above the oversold level": from which side it comes is said."""
    mark = cursor.mark
    cursor.skip("it")
    verb = cursor.take("crosses", "goes", "rises", "falls", "breaks", "closes", "recovers", *JOINED)
    cursor.skip("back")
    joined = verb if verb and verb.word in JOINED else None
    way = joined or cursor.take("above", "over", "below", "under")
    zone = cursor.take("oversold", "overbought") if way else None
    if way is None or zone is None or cursor.word() == "(":
        cursor.back_to(mark)
        return None
    ops: tuple[Op, Op] = ("crosses_above", "crosses_below") if verb else (">", "<")
    down = way.word in ("below", "under", "crosses-below", "drops-below")
    return replace(_zone_rule(side, zone.word == "oversold"), op=ops[down])


JOINED = ("crosses-above", "crosses-below", "breaks-above", "drops-below")


def _leaving(side: Side, low: bool) -> Rule:
    """ "leaves oversold" is the cross on the way back."""
    zone = _zone_rule(side, low)
    return replace(zone, op="crosses_above" if low else "crosses_below")


def bare_level(cursor: Cursor, context: Context) -> Read | None:
    """ "sell at RSI 70": no period is meant by such a number, but a level that is reached."""
    mark = cursor.mark
    side = operand(cursor, context) if cursor.word() in ("rsi", *ZONED[3:]) else None
    cursor.skip(":", "at")
    reached = cursor.number() if side and side.oscillates else None
    if side and reached is not None and cursor.word() in NOWHERE:
        return touch(side, number(reached), context)
    cursor.back_to(mark)
    if not cursor.take("rsi"):
        return None
    level = cursor.number()
    if level is None or not 20 <= level < 100 or cursor.word() not in ENDING:
        return None
    rule = touch(only_rsi(context) or indicator("RSI", notes=USUAL_RSI), number(level), context)
    return rule and replace(rule, notes=(f"RSI {level:g} is read as RSI reaching {level:g}",))


def level_first(cursor: Cursor, context: Context) -> Read | None:
    """ "below 70 RSI", "buy 30 rsi": the level stands before the name."""
    mark = cursor.mark
    cursor.skip("it")
    op = comparator(cursor)
    value = cursor.number()
    side = operand(cursor, context) if value is not None and cursor.word() in ZONED else None
    named = side is not None and side.oscillates and cursor.word() in ENDING
    usual = side and side.scale[0] < (value or 0) < side.scale[1] and (op or (value or 0) >= LOWEST)
    if side is None or value is None or not named or not usual or op in TOUCHING:
        cursor.back_to(mark)
        return None
    subject = context.last.symbol if context.last else ""
    side = replace(side, symbol=side.symbol or subject)
    return Rule(side, op, number(value)) if op else touch(side, number(value), context)


# A smaller number before "RSI" is its period.
LOWEST = 20


def _zone_limit(cursor: Cursor, context: Context, side: Side | None, low: bool) -> Rule | None:
    """The limit that is said behind "oversold", in brackets or not; else the usual one."""
    mark = cursor.mark
    behind = operand(cursor, context)
    cursor.skip("(", "at", ":", "/")
    named = operand(cursor, context) or behind
    op = comparator(cursor)
    value = cursor.number()
    cursor.skip(")")
    last = _zoned_before(context) or context.left
    last = last if last and last.oscillates else None
    known = named or side or last or indicator("RSI")
    other = side is not None and named is not None and name_of(named) != name_of(side)
    against = op in AGAINST[low]
    limits = known.oscillates and op not in TOUCHING and not (other or against)
    if value is not None and limits:
        cursor.skip("rsi") if known.operand == ITS_RSI.operand else None
        return Rule(known, op or ("<" if low else ">"), number(value))
    cursor.back_to(mark)
    return None if cursor.word() == "(" else _as_entered(side or last or ITS_RSI, low, context)


def _as_entered(side: Side, low: bool, context: Context) -> Rule:
    """ "RSI < 28 ... no longer oversold": the level at which it was bought, where it is one."""
    entered = rules_of(context.entry if context.role == "exit" else None)
    zone = _zone_rule(side, low)
    same = [r for r in entered if r.left.level == side.level and r.op[0] == zone.op[0]]
    return replace(zone, right=same[0].right) if same else zone


def _zoned_before(context: Context) -> Side | None:
    """ "buy when the stochastic is oversold and above its average, sell when overbought": of what
    the entry has such a zone of, whatever else it speaks of last.
    """
    rules = [*rules_of(context.entry)] if context.role == "exit" and context.entry else []
    sides = [rule.left for rule in rules if rule.left.oscillates]
    zoned = [rule.left for rule in rules if _is_zone(rule)]
    found = zoned or ([] if context.left and context.left.oscillates else sides)
    return found[0] if len({name_of(side) for side in found}) == 1 else None


def _is_zone(rule: Rule) -> bool:
    return any(said.startswith(("oversold", "overbought")) for _, said in rule.right.notes)


# No limit of such a zone: "oversold" is not "above 40".
AGAINST: dict[bool, tuple[Op, ...]] = {
    True: (">", ">=", "crosses_above"), False: ("<", "<=", "crosses_below"),
}  # fmt: skip


def _zone_rule(side: Side, low: bool) -> Rule:
    name = side.operand.name if isinstance(side.operand, Indicator) else "RSI"
    level = f"{ZONES[name][0 if low else 1]:g}"
    word, way = ("oversold", "below") if low else ("overbought", "above")
    note = ("value", f"{word} is read as {name} {way} {level}")
    limit = replace(number(float(level)), said=frozenset(), notes=(note,))
    return Rule(side, "<" if low else ">", limit)


def vague(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI is low": how low?"""
    side = spoken_of(cursor, context, "RSI", "STOCHASTIC")
    if side is None and cursor.word() in ("rsi", "stochastic", "num"):
        side = operand(cursor, context)
    cursor.skip("goes", "too", "very")
    word = cursor.take("low", "high")
    if side is None or word is None or getattr(side.operand, "name", "") not in (
        "RSI", "STOCHASTIC"):  # fmt: skip
        return None
    name, levels = ("RSI", ("30", "25", "40")) if side.operand != indicator(
        "STOCHASTIC").operand else ("Stochastic", ("20", "30"))  # fmt: skip
    low = word.word == "low"
    said = levels if low else tuple(f"{100 - int(level)}" for level in levels)
    choices = tuple(f"{name} {'below' if low else 'above'} {level}" for level in said)
    ask = Ask(f"{context.role}_level", f"How {word.word} is {word.word}?", choices)
    zone = _zone_rule(side, low)
    return replace(zone, right=replace(zone.right, notes=()), ask=ask)


ENDING = NOWHERE | {"buy", "sell"}

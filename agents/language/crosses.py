"""Crosses that have a name of their own: golden cross, "9/21 EMA crossover", MACD turns."""

from __future__ import annotations

from dataclasses import replace

from agents.language.comparisons import NOWHERE, Read
from agents.language.cursor import Cursor
from agents.language.draft import Group, Op, Rule, Side, Tree, indicator, joined, number, only_cross
from agents.language.operands import operand
from agents.language.operators import DOWN, UP, comparator
from agents.language.pairs import is_average
from agents.language.periods import arguments
from agents.language.pieces import Token
from agents.language.speaking import Context
from agents.language.turning import mirrored, negated
from backtests.engine.strategy import Indicator


def reverse(cursor: Cursor, context: Context) -> Read | None:
    """ "the opposite cross", "vice versa": the two lines of the entry the other way round."""
    cursor.skip("crosses", "signal")
    if context.role == "exit" and cursor.take("else-out"):
        return _over(context.entry)
    if context.role == "entry" and cursor.take("else-in"):
        return negated(joined("any", context.exits))
    found = cursor.take("opposite", "vice-versa")
    cursor.skip("crosses", "signal", "goes", "is", "way", "case", "for", "sell")
    turns = context.role == "exit" or context.side == "short"
    if not found and turns and _is_taken_back(cursor, context):
        return mirrored(context.entry)
    return mirrored(context.entry) if found and turns else None


def _over(entry: Tree | None) -> Tree | None:
    """One of several conditions that is no longer so; a cross is over with its reverse."""
    if not isinstance(entry, Group) or entry.join != "all" or only_cross(entry) is None:
        return negated(entry)
    parts = [negated(part) for part in entry.of]
    return joined("any", [part for part in parts if part]) if all(parts) else None


def _is_taken_back(cursor: Cursor, context: Context) -> bool:
    """ "short when it loses the 21 EMA, cover on a reclaim" """
    cursor.skip("on", "it")
    crossed = only_cross(context.entry) is not None
    return bool(crossed and cursor.take("recovers")) and cursor.word() in NOWHERE


def averages_cross(cursor: Cursor, context: Context) -> Read | None:
    """ "golden cross", "death cross (20, 50)" """
    before = _pair_before(cursor)
    word = cursor.take("golden", "death")
    if word is None:
        return None
    values = before or sorted(arguments(cursor) or _trailing_pair(cursor))
    known = only_cross(context.entry) or context.last
    if not values and known and is_average(known.left) and is_average(known.right):
        return _other_turn(known, up=word.word == "golden")
    values = values or [50.0, 200.0]
    if len(values) != 2:
        return None
    up = word.word == "golden"
    fast, slow = (indicator("SMA", period=value) for value in values)
    note = f"a {word.word} cross is read as SMA({values[0]:g}) crossing SMA({values[1]:g})"
    return Rule(fast, "crosses_above" if up else "crosses_below", slow, (note,))


def _other_turn(known: Rule, up: bool) -> Rule:
    """A death cross after "golden cross of the 20 and the 50" is one of the same two."""
    name = "golden" if up else "death"
    note = f"the {name} cross is one of the two averages that were named"
    return replace(known, op="crosses_above" if up else "crosses_below", notes=(note,))


def _pair_before(cursor: Cursor) -> list[float]:
    """The numbers of a "50/200 death cross"."""
    mark = cursor.mark
    first = cursor.number()
    joint = cursor.take("/", "to", "and", "x", ",") if first else None
    second = cursor.number() if joint else None
    cursor.skip("day", "ma", "sma")
    if first and second and cursor.word() in ("golden", "death"):
        return sorted([first, second])
    cursor.back_to(mark)
    return []


def pair_cross(cursor: Cursor, context: Context) -> Read | None:
    """ "9/21 EMA crossover", "a crossover of the 20 and 50 day SMA", "moving average crossover" """
    leading = bool(cursor.take("crosses"))
    values = [value] if (value := cursor.number()) is not None else []
    cursor.skip("day", "period", "bar")
    cursor.skip("ema", "sma", "ma") if cursor.word(1) in ("/", "x", "vs") else None
    while values and cursor.take("/", "to", "and", ",", "x", "vs"):
        if (value := cursor.number()) is None:
            return None
        values.append(value)
        cursor.skip("day", "period", "bar")
    kind = _pair_kind(cursor)
    if not kind or len(values) not in (0, 2):
        return None
    begin = cursor.at
    values = values or _pair_arguments(cursor)
    if not values and cursor.at > begin:
        return None  # "ema(13) crosses up through ema(48)" names them one by one
    mood = cursor.take("bullish", "bearish")
    if not leading and not cursor.take("crosses"):
        return None
    values = values or _trailing_pair(cursor)
    leaned = cursor.word() in ("up", "down")
    if not values and cursor.word(int(leaned)) in SECOND:
        return None
    rule = _pair_rule(cursor, kind, sorted(values))
    return rule if mood is None else replace(rule, op=_moody(mood))


# What is crossed is named by itself.
SECOND = UP | DOWN | {"num", "ma", "sma", "ema", "price", "close"}


def pair_of_kind(cursor: Cursor, context: Context) -> Read | None:
    """ "EMA 9/21 crossover": the kind comes first."""
    kind = _pair_kind(cursor)
    first = cursor.number() if kind else None
    if first is None or not cursor.take("/", "to", "and", ",", "x", "vs"):
        return None
    second = cursor.number()
    mood = cursor.take("bullish", "bearish", "golden", "death")
    crossed = cursor.take("crosses") or (mood and mood.word in ("golden", "death"))
    if second is None or not crossed:
        return None
    rule = _pair_rule(cursor, kind, sorted((first, second)))
    return rule if mood is None else replace(rule, op=_moody(mood))


def _moody(mood: Token) -> Op:
    return "crosses_above" if mood.word in ("bullish", "golden") else "crosses_below"


def turned(cursor: Cursor, context: Context) -> Read | None:
    """ "sell on the bearish cross": the two lines of the entry."""
    mood = cursor.take("bullish", "bearish")
    if mood is None or not cursor.take("crosses", "signal", "num"):
        return None
    cross = only_cross(context.entry)
    op = _moody(mood)
    if cross is None or context.role != "exit" or cursor.word() not in NOWHERE or op == cross.op:
        return None
    return replace(cross, op=op, notes=())


def recrossed(cursor: Cursor, context: Context) -> Read | None:
    """ "... when it crosses it from above": the two lines of the entry."""
    cursor.skip("it", "back")
    early = cursor.take("crosses")
    way = cursor.take("up-through", "down-through")
    if way is None or not (early or cursor.take("crosses")) or cursor.word() not in NOWHERE:
        return None
    cross = only_cross(context.entry)
    op: Op = "crosses_above" if way.word == "up-through" else "crosses_below"
    if cross is None or context.role != "exit" or op == cross.op:
        return None
    return replace(cross, op=op, notes=())


def _pair_kind(cursor: Cursor) -> str:
    word = cursor.take("exponential", "simple")
    token = cursor.take("ema", "sma", "ma")
    cursor.skip("moving")
    if token is None:
        return ""
    exponential = token.word == "ema" or (word is not None and word.word == "exponential")
    return "EMA" if exponential else "SMA" if token.word == "sma" or word else "MA"


def _pair_arguments(cursor: Cursor) -> list[float]:
    values = arguments(cursor)
    return values if len(values) == 2 else []


def _trailing_pair(cursor: Cursor) -> list[float]:
    """ "SMA crossover 20/50", "crossover of 20 and 50" """
    mark = cursor.mark
    cursor.skip("with", "(")
    first = cursor.number()
    cursor.skip("day", "and", "/", ",", "to", "x")
    second = cursor.number()
    cursor.skip("day", ")")
    if first is not None and second is not None:
        return [first, second]
    cursor.back_to(mark)
    return []


def _pair_rule(cursor: Cursor, kind: str, values: list[float]) -> Rule:
    name = "EMA" if kind == "EMA" else "SMA"
    notes = (("name", "moving average is read as a simple one (SMA)"),) if kind == "MA" else ()
    sides = [indicator(name, notes=notes, period=value) for value in values]
    if not sides:
        empty = replace(indicator(name, notes=notes), gap=True)
        sides = [replace(empty, role="fast"), replace(empty, role="slow")]
    return Rule(sides[0], _cross_direction(cursor), sides[1])


def _cross_direction(cursor: Cursor) -> Op:
    if cursor.take("up", "up-through", "bullish", "above"):
        return "crosses_above"
    if cursor.take("down", "down-through", "bearish", "below"):
        return "crosses_below"
    return "crosses"


def macd_turn(cursor: Cursor, context: Context) -> Read | None:
    """ "bullish MACD crossover", "MACD turns positive", "MACD histogram is negative" """
    mood = cursor.take("bullish", "bearish", "positive", "negative")
    side = spoken_of(cursor, context, "MACD")
    if side is None and cursor.word() not in ("macd", "histogram"):
        return None
    side = side or operand(cursor, context)
    if side is None or not isinstance(side.operand, Indicator):
        return None
    if turn := cursor.take("cross-up", "golden", "cross-down", "death"):
        return _macd_cross(side, up=turn.word in ("cross-up", "golden"))
    if turn := cursor.take("turns-positive", "turns-negative"):
        op: Op = "crosses_above" if turn.word == "turns-positive" else "crosses_below"
        return Rule(side, op, number(0))
    verb = cursor.take("goes", "crosses")
    mood = mood or cursor.take("bullish", "bearish", "positive", "negative")
    verb = cursor.take("crosses") or verb
    if mood is None:
        return _macd_plain_cross(cursor, side) if verb and verb.word == "crosses" else None
    up = mood.word in ("bullish", "positive")
    if mood.word in ("bullish", "bearish"):
        return _macd_cross(side, up)
    return Rule(side, _zero_op(up, moving=verb is not None), number(0))


def stochastic_turn(cursor: Cursor, context: Context) -> Read | None:
    """ "a bullish stochastic crossover", "KDJ golden cross", "the stochastic crosses up" """
    mood = cursor.take("bullish", "bearish")
    cursor.skip("it")
    side = operand(cursor, context) if cursor.word() in ("stochastic", "num", "stochrsi") else None
    again = cursor.word() in TURNS or cursor.word() == "crosses"
    known = side or context.left if again else side
    name = getattr(known.operand, "name", "") if known else ""
    if known is None or name not in ("STOCHASTIC", "STOCHRSI") or known.within_bar:
        return None
    turn = cursor.take("crosses", *(() if mood else TURNS))
    lean = cursor.take("up", "down") if turn and turn.word == "crosses" and not mood else None
    way = mood or lean or (turn if turn and turn.word in TURNS else None)
    k, d = known.updated(output="k"), replace(known, notes=()).updated(output="d")
    zone = _zone(cursor, k)
    if way is None or turn is None or cursor.word() not in NOWHERE | {"buy-after", "sell-after"}:
        return None
    up = way.word in ("cross-up", "golden", "bullish", "up")
    cross = Rule(k, "crosses_above" if up else "crosses_below", d)
    return Group("all", (cross, zone)) if zone else cross


def both_sides(cursor: Cursor, context: Context) -> Read | None:
    """ "... while both are below 25": the two lines of the rule before."""
    last = context.last
    op = comparator(cursor) if cursor.take("both-sides") else None
    level = cursor.number() if op in ("<", "<=", ">", ">=") else None
    if last is None or op is None or level is None or not isinstance(last.right.operand, Indicator):
        return None
    return Group("all", (Rule(last.left, op, number(level)), Rule(last.right, op, number(level))))


def _zone(cursor: Cursor, side: Side) -> Rule | None:
    """ "... crosses up under 20": where it does so."""
    mark = cursor.mark
    way = cursor.take("below", "above", "over", "<", ">")
    value = cursor.number() if way else None
    if way is None or value is None:
        cursor.back_to(mark)
        return None
    return Rule(replace(side, notes=()), "<" if way.word in ("below", "<") else ">", number(value))


TURNS = ("cross-up", "cross-down", "golden", "death")


def spoken_of(cursor: Cursor, context: Context, *names: str) -> Side | None:
    """ "it", where the indicator spoken of last is one of these."""
    last = context.left
    if context.lost or last is None or getattr(last.operand, "name", "") not in names:
        return None
    turns = cursor.word() == "goes" and cursor.word(1) in MOODS
    turns = turns or cursor.word() in TURNED
    return last if turns or cursor.take("it") else None


TURNED = ("turns-positive", "turns-negative", "cross-up", "cross-down")
MOODS = ("bullish", "bearish", "positive", "negative", "green", "red")


def _zero_op(up: bool, moving: bool) -> Op:
    if moving:
        return "crosses_above" if up else "crosses_below"
    return ">" if up else "<"


def _macd_cross(side: Side, up: bool) -> Rule:
    signal = replace(side, notes=()).updated(output="signal")
    line = side.updated(output="line")
    return Rule(line, "crosses_above" if up else "crosses_below", signal)


def _macd_plain_cross(cursor: Cursor, side: Side) -> Read | None:
    """ "MACD crossover", "MACD signal cross": no direction."""
    if cursor.word() not in ("#end", ",", ".", "and", "or", "#taken", "up", "down", "for", "on"):
        return None
    op = _cross_direction(cursor)
    return replace(_macd_cross(side, up=True), op=op)

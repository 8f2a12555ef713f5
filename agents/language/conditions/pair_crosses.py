"""Crosses of two averages that are said together: "9/21 EMA crossover", "a golden cross"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.conditions.crosses import cross_direction, moody
from agents.language.conditions.turns import zone
from agents.language.draft import (
    Group,
    Op,
    Rule,
    Side,
    indicator,
    only_cross,
    rules_of,
)
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operands import operand
from agents.language.operands.operators import DOWN, UP
from agents.language.operands.pairs import is_average
from agents.language.operands.periods import NAMED, arguments
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Indicator


def averages_cross(cursor: Cursor, context: Context) -> Read | None:
    """ "golden cross", "death cross (20, 50)" """
    cursor.skip("it")
    before = _pair_before(cursor)
    word = cursor.take("golden", "death")
    if word is None:
        return None
    up = word.word == "golden"
    if explained := _explained(cursor, context, up) or _of_two(cursor, context, up):
        return explained
    values = before or sorted(arguments(cursor) or _trailing_pair(cursor))
    known = only_cross(context.entry) or context.last
    if not values and known and is_average(known.left) and is_average(known.right):
        return _other_turn(known, up)
    if not values and context.pair:
        return Rule(context.pair[0], "crosses_above" if up else "crosses_below", context.pair[1])
    if not values and (lines := _entered_lines(context)):
        return _turned_back(cursor, lines, up)
    values = values or [50.0, 200.0]
    if len(values) != 2:
        return None
    name = "EMA" if cursor.take("ema") or _kind_said(cursor) == "EMA" else "SMA"
    cursor.skip("sma", "ma") if cursor.word(-1) in ("num", "day") else None
    fast, slow = (indicator(name, period=value) for value in values)
    note = f"a {word.word} cross is read as {name}({values[0]:g}) crossing {name}({values[1]:g})"
    return Rule(fast, "crosses_above" if up else "crosses_below", slow, (note,))


def _explained(cursor: Cursor, context: Context, up: bool) -> Rule | None:
    """ "golden cross - the 20-day SMA above the 100-day SMA": of which two is said behind it."""
    mark = cursor.mark
    led = cursor.take("-", "(", ":", ",", "as", "where")
    fast = operand(cursor, context) if led else None
    cursor.skip("crosses", "goes") if fast else None
    way = cursor.take("above", "over", "below", "exceeds", ">", "<") if fast else None
    slow = operand(cursor, context) if way else None
    named = fast and slow and is_average(fast) and is_average(slow)
    if fast is None or slow is None or not named or (way and (way.word in ("below", "<")) is up):
        cursor.back_to(mark)
        return None
    cursor.skip(")") if led and led.word == "(" else None
    return Rule(fast, "crosses_above" if up else "crosses_below", slow)


def _of_two(cursor: Cursor, context: Context, up: bool) -> Rule | None:
    """ "golden cross (EMA 50 and EMA 200)", "death cross of the 50 day EMA and the 200 day EMA" """
    mark = cursor.mark
    led = cursor.take("(", "of", ":", "between", "on")
    fast = operand(cursor, context)
    joint = cursor.take("and", "/", "with", "x", ",", "to", "over") if is_average(fast) else None
    slow = operand(cursor, context) if joint else None
    if fast is None or slow is None or not is_average(slow) or fast.operand == slow.operand:
        cursor.back_to(mark)
        return None
    cursor.skip(")") if led and led.word == "(" else None
    fast, slow = sorted((fast, slow), key=_length)
    return Rule(fast, "crosses_above" if up else "crosses_below", slow)


def _length(side: Side) -> float:
    return float(getattr(side.operand, "params", {}).get("period", 0))


def _other_turn(known: Rule, up: bool) -> Rule:
    """A death cross after "golden cross of the 20 and the 50" is one of the same two."""
    name = "golden" if up else "death"
    note = f"the {name} cross is one of the two averages that were named"
    return replace(known, op="crosses_above" if up else "crosses_below", notes=(note,))


def _entered_lines(context: Context) -> Rule | None:
    """ "buy on a MACD golden cross, sell on the death cross": the two lines of an oscillator."""
    known = only_cross(context.entry) if context.role == "exit" else None
    sides = [known.left.operand, known.right.operand] if known else []
    lines = all(isinstance(one, Indicator) for one in sides)
    return known if lines and len({getattr(one, "name", "") for one in sides}) == 1 else None


def _turned_back(cursor: Cursor, known: Rule, up: bool) -> Read | None:
    """With where it must happen: "... death cross above 80"."""
    op: Op = "crosses_above" if up else "crosses_below"
    if op == known.op:
        return None
    where = zone(cursor, known.left) if known.left.oscillates else None
    cross = replace(known, op=op, notes=())
    return Group("all", (cross, where)) if where else cross


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
    if parted := _over_the_other(cursor):
        return parted
    before = cursor.word(-1)
    leading = bool(cursor.take("crosses"))
    values = [value] if (value := cursor.number()) is not None else []
    cursor.skip("day", "period", "bar")
    cursor.skip("ema", "sma", "ma") if cursor.word(1) in ("/", "x", "vs") else None
    while values and cursor.take("/", "to", "and", ",", "x", "vs"):
        if (value := cursor.number()) is None:
            return None
        values.append(value)
        cursor.skip("day", "period", "bar")
    kind = _pair_kind(cursor) or _unnamed(cursor, values, before)
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
    kind = _kind_said(cursor) if values and kind == "MA" else kind
    leaned = cursor.word() in ("up", "down")
    if not values and cursor.word(int(leaned)) in SECOND:
        return None
    if not values and (known := _entered_pair(context)):
        op = moody(mood) if mood else _dashed(cursor)
        return None if op == "crosses" else Rule(known.left, op, known.right)
    rule = _pair_rule(cursor, kind, sorted(values))
    return rule if mood is None else replace(rule, op=moody(mood))


def _unnamed(cursor: Cursor, values: list[float], before: str) -> str:
    """ "50/200 crossover": of moving averages, where nothing else is named that could cross."""
    lengths = len(values) == 2 and 1 < values[0] < values[1]
    headed = cursor.word() == "crosses" and cursor.tokens[cursor.at].small.startswith("crossover")
    ends = cursor.word(1) in NOWHERE or cursor.word(1) in ("symbol", "on", "strategy", "with")
    return "MA" if lengths and headed and ends and before not in OF_OTHERS else ""


OF_OTHERS = words("rsi macd stochastic stochrsi cci mfi adx williams-r at level levels donchian")


def _entered_pair(context: Context) -> Rule | None:
    """ "long when EMA-3 > EMA-8 ..., sell on EMA cross-down": the two that it entered by."""
    rules = rules_of(context.entry) if context.role == "exit" else ()
    pairs = [rule for rule in rules if is_average(rule.left) and is_average(rule.right)]
    return pairs[0] if len(pairs) == 1 and not pairs[0].left.gap else None


def _dashed(cursor: Cursor) -> Op:
    """ "cross-down" """
    cursor.skip("-", "to")
    return cross_direction(cursor)


def _over_the_other(cursor: Cursor) -> Rule | None:
    """ "a 10 over 40 SMA cross", "50 above 200 day moving average crossover" """
    mark = cursor.mark
    first = cursor.number()
    cursor.skip("day", "period", "bar")
    way = cursor.take("over", "above", "below") if first else None
    second = cursor.number() if way else None
    cursor.skip("day", "period", "bar")
    kind = _pair_kind(cursor) if second else ""
    if not kind or way is None or not first or not second or not cursor.take("crosses"):
        cursor.back_to(mark)
        return None
    rule = _pair_rule(cursor, kind, [first, second])
    return replace(rule, op="crosses_below" if way.word == "below" else "crosses_above")


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
    return rule if mood is None else replace(rule, op=moody(mood))


def named_pair(cursor: Cursor, context: Context) -> Read | None:
    """ "bullish crossover of EMA 20 and EMA 50", "EMA(20) / EMA(50) cross up" """
    mood = cursor.take("bullish", "bearish")
    early = cursor.take("crosses")
    cursor.skip("of", "between", "from")
    left = operand(cursor, context)
    joint = cursor.take("/", "and", "vs", "x", "with") if is_average(left) else None
    right = operand(cursor, context) if joint else None
    if left is None or right is None or not is_average(right) or left.operand == right.operand:
        return None
    mood = mood or cursor.take("bullish", "bearish")
    if not early and not cursor.take("crosses"):
        return None
    op = moody(mood) if mood else cross_direction(cursor)
    return Rule(left, op, right) if cursor.word() in NOWHERE else None


def headed_pair(cursor: Cursor, context: Context) -> Read | None:
    """ "EMA 12 and 26: buy on the bullish cross", "... when they cross up" """
    if context.pair is None:
        return None
    cursor.skip("it", "on", "they")
    mood = cursor.take("bullish", "bearish", "up", "down")
    if not cursor.take("crosses"):
        return None
    cursor.skip("to") if cursor.word(1) in ("up", "down") else None
    lean = mood or cursor.take("up", "down", "above", "below", "bullish", "bearish", *LEANS)
    if lean is None or cursor.word() not in NOWHERE:
        return None
    up = lean.word in ("bullish", "up", "above", "up-through")
    return Rule(context.pair[0], "crosses_above" if up else "crosses_below", context.pair[1])


LEANS = ("up-through", "down-through")


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
    """ "SMA crossover 20/50", "crossover of 20 and 50", "golden cross (EMA 20/100)" """
    mark = cursor.mark
    cursor.skip("with", "(", "of", "using", "on", "the", "ema", "sma", "ma", *NAMED)
    first = cursor.number()
    cursor.skip("day", "and", "/", ",", "to", "x", *NAMED)
    second = cursor.number()
    cursor.skip("day", ")")
    if first is not None and second is not None:
        return [first, second]
    cursor.back_to(mark)
    return []


def _kind_said(cursor: Cursor) -> str:
    """The kind of average that was named between the brackets of two lengths."""
    said = next((one.word for one in reversed(cursor.seen) if one.word in KINDS), "ma")
    return said.upper()


KINDS = ("ema", "sma", "ma")


def _pair_rule(cursor: Cursor, kind: str, values: list[float]) -> Rule:
    name = "EMA" if kind == "EMA" else "SMA"
    notes = (("name", "moving average is read as a simple one (SMA)"),) if kind == "MA" else ()
    sides = [indicator(name, notes=notes, period=value) for value in values]
    if not sides:
        empty = replace(indicator(name, notes=notes), gap=True)
        sides = [replace(empty, role="fast"), replace(empty, role="slow")]
    return Rule(sides[0], cross_direction(cursor), sides[1])

"""Words to one condition: whole phrases are tried first, then operand, comparison, operand."""

from __future__ import annotations

from collections.abc import Callable

from agents.language.bounces import back_inside, bounce
from agents.language.breakouts import beyond_last, highest_of, new_extreme, window_break
from agents.language.candles import (
    candle,
    coloured,
    day_of_size,
    gap,
    range_part,
    stepped,
)
from agents.language.comparisons import NOWHERE, Read, in_range, past
from agents.language.crosses import (
    averages_cross,
    named_pair,
    pair_cross,
    pair_of_kind,
    recrossed,
    reverse,
    turned,
)
from agents.language.cursor import Cursor
from agents.language.dayrules import day_rule, day_state
from agents.language.draft import Limit, Negation, Rule, Slope, rules_of
from agents.language.holding import hold
from agents.language.lexicon import WEEKDAYS
from agents.language.moves import move, recovers, within
from agents.language.patterns import beside_last, narrow, own_extreme, soldiers, two_candles
from agents.language.phrases import counted, slope, streak, volume_multiple, volume_spike
from agents.language.returns import change_over, over_time, rivalry
from agents.language.speaking import Context
from agents.language.subjects import as_spoken, of_symbols
from agents.language.trends import cloud, deviations, sided
from agents.language.turning import negated
from agents.language.turns import both_sides, macd_turn, stochastic_turn
from agents.language.wordlist import words
from agents.language.zones import at_level, bare_level, extreme_zone, level_first, vague

OPENERS = words("when on after at with only entry use until - in for order then again all")


# "the first day it closes above ..."
BEYOND = words("above below over under higher lower")


def condition(cursor: Cursor, context: Context) -> Read | None:
    """One condition from here on, or None with the cursor where it was."""
    mark = cursor.mark
    cursor.skip(*OPENERS)
    cursor.phrase("day", "after")
    cursor.skip("it", "day") if cursor.word(1) == "not" and cursor.word(2) in WEEKDAYS else None
    denied = bool(cursor.take("not", "unless"))
    cursor.skip("when") if denied else None
    if cursor.word() == "first" and cursor.word(1) in ("close", "closes", "time"):
        cursor.skip("first", "time")
    if [cursor.word(n) for n in range(3)] == ["first", "day", "it"] and cursor.word(4) in BEYOND:
        cursor.skip("first", "day")
    if cursor.word() in NOWHERE:
        cursor.back_to(mark)
        return None
    pronoun = cursor.word() == "it"
    found = _plain(cursor, context) or of_symbols(cursor, context, _plain)
    found = as_spoken(found, context) if pronoun else found
    if found is None:
        cursor.back_to(mark)
        return None
    return _remember(found, context, denied)


def _plain(cursor: Cursor, context: Context) -> Read | None:
    """The first kind of condition that fits."""
    context.blank = set()
    for kind in KINDS:
        mark = cursor.mark
        found = kind(cursor, context)
        if found is not None:
            return found
        cursor.back_to(mark)
    return None


def _remember(found: Read, context: Context, denied: bool) -> Read | None:
    if isinstance(found, Limit):
        return found if not denied or found.name == "max_bars" else None
    context.several = len({rule.right.level for rule in rules_of(found)}) > 1
    if rule := next(rules_of(found), None):
        context.last, context.left = rule, rule.left
    if isinstance(found, Slope):
        context.left = found.side
    if denied and isinstance(found, Rule) and found.op in ("<", "<=", ">", ">="):
        return negated(found)
    return Negation(found) if denied else found


Kind = Callable[[Cursor, Context], Read | None]


KINDS: tuple[Kind, ...] = (
    day_state,
    day_rule,
    bounce,
    back_inside,
    recrossed,
    reverse,
    turned,
    averages_cross,
    both_sides,
    pair_cross,
    pair_of_kind,
    named_pair,
    own_extreme,
    at_level,
    sided,
    cloud,
    deviations,
    macd_turn,
    stochastic_turn,
    extreme_zone,
    bare_level,
    level_first,
    coloured,
    stepped,
    day_of_size,
    range_part,
    beside_last,
    narrow,
    two_candles,
    soldiers,
    streak,
    counted,
    gap,
    candle,
    volume_spike,
    volume_multiple,
    window_break,
    recovers,
    rivalry,
    change_over,
    over_time,
    within,
    move,
    in_range,
    slope,
    vague,
    new_extreme,
    beyond_last,
    highest_of,
    past,
    hold,
)

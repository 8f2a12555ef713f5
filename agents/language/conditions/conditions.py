"""Words to one condition: whole phrases are tried first, then operand, comparison, operand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import compress

from agents.language.conditions.alltime import ALL_TIME, all_time, without_span
from agents.language.conditions.apart import NAMES as APART_NAMES
from agents.language.conditions.apart import apart, beyond_average
from agents.language.conditions.bounces import back_inside, bounce, pulled_back
from agents.language.conditions.breakouts import (
    beyond_last,
    highest_of,
    new_extreme,
    opens_at,
    window_break,
)
from agents.language.conditions.candles import (
    candle,
    coloured,
    day_of_size,
    range_part,
    shaped,
    since_yesterday,
    stepped,
)
from agents.language.conditions.colour_turns import colour_turn
from agents.language.conditions.comparisons import Read, in_range, past
from agents.language.conditions.cracking import cracked
from agents.language.conditions.crosses import called, recrossed, turned
from agents.language.conditions.dates import date_rule, day_bound
from agents.language.conditions.dayrules import day_rule
from agents.language.conditions.daystates import day_state, on_day
from agents.language.conditions.deviations import AWAY, NAMES, deviation
from agents.language.conditions.each_before import each_before
from agents.language.conditions.each_last import each_of_last
from agents.language.conditions.filters import filtered
from agents.language.conditions.first_days import first_day
from agents.language.conditions.formulas import difference, ranged, ratio, squeezed
from agents.language.conditions.gaps import gap
from agents.language.conditions.holding import hold
from agents.language.conditions.lines import drawn_line
from agents.language.conditions.lone_crosses import cross_between, lone_cross
from agents.language.conditions.looking import of_month, on_closes
from agents.language.conditions.margins import margin
from agents.language.conditions.moves import move, within
from agents.language.conditions.nearness import nearness
from agents.language.conditions.outlooks import outlook
from agents.language.conditions.pair_crosses import (
    averages_cross,
    headed_pair,
    named_pair,
    pair_cross,
    pair_of_kind,
)
from agents.language.conditions.past_closes import HEADS as CLOSES
from agents.language.conditions.past_closes import beyond_closes
from agents.language.conditions.patterns import (
    beside_last,
    narrow,
    own_extreme,
    sized_range,
    soldiers,
    two_candles,
)
from agents.language.conditions.phrases import counted, streak, volume_multiple, volume_spike
from agents.language.conditions.recently import recently, some_of_last
from agents.language.conditions.recovering import recovers
from agents.language.conditions.returns import change_over, over_time, rivalry
from agents.language.conditions.reversals import reverse
from agents.language.conditions.sizeless import bare_move, sizeless
from agents.language.conditions.slopes import TURNED, slope
from agents.language.conditions.soon import soon_after, soon_since
from agents.language.conditions.spanning import lagged, sustained
from agents.language.conditions.subjects import as_spoken, of_symbols
from agents.language.conditions.trends import cloud, deviations, sided
from agents.language.conditions.turning import negated
from agents.language.conditions.turns import both_sides, macd_turn, stochastic_turn
from agents.language.conditions.volume_moves import volume_moves, volume_spiked
from agents.language.conditions.zones import (
    at_level,
    bare_level,
    extreme_zone,
    level_first,
    touched,
    vague,
)
from agents.language.draft import Group, Lasts, Limit, Negation, Rule, Side, Slope, price, rules_of
from agents.language.lexicon.lexicon import WEEKDAYS
from agents.language.lexicon.ways_trends import OUTLOOKS
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, UNITS, Cursor
from agents.language.operands.operators import WAYS
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import WORD
from agents.language.wording.either_exit import BOTH, EITHER
from backtests.engine.strategy import Indicator, Number, Price, Streak

OPENERS = words("when on after at with only entry use until - in for order then again all")


# "the first day it closes above ..."
BEYOND = words("above below over under higher lower")


ENDED = NOWHERE - OUTLOOKS


def condition(cursor: Cursor, context: Context) -> Read | None:
    """One condition from here on, or None with the cursor where it was."""
    mark = cursor.mark
    if span := day_bound(cursor, context):
        return span
    cursor.skip("trade") if not cursor.at else None  # "trade the 5 and 15 EMA cross"
    cursor.skip(*OPENERS)
    cursor.phrase("day", "after")
    lone = cursor.word(1) == "not" and (cursor.word(2) in OUTLOOKS or cursor.word(2) in WEEKDAYS)
    cursor.skip("it", "day") if lone else None
    cursor.skip("it") if cursor.word(1) == "not" else None  # "it is not above its average"
    denied = bool(cursor.take("not", "unless"))
    cursor.skip("when") if denied else None
    if cursor.word() == "first" and cursor.word(1) in ("close", "closes", "time"):
        cursor.skip("first", "time")
    if cursor.word() == "next" and cursor.word(1) == "close" and cursor.word(2) in BEYOND:
        cursor.take("next")
    if cursor.word() == "first" and cursor.word(1) == "day" and cursor.word(2) == "it":
        cursor.skip("first", "day") if cursor.word(4) in BEYOND else None
    if cursor.word() in ENDED or _is_least_time(cursor):
        cursor.back_to(mark)
        return None
    before = bool(cursor.take("day-before")) or _eve(cursor, context)
    elided = context.other is not None and cursor.word() in ("rises", "falls")
    pronoun = cursor.word() == "it" or elided
    found = _plain(cursor, context) or of_symbols(cursor, context, _plain)
    found = as_spoken(found, context) if pronoun else found
    found = margin(found, cursor.tokens[mark[0] : cursor.at], context)
    found = _come_back(found, cursor)
    if isinstance(found, Rule):
        found = (
            sustained(cursor, found, context.timeframe)
            or on_closes(cursor, found, context)
            or found
        )
    if isinstance(found, Rule | Group | Slope):
        found = recently(cursor, found, context) or found
        found = soon_after(cursor, found, context, _plain) or found
    found = _day_before(found) if before else found
    found = _set_back(found, cursor)
    if found is None:
        cursor.back_to(mark)
        return None
    return _remember(found, context, denied)


def _is_least_time(cursor: Cursor) -> bool:
    """ "after at least 5 days": a time that must pass, and no level."""
    if cursor.word() not in (">=", ">") or cursor.word(1) != "num":
        return False
    unit = cursor.tokens[cursor.at + 2 : cursor.at + 3]
    return any(one.word in UNITS or one.small.startswith("days ") for one in unit)


def _eve(cursor: Cursor, context: Context) -> bool:
    """ "yesterday closed below its average": who buys at the open knows that as the last close."""
    says_so = cursor.word() == "yesterday" and cursor.word(1) == "closes"
    if not says_so or cursor.word(2) not in BEYOND or cursor.word(3) in ("yesterday", "previous"):
        return False
    cursor.take("yesterday")
    return context.fill != "next_open"


def _day_before(found: Read | None) -> Read | None:
    """ "Yesterday: close > MA10 for 15 days": all of it one bar before."""
    if isinstance(found, Lasts):
        inner = _day_before(found.of)
        return replace(found, of=inner) if isinstance(inner, Rule) else None
    return lagged(found, 1) if isinstance(found, Rule) else None


def _come_back(found: Read | None, cursor: Cursor) -> Read | None:
    """ "closes below 30 after spiking above": it was beyond before, so it crosses."""
    beyond = {"<": ("above", "over"), ">": ("below", "under")}
    if not isinstance(found, Rule) or found.op not in beyond or cursor.word() != "after":
        return found
    mark = cursor.mark
    cursor.take("after")
    cursor.skip("rises", "falls", "spike", "spikes", "breaks", "goes", "trade", "closes", "first")
    cursor.skip("volume-spike", "high-volume", "crosses")
    if cursor.take(*beyond[found.op]):
        cursor.skip("it", "level", "line")
        if cursor.word() in NOWHERE:
            return replace(found, op="crosses_below" if found.op == "<" else "crosses_above")
    cursor.back_to(mark)
    return found


def _set_back(found: Read | None, cursor: Cursor) -> Read | None:
    """ "Day 1 - RSI is below 65. Day 2 - ...": all that is said of day 1 lies a bar back."""
    token = cursor.take("bars-back")
    if token is None or found is None:
        return found
    return _back(found, int(token.value or 0))


def _back(tree: Read, bars: int) -> Read | None:
    if isinstance(tree, Group):
        parts = [_back(part, bars) for part in tree.of]
        known = [part for part in parts if part is not None and not isinstance(part, Limit)]
        return replace(tree, of=tuple(known)) if len(known) == len(parts) else None
    sides = [tree.left.operand, tree.right.operand] if isinstance(tree, Rule) else []
    if not isinstance(tree, Rule) or not all(isinstance(one, LAGGING) for one in sides):
        return None
    back = lagged(tree, bars)
    return replace(back, left=replace(back.left, said=back.left.said | {"lag"}))


LAGGING = (Number, Price, Indicator)


def _plain(cursor: Cursor, context: Context) -> Read | None:
    """The first kind of condition that fits."""
    context.blank = set()
    near = {ANYWHERE, *map(WORD, cursor.tokens[cursor.at : cursor.at + NEAR])}
    for kind in compress(TRIED, map(near.intersection, NEEDED)):
        mark = cursor.mark
        found = kind(cursor, context)
        if found is not None:
            return found
        cursor.back_to(mark)
    return None


def _subject(side: Side) -> Side:
    """ "up today and over $50" goes on with the price, and with no count of days."""
    return price() if isinstance(side.operand, Streak) and not side.symbol else side


def _remember(found: Read, context: Context, denied: bool) -> Read | None:
    if isinstance(found, Limit):
        return found if not denied or found.name == "max_bars" else None
    if isinstance(found, Rule) and found.undefined:
        return Negation(found) if denied else found
    rules = list(rules_of(found))
    context.several = len(rules) > 1 and len({rule.right.level for rule in rules}) > 1
    if rule := next(iter(rules), None):
        context.last, context.left = rule, _subject(rule.left)
    if isinstance(found, Slope):
        context.left = found.side
    if denied and isinstance(found, Rule) and found.op in ("<", "<=", ">", ">="):
        return negated(found)
    return Negation(found) if denied else found


Kind = Callable[[Cursor, Context], Read | None]
ANYWHERE = "#anywhere"  # stands near each condition
ANY = frozenset({ANYWHERE})


def of_today(cursor: Cursor, context: Context) -> Read | None:
    """ "today's IBS is below 0.5": that of the bar of the signal, as without the word."""
    return past(cursor, context) if cursor.take("today") else None


def at_month_end(cursor: Cursor, context: Context) -> Read | None:
    """ "the monthly close is above its average": as of any close, on the last of a month."""
    return of_month(cursor, context, _plain)


def of_last(cursor: Cursor, context: Context) -> Read | None:
    """ "3 of the last 5 days were up", "within the last 10 days there was a golden cross" """
    return some_of_last(cursor, context, _plain)


def since(cursor: Cursor, context: Context) -> Read | None:
    """ "within 3 days after RSI drops below 30" """
    return soon_since(cursor, context, _plain)


def of_each(cursor: Cursor, context: Context) -> Read | None:
    """ "either turns negative", "both are below 50": all that the entry looks at."""
    return each_before(cursor, context, _plain)


def of_all_time(cursor: Cursor, context: Context) -> Read | None:
    """ "a new all-time high", "20% below its ATH" """
    return all_time(cursor, context, _plain)


def of_no_time(cursor: Cursor, context: Context) -> Read | None:
    """ "makes a new high" """
    return without_span(cursor, context, _plain)


NAMED_ZONES = words("rsi stochastic cci williams-r mfi stochrsi")
WAYS_OF_MOVES = words("rises falls up down higher lower up-through down-through positive negative")
MOODS = words("bullish bearish positive negative green red")
CROSSED = words("cross-up cross-down")
TURNS = CROSSED | words(
    "crosses crosses-above crosses-below golden death turns-positive turns-negative"
)
# In this order, each with the words of which it needs one: where none is near, it is not tried.
KINDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    (of_each, frozenset({EITHER, BOTH})),
    (of_all_time, frozenset({ALL_TIME})),
    (day_state, frozenset(WEEKDAYS)),
    (on_day, frozenset(WEEKDAYS)),
    (outlook, OUTLOOKS),
    (first_day, frozenset({"first"})),
    (day_rule, ANY),
    (filtered, words("price")),
    (at_month_end, frozenset({"monthly"})),
    (date_rule, ANY),
    (of_last, words("last previous out")),
    (since, words("within below <=")),
    (each_of_last, words("last previous")),
    (bounce, words("rises recovers rejected")),
    (pulled_back, words("pullback touches falls recovers")),
    (back_inside, words("inside within into")),
    (called, words("crosses crossunder crosses-above crosses-below")),
    (headed_pair, words("crosses")),
    (recrossed, words("up-through down-through crosses-above crosses-below") | CROSSED),
    (reverse, words("else-out else-in else-short opposite vice-versa recovers")),
    (turned, words("bullish bearish")),
    (averages_cross, words("golden death")),
    (both_sides, words("both-sides")),
    (cross_between, words("crosses")),
    (pair_cross, words("crosses")),
    (pair_of_kind, words("crosses golden death")),
    (named_pair, words("crosses")),
    (lone_cross, words("crosses")),
    (own_extreme, words("high low highest lowest")),
    (at_level, ANY),
    (touched, words("touches")),
    (sided, ANY),
    (cloud, words("cloud")),
    (sizeless, words("huge sharply hard")),
    (deviations, words("sd atr")),
    (macd_turn, MOODS | TURNS),
    (stochastic_turn, TURNS),
    (extreme_zone, words("oversold overbought")),
    (bare_level, NAMED_ZONES),
    (level_first, NAMED_ZONES),
    (cracked, frozenset({"breaks"})),
    (shaped, words("up-bar down-bar")),
    (since_yesterday, words("yesterday previous before")),
    (squeezed, words("keltner")),
    (difference, frozenset({"difference"})),
    (apart, APART_NAMES),
    (deviation, NAMES | AWAY),
    (beyond_average, words("pct")),
    (ratio, frozenset({"/"})),
    (ranged, words("in within inside")),
    (coloured, words("yesterday today previous current bar")),
    (stepped, words("higher lower")),
    (day_of_size, words("pct")),
    (range_part, words("day-range range near")),
    (beside_last, words("inside-bar outside-bar")),
    (sized_range, words("day-range")),
    (narrow, words("nr narrowest smallest tightest widest largest biggest")),
    (two_candles, words("engulfing harami")),
    (soldiers, words("soldiers crows")),
    (colour_turn, words("green red up-bar down-bar up down")),
    (streak, frozenset(WAYS)),
    (counted, words("num second third fourth fifth sixth")),
    (gap, words("gaps open")),
    (candle, words("green red")),
    (volume_spiked, words("volume-spike")),
    (volume_spike, words("volume-spike volume high-volume")),
    (drawn_line, words("support resistance")),
    (volume_moves, frozenset({"volume"})),
    (volume_multiple, words("volume volume-mean")),
    (window_break, words("breakout breakdown")),
    (within, words("within")),
    (nearness, words("near")),
    (recovers, words("recovers")),
    (rivalry, words("exceeds above below beats lags underperforms")),
    (change_over, ANY),
    (over_time, WAYS_OF_MOVES),
    (move, words("pct")),
    (in_range, words("between")),
    (slope, WAYS_OF_MOVES.union(TURNED)),
    (vague, words("low high")),
    (opens_at, words("open")),
    (new_extreme, ANY),
    (beyond_last, words("breaks exceeds breakout")),
    (highest_of, words("highest lowest")),
    (beyond_closes, CLOSES),
    (past, ANY),
    (bare_move, words("falls rises goes")),
    (of_today, words("today")),
    (of_no_time, words("new")),
    (hold, ANY),
)
TRIED = [kind for kind, _ in KINDS]
NEEDED = [needed for _, needed in KINDS]
NEAR = 24  # No condition is longer.

"""Strategies that are called by a name: "RSI 30/70 on AAPL", "sell in May and go away"."""

from __future__ import annotations

from agents.language.draft import Day, Rule, Side, number
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import TAKEN, Cursor
from agents.language.operands.operands import operand
from agents.language.operands.pairs import is_average
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Calendar


def oscillator_pair(tokens: list[Token]) -> tuple[Rule, Rule] | None:
    """Buy below the lower and sell above the upper number; the words are marked as used."""
    for index, token in enumerate(tokens):
        if token.word in ("rsi", "stochastic", "mfi") and token.free:
            return _pair(Cursor(tokens, _lead(tokens, index)))
    return None


def _lead(tokens: list[Token], at: int) -> int:
    """Where "14-period RSI" begins."""
    first = at
    while first and tokens[first - 1].free and tokens[first - 1].word in ("period", "day", "-"):
        first -= 1
    numbered = first and first < at and tokens[first - 1].free and tokens[first - 1].word == "num"
    return first - 1 if numbered else at


def _pair(cursor: Cursor) -> tuple[Rule, Rule] | None:
    alone = _levels_alone(cursor)
    side = operand(
        Cursor(cursor.tokens[: cursor.at + 1], cursor.at) if alone else cursor, Context()
    )
    cursor.skip("stochastic", "mfi") if alone else _pass_over(cursor)
    low = cursor.number()
    joint = cursor.take("/", "to", "and")
    high = cursor.number()
    cursor.skip(*LEVELS)
    if side is None or not side.oscillates or not joint or not low or not high:
        return None
    if not 0 < low < 50 < high < 100:
        return None
    for token in cursor.seen:
        token.kind = "used"
    return _rules(side, low, high)


def _levels_alone(cursor: Cursor) -> bool:
    """The "20/80" of "stochastic 20/80" are none of its lengths."""
    named = cursor.word() in ("stochastic", "mfi")
    listed = [cursor.word(ahead) for ahead in (1, 2, 3)] == ["num", "/", "num"]
    return named and listed and cursor.value(1) < 50 < cursor.value(3)


def average_pair(tokens: list[Token]) -> tuple[Rule, Rule] | None:
    """ "crossover strategy: EMA 12 and EMA 26": the two averages that are named, and no others."""
    cross = next((token for token in tokens if token.word == "crosses" and token.free), None)
    if cross is None:
        return None
    sides: list[Side] = []
    seen = [cross]
    for index, token in enumerate(tokens):
        cursor = Cursor(tokens, index)
        side = operand(cursor, Context()) if token.free and token not in seen else None
        if side is not None and is_average(side) and not side.gap and not side.symbol:
            sides.append(side)
            seen += cursor.seen
    if len(sides) != 2 or any(_counts(token) for token in tokens if token not in seen):
        return None
    return _crossing(sorted(sides, key=_period), seen)


def _period(side: Side) -> float:
    return float(getattr(side.operand, "params", {}).get("period", 0))


def _counts(token: Token) -> bool:
    return token.free and token.value is not None


def _crossing(sides: list[Side], seen: list[Token]) -> tuple[Rule, Rule]:
    for token in seen:
        token.kind = "used"
    note = "it buys where the fast average crosses above the slow one, and sells where below"
    return Rule(sides[0], "crosses_above", sides[1], (note,)), Rule(
        sides[0], "crosses_below", sides[1])  # fmt: skip


def _pass_over(cursor: Cursor) -> None:
    while cursor.word() in BETWEEN or cursor.take(*LEVELS):
        cursor.at += cursor.word() in BETWEEN


LEVELS = words("level levels threshold thresholds setting settings")
BETWEEN = words("strategy style symbol on for with using in of at : ,") | {TAKEN}


def _rules(side: Side, low: float, high: float) -> tuple[Rule, Rule]:
    note = f"{low:g}/{high:g} is read as buying below {low:g} and selling above {high:g}"
    return Rule(side, "<", number(low), (note,)), Rule(side, ">", number(high))


WINTER = "it is read as held from November to April, and sold in May"


def winter(tokens: list[Token]) -> tuple[Day, Day] | None:
    """ "sell in May and go away", "the Halloween effect", where nothing else says when."""
    named = next((token for token in tokens if token.word == "sell-in-may" and token.free), None)
    if named is None:
        return None
    named.kind = "used"
    held = Calendar(months=[1, 2, 3, 4, 11, 12])
    return Day(held, (WINTER,)), Day(Calendar(months=[5, 6, 7, 8, 9, 10]))

"""What a text is headed by, and its rules speak of: "RSI strategy: buy < 30", "200 day MA model:
long above", "EMA 12 and 26: buy on the bullish cross".
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agents.language.conditions.conditions import condition
from agents.language.draft import Side, indicator
from agents.language.lexicon.wordlist import words
from agents.language.operands.averages import PLAIN_AVERAGE
from agents.language.operands.cursor import Cursor
from agents.language.operands.operands import operand
from agents.language.operands.pairs import is_average
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from agents.language.wording.filters import UNRULED


def read_headings(tokens: list[Token], context: Context) -> None:
    _seed(tokens, context)
    _pair(tokens, context)
    _head(tokens, context)


def _seed(tokens: list[Token], context: Context) -> None:
    """ "RSI strategy: buy < 30": the indicator that the text is headed by."""
    for index, token in enumerate(tokens):
        if token.word in RULING or token.word == UNRULED:
            return
        if token.word in SEEDS and token.free:
            head = Cursor(tokens, index)
            side = operand(head, context)
            _pass_title(head)
            if not any(one.word in RULED for one in tokens[head.at :]):
                return  # "MACD strategy on SPY." heads no rules: which are meant, is asked
            if side is not None and head.word() in (":", "buy", "sell", ".", ",") and condition(
                Cursor(tokens, index), Context()) is None:  # fmt: skip
                alone = len({one.symbol for one in tokens if one.symbol}) < 2
                context.left = replace(side, symbol="") if alone else side  # it is traded, too
                if watched := _watched(tokens, index, head.at):
                    context.left, watched.kind = replace(side, symbol=watched.symbol), "used"
                context.macd = context.left if token.word == "macd" else context.macd
                for used in head.seen:
                    used.kind = None if alone and used.symbol else "used"
            return


def _watched(tokens: list[Token], begin: int, end: int) -> Token | None:
    """ "RSI(2) of SPY: buy QQQ below 10": the one symbol of the heading, if another is bought."""
    named = [one for one in tokens[begin:end] if one.symbol and one.free]
    bought = {
        after.symbol
        for verb, after in pairwise(tokens[end:])
        if verb.word in ("buy", "short", "long") and after.symbol
    }
    apart = len(named) == 1 and bought and named[0].symbol not in bought
    return named[0] if apart else None


def _head(tokens: list[Token], context: Context) -> None:
    """ "200 day MA model: long above, out below": the level that the text is headed by."""
    for index, token in enumerate(tokens):
        if any(not before.symbol and before.word not in OPENING for before in tokens[:index]):
            return
        side = operand(Cursor(tokens, index), context) if token.free else None
        if side is not None and is_average(side) and not side.gap and not side.symbol:
            cursor = Cursor(tokens, index)
            operand(cursor, context)
            if cursor.word() in (",", ":", ".", "(", "long"):
                context.heading = side
                led = [one for one in tokens[:index] if one.word in ("vs", "versus", "against")]
                for used in (*cursor.seen, *led):
                    used.kind = "used"
            return


SEEDS = words(
    "rsi stochastic stochrsi cci mfi williams-r zscore adx macd supertrend sar obv roc tenkan"
)
OPENING = words(": , . on for with use the vs versus and against compare")
# Words of a rule: behind them an indicator heads nothing.
RULING = words("buy sell short cover hold when above below crosses < >")
RULED = RULING | words("long oversold overbought")


def _pass_title(head: Cursor) -> None:
    """ "RSI(2) strategy on MSFT: ..." """
    while head.word() in TITLED and (head.word() != "," or head.word(1) in ("symbol", "on", "for")):
        head.at += 1


TITLED = words(
    """
    strategy on for in with symbol , momentum trend style swing scalp average bounce breakout
    pullback simple reversal
    """
)


def _pair(tokens: list[Token], context: Context) -> None:
    """Two averages that stand before the first verb, whose cross is spoken of later on."""
    if _crossing(tokens, context):
        return
    end = next((n for n, token in enumerate(tokens) if token.word in RULING), 0)
    later = {token.word for token in tokens[end:]}
    if not end or not later & CROSSES or tokens[end].word == "crosses":
        return
    for at in (n for n in range(end) if tokens[n].free):
        places = [Cursor(tokens[:end], at) for _ in range(3)]
        if sides := _kind_first(places[0]) or _kind_last(places[1]) or _one_by_one(places[2]):
            if tokens[end].word in COMPARED and any(place.at >= end for place in places):
                for token in tokens[at:end]:
                    token.kind = None  # "the 13 EMA and the 34 EMA above the 200 EMA" is a rule
                return
            if at and tokens[at - 1].small == "two":
                tokens[at - 1].kind = "used"
            context.pair = sides
            return


def _crossing(tokens: list[Token], context: Context) -> bool:
    """ "MA20 crossing MA50: cross up = buy, cross down = sell": of which two the rules speak."""
    at = next((n for n, token in enumerate(tokens) if token.free and not token.symbol), 0)
    cursor = Cursor(tokens, at)
    sides = _one_by_one(cursor, ("crosses",)) if "crosses" in (t.word for t in tokens[:9]) else None
    if sides is None or cursor.word() != ":":
        for token in cursor.seen:
            token.kind = None
        return False
    context.pair = sides
    return True


COMPARED = words("above below < >")
CROSSES = words("crosses golden death cross-up cross-down")


def _one_by_one(cursor: Cursor, joints: tuple[str, ...] = ()) -> tuple[Side, Side] | None:
    """ "the 10 SMA and the 40 SMA", "SMA50, SMA200" """
    first = operand(cursor, Context())
    joint = cursor.take(*(joints or JOINING)) if is_average(first) else None
    second = operand(cursor, Context()) if joint else None
    if first is None or second is None or not is_average(second) or first.gap or second.gap:
        return None
    if first.operand == second.operand or first.symbol or second.symbol:
        return None
    for token in cursor.seen:
        token.kind = "used"
    fast, slow = sorted((first, second), key=_length)
    return fast, slow


def _length(side: Side) -> float:
    return float(getattr(side.operand, "params", {}).get("period", 0))


def _kind_first(cursor: Cursor) -> tuple[Side, Side] | None:
    """ "EMA 12 and 26" """
    kind = cursor.take(*KINDS)
    cursor.skip(":", ",")
    first = cursor.number() if kind else None
    joint = cursor.take(*JOINING) if first else None
    second = cursor.number() if joint else None
    return _sides(cursor, kind, first, second)


def _kind_last(cursor: Cursor) -> tuple[Side, Side] | None:
    """ "20 and 50 day SMA" """
    first = cursor.number()
    cursor.skip("day", "period")
    joint = cursor.take(*JOINING) if first else None
    second = cursor.number() if joint else None
    cursor.skip("day", "period")
    return _sides(cursor, cursor.take(*KINDS) if second else None, first, second)


KINDS, JOINING = ("sma", "ema", "ma"), ("and", "/", ",", "x", "vs", "to")


def _sides(
    cursor: Cursor, kind: Token | None, first: float | None, second: float | None
) -> tuple[Side, Side] | None:
    if kind is None or not first or not second or first == second:
        return None
    for token in cursor.seen:
        token.kind = "used"
    name = "EMA" if kind.word == "ema" else "SMA"
    notes = (PLAIN_AVERAGE,) if kind.word == "ma" else ()
    fast, slow = sorted((first, second))
    return indicator(name, notes=notes, period=fast), indicator(name, notes=notes, period=slow)

"""By what a rotation ranks, and the words that may stand in it."""

from __future__ import annotations

from typing import Any

from agents.language.draft import Side, indicator
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.operands.operands import operand
from agents.language.operands.speaking import Context
from agents.language.plans.plan import LOOKING
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Indicator

RANKING = LOOKING | words(
    """
    rotate rotation rotating allocate allocation ticker?
    top best strongest rank ranked ranking highest lowest worst weakest
    hold buy by of from between among with recovers momentum performing performance relative based
    on into in switch past last over for etf and , . : trailing month week day year num symbol
    only but when positive above zero > otherwise else else-out cash every all to own equal weight
    measured total according ranked-by weights share parts trade style reversal reversion term
    equally weighted them their stays ( ) dual long be-in whichever one better stronger harder
    higher lower
    ran rises falls previous goes more most outperformed leader winner leading performer performers
    invest all-in
    at per once put or end everything largest biggest greatest smallest least money names the which
    had has got quarter swap swapped
    following repeat repeated next until date calculate calculated compute etf's stock's account
    none of-month each rebalance-date
    bigger larger coin coins crypto cryptos token tokens
    ytd unless instead vs versus / & + depending global antonacci's antonacci fallback
    volatile volatility prior asset assets risky safe haven defensive bonds strategy based basis
    rotates switches both respective whatever higher-of comes came out-of
    negative below 0 < go it is then return change roc out move not pick picks choose sector
    compare compared
    sectors winner own goes up index fund funds three amongst across split when here there
    commodity commodities metal metals precious country region industry pair security instrument
    at-close at-open price having showing posted shown past strength pool basket group list
    candidate candidates these those them period stays look back lookback prior money capital
    """
)
RANKS = words(
    "rotate rotation rotating top best strongest rank ranked ranking whichever leader better "
    "stronger winner worst weakest dual"
)
LOW = words("lower lowest worst weakest smallest least")
HIGH = words("highest largest biggest greatest most higher larger bigger")
MEASURED = words("recovers return momentum roc change performance performing performer performers")
# By these a rotation may rank, too; each symbol has its own.
OPERANDS = words("rsi volatility adx cci mfi zscore williams-r atr stochastic sd")
OTHERWISE = words("sell short cover sma ema ma macd")
SPANS = ("day", "week", "month", "year", "quarter")
CHOSEN = HIGH | words("best top strongest leader winner whichever rank ranked ranking")


def is_dual(spoken: set[str]) -> bool:
    """ "dual momentum" alone says all of it; beside "the highest return of ..." it is a title."""
    return "dual" in spoken and not spoken & CHOSEN


def ranked_by(tokens: list[Token]) -> tuple[Side, list[Token]] | None:
    """ "lowest RSI(14)", "the highest 20-day volatility": the operand and its words."""
    for index, token in enumerate(tokens):
        if token.word not in OPERANDS:
            continue
        for begin in (max(0, index - 2), max(0, index - 1), index):
            cursor = Cursor(tokens, begin)
            side = operand(cursor, Context())
            if side is not None and cursor.at > index and not side.symbol:
                return side, tokens[begin : cursor.at]
    return None


def over(side: Side, bars: int | None) -> Side:
    """ "least volatile over the last 60 days": the time is that of the operand."""
    operand_ = side.operand
    if bars is None or not isinstance(operand_, Indicator) or "period" not in operand_.params:
        return side
    over: dict[str, Any] = {**operand_.params, "period": bars}
    return indicator(operand_.name, operand_.output, **over)

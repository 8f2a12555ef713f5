"""The words in which rotations are said: what ranks, what is chosen, and what may stand beside."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.plans.plan import LOOKING

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
    ytd unless instead vs versus / & + depending global antonacci's antonacci fallback
    volatile volatility prior asset assets risky safe haven defensive bonds strategy based basis
    rotates switches both respective whatever higher-of comes came out-of
    negative below 0 < go it is then return change roc out move not pick picks choose sector
    compare compared
    sectors winner own goes up index fund funds three amongst across split when here there
    at-close at-open price having showing posted shown past strength pool basket group list
    candidate candidates these those them period stays look back lookback prior money capital
    """
)
RANKS = words(
    "rotate rotation rotating top best strongest rank ranked ranking whichever leader better "
    "stronger winner worst weakest dual"
)
LOW = words("lower lowest worst weakest smallest least")
HIGH = words("highest largest biggest greatest most higher larger")
MEASURED = words("recovers return momentum roc change performance performing performer performers")
# By these a rotation may rank, too; each symbol has its own.
OPERANDS = words("rsi volatility adx cci mfi zscore williams-r atr stochastic sd")
OTHERWISE = words("sell short cover sma ema ma macd")
SPANS = ("day", "week", "month", "year", "quarter")
CHOSEN = HIGH | words("best top strongest leader winner whichever rank ranked ranking")


def is_dual(spoken: set[str]) -> bool:
    """ "dual momentum" alone says all of it; beside "the highest return of ..." it is a title."""
    return "dual" in spoken and not spoken & CHOSEN

"""What beats or lags another: "SPY's return beats that of BIL", "the close beats the high"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places


def mark_rivals(tokens: list[Token]) -> None:
    """ "SPY's return beats that of BIL": no earnings are beaten."""
    if RIVALLING.isdisjoint(map(SMALL, tokens)):
        return
    spoken = [token for token in tokens if token.small not in ("that", "of", "the", "its")]
    for at in places(spoken[:-1], WINNING | LOSING, SMALL):
        verb, rival = spoken[at : at + 2]
        if verb.small in WINNING and (rival.symbol or rival.value is not None):
            verb.word = "exceeds"
        if verb.small in LOSING and rival.symbol:
            verb.word = "below"
    for at in places(spoken[:-2], OUTDOING, SMALL):
        verb, rival, by = spoken[at : at + 3]
        if rival.symbol and by.word == "by":
            _name_margin(verb, rival)
    for at in places(spoken[1:-1], WINNING, SMALL):
        what, verb, level = spoken[at : at + 3]
        if what.word in PRICED and level.word in LEVELS:
            verb.word = "exceeds"


def _name_margin(verb: Token, rival: Token) -> None:
    """ "outperforms SPY by 3%": so much more in returns, and no price that lies above another."""
    verb.word = "outdone"
    rival.word, rival.symbol, rival.lost = "outdone", "", True


OUTDOING = words("outperforms outperformed outperform outperforming beats beat")
WINNING, LOSING = words("beats beat"), words("lags underperforms underperformed trails")
RIVALLING = OUTDOING | WINNING | LOSING

# "the close beats the highest high"
PRICED = words("price close it high open rsi ) num")
LEVELS = words("highest high num sma ema ma upper previous last yesterday its it lowest low band")

"""What the strategy itself has won or lost, as a condition: "if its win rate is above 60%"."""

from __future__ import annotations

from agents.language.lexicon.untestable import OWN_RESULT
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

# Measures of trades that were made; no price has one.
RATES = words("rate rates ratio percentage percent % pct")
SCORED = words("win winning hit success strike winrate")
ALONE = words("winrate sharpe sortino calmar expectancy")
PAIRS = frozenset({("equity", "curve"), ("profit", "factor"), ("payoff", "ratio")})
FIRST = ALONE | SCORED | {first for first, _ in PAIRS} | {"last", "previous", "prior"}
LED = words("when while until unless only")
ENDED = words("won lost winner winners loser losers profitable unprofitable winning losing")
BEFORE = words("last previous prior")
ENDS = words(". , ; and or buy sell short cover hold")


def mark_own_results(tokens: list[Token]) -> None:
    """Only where it decides something: a wish for a win rate is none."""
    for at in places(tokens, FIRST, SMALL):
        token = tokens[at]
        told = token.word == "so-far"  # "a 5-day expectancy" asks how long it is held
        if not told and _measures(tokens, at) and _decides(tokens, at):
            token.word, token.lost = OWN_RESULT, True


def _measures(tokens: list[Token], at: int) -> bool:
    token, behind = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if token.small in ALONE:
        return True
    if behind is None:
        return False
    rated = token.small in SCORED and behind.small in RATES
    return rated or (token.small, behind.small) in PAIRS or _of_trades(tokens, at)


def _of_trades(tokens: list[Token], at: int) -> bool:
    """ "if the last trade was a winner", "the previous 3 trades were profitable" """
    if tokens[at].word not in BEFORE:
        return False
    behind = tokens[at + 1 : at + 7]
    trade = next((n for n, token in enumerate(behind[:2]) if token.small in TRADES), None)
    return trade is not None and any(one.small in ENDED for one in behind[trade + 1 :])


TRADES = words("trade trades position positions")


def _decides(tokens: list[Token], at: int) -> bool:
    """Behind "when" and the like, in the same part of the sentence."""
    for token in reversed(tokens[max(0, at - NEAR) : at]):
        if token.word in LED:
            return True
        if token.word in (".", ";", "buy", "sell", "short", "cover"):
            return False
    return False


NEAR = 14

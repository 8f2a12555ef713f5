"""A position that is turned round at every signal of an indicator: "reverse the position on each
MACD cross". By which of its signals, is asked; it is never out of the market.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

OVER = "always-in"
REVERSING = words("reverse reversing flip flipping switch switching")
POSITIONS = words("position positions the my our trade trades sides direction side")
AT = words("on at with")
EVERY = words("each every any")
KINDS = words("supertrend sar macd")
NUMBERS = words("( num , / )")
SIGNALS = words("flip flips change turn signal signals cross crossover crosses switch")
OPENS = words(". : , and")


def mark_reversing(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in [n for n, one in enumerate(tokens) if one.small in REVERSING or one.word == OVER]:
        token = tokens[at]
        if token.small in REVERSING and (at == 0 or tokens[at - 1].word in OPENS):
            _turn_over(tokens, at)
        if token.word == OVER and [one.word for one in tokens[at + 1 : at + 2]] == [":"]:
            tokens[at + 1].word = "."  # it heads the rules, and is no name of them


def _turn_over(tokens: list[Token], at: int) -> None:
    end = at + 1
    while end < len(tokens) and tokens[end].small in POSITIONS:
        end += 1
    led = [token.small for token in tokens[end : end + 2]]
    turn = end + 3
    while turn < len(tokens) and tokens[turn].word in NUMBERS:
        turn += 1
    if turn >= len(tokens) or led[0] not in AT or led[1] not in EVERY:
        return
    if tokens[end + 2].word not in KINDS or tokens[turn].small not in SIGNALS:
        return
    token = tokens[at]
    token.word, token.text, token.small = OVER, "reverse on every", "reverse on every"
    token.end = tokens[end + 1].end
    for one in [*tokens[at + 1 : end + 2], tokens[turn]]:
        one.kind = "used"

"""Conditions as the settings of a bot list them: "RSI-7, 1h, Less Than 30". The commas part no
rules."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

COMPARED = words("above below < > <= >= crosses crosses-above crosses-below")
JOINTS = words(", and")
UNITS = words("minute hour")
INDICATORS = words("rsi cci mfi adx stochastic stochrsi williams-r roc ibs percent-b")


def mark_beside_frames(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in range(3, len(tokens)):
        if tokens[at].word in COMPARED and tokens[at - 1].word in JOINTS:
            _join(tokens, at)


def _join(tokens: list[Token], at: int) -> None:
    first = at - 1
    while first and tokens[first - 1].word in JOINTS:
        first -= 1
    behind = tokens[first:at]
    frame = 1 if tokens[first - 1].word == "#frame" else 2
    framed = frame == 1 or (tokens[first - 1].word in UNITS and tokens[first - 2].word == "num")
    begin = first - frame - 1
    if not framed or begin < 1 or tokens[begin].word != ",":
        return
    if any(token.word in INDICATORS for token in tokens[max(0, begin - 4) : begin]):
        for token in (tokens[begin], *behind):
            token.kind = "used"
        if frame > 1:
            _name(*tokens[first - frame : first])


def _name(count: Token, unit: Token) -> None:
    """ "1h" as "1H" is read elsewhere."""
    count.text = f"{count.value or 0:g}{unit.word[0]}".upper()
    count.word, count.value, unit.kind = "#frame", None, "used"

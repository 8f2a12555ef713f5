"""A cross of two averages that is a noun: "croisement à la hausse de la MM20 et de la MM50"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

NOUNS = words("croisement croisements cruce cruces kreuzung schnittpunkt")
WAYS = {"up-through": "crosses-above", "bullish": "crosses-above",
        "down-through": "crosses-below", "bearish": "crosses-below"}  # fmt: skip
ARTICLES = words("the of a to")
KINDS = words("moving exponential simple average ma sma ema")
LINES = words("average ma sma ema")
JOINTS = words("and with")
MOODS = words("golden death")


def crosses_of_two(tokens: list[Token]) -> None:
    """The first of the two crosses the second, as where a verb says so."""
    if not any(token.small in NOUNS or token.word in MOODS for token in tokens):
        return
    for at in range(len(tokens) - 1, -1, -1):
        noun = tokens[at].small in NOUNS or tokens[at].word in MOODS
        if at and noun and tokens[at - 1].word == "to":
            tokens[at - 1].word = "at"
        if tokens[at].small not in NOUNS or tokens[at].word != "crosses":
            continue
        led = at + 1 < len(tokens) and tokens[at + 1].word in WAYS
        first = _average(tokens, at + 1 + led)
        joint = first[1] if first else 0
        joined = first is not None and joint < len(tokens) and tokens[joint].word in JOINTS
        second = _average(tokens, joint + 1) if joined else None
        if first is None or second is None:
            continue
        end = second[1]
        late = not led and end < len(tokens) and tokens[end].word in WAYS
        lean = tokens[at + 1] if led else tokens[end] if late else None
        cross = tokens[at]
        if lean is not None:
            cross.word, lean.kind = WAYS[lean.word], "used"
        tokens[at : end + late] = [
            *tokens[first[0] : joint], cross, *tokens[second[0] : end]
        ]  # fmt: skip


def _average(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """Where "la media móvil de 20 sesiones" begins and ends."""
    at = _behind(tokens, at, ARTICLES)
    begin, end = at, _behind(tokens, at, KINDS)
    named = any(one.word in LINES for one in tokens[begin:end])
    number = _behind(tokens, end, ARTICLES)
    if not named or number >= len(tokens) or tokens[number].word != "num":
        return None
    end = number + 1
    return begin, end + (end < len(tokens) and tokens[end].word == "day")


def _behind(tokens: list[Token], at: int, passed: frozenset[str]) -> int:
    while at < len(tokens) and tokens[at].word in passed:
        at += 1
    return at

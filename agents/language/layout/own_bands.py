"""Bands that a text works out by itself: "lower band = the 10-day high less 2 x the mean range".

They are none of Bollinger's. Those that are, an average and deviations of it, get its numbers; of
others the formula and the rules that need it are named.
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

KINDS = words("bollinger keltner donchian supertrend")
SIDES = words("upper lower middle top bottom mid")
BEING = words(": = is equals as are")
AVERAGES = words("sma ma average mean moving")
PARTS = AVERAGES | words(
    "num day period bar ( ) , - + minus plus x * sd the of its a and price close"
)
ACTING = words("buy sell long short go enter exit when cover hold")
UNREAD = "own-band"


def mark_own_bands(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    if any(token.word in KINDS for token in tokens):
        return
    at = next((n for n, _ in enumerate(tokens) if _defines(tokens, n)), None)
    if at is None:
        return
    first = at - int(at > 0 and tokens[at - 1].word in SIDES)
    end = next((n for n in range(at, len(tokens)) if _ends(tokens, n)), len(tokens))
    numbers = _of_average(tokens[at + 2 : end])
    for token in tokens[first:end]:
        token.word, token.kind = UNREAD, "used" if numbers else token.kind
    for place in range(len(tokens) - 1, end, -1):
        if tokens[place].word == "band" and numbers:
            tokens[place + 1 : place + 1] = listed(tokens[place].end, numbers)
        elif tokens[place].word == "band":
            tokens[place].word = UNREAD


def _defines(tokens: list[Token], at: int) -> bool:
    """ "lower band = ...", and no rule: "when the band is ..." """
    if (
        tokens[at].word != "band"
        or not tokens[at].free
        or at + 2 >= len(tokens)
        or tokens[at + 1].word not in BEING
    ):
        return False
    before = tokens[at - 2].word if at > 1 else "."
    behind = next((one.word for one in tokens[at + 2 : at + 5] if one.word not in ("the", "a")), "")
    worked_out = before in OPENING and behind in AVERAGES | {"highest", "lowest", "num"}
    return tokens[at + 1].word in (":", "=") or worked_out


OPENING = words(". : , and the num )")


def _ends(tokens: list[Token], at: int) -> bool:
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return tokens[at].word == "." or (tokens[at].word == "," and behind in ACTING)


def _of_average(formula: list[Token]) -> list[Token]:
    """ "SMA(20) - 2 standard deviations": its two numbers."""
    said = {token.word for token in formula}
    numbers = [replace(token) for token in formula if token.word == "num"]
    plain = said <= PARTS and "sd" in said and bool(said & AVERAGES)
    return numbers if plain and len(numbers) == 2 else []


def listed(place: int, numbers: list[Token]) -> list[Token]:
    first, second = (replace(one, start=place, end=place, kind=None) for one in numbers)
    marks = [Token(place, place, "", mark) for mark in ("(", ",", ")")]
    return [marks[0], first, marks[1], second, marks[2]]

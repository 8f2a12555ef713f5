"""What an average or a bar is called before or behind its name, said as a condition of its own:
"above a rising 50-day average", "a pullback that prints a bullish engulfing"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

RISING = words("rising upsloping up-sloping climbing ascending advancing upward upwards")
FALLING = words("falling declining downsloping down-sloping descending downward downwards")
SLOPING = RISING | FALLING
BEFORE = words(
    "a an the its to above below over under of near at on through < > <= >= touches reclaims"
)
KINDS = words("sma ema ma wma hma average")
PARTS = words("num day period bar week hour minute simple exponential - moving")
MADE = words("prints makes forms shows prints: leaves produces posts")
SHAPES = words("bullish bearish engulfing harami inside-bar outside-bar up-bar down-bar hammer")


def mark_slopes(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in range(len(tokens) - 2, -1, -1):
        _sloped(tokens, at)
        _shaped(tokens, at)


def _sloped(tokens: list[Token], at: int) -> None:
    """The average is said again behind itself, with its slope."""
    text = tokens[at].small
    if text not in SLOPING:
        return
    begin = at + 1 + (tokens[at + 1].small == "sloping")
    led = at > 0 and (tokens[at - 1].small in BEFORE or tokens[at - 1].word in BEFORE)
    end = _average(tokens, begin) if led else 0
    if not end:
        return
    for part in tokens[at:begin]:
        part.kind = "used"
    place = tokens[end - 1].end
    said = [(one.word, one.value) for one in tokens[begin:end] if one.word != "-"]
    again = [("and", None), *said, ("rises" if text in RISING else "falls", None)]
    tokens[end:end] = [Token(place, place, "", word, value) for word, value in again]


def _average(tokens: list[Token], at: int) -> int:
    """Where the name of an average with its number ends; 0 if none stands here."""
    begin = at
    while at < len(tokens) and tokens[at].word in PARTS:
        at += 1
    if at >= len(tokens) or tokens[at].word not in KINDS or not tokens[at].free:
        return 0
    numbered = any(one.word == "num" for one in tokens[begin:at])
    at += 1
    if [one.word for one in tokens[at : at + 3]] == ["(", "num", ")"]:
        return at + 3
    return at if numbered else 0


def _shaped(tokens: list[Token], at: int) -> None:
    """ "... that prints a bullish engulfing": and so does the bar."""
    verb = tokens[at + 1]
    if tokens[at].small not in ("that", "which") or verb.small not in MADE:
        return
    if {one.word for one in tokens[at + 2 : at + 5]} & SHAPES:
        tokens[at].word, verb.kind = "and", "used"


SLOPING = RISING | FALLING

"""Levels that are broken, in other words: "the lower band is breached", "price breaks through the
lower band", "the 200 SMA is broken to the upside".
"""

from __future__ import annotations

from agents.language.layout.plainly import is_denied
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

BROKEN = words("broken breached violated penetrated crossed")
PLACES = words("through at")
BEING = words("is are gets has been was being")
CHANNELS = words("bollinger keltner band channel")
SIDES = words("upper lower")
AVERAGES = words("sma ema ma average wma hma")
LEVELS = CHANNELS | SIDES | AVERAGES | words("middle )")
BEGINS = words(". , and or when if once on : ; then until while")
NEUTRAL = words("breaks goes crosses")
WAYS = {"up-through": "above", "down-through": "below"}


def mark_broken_levels(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    places = [n for n, one in enumerate(tokens) if one.word in PLACES or one.small in BROKEN]
    for at in [place for place in reversed(places) if place]:
        if tokens[at].small in BROKEN and tokens[at].free:
            _passive(tokens, at)
        elif tokens[at].word == "through" and tokens[at - 1].word in NEUTRAL:
            behind = [one.word for one in tokens[at + 1 : at + 4] if one.word != "the"]
            if behind[:1] == ["lower"]:
                tokens[at].kind = "used"  # it breaks the lower band, which is below it
        elif tokens[at].word == "at" and tokens[at - 1].small in ("is", "are"):
            _at_average(tokens, at)


def _at_average(tokens: list[Token], at: int) -> None:
    """ "price is at its 20 EMA" """
    said = [one.word for one in tokens[at + 1 : at + 6] if one.word not in PASSED]
    subject = tokens[at - 2].word if at > 1 else ""
    if said[:1] == ["num"] and said[1:2] and said[1] in AVERAGES and subject in SUBJECTS:
        tokens[at].word = "touches"


PASSED = words("its the a day period bar - simple exponential moving")
SUBJECTS = words("price it close symbol when")


def _passive(tokens: list[Token], at: int) -> None:
    end = at - 1
    while end > 0 and tokens[end].small in BEING:
        end -= 1
    if end == at - 1 or tokens[end].word not in LEVELS or is_denied(tokens, at):
        return
    first = _begin(tokens, end)
    said = {one.word for one in tokens[first : end + 1]}
    sided = bool(said & SIDES) and bool(said & CHANNELS)
    way = WAYS.get(tokens[at + 1].word, "") if at + 1 < len(tokens) else ""
    if not (sided or (way and said & AVERAGES)):
        return
    start = tokens[first].start
    for one in tokens[end + 1 : at + 1 + bool(way)]:
        one.kind = "used"
    led = [Token(start, start, "", "breaks")]
    led += [Token(start, start, "", way)] if way else []
    tokens[first:first] = led


def _begin(tokens: list[Token], end: int) -> int:
    """Where the level begins; commas in brackets part its numbers."""
    first, inside = end, tokens[end].word == ")"
    while first and (inside or tokens[first - 1].word not in BEGINS):
        first -= 1
        inside = (inside or tokens[first].word == ")") and tokens[first].word != "("
    return first

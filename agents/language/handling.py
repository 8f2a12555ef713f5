"""How people say that they get in and out: "hop on", "puts me in", "call it a day", "I'm gone".

Each such phrase becomes one word of the grammar before any single word of it is read.
"""

from __future__ import annotations

from bisect import bisect_left

from agents.language.joined import phrase_token
from agents.language.pieces import Token
from agents.language.ways import Way
from agents.language.ways_beside import BESIDE, LED_BESIDE, MADE
from agents.language.ways_in import IN, LED_IN
from agents.language.ways_out import LED_OUT, OUT

WAYS: tuple[Way, ...] = (*IN, *OUT, *BESIDE, *LED_IN, *LED_OUT, *LED_BESIDE, *MADE)


def join_handling(raw: str, tokens: list[Token]) -> list[Token]:
    """The tokens of each such phrase become one; of two at a place the longer one counts."""
    text = raw.replace("’", "'")
    found = sorted(
        (match.start("said"), -match.end("said"), meaning)
        for meaning, pattern in WAYS
        for match in pattern.finditer(text)
    )
    for begin, end, meaning in found:
        _join(tokens, begin, -end, meaning)
    return tokens


def _join(tokens: list[Token], begin: int, end: int, meaning: str) -> None:
    first = bisect_left(tokens, begin, key=lambda token: token.start)
    last = bisect_left(tokens, end, key=lambda token: token.start)
    part = tokens[first:last]
    whole = bool(part) and part[0].start == begin and part[-1].end == end
    if whole and all(token.free and not token.symbol for token in part):
        tokens[first:last] = [phrase_token(part, meaning)]

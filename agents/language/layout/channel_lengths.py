"""The two lengths of a breakout, for the way in and for the way out: "Donchian breakout with entry
40 and exit 20", "Donchian, 40 day entry, 20 day exit".
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

NAMED = words(
    "period periods length lookback window channel of : = is at days day bar bars - the a"
)
JOINTS = words("and , / with using ( )")
TITLES = words("channel channels breakout breakouts strategy system")
HOMES = words("on for in")
ENTRIES, EXITS = words("entry entries enter in"), words("exit exits out")


def mark_channel_lengths(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in [n for n, one in enumerate(tokens) if one.word == "donchian"][::-1]:
        if tokens[at].free:
            _join(tokens, at)


def _join(tokens: list[Token], at: int) -> None:
    behind = at + 1
    while behind < len(tokens) and tokens[behind].small in TITLES:
        behind += 1
    end = behind
    while end < len(tokens) and (tokens[end].symbol or tokens[end].word in HOMES):
        end += 1
    said, lengths, last = list[str](), list[Token](), end
    for place in range(end, len(tokens)):
        one = tokens[place]
        if one.small in ENTRIES | EXITS:
            said.append("in" if one.small in ENTRIES else "out")
        elif one.word == "num":
            lengths.append(one)
        elif one.word not in JOINTS and one.small not in NAMED:
            break
        last = place + 1
        if len(said) == len(lengths) == 2:
            break
    while last < len(tokens) and tokens[last].small in ("day", "days", "bar", "bars", ")"):
        last += 1
    if said == ["in", "out"] and len(lengths) == 2 and _closes(tokens, last):
        place = tokens[behind - 1].end
        numbers = [replace(one, start=place, end=place) for one in lengths]
        for one in tokens[end:last]:
            one.kind = "used"
        tokens[behind:behind] = [numbers[0], Token(place, place, "", "/"), numbers[1]]


def _closes(tokens: list[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].word in (".", ",", ";", "with", "and", "stop", "on")

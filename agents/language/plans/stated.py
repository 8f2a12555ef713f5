"""Two cases that only name what is held: "UPRO when SPY is above its average, TMF when below".
Each gets the verb that the forms read.
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

CASES = words("when while")
UP, DOWN = words("above over > >="), words("below under < <=")
SIDES = UP | DOWN
HOLDING = words("hold buy long be-in own")
PARTED = words(". , and : - – • *")
PLAIN = words("it close goes trade falls drops rises is , .")


def without_beside(tokens: list[Token]) -> list[Token]:
    """Without what is taken already, and money to start with."""
    kept: list[Token] = []
    for token in (one for one in tokens if one.free):
        led = kept[-1].word if kept else ""
        if token.word == "money" and led in ("with", "capital", ",", ".", ""):
            if led == "with":
                kept.pop()
        elif token.word == "bar" and led == "daily":
            del kept[-1 - (kept[-2:-1] != [] and kept[-2].word in ("on", "using")) :]
        else:
            kept.append(token)
    while kept and kept[-1].word in (",", "in", "start", "with"):
        kept.pop()
    return kept


def stated(tokens: list[Token]) -> list[list[Token]]:
    """Both cases with "hold" before them; none where they are not said in this way."""
    starts = [at for at in range(len(tokens)) if _starts(tokens, at)]
    if len(starts) != 2 or any(token.word not in PARTED for token in tokens[: starts[0]]):
        return []
    first, second = tokens[starts[0] : starts[1]], tokens[starts[1] :]
    if not _is_of_the_first(first, second):
        return []
    return [_led(first), _led(_completed(first, second))]


def _starts(tokens: list[Token], at: int) -> bool:
    """ "UPRO when", "100% UPRO above", "long UPRO while" at the beginning of a part."""
    if at and tokens[at - 1].word not in PARTED:
        return False
    here = at + (tokens[at].word in HOLDING)
    here += here < len(tokens) and is_whole(tokens[here])
    if here + 1 >= len(tokens) or not tokens[here].symbol:
        return False
    return tokens[here + 1].word in CASES | SIDES


def is_whole(token: Token) -> bool:
    """ "100%", also behind the dash of a list"""
    return token.word == "pct" and abs(token.value or 0) == 100


def _case(part: list[Token]) -> list[Token]:
    at = next(n for n, token in enumerate(part) if token.word in CASES | SIDES)
    return part[at:]


def _is_of_the_first(first: list[Token], second: list[Token]) -> bool:
    """The second case says whose value it compares, or nothing but the side: else it may be that
    of its own symbol."""
    named = (
        any(token.symbol for token in _case(first)),
        any(token.symbol for token in _case(second)),
    )
    return named == (True, True) or _is_bare(second)


def _is_bare(part: list[Token]) -> bool:
    rest = [token for token in _case(part) if token.word not in CASES | PLAIN]
    return len(rest) == 1 and rest[0].word in SIDES


def _completed(first: list[Token], second: list[Token]) -> list[Token]:
    """ "BIL below": below what the first case compares with."""
    if not _is_bare(second):
        return second
    side = next(token for token in second if token.word in SIDES)
    case = _case(first)
    at = next((n for n, token in enumerate(case) if token.word in SIDES), None)
    if at is None:
        return second
    head = second[: next(n for n, token in enumerate(second) if token.word in CASES | SIDES)]
    copies = [replace(one, start=side.start, end=side.start, text="") for one in case]
    copies[at] = side
    return [*head, *copies]


def _led(part: list[Token]) -> list[Token]:
    place = part[0].start
    begin = 1 if part[0].word in HOLDING else 0
    kept = [replace(one, value=100.0) if is_whole(one) else one for one in part[begin:]]
    return [Token(place, place, "", "hold"), *(one for one in kept if one.word not in (".", ","))]

"""Several averages that are spoken of at once: "above all three EMAs: 20, 50, 200", "crosses below
any of the three averages", "EMAs aligned bullishly (8, 13, 21)". Each is named by its length.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

KINDS = words("sma ema ma wma hma average")
JOINTS = words(", and / & -")
OPENING = words("( : of = at with period length day bar")
PASSED = words("the of these those both moving my our")
SIDES = words("above below over under crosses-above crosses-below drops-below breaks-above > <")
LEADING = SIDES | words("crosses closes falls rises breaks goes is")
ALIGNED = words("aligned stacked align stack ordered")
BEING = words("are is")
UP, DOWN = words("bullish bullishly up upward ascending"), words("bearish bearishly down downward")


@dataclass(frozen=True)
class Lines:
    """The lengths of averages of one kind, and the tokens that say them."""

    kind: Token
    lengths: tuple[Token, ...]
    begin: int
    end: int


def mark_several(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    known = next((found for n in range(len(tokens)) if (found := _lines(tokens, n))), None)
    if known is None:
        return
    if _stacked(tokens, known):
        return
    uses = [n for n in range(len(tokens)) if tokens[n].word in KINDS and _quantity(tokens, n)]
    for at in reversed(uses):
        _spread(tokens, at, known)
    if uses and uses != [_at(tokens, known.kind)] and not _rules(tokens, known):
        for token in _sentence(tokens, known):
            token.kind = "used"


def _at(tokens: list[Token], token: Token) -> int:
    return next((n for n, one in enumerate(tokens) if one is token), -1)


def _lines(tokens: list[Token], at: int) -> Lines | None:
    """ "EMAs: 20, 50, 200", "averages of 30, 60 and 110", "EMAs (8, 13, 21)" """
    if tokens[at].word not in KINDS:
        return None
    n = at + 1
    while n < len(tokens) and (
        tokens[n].word in OPENING or tokens[n].small in ALIGNED | UP | DOWN | BEING
    ):
        n += 1
    lengths: list[Token] = []
    while n < len(tokens) and tokens[n].word in {"num"} | JOINTS:
        lengths += [tokens[n]] if tokens[n].word == "num" else []
        n += 1
    n -= bool(n) and tokens[n - 1].word in JOINTS
    n += n < len(tokens) and tokens[n].word == ")"
    whole = all(one.value and one.value == int(one.value) for one in lengths)
    return Lines(tokens[at], tuple(lengths), at, n) if len(lengths) > 1 and whole else None


def _quantity(tokens: list[Token], at: int) -> str:
    """Whether all of them are meant or any, where that is said; how many there are may be, too."""
    n = at - 1
    while n >= 0 and (tokens[n].small in PASSED or tokens[n].word == "num"):
        n -= 1
    said = tokens[n].small if n >= 0 else ""
    if tokens[n].word in ("any-of", "all-of"):
        return tokens[n].word.removesuffix("-of")
    return said if said in ("all", "any", "both", "either") else ""


def _spread(tokens: list[Token], at: int, known: Lines) -> None:
    """ "crosses above all three EMAs" crosses above each of them."""
    how = _quantity(tokens, at)
    first = at - 1
    while tokens[first].small not in ("all", "any", "both", "either") and (
        tokens[first].word not in ("any-of", "all-of")
    ):
        first -= 1
    led = first
    while led and tokens[led - 1].word in LEADING:
        led -= 1
    verb = tokens[led:first]
    if not verb or not any(one.word in SIDES for one in verb):
        return
    end = known.end if tokens[at] is known.kind else at + 1
    for token in tokens[first:end]:
        token.kind = "used"
    place = tokens[end - 1].end
    if how in ("any", "either"):
        made = _each(verb, known, place, "or")
    elif way := next((one for one in verb if one.word in CROSSED), None):
        side = Token(place, place, "", CROSSED[way.word] or _side(verb))
        crossed = _each(verb, known, place, "or")
        signs = [Token(place, place, "", one) for one in ("and", "(", ")")]
        for token in verb:
            token.kind = "used"
        made = [
            side,
            *_each([side], known, place, "and"),
            signs[0],
            signs[1],
            *_copies(verb, place),
        ]
        made += [*crossed, signs[2]]
    else:
        made = _each(verb, known, place, "and")
    tokens[end:end] = made


# What crosses above all of them is above all, and was not above one of them.
CROSSED = {"crosses": "", "crosses-above": "above", "crosses-below": "below",
           "breaks-above": "above", "drops-below": "below"}  # fmt: skip


def _side(verb: list[Token]) -> str:
    sides = ("above", "below", "over", "under")
    return next((one.word for one in verb if one.word in sides), "above")


def _copies(said: list[Token], place: int) -> list[Token]:
    return [replace(one, start=place, end=place, text="", kind=None) for one in said]


def _each(verb: list[Token], known: Lines, place: int, joint: str) -> list[Token]:
    """The first one goes on with the verb that stands before it, unless that is another one."""
    made: list[Token] = []
    for length in known.lengths:
        made += [Token(place, place, "", joint), *_copies(verb, place)] if made else []
        made += _copies([length, known.kind], place)
    return made


def _stacked(tokens: list[Token], known: Lines) -> bool:
    """ "all EMAs aligned bullishly (8, 13, 21)": each is above the next longer one."""
    near = tokens[known.begin : known.end + 4]
    said = {token.small for token in near}
    up, down = bool(said & UP), bool(said & DOWN)
    if not said & ALIGNED or up == down:
        return False
    first = known.begin
    while first and (tokens[first - 1].small in {"all", *PASSED}):
        first -= 1
    last = known.end
    while last < len(tokens) and tokens[last].small in ALIGNED | UP | DOWN | {"are", "is", "in"}:
        last += 1
    for token in tokens[first:last]:
        token.kind = "used"
    place = tokens[last - 1].end
    ordered = sorted(known.lengths, key=lambda one: one.value or 0, reverse=down)
    made: list[Token] = []
    for length in ordered:
        sign = [Token(place, place, "", ">")] if made else []
        pair = (known.kind, length)
        made += sign + [replace(one, start=place, end=place, text="", kind=None) for one in pair]
    tokens[last:last] = made
    return True


def _sentence(tokens: list[Token], known: Lines) -> list[Token]:
    at = _at(tokens, known.kind)
    begin = at
    while begin and tokens[begin - 1].word != ".":
        begin -= 1
    end = next((n for n in range(at, len(tokens)) if tokens[n].word == "."), len(tokens))
    return tokens[begin:end]


def _rules(tokens: list[Token], known: Lines) -> bool:
    """The sentence that names them says more than that."""
    return any(one.word in SIDES | {"buy", "sell", "short", "crosses"}
               for one in _sentence(tokens, known) if one.free)  # fmt: skip

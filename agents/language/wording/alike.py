"""Several oscillators of which one thing is said: "RSI and MFI are below 30", "RSI, CCI and
Stochastic are all oversold". It is said of each.
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

# Those of one scale, of which the same number may be said, and those that have zones.
SCALED = words("rsi mfi stochastic stochrsi adx")
ZONED = SCALED | words("cci williams-r")
JOINTS = words("and or ,")
BETWEEN = words("so-far are is both all be were each either stays the goes crosses rises falls in")
WAYS = words("above below over under < > <= >= than to")
ZONES = words("oversold overbought")
EACH = words("both all each")
MOST_WORDS = 7


def say_of_each(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].word not in ZONED or not tokens[at].free:
            continue
        end = _subject_end(tokens, at)
        said = _predicate(tokens, end)
        named = SCALED if said and said[-1].word == "num" else ZONED
        if said and tokens[at].word in named:
            _spread(tokens, at, said, named)


def _subject_end(tokens: list[Token], at: int) -> int:
    """Behind "RSI" or "RSI(14)"."""
    words_ = [one.word for one in tokens[at + 1 : at + 4]]
    return at + 4 if words_ == ["(", "num", ")"] else at + 1


def _predicate(tokens: list[Token], at: int) -> list[Token]:
    """ "are below 30", "are all oversold"; "below 30 and 20" are two."""
    end = at
    while end < min(len(tokens), at + MOST_WORDS) and tokens[end].word in BETWEEN | WAYS:
        end += 1
    ways = {one.word for one in tokens[at:end]} & WAYS
    if end >= len(tokens):
        return []
    counted = bool(ways) and tokens[end].word == "num"
    behind = [one.word for one in tokens[end + 1 : end + 3]]
    if counted and (behind in (["and", "num"], ["or", "num"]) or behind[:1] in (["-"], ["/"])):
        return []
    return tokens[at : end + 1] if counted or tokens[end].word in ZONES else []


def _spread(tokens: list[Token], last: int, said: list[Token], named: frozenset[str]) -> None:
    """Copies of what is said of the last are put behind each before it."""
    joint, begins = "", last
    places: list[int] = []
    while (before := _before(tokens, begins, named)) is not None:
        begin, end = before
        joint = joint or next((t.word for t in tokens[end:begins] if t.word in ("and", "or")), "")
        places.append(end)
        begins = begin
    if not joint:
        return
    for one in said:
        one.kind = "used" if one.word in EACH else one.kind
    for end in places:  # the last first, so that the others stay where they are
        copies = [replace(one, kind=None) for one in said if one.word not in EACH]
        if tokens[end].word == ",":
            tokens[end].word = joint
        tokens[end:end] = copies


def _before(tokens: list[Token], at: int, named: frozenset[str]) -> tuple[int, int] | None:
    """The oscillator that is joined to the one here: where it begins, and where it ends."""
    end = at
    while end and tokens[end - 1].word in (*JOINTS, "the"):
        end -= 1
    if not any(one.word in JOINTS for one in tokens[end:at]):
        return None
    numbered = [one.word for one in tokens[max(0, end - 3) : end]] == ["(", "num", ")"]
    begin = end - 4 if numbered else end - 1
    if begin < 0 or tokens[begin].word not in named or not tokens[begin].free:
        return None
    return begin, end

"""Several cases of one value: "if RSI(10) of QQQ > 60 hold QQQ, if 50-60 hold MSFT, else cash".
Each case but the first is one for which those before it do not hold.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.plans.ordering import ELSE, PARTED
from agents.language.tokens.pieces import Token

UP, DOWN = words("> >= above over"), words("< <= below under")
SIDES = UP | DOWN | {"between"}
RANGED = words("- – to and")
# Behind a side that is said without its level: it is that of the first case.
AT_ONCE = words(", it hold buy be-in put goes move switch")
GOING = words(
    "falls drops closes close goes trade trades trading rises crosses breaks is gets then"
)
HOLDING = words("hold buy be-in put goes move switch symbol cash , it")
# What makes the other side of the level less than all that is left.
PARTS_OF_TIME = words(
    "and or for on in since at pct monday tuesday wednesday thursday friday rising "
    "falling slope when while unless"
)
SELLING = words("sell short cover exit top best sell-after")


def laddered(tokens: list[Token]) -> tuple[list[Token], list[Token]] | None:
    """The cases joined by "else", each with what it compares, and the words that say no more than
    that; the same tokens where no cases follow each other. None of them is changed. None where
    they can not be told from each other.
    """
    when = next((n for n, token in enumerate(tokens) if token.word == "when"), -1)
    side = next((n for n in range(when + 1, len(tokens)) if tokens[n].word in SIDES), 0)
    later = [n for n in range(side + 2, len(tokens)) if _opens(tokens, n)] if when >= 0 else []
    subject = tokens[when + 1 : side]
    if not later or not subject or any(one.word in PARTED | SELLING for one in tokens[:side]):
        return tokens, []
    if any(token.word in SELLING for token in tokens):
        return tokens, []
    parts = [tokens[begin:end] for begin, end in pairwise([0, *later, len(tokens)])]
    parts = [parts[0], *(_resting(_unowned(part, subject)) for part in parts[1:])]
    simple = _is_simple(tokens[side : later[0]]) and not any(one.word == "pct" for one in subject)
    bare = [part for part in parts[1:] if _is_bare(part)]
    turned = len(parts) == 2 and bool(bare) and _turns(tokens[side], bare[0])
    if not all(_holds(part) for part in parts) or (bare and not turned):
        return tokens, []
    if (bare and not simple) or any(_does_more(part) for part in parts[1:]):
        return None
    made = [_case(part, subject) for part in parts[1:]]
    if simple and _of_subject(made[-1], subject) and _closes(tokens[side : later[0]], made):
        made[-1] = _rest(made[-1])
    said = [*parts[0], *(token for part in made for token in part)]
    kept = {id(token) for token in said}
    return said, [token for token in tokens if id(token) not in kept]


def _unowned(part: list[Token], subject: list[Token]) -> list[Token]:
    """ "if VIX 20-30" says no more than "if 20-30" behind a case of the VIX."""
    end = 1 + len(subject)
    same = [_mark(one) for one in part[1:end]] == [_mark(one) for one in subject]
    ranged = [one.word for one in part[end : end + 3 : 2]] == ["num", "num"]
    led = part[0].word == "when" and len(part) > end + 1 and part[end + 1].word in RANGED
    return [part[0], *part[end:]] if same and ranged and led else part


def _mark(token: Token) -> tuple[str, str, float | None]:
    return token.word, token.symbol, token.value


def _resting(part: list[Token]) -> list[Token]:
    """ "if it falls below 20": while it is, as in every case that is held."""
    lead = 1 + (len(part) > 1 and part[1].word == "it")
    end = lead
    while end < len(part) and part[end].word in GOING:
        end += 1
    led = part[0].word == "when" and end < len(part) and part[end].word in SIDES
    return [*part[:lead], *part[end:]] if led else part


def _is_simple(first: list[Token]) -> bool:
    """It says one side of one level, and then what is held."""
    ends = HOLDING | {":"}
    end = next((n for n, token in enumerate(first) if token.word in ends), len(first))
    case = {token.word for token in first[1:end]}
    several = case & (SIDES | PARTS_OF_TIME) - {"between"}
    return not several


def _does_more(part: list[Token]) -> bool:
    """ "if it bounces off 20 hold QQQ": "it" is what the case before compares, and not QQQ."""
    return (
        len(part) > 2
        and [part[0].word, part[1].word] == ["when", "it"]
        and (part[2].word not in SIDES)
    )


def _opens(tokens: list[Token], at: int) -> bool:
    """A case begins here, and says so or only what it compares with."""
    case = tokens[at].word == "when" or tokens[at].word in SIDES
    return case and tokens[at - 1].word in PARTED


def _holds(part: list[Token]) -> bool:
    return any(token.symbol or token.word in ("cash", "out") for token in part)


def _own(part: list[Token]) -> list[Token]:
    own = part[1:] if part[0].word == "when" else part
    return own[1:] if own and own[0].word == "it" else own


def _is_bare(part: list[Token]) -> bool:
    """ "if it is below, hold TLT": the level is that of the case before."""
    own = _own(part)
    return len(own) > 1 and own[0].word in SIDES and own[1].word in AT_ONCE


def _turns(side: Token, part: list[Token]) -> bool:
    return {side.word in UP, _own(part)[0].word in UP} == {True, False}


def _case(part: list[Token], subject: list[Token]) -> list[Token]:
    """ "if 50-60 hold MSFT": else, when the same value is between 50 and 60."""
    other = _unsaid(part[0], "else")
    own = _ranged(_own(part))
    if not own or own[0].word not in SIDES:
        return part if part[0].word in ELSE else [other, *part]
    if _is_bare(part):
        return [other, *own[1 + (own[1].word == "it") :]]
    copies = [replace(one, start=part[0].start, end=part[0].start, text="") for one in subject]
    return [other, _unsaid(part[0], "when"), *copies, *own]


def _ranged(own: list[Token]) -> list[Token]:
    """ "50-60" is between them."""
    if len(own) < 3 or own[0].word != "num" or own[1].word not in RANGED or own[2].word != "num":
        return own
    high = replace(own[2], value=abs(own[2].value or 0.0))
    return [_unsaid(own[0], "between"), own[0], replace(own[1], word="and"), high, *own[3:]]


def _unsaid(place: Token, word: str) -> Token:
    return Token(place.start, place.start, "", word)


def _of_subject(part: list[Token], subject: list[Token]) -> bool:
    """ "if both QQQ and SPY are below it" compares more than the first case did."""
    case = next((n for n, token in enumerate(part) if token.word == "when"), None)
    side = next((n for n, token in enumerate(part) if token.word in SIDES), None)
    if case is None or side is None:
        return True
    own = [_mark(one) for one in part[case + 1 : side] if one.word not in GOING | {"it"}]
    return not own or own == [_mark(one) for one in subject if one.word not in GOING]


def _closes(first: list[Token], made: list[list[Token]]) -> bool:
    """The last case is all that the others leave: above 60, between 40 and 60, below 40."""
    upper = first[0].word in UP
    way, level = _side_of(made[-1])
    if way not in (DOWN if upper else UP) or len(first) < 2:
        return False
    bound = first[1].value
    for part in made[:-1]:
        inner = [one.value or 0.0 for one in part if one.word == "num" and one.end > one.start]
        if len(inner) != 2 or bound not in inner:
            return False
        bound = min(inner) if upper else max(inner)
    return level is not None and level == bound


def _side_of(part: list[Token]) -> tuple[str, float | None]:
    found = ((one.word, after.value) for one, after in pairwise(part) if one.word in UP | DOWN)
    return next(found, ("", None))


def _rest(part: list[Token]) -> list[Token]:
    """What is held in the last case, which needs no words of its own."""
    at = next(n for n, token in enumerate(part) if token.word in UP | DOWN)
    return [part[0], *part[at + 2 :]]

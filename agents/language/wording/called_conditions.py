"""Conditions that a text gives a name of its own, and trades by that name: "define a dip as RSI(2)
below 15. Buy SPY on a dip", "an uptrend is when SMA(50) > SMA(200)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

# What may be defined without quotes: elsewhere a colon or "is" heads something else.
NOUNS = words("dip pullback panic selloff crash capitulation washout uptrend downtrend") | {
    "oversold", "overbought", "bull market", "bear market", "bull regime", "bear regime",
    "bullish regime", "bearish regime", "risk on", "risk off", "risk-on", "risk-off", "sell-off",
    "condition a", "condition b", "condition c",
}  # fmt: skip
SPEAKERS = words("we i let's lets we'll i'll will let us first by to here")
ARTICLES = words("a an the our my any such this")
QUOTES = frozenset("\"'“”‘’«»")
SAYS = (
    ("is", "defined", "as"), ("is", "defined", "by"), ("defined", "as"), ("i", "mean"),
    ("we", "mean"), ("is", "when"), ("is", "if"), ("happens", "when"), ("occurs", "when"),
    ("to", "be"), ("means", "that"), ("means",), ("as",), ("when",), ("=",), (":=",), (":",),
    ("is",),
)  # fmt: skip
# "define a dip as ..." says what is meant with fewer words than these.
DEFINES = words("define defining call")
NAMING = DEFINES | {name.split()[0] for name in NOUNS}
ACTING = words(
    "buy sell short cover exit hold stop stoploss takeprofit target trailing rotate rebalance"
)
ENTERING = words("buy short buy-after short-after entry long")
COMPARED = words("< > <= >= above below over under crosses falls rises down up between is")
# What leads to the name where it is used, and says nothing beside it.
LEADING = words(
    "a an the any such this that there is it are we i see get have has gets becomes in on after at "
    "during into upon of case"
)
DENIED = words("not no without isn't never unless outside")
LONGEST = 24


@dataclass(frozen=True)
class Called:
    """A name and the condition that it stands for."""

    name: str
    begin: int
    end: int
    own: tuple[Token, ...]
    meant: tuple[Token, ...]
    told: bool = False


def mark_called(tokens: list[Token]) -> None:
    """The condition stands wherever the name is used; fillers are still among the tokens."""
    if not any(token.small in NAMING or token.text in QUOTES for token in tokens):
        return
    for one in reversed(_found(tokens)):
        uses = _uses(tokens, one)
        if not uses and one.told and not any(token.word in ENTERING for token in tokens):
            for token in one.own[: len(one.own) - len(one.meant)]:
                token.kind = "used"  # what is defined is what is bought: only its exit is said
        if not uses or any(_is_denied(tokens, begin) for begin, _ in uses):
            continue
        for begin, end in reversed(uses):
            _put(tokens, begin, end, one.meant)
        for token in one.own:
            token.kind = "used"


def _found(tokens: list[Token]) -> list[Called]:
    made, begin = [], 0
    for end in range(len(tokens) + 1):
        if end == len(tokens) or tokens[end].word == "." or _opens_another(tokens, end):
            if one := _defined(tokens, begin, end):
                made.append(one)
            begin = end + 1
    return made


def _opens_another(tokens: list[Token], comma: int) -> bool:
    """ "overbought: RSI > 80, oversold: RSI < 20" """
    if tokens[comma].word not in (",", "and"):
        return False
    at = _past(tokens, comma + 1, len(tokens), ARTICLES)
    name, behind = _name(tokens, at, len(tokens), False)
    return bool(name) and any(_reads(tokens, behind, one) for one in SAYS)


def _defined(tokens: list[Token], begin: int, end: int) -> Called | None:
    """Who speaks, the name, what says that it is one, and the condition."""
    at = _past(tokens, begin, end, SPEAKERS)
    told = at < end and tokens[at].small in DEFINES
    at = _past(tokens, at + told, end, ARTICLES | ({"it", "that"} if told else frozenset()))
    name, behind = _name(tokens, at, end, told)
    lead = next((one for one in SAYS if _reads(tokens, behind, one)), None) if name else None
    if lead is None:
        return None
    meant = tokens[behind + len(lead) : end]
    meant = meant[1:] if meant and meant[0].word == "when" else meant
    said = {token.word for token in meant}
    rules = any(token.value is not None for token in meant) and said & COMPARED
    if not rules or said & ACTING or len(meant) > LONGEST:
        return None
    return Called(name, begin, end, tuple(tokens[begin:end]), tuple(meant), told)


def _past(tokens: list[Token], at: int, end: int, small: frozenset[str]) -> int:
    while at < end and tokens[at].small in small:
        at += 1
    return at


def _name(tokens: list[Token], at: int, end: int, told: bool) -> tuple[str, int]:
    """The name, and where what follows it begins."""
    if at < end and tokens[at].text in QUOTES:
        shut = next((n for n in range(at + 1, min(at + 5, end)) if tokens[n].text in QUOTES), 0)
        return " ".join(one.small for one in tokens[at + 1 : shut]), shut + 1
    for size in (2, 1):
        name = " ".join(one.small for one in tokens[at : min(at + size, end)])
        if name in NOUNS or (told and size == 1 and name.isalpha()):
            return name, at + size
    return "", at


def _reads(tokens: list[Token], at: int, said: tuple[str, ...]) -> bool:
    there = tokens[at : at + len(said)]
    return len(there) == len(said) and all(
        one in (token.small, token.text, token.word) for one, token in zip(said, there, strict=True)
    )


def _uses(tokens: list[Token], one: Called) -> list[tuple[int, int]]:
    """Where the name stands in other sentences, alone or within a turn of phrase."""
    short = one.name.removeprefix("condition ")
    lettered = short != one.name
    named = re.compile(rf"(?:\b|^){re.escape(one.name)}s?(?:\b|$)")
    size = one.name.count(" ") + 1
    found = []
    for at in range(len(tokens)):
        if one.begin <= at < one.end:
            continue
        spoken = " ".join(token.small for token in tokens[at : at + size])
        if named.search(tokens[at].small):
            found.append((at, at + 1))
        elif size > 1 and named.fullmatch(spoken):
            found.append((at, at + size))
        elif lettered and tokens[at].text == short.upper():
            found.append((at, at + 1))
    return found


def _is_denied(tokens: list[Token], begin: int) -> bool:
    return any(token.small in DENIED for token in tokens[max(0, begin - 4) : begin])


def _put(tokens: list[Token], begin: int, end: int, meant: tuple[Token, ...]) -> None:
    """ "buy SPY on a dip if ...": "buy SPY when (RSI(2) below 15) and ..." """
    first = begin
    while first and tokens[first - 1].free and tokens[first - 1].small in LEADING | QUOTES:
        first -= 1
    last = end
    while last < len(tokens) and tokens[last].text in QUOTES:
        last += 1
    for token in tokens[first:last]:
        token.kind = "used"
    if last < len(tokens) and tokens[last].word in ("when", "while"):
        tokens[last].word = "and"
    place = tokens[begin].end
    copies = [replace(one, start=place, end=place, text="", kind=None) for one in meant]
    joint = _joint(tokens, first)
    lead = [Token(place, place, "", joint)] if joint else []
    opened, shut = (Token(place, place, "", sign) for sign in "()")
    tokens[end:end] = [*lead, opened, *copies, shut]


def _joint(tokens: list[Token], at: int) -> str:
    """What must stand before the condition: nothing, where something leads to it already."""
    before = tokens[at - 1].word if at else ""
    if before in ("when", "while", "and", "or", "(", "only"):
        return ""
    begin = at
    while begin and tokens[begin - 1].word not in (".", ",", *ACTING):
        begin -= 1
    return "and" if any(one.word in ("when", "while") for one in tokens[begin:at]) else "when"

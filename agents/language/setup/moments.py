"""Moments of trading said by the day: "tomorrow's open", "the next close", "next morning"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.lexicon import ORDINALS
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import UNITS
from agents.language.tokens.pieces import Token, places

# Who compares a price with something speaks of no moment to trade at.
COMPARED = words("above below over under < > <= >= than is crosses falls rises closes gaps touches")
ENTERING = words("buy buy-after short entry")
LEAVING = words("sell sell-after cover out flat")
VERBS = ENTERING | LEAVING
DAYS = {"tomorrow", "tomorrow's", "next", "following"}
SPOKEN = words("the at on in by of")


def mark_moments(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _part_joined(tokens)
    _pass_gaps(tokens)
    for at in range(len(tokens) - 1, -1, -1):
        _mark_later(tokens, at)
        _mark_day(tokens, at)
        _mark_bare(tokens, at)


def _part_joined(tokens: list[Token]) -> None:
    """Who sells "at the next open" says the day, too."""
    for at in reversed(places(tokens, {"at-open"})):
        said = set(tokens[at].small.replace("’", "'").split())
        leaves = _verb(tokens, at) in LEAVING and not _conditioned(tokens, at)
        if said & DAYS and leaves:
            tokens.insert(at, replace(tokens[at], end=tokens[at].start, text="", word="tomorrow"))


def _mark_later(tokens: list[Token], at: int) -> None:
    """ "5 days later sell": after 5 days."""
    if tokens[at].small not in LATER or _word(tokens, at + 1) not in LEAVING:
        return
    said = tokens[at - 2 : at] if at > 1 else []
    if [one.value is not None or one.word in UNITS for one in said] == [True, True]:
        tokens[at].kind = "used"
        first = said[0]
        tokens.insert(at - 2, replace(first, end=first.start, text="", word="after", value=None))


LATER = words("later afterwards 后 以后 之后 後")


def _pass_gaps(tokens: list[Token]) -> None:
    """ "gaps up 2% overnight": when else? So it is where both ends of the night are told."""
    told = {token.word for token in tokens} >= {"at-close", "at-open"}
    for at in places(tokens, {"overnight"}):
        gaps = any(one.word == "gaps" for one in tokens[max(0, at - 5) : at])
        if gaps or told:
            tokens[at].kind = "used"


def _verb(tokens: list[Token], at: int) -> str:
    return next((one.word for one in reversed(tokens[:at]) if one.word in VERBS), "")


def _conditioned(tokens: list[Token], at: int) -> bool:
    """ "sell at the next open if RSI > 70": the condition says on which day, not the entry."""
    first, last = at, at
    while first and tokens[first - 1].word not in (".", *ENTERING):
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].word not in (".", *VERBS):
        last += 1
    part = tokens[first : last + 1]
    timed = any(one.word in ("after", "hold") for one in part) and any(one.value for one in part)
    entered = first and tokens[first - 1].word in ENTERING
    verb = max((n for n in range(first, at) if tokens[n].word in LEAVING), default=first)
    own = part[verb - first :] if entered else part
    return timed or any(one.word == "when" for one in own)


def _mark_day(tokens: list[Token], at: int) -> None:
    """To enter there is to enter at the next one; to leave there is to hold until the next day."""
    last = _moment(tokens, at)
    verb = _verb(tokens, at) if last is not None else ""
    if last is None or not verb or _word(tokens, last + 1) in COMPARED:
        return
    moment = tokens[last]
    moment.word = "at-close" if "close" in moment.word else "at-open"
    for part in tokens[at:last]:
        part.kind = "used"
    if verb in LEAVING and not _conditioned(tokens, at):
        day = replace(tokens[at], end=tokens[at].start, text="", word="tomorrow", kind=None)
        tokens.insert(at, day)


def _moment(tokens: list[Token], at: int) -> int | None:
    """Where "tomorrow's open", "the next day at the close" or "the next morning" ends."""
    if tokens[at].word == "morning" and _verb(tokens, at) in LEAVING:
        return at
    if tokens[at].small.replace("’", "'") not in DAYS:
        return None
    end = at + 1
    while _word(tokens, end) in ("day", "day's", "bar", "bar's", "trading", *SPOKEN):
        end += 1
    named = _word(tokens, end) in ("open", "close", "morning", "at-open", "at-close")
    return end if named else None


def _mark_bare(tokens: list[Token], at: int) -> None:
    """ "buy the close, sell the open", "sell on open" """
    after = at + 1 + (_word(tokens, at + 1) in ("the", "on"))
    bare = _word(tokens, after) in ("open", "close") and tokens[at].word in VERBS
    if bare and _word(tokens, after + 1) in ENDS:
        tokens[after].word = f"at-{tokens[after].word}"


ENDS = words(", . and when then if on first last symbol") | {""} | frozenset(ORDINALS)


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].word if at < len(tokens) else ""

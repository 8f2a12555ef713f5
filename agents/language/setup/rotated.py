"""The time tested of a rotation, beside the time over which it ranks."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.setup.account import Account
from agents.language.tokens.pieces import Token

RANKING = words("rotate rotation rotating whichever top best strongest rank ranked ranking winner")
RANKED = words("return momentum performance change roc gain profit recovers")
UNITS = words("day week month quarter year")
ENDING = words(", . ) and #end #taken - with")


def rotated_span(cursor: Cursor, made: Account) -> bool:
    """ "... by 20-day return, over 4 years": the ranking has its own time, so that this is the
    test's."""
    mark = cursor.mark
    begin = cursor.at
    led = cursor.take("over", "for", "during", "across")
    count = cursor.number() if led else None
    unit = cursor.take("year") if count else None
    if made.last or unit is None or not count or cursor.word() not in ENDING:
        cursor.back_to(mark)
        return False
    rest = [*cursor.tokens[:begin], *cursor.tokens[cursor.at :]]
    if not _ranks(rest) or not (_has_own_span(rest) or _stands_apart(cursor.tokens[:begin])):
        cursor.back_to(mark)
        return False
    made.last = (count, "year")
    made.notes.append((f"{count:g} year{'s' * (count > 1)} is read as the time tested", "start"))
    return True


def _ranks(tokens: list[Token]) -> bool:
    several = len({token.symbol for token in tokens if token.symbol}) > 1
    return several and any(token.word in RANKING for token in tokens)


def _has_own_span(tokens: list[Token]) -> bool:
    """ "20-day return", "return over the last 3 months" """
    for at, token in enumerate(tokens):
        behind = [one.word for one in tokens[at + 1 : at + 4] if one.word != "-"]
        if token.word == "num" and behind[:1] and behind[0] in UNITS:
            before = {one.word for one in tokens[max(0, at - 4) : at]}
            return bool({*behind[1:2]} & RANKED or before & RANKED)
    return False


def _stands_apart(before: list[Token]) -> bool:
    """ "the best return, rebalancing weekly, over 2 years": behind a part that ranks nothing."""
    commas = [at for at, token in enumerate(before) if token.word == ","]
    if len(commas) < 2 or commas[-1] != len(before) - 1:
        return False
    return not {token.word for token in before[commas[-2] : commas[-1]]} & RANKED

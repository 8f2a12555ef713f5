"""What is bought some days after its rule held: "buy it 5 days later", "3 days after a golden
cross", "wait 2 days and then buy". The days become one word behind the verb.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

DELAY = "delay"
ENTERING = words("buy long short")
UNITS = words("day bar")
LATER = words("later afterwards thereafter")
FARTHEST = 60
NEXT = (
    ("the", "next", "day"),
    ("next", "day"),
    ("the", "following", "day"),
    ("the", "day", "after"),
)
ENDS = words(". , and or") | {""}


def mark_delays(tokens: list[Token]) -> None:
    for at, verb in enumerate(tokens):
        if verb.word not in ENTERING or not verb.free:
            continue
        end = _behind_symbols(tokens, at + 1)
        ruled = any(one.word in ("when", "after") for one in tokens[:at])
        if _is_count(tokens, end) and _leads(tokens, end + 2, ruled):
            _join(tokens[end : end + 3])
            _end(tokens[end + 2 : end + 4])
        elif ruled and (size := _next_day(tokens, end)):
            for token in tokens[end : end + size]:
                token.kind = "used"  # orders fill then anyway
    _waiting(tokens)


def _behind_symbols(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and (tokens[at].symbol or tokens[at].word in ("it", "the", "on", "at")):
        at += 1
    return at


def _is_count(tokens: list[Token], at: int) -> bool:
    count, unit = [*tokens[at : at + 2], None, None][:2]
    if count is None or unit is None or count.word != "num" or unit.word not in UNITS:
        return False
    return count.value in range(1, FARTHEST)


def _leads(tokens: list[Token], at: int, ruled: bool) -> bool:
    """ "5 days later", where a rule stands before it, or "5 days after" with one behind it."""
    here, behind = [*(token.word for token in tokens[at : at + 2]), "", ""][:2]
    if here == "after":
        return ruled if behind in ENDS or behind in ("that", "this") else True
    return ruled and here in LATER


def _join(part: list[Token]) -> None:
    count, unit, *led = part
    count.word, unit.kind = DELAY, "used"
    for token in led:
        token.kind = "used" if token.word in LATER else None
        token.word = "when" if token.word == "after" else token.word


def _end(part: list[Token]) -> None:
    """ "5 days after that", "5 days after." """
    behind = part[1] if len(part) > 1 else None
    if behind is None or behind.word in ENDS or behind.word in ("that", "this"):
        for token in part[: 1 + (behind is not None and behind.word not in ENDS)]:
            token.kind = "used"


def _next_day(tokens: list[Token], at: int) -> int:
    said = tuple(token.small for token in tokens[at : at + 3])
    size = next((len(one) for one in NEXT if said[: len(one)] == one), 0)
    ends = at + size == len(tokens) or tokens[at + size].word in ENDS
    return size if size and ends else 0


def _waiting(tokens: list[Token]) -> None:
    """ "..., wait 3 days and then buy": the days go behind the verb."""
    for at in places(tokens, {"wait", "waiting"}, SMALL):
        if not _is_count(tokens, at + 1):
            continue
        end = at + 3
        while end < len(tokens) and tokens[end].small in ("and", "then", "before", ",", "to"):
            end += 1
        if end < len(tokens) and tokens[end].word in ENTERING:
            count = tokens[at + 1]
            for token in tokens[at:end]:
                token.kind = "used"
            tokens.insert(end + 1, Token(count.start, count.end, count.text, DELAY, count.value))
            return

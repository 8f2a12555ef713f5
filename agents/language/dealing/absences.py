"""How long somebody stays out who is else always in: "hold SPY, but go to cash for a month when
...", "... except for 10 days after ...". The time becomes one word of its own.
"""

from __future__ import annotations

import re

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

ABSENT = "absent"
AWAY = re.compile(r"\b(?:cash|aside|out|sidelines?|flat|except|bargeld|liquidités)\b", re.I)
OUT = words("sell sell-after")
# "and stay out", "switch to cash", "sit on the sidelines": between the verb and where one is then.
BETWEEN = words("and stays stay sit sits switch switches to in on the remain rotate wait then be")
LEADS = words("for the next following at least a about around another during")
HELD = words("hold be-in buyhold")
ALWAYS = ("by", "default"), ("at", "all", "times"), ("all", "the", "time"), ("all", "x")
UNIT = re.compile(r"(?:full |business )?(day|bar|trading|session|week|month)", re.I)
BARS = {"day": 1, "bar": 1, "trading": 1, "session": 1, "week": 5, "month": 21}
FARTHEST = 260


def mark_absences(tokens: list[Token]) -> None:
    held = any(token.word in HELD for token in tokens[:3])
    for at in range(len(tokens) - 1, -1, -1):
        away = tokens[at].free and AWAY.search(tokens[at].text)
        if away and _join(tokens, at + 1) and held:
            _leave(tokens, at)
    if held and any(token.word == ABSENT for token in tokens):
        _hold(tokens)


def _join(tokens: list[Token], first: int) -> bool:
    """ "for the next 3 weeks" becomes one word, with the bars that it lasts."""
    at = first
    while at < len(tokens) and tokens[at].word in LEADS:
        at += 1
    led, count = at > first and tokens[first].word in ("for", "during"), 1.0
    if led and at + 1 < len(tokens) and tokens[at].word == "num":
        count, at = tokens[at].value or 0.0, at + 1
    unit = UNIT.match(tokens[at].text) if led and at < len(tokens) else None
    bars = round(count * BARS[unit[1].lower()]) if unit else 0
    if not 1 < bars <= FARTHEST:
        return False
    last = at - 1 if tokens[at].word == "when" else at  # "days whenever" is one word
    tokens[first].word, tokens[first].value = ABSENT, float(bars)
    tokens[first].end = tokens[last].end
    del tokens[first + 1 : last + 1]
    return True


def _leave(tokens: list[Token], at: int) -> None:
    """Where he goes then is one verb of selling, and "after" leads to when."""
    first = at
    while first and tokens[first - 1].word in BETWEEN and tokens[first].word not in OUT:
        first -= 1
    sold = first and tokens[first - 1].word in OUT and tokens[first].word not in OUT
    if not sold:
        tokens[first].word = "sell"
    for token in tokens[first + (not sold) : at + 1]:
        token.kind = "used"
    if at + 2 < len(tokens) and tokens[at + 2].word == "after":
        tokens[at + 2].word = "when"


def _hold(tokens: list[Token]) -> None:
    """What is owned on all other days is held; "by default" and "at all times" say no more."""
    for token in tokens[:3]:
        token.word = "hold" if token.word in HELD else token.word
    spoken = [token.word if token.word == "x" else token.small for token in tokens]
    for said in ALWAYS:
        for at in range(len(tokens) - len(said) + 1):
            if tuple(spoken[at : at + len(said)]) == said:
                for token in tokens[at : at + len(said)]:
                    token.kind = "used"

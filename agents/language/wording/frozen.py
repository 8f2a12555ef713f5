"""Values as they were at the entry: "the upper band at the time of buying", "the breakout level".
The engine knows what was paid then, and no other value of that bar; without this it would be the
value of today.
"""

from __future__ import annotations

import re
from itertools import accumulate

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

FROZEN = "value-at-entry"
LEVELS = words(
    "bollinger band upper lower middle sma ema ma wma hma vwap donchian keltner high low"
)
BOUGHT = "((i|we|you|it|he|she) )?(bought|entered|buy|enter|got in|went long|opened)"
ENTRY = "((the|my|our|your) )?(entry|entering|buying|purchase|buy|trade|position)"
WAS = "((as|that|which|what) )?((it )?(was|were|stood|has been|had) )?"
MOMENT = re.compile(
    rf"{WAS}((at|on|from|of|in) )?(the )?(very )?(time|moment|point|day|bar|candle|date|close) "
    rf"((of|when|that|at which|where) )*({ENTRY}|{BOUGHT})\b"
    rf"|{WAS}(at|on|of|from) ((the|our|my) )?(entry|purchase|buying)( (bar|day|candle|date|time))?"
    r"(?! (price|level|signal|rule|order|value|condition)s?\b)( |$)"
    rf"|{WAS}(from )?when {BOUGHT}\b"
)
BREAKS = words("breakout breakdown")
STOPS = words("stop stoploss takeprofit target trailing")
ENTERS, LEAVES = words("buy short long"), words("sell cover") | STOPS
CALLED = words("line value level bands average")
BEGINS = words(". , ; : and or when if once until while sell cover")
BROKEN = words("level price point line")
LONGEST = 9  # words of a moment


def mark_frozen(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in reversed(places(tokens, LEVELS | BREAKS)):
        end = _end(tokens, at) if at < len(tokens) else 0
        if not end or not _leaves(tokens, at):
            continue
        begin = _begin(tokens, at)
        stop = not STOPS.isdisjoint(token.word for token in tokens[begin:at])
        if stop and tokens[at].word not in BREAKS:
            continue  # how far it lies is asked anyway
        whole = tokens[begin]
        whole.end, whole.word, whole.value = tokens[end - 1].end, FROZEN, None
        del tokens[begin + 1 : end]


def _end(tokens: list[Token], at: int) -> int:
    """Behind the moment at which the level is kept; 0 if it is that of today."""
    if tokens[at].word in BREAKS:
        said = at + 1 < len(tokens) and tokens[at + 1].small in BROKEN
        return at + 2 if said else 0
    first = _behind(tokens, at)
    length = _moment(tokens, first)
    return first + length if length else 0


def _behind(tokens: list[Token], at: int) -> int:
    """Behind the level, its numbers and the words that say no more than that it is one."""
    at += 1
    if at < len(tokens) and tokens[at].word == "(":
        at = next((n + 1 for n in range(at, min(at + 6, len(tokens))) if tokens[n].word == ")"), at)
    while at < len(tokens) and (tokens[at].value is not None or tokens[at].small in CALLED):
        at += 1
    return at


def _moment(tokens: list[Token], at: int) -> int:
    """How many words say that it is the moment of the entry."""
    spoken = [token.small for token in tokens[at : at + LONGEST]]
    found = MOMENT.match(" ".join(spoken))
    length = len(found[0].rstrip()) if found else 0
    ends = accumulate(len(word) + 1 for word in spoken)
    return next((n for n, end in enumerate(ends, 1) if end > length), 0) if length else 0


def _begin(tokens: list[Token], at: int) -> int:
    while at and tokens[at - 1].word not in BEGINS:
        at -= 1
    return at


def _leaves(tokens: list[Token], at: int) -> bool:
    """Of an entry, the moment is that of its signal anyway."""
    for token in reversed(tokens[:at]):
        if token.word in ENTERS | LEAVES:
            return token.word in LEAVES
    return False

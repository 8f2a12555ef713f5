"""A stop that is said to go with a level: "the stop loss follows the middle band at every close",
"move the stop to the 20 EMA every day". It lies at that level, wherever it goes.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

STOPS = words("stop stoploss")
FOLLOWS = words("follows follow following tracks track trails trail trailing along")
MOVES = words("move moves moving adjust adjusting update updating raise raising")
ARTICLES = words("a an the my your its")
UNITS = words("day bar week period - simple exponential")
AVERAGES = words("sma ema ma wma hma average")
EXTREMES = words("low high lowest highest")
SIDES = words("upper middle lower")
LINES = words("supertrend sar") | AVERAGES
NAMED = words("band line bollinger keltner donchian channel")
EACH, TIMES = words("every each"), words("day bar close candle session week at-close closes")


def mark_followed_levels(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in reversed(places(tokens, STOPS)):
        verb = at + 1
        while verb < len(tokens) and tokens[verb].small in ("will", "should", "must", "then"):
            verb += 1
        if verb == len(tokens):
            continue
        end = _level_end(tokens, verb + 1)
        if end and tokens[verb].small in FOLLOWS:
            _place(tokens, verb, end)
            continue
        lead = _moved(tokens, at) if end and tokens[verb].word == "to" else None
        if lead is not None and _tail(tokens, end) > end:  # a single move is not followed
            tokens[lead].kind = "used"
            _place(tokens, verb, end)


def _place(tokens: list[Token], verb: int, end: int) -> None:
    tokens[verb].word, tokens[verb].kind = "at", None
    for token in tokens[end : _tail(tokens, end)]:
        token.kind = "used"


def _moved(tokens: list[Token], at: int) -> int | None:
    lead = at - 1
    while lead >= 0 and tokens[lead].small in ARTICLES:
        lead -= 1
    return lead if lead >= 0 and tokens[lead].small in MOVES else None


def _tail(tokens: list[Token], end: int) -> int:
    """Behind "at every new close", "each bar", "daily"."""
    at = end + (end < len(tokens) and tokens[end].small in ("at", "on", "with", "after"))
    if at < len(tokens) and tokens[at].word in EACH:
        at += 1 + (at + 1 < len(tokens) and tokens[at + 1].small == "new")
        if at < len(tokens) and tokens[at].word in TIMES:
            return at + 1
    return end + 1 if end < len(tokens) and tokens[end].word == "daily" else end


def _level_end(tokens: list[Token], at: int) -> int:
    """Behind a level that moves by itself; 0 where none stands."""
    while at < len(tokens) and tokens[at].small in ARTICLES:
        at += 1
    numbered = at < len(tokens) and tokens[at].value is not None
    while at < len(tokens) and (tokens[at].value is not None or tokens[at].word in UNITS):
        at += 1
    word = tokens[at].word if at < len(tokens) else ""
    if not (word in SIDES | LINES or (numbered and word in EXTREMES)):
        return 0
    at += 1
    if at + 2 < len(tokens) and tokens[at].word == "(" and tokens[at + 2].word == ")":
        return at + 3
    while at < len(tokens) and (tokens[at].word in NAMED or tokens[at].value is not None):
        at += 1
    return at

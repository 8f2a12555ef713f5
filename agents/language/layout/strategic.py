"""Numbers of an indicator behind the strategy that it gives its name to: "an RSI strategy on AAPL
with a 21-day lookback", "EMA crossover with 20 and 50 periods"; and that they are the usual ones.
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

SINGLE = words("rsi cci mfi atr adx roc williams-r zscore")
AVERAGES = words("sma ema ma")
TITLED = words("strategy system model approach style on for in of a an the crosses trade")
LED = words("with using of")
ARTICLES = words("a an the of")
PERIODS = words("period periods lookback lookbacks length lengths window windows look-back")
USUAL = words("standard default usual classic typical common normal regular")
SETTINGS = words("settings setting parameters parameter params values inputs lengths periods")
FARTHEST = 9
PUT = SINGLE | AVERAGES


def mark_strategic(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].free and tokens[at].word in PUT:
            _put(tokens, at)
    for at in range(len(tokens) - 1):
        _usual(tokens, at)


def _put(tokens: list[Token], at: int) -> None:
    end = at + 1
    while end < min(at + FARTHEST, len(tokens)) and _titles(tokens[end]):
        end += 1
    title = {one.word for one in tokens[at + 1 : end]}
    crosses = "crosses" in title and tokens[at].word in AVERAGES
    led = end < len(tokens) and LED & {*title, tokens[end].word}
    if not title or not led:
        return
    numbers, last = _periods(tokens, end)
    if len(numbers) == 1 + crosses and (crosses or tokens[at].word in SINGLE):
        for one in tokens[end:last]:
            one.kind = "used"
        place = tokens[at].start if crosses else tokens[at].end
        copies = [replace(one, kind=None, start=place, end=place) for one in numbers]
        signs = [Token(place, place, sign, sign) for sign in ("/" if crosses else "()")]
        new = [copies[0], *signs, copies[1]] if crosses else [signs[0], copies[0], signs[1]]
        tokens[at + (not crosses) : at + (not crosses)] = new


def _titles(token: Token) -> bool:
    return bool(token.symbol) or token.word in TITLED


def _periods(tokens: list[Token], at: int) -> tuple[list[Token], int]:
    """The numbers that are called periods, and where their words end."""
    end, numbers, named = at, list[Token](), False
    while end < min(at + FARTHEST, len(tokens)) and tokens[end].free:
        one = tokens[end]
        if one.word == "num":
            numbers.append(one)
        elif one.small in PERIODS:
            named = True
        elif not (one.word in LED | ARTICLES or (numbers and one.word in SPANS)):
            break
        end += 1
        if named and numbers and tokens[end : end + 1] and tokens[end].word not in COUNTED:
            break
    dated = end < len(tokens) and tokens[end].word in DATED
    return (numbers, end) if named and not dated else ([], at)


DATED = words("year month week hour minute")
SPANS = frozenset({"-", "day", "and", "/", ",", "bar"})
COUNTED = frozenset({"num", "of", "and", "/", ","})


def _usual(tokens: list[Token], at: int) -> None:
    """ "with standard settings": those that it has anyway."""
    begin = at + (tokens[at].word in LED)
    begin += begin < len(tokens) and tokens[begin].word in ("the", "its")
    said = [one.small for one in tokens[begin : begin + 2]]
    if len(said) == 2 and said[0] in USUAL and said[1] in SETTINGS:
        for one in tokens[at : begin + 2]:
            one.kind = "used"

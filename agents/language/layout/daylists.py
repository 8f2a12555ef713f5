"""Days that a text numbers: "Day 1 - RSI(2) is below 65. Day 2 - RSI(2) closes lower than Day 1."

The last of them is the day of the signal; what is said of the others lies so many bars back.
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

BACK = "bars-back"
LABELS = words("- – — : , → . is =")
ENTERING = words("buy long entry buy-after short")
MOST = 7


def mark_days_of_list(tokens: list[Token]) -> None:
    """Fillers are still among the tokens; labels go, and the bars back are said behind."""
    labels = _labels(tokens)
    if len(labels) < 2:
        return
    last = len(labels)
    begun = any(token.word in ENTERING for token in tokens[: labels[0][0]])
    for number, (begin, end) in reversed([*enumerate(labels, 1)]):
        stop = labels[number][0] if number < last else _sentence_end(tokens, end)
        _step(tokens, end, stop, number)
        back = last - number
        close = _sentence_end(tokens, end, stop)
        if back:
            place = tokens[close - 1].end
            tokens.insert(close, Token(place, place, "", BACK, float(back)))
        for token in tokens[begin:end]:
            token.kind = "used"
        if begun:  # "Buy signal: ... Day 1 - ...": it goes on
            tokens[begin].word, tokens[begin].kind = "and", None
    _spoken(tokens, last)


def _labels(tokens: list[Token]) -> list[tuple[int, int]]:
    """Where "Day 1 -", "Day 2 -" stand, one after the other, at the head of what they say."""
    found: list[tuple[int, int]] = []
    for at in places(tokens[:-2], {"day"}):
        if tokens[at + 1].value is None:
            continue
        day, number, mark = tokens[at : at + 3]
        opens = at == 0 or tokens[at - 1].word in (".", ":", ",")
        fits = day.word == "day" and day.small == "day" and number.value == len(found) + 1
        if opens and fits and mark.text in LABELS and len(found) < MOST:
            found.append((at, at + 3))
    return found


def _sentence_end(tokens: list[Token], at: int, stop: int | None = None) -> int:
    bound = len(tokens) if stop is None else stop
    return next((n for n in range(at, bound) if tokens[n].word == "."), bound)


def _step(tokens: list[Token], begin: int, end: int, number: int) -> None:
    """ "lower than Day 1", said of day 2: than one bar before."""
    for at in range(begin, end - 1):
        day, other = tokens[at : at + 2]
        if day.small == "day" and other.value == number - 1:
            day.word, other.kind = "bar-before", "used"


def _spoken(tokens: list[Token], last: int) -> None:
    """ "on the close of day 3": of the day of the signal."""
    for at in range(len(tokens) - 1):
        day, number = tokens[at : at + 2]
        if day.word == "day" and day.free and number.value == last and day.small == "day":
            before = tokens[at - 1] if at else replace(day)
            day.kind = number.kind = "used"
            if before.small in ("of", "on"):
                before.kind = "used"

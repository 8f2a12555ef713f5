"""Numbers with units of their own kind: "close[1]", "the 20er", "2N", "a fortnight"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, TEXT, Token, Words, places


def decades(tokens: list[Token]) -> None:
    """ "der 20er WMA": of 20 days."""
    for at in places(tokens, GLUED.keys() | SHORTENED.keys(), SMALL):
        number, suffix = tokens[max(0, at - 1)], tokens[at]
        if number.value is None or number.end != suffix.start:
            continue
        suffix.word = GLUED.get(suffix.small, suffix.word)
        if at > 1 and tokens[at - 2].small in HELD:
            suffix.word = SHORTENED.get(suffix.small, suffix.word)


# "sell after 2w", "hold 1mo"; "on the 1w" are bars.
HELD = words("after for hold held holding in within max maximum keep wait every last past over")
GLUED = {"er": "day", "ers": "day", "y": "year"}
SHORTENED = {"w": "week", "mo": "month", "mos": "month"}


def zscores(tokens: list[Token]) -> None:
    """ "Z-Score", "z - score": one word, and no company."""
    for at in reversed(places(tokens[:-2], {"Z", "z"}, TEXT)):
        letter, dash, score = tokens[at : at + 3]
        if score.small in ("score", "scores") and dash.text in ("-", "\u2011", "\u2013"):
            whole = replace(letter, end=score.end, text="z-score", word="zscore")
            tokens[at : at + 3] = [whole]


def bars_back(tokens: list[Token]) -> None:
    """ "close[1]", as programs write it: the close of 1 bar ago."""
    for at in places(tokens[1:-2], {"["}, TEXT):
        what, open_, count, shut = tokens[at : at + 4]
        glued = what.end == open_.start and (what.text[-1].isalnum() or what.text == ")")
        if glued and (open_.text, shut.text) == ("[", "]") and count.value is not None:
            count.word, open_.word, open_.value, shut.word = "bar", "num", count.value, "ago"
            count.value = None


def zones(tokens: list[Token]) -> None:
    """ "9:30 EST": no ticker."""
    for time, zone in pairwise(tokens):
        if time.word == "clock" and zone.text in ZONES:
            zone.word = "time-zone"


ZONES = words(
    """
    UTC GMT EST EDT ET CST CDT CT PST PT IST CET CEST BST JST HKT WIB WITA SGT MYT KST MSK SAST AEST
    AEDT NZST BRT EET WAT EAT
    """
)


def turtles(words: Words) -> None:
    """ "2N": the N of the turtles is an average true range of 20 days."""
    for at in (place + 1 for place in reversed(places(words.tokens[1:], {"N"}, TEXT))):
        count, unit = words.tokens[at - 1 : at + 1]
        if count.word == "num" and count.end == unit.start:
            day = [
                replace(unit, end=unit.start, text="", word=word) for word in ("x", "num", "day")
            ]
            day[1].value, unit.word = 20.0, "atr"
            words.tokens[at:at] = day
            words.corrected.append(("N", "ATR(20)"))


def couples(tokens: list[Token]) -> None:
    """ "a couple of days", "a dozen bars", "half a dozen weeks": so many of them."""
    for at in reversed(places(tokens, COUNTS, SMALL)):
        word = tokens[at].small
        if tokens[at].value is not None:
            continue
        behind = next(
            (n for n in (at + 1, at + 2) if n < len(tokens) and tokens[n].word != "of"), 0
        )
        if behind and tokens[behind].word in COUNTED:
            tokens[at].word, tokens[at].value = "num", COUNTS[word]
            tokens[at + 1 : behind] = []


COUNTS = {"couple": 2.0, "dozen": 12.0}
COUNTED = ("day", "week", "month", "bar", "hour", "year", "period", "minute")


def fortnights(tokens: list[Token]) -> None:
    """ "a fortnight", "for two fortnights": two weeks; "every fortnight" is a rhythm."""
    for at in reversed(places(tokens, {"fortnight", "fortnights"}, SMALL)):
        unit, before = tokens[at], tokens[at - 1] if at else None
        if before is not None and before.small in ("every", "each", "per"):
            continue
        unit.word = "week"
        if before is not None and before.word == "num" and before.value:
            before.value *= 2
        else:
            count = replace(unit, end=unit.start, text="", word="num")
            count.value = 2.0
            tokens.insert(at, count)

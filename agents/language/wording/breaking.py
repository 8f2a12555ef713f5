"""Breakouts said with nouns: "20-day high entry, 10-day low exit", "Donchian 55/20 breakout"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.lexicon import ORDINALS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places


def mark_breaking(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _left_at(tokens)
    _channels(tokens)
    _rows(tokens)
    _tested(tokens)


def _tested(tokens: list[Token]) -> None:
    """ "price is testing the lower band": it touches it; who is testing a strategy does not."""
    for at in places(tokens[:-1], TESTING, SMALL):
        token = tokens[at]
        if not at or tokens[at - 1].word not in TESTERS:
            continue
        behind = [
            one.word for one in tokens[at + 1 : at + 4] if one.word not in ("the", "its", "it")
        ]
        if set(behind[:1]) & TESTED or (behind[:1] == ["num"] and set(behind[1:2]) & COUNTED):
            token.word = "touches"


TESTING = words("testing tagging kissing kisses kissed")
TESTERS = words("is price it symbol close be low goes stays")
TESTED = words("lower upper middle sma ema ma average moving bollinger band vwap keltner donchian "
               "previous yesterday")  # fmt: skip
COUNTED = words("day sma ema ma period bar week moving average")


def _rows(tokens: list[Token]) -> None:
    """ "drops for the third day in a row": three days in a row."""
    for at in range(len(tokens) - 2):
        if tokens[at].word not in ORDINALS:
            continue
        nth, day, row = tokens[at : at + 3]
        moved = {one.word for one in tokens[max(0, at - 4) : at]} & {"falls", "rises"}
        ordered = day.word in ("day", "bar")
        if moved and ordered and row.word == "in-a-row":
            nth.value, nth.word = float(ORDINALS[nth.word]), "num"
            for led in tokens[max(0, at - 2) : at]:
                led.kind = "used" if led.small in ("for", "the") else led.kind


def _left_at(tokens: list[Token]) -> None:
    """ "20-day high entry, 10-day low exit": what stands before says when."""
    for at in places(tokens[1:], {"exit", "exits"}, SMALL):
        level, verb, behind = tokens[at], tokens[at + 1], tokens[at + 2 : at + 3]
        if level.word in LEVELS and all(end.word in EXITED for end in behind):
            verb.word = "sell-after"
            for end in behind:
                end.word = "," if end.word in ("on", "in", "for") else end.word


LEVELS = words("high low crosses band average sma ema ma breakdown breakout")
EXITED = words(". , on ) with ; in for")


def _channels(tokens: list[Token]) -> None:
    """ "Donchian 55/20 breakout": in by the longer channel, out by the shorter one."""
    for at in range(len(tokens) - 4):
        if tokens[at].word not in ("donchian", "channel", "turtle"):
            continue
        name, first, parted, second, what = tokens[at : at + 5]
        pair = [first.word, parted.word, second.word] == ["num", "/", "num"]
        named = what.word in ("breakout", "style")
        if pair and named and (first.value or 0) > (second.value or 0) > 1:
            end = what.end
            said = ("sell", "at", "num", "day", "low")
            name.kind = parted.kind = second.kind = "used"
            what.word = "breakout"
            new = [replace(what, start=end, end=end, text="", word=word) for word in said]
            new[2].value = second.value
            day = replace(first, start=first.end, text="", word="day", value=None)
            tokens[at + 4 : at + 5] = [day, what, replace(what, start=end, text="", word=","), *new]
            tokens.insert(at + 4 + 3 + len(new), replace(what, start=end, text="", word=","))
            return

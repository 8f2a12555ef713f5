"""Phrases that were joined too early are parted again, where more stands behind them."""

from __future__ import annotations

import re

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places


def part_phrases(tokens: list[Token]) -> None:
    _counted_days(tokens)
    _broken_out(tokens)
    _counted_average(tokens)
    _beyond_again(tokens)
    _denied_again(tokens)


def _counted_days(tokens: list[Token]) -> None:
    """ "after 10 days if it is below": the days are counted, and "on days when" counts none."""
    for at in (place + 2 for place in reversed(places(tokens[2:], {"when"}))):
        led, count, told = tokens[at - 2 : at + 1]
        day, _, rest = told.text.partition(" ")
        counted = led.word == "after" and count.word == "num" and day.lower() in ("day", "days")
        if counted and rest:
            parted = Token(told.start, told.start + len(day), day, "day")
            tokens[at : at + 1] = [parted, Token(parted.end + 1, told.end, rest, "when")]


def _broken_out(tokens: list[Token]) -> None:
    """ "a 20-day Donchian breakout strategy": behind its days it is a rule, and no style."""
    for at in places(tokens[1:], {"style"}):
        before, style = tokens[at : at + 2]
        led = before.word in ("day", "bar", "week", "period", "donchian", "channel", "num", "high")
        if led and style.small.startswith("breakout"):
            style.word = "breakout"


def _counted_average(tokens: list[Token]) -> None:
    """ "a 200-day moving average strategy": behind its days it is that average, and no style."""
    for at in (place + 1 for place in reversed(places(tokens[1:], {"style"}))):
        found = OF_AVERAGE.fullmatch(tokens[at].small)
        unit = tokens[at - 1].word in ("day", "week", "month", "bar", "period", "-")
        counted = tokens[at - 2 if unit and at > 1 else at - 1].word == "num"
        if found and counted:
            style, end = tokens[at], tokens[at].start + found.end("name")
            name = "sma" if found["simple"] else "ema" if found["exponential"] else found["name"]
            tokens[at : at + 1] = [
                Token(style.start, end, style.text[: found.end("name")], NAMES.get(name, name)),
                Token(end + 1, style.end, style.text[found.end("name") + 1 :], "strategy"),
            ]


OF_AVERAGE = re.compile(
    r"(?P<simple>simple )?(?P<exponential>exponential )?(?P<name>moving average|s?ma|ema) strategy"
)
NAMES = {"moving average": "ma"}


def _beyond_again(tokens: list[Token]) -> None:
    """ "over 30 or below its average": behind a level that is another rule, and no "<="."""
    for at in (place + 1 for place in reversed(places(tokens[1:-1], BEYOND))):
        before, sign, after = tokens[at - 1 : at + 2]
        joint, _, way = sign.text.partition(" ")
        joins = joint.lower() in OR
        placed = way.lower() in PLACES or after.word == "than"
        if joins and placed and before.word in ENDING and after.word in LEVELS:
            end = sign.start + len(joint)
            tokens[at : at + 1] = [
                Token(sign.start, end, joint, "or"),
                Token(end + 1, sign.end, way, BEYOND[sign.word]),
            ]


OR = words("or oder ou o")
BEYOND = {"<=": "below", ">=": "above"}
PLACES = frozenset(
    {
        "above", "below", "over", "under", "über", "unter", "oberhalb", "unterhalb", "ueber",
        "au dessus de", "au-dessus de", "sous", "au dessous de", "en dessous de", "en-dessous de",
        "por encima de", "por debajo de", "encima de", "debajo de", "acima de", "abaixo de",
        "au - dessus de", "au - dessous de", "en - dessous de",
    }
)  # fmt: skip
# What a level ends with, and what another one begins with.
ENDING = words("num pct money ) ma sma ema average band day vwap")
LEVELS = words(
    """
    num money than it its the a yesterday previous sma ema ma average moving exponential simple
    upper lower middle bollinger band vwap
    """
)


def _denied_again(tokens: list[Token]) -> None:
    """ "sell when not" denies what was said, unless "sell when not below 70" says what else."""
    for at in reversed(places(tokens[:-1], {"else-out"})):
        told, after = tokens[at], tokens[at + 1]
        parts = told.small.split()
        if parts[-1:] == ["not"] and after.word not in STOPPED:
            ends = [told.small.index(part) for part in parts]
            tokens[at : at + 1] = [
                Token(told.start + begin, told.start + begin + len(part), part, word)
                for begin, part, word in zip(ends, parts, ("sell", "when", "not"), strict=False)
            ]


STOPPED = words(". , and or ) then")


def mark_headings(raw: str, tokens: list[Token]) -> None:
    """ "## Entry": what is headed is a sentence of its own."""
    for token in tokens:
        if token.text == "#" and HEADING.match(raw, token.start):
            token.word = "."


HEADING = re.compile(r"#{1,6}(?=\s+[A-Za-z*])|#(?=#{1,5}\s)")

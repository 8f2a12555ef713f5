"""What comes behind something else in Chinese: "三根阴线后第一根阳线", "从买入后最高点回撤8%"."""

from __future__ import annotations

from operator import attrgetter

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

WORD = attrgetter("word")
COLOURS = {"green": "red", "red": "green"}
BETWEEN = words("so-far first")


def colour_turns(tokens: list[Token]) -> None:
    """ "三根阴线后的第一根阳线": the first green candle after 3 red ones, and none of a red row."""
    for at in range(len(tokens) - 2, 0, -1):
        if tokens[at].text not in ("后", "之后", "以后"):
            continue
        row, turned = _row_before(tokens, at), at + 1
        while turned < len(tokens) and tokens[turned].word in BETWEEN:
            turned += 1
        colour = tokens[turned].word if turned < len(tokens) else ""
        if not row or COLOURS.get(colour) != row[1].word:
            continue
        first, end = tokens.index(row[0]), turned + 1
        end += end < len(tokens) and tokens[end].word == "bar"
        first -= first > 0 and tokens[first - 1].word == "consecutive"
        place, last = tokens[first].start, tokens[end - 1].end
        said = [
            ("", "on"),
            ("", "first"),
            (tokens[turned].text, colour),
            ("", "bar"),
            ("", "after"),
        ]
        made = [Token(place, last, text, word) for text, word in said]
        tokens[first:end] = [*made, *row, Token(last, last, "", "bar")]


def _row_before(tokens: list[Token], at: int) -> list[Token]:
    """ "三根阴线", "连续三天收阴": how many, and their colour."""
    said = [one for one in tokens[max(0, at - 4) : at] if one.word not in ("bar", "day", "so-far")]
    number, colour = said[-2:] if len(said) > 1 else (None, None)
    counted = number is not None and number.word == "num"
    return [number, colour] if counted and number and colour and colour.word in COLOURS else []


def falls_since(tokens: list[Token]) -> None:
    """ "从买入后的最高点回撤8%": falls 8% from the high since the entry."""
    if "since-entry" not in map(WORD, tokens):
        return
    for at in range(len(tokens) - 4, -1, -1):
        high, since, verb, share = tokens[at : at + 4]
        told = (high.word, since.word, share.word) == ("high", "since-entry", "pct")
        if told and verb.word in ("falls", "stoploss", "trailing"):
            verb.word = "falls"
            led = Token(high.start, high.start, "", "from")
            tokens[at : at + 4] = [verb, share, led, high, since]

"""Days told by those before them: "for the second day in a row", "a green candle follows 3 red
ones", "closes up after closing down 3 days in a row", "when a red candle closes".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

NTH = {
    "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
}  # fmt: skip
BARS = words("day bar session close")
ROWS = words("in-a-row consecutive")
COLOURS = words("red green up down bullish bearish")
OTHER = {"up": "down", "down": "up"}
TURNS = NTH.keys() | {"follows", "following"}
ENDS = words(", . ; and or") | {""}


def mark_turned_days(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    said = {*places(tokens, COLOURS | {"closes"}), *places(tokens, TURNS, SMALL)}
    for at in sorted(said):
        token = tokens[at]
        if token.small in NTH:
            _nth(tokens, at)
        elif token.small in ("follows", "following"):
            _follows(tokens, at)
        elif token.word == "closes":
            _closes_after(tokens, at)
        elif token.word in COLOURS:
            _coloured_close(tokens, at)


def _nth(tokens: list[Token], at: int) -> None:
    """ "for the second day in a row": for 2 days in a row."""
    value = NTH[tokens[at].small]
    lead = [one.word for one in tokens[max(0, at - 2) : at]]
    said = [one.word for one in tokens[at + 1 : at + 4]]
    said = said[1:] if said[:1] == ["consecutive"] else said
    rowed = bool({one.word for one in tokens[at + 1 : at + 4]} & ROWS)
    if "for" in lead and said[:1] and said[0] in BARS and rowed:
        tokens[at].word, tokens[at].value = "num", float(value)


def _follows(tokens: list[Token], at: int) -> None:
    """ "a green candle follows 3 red candles": one after them."""
    behind = [one.word for one in tokens[at + 1 : at + 4]]
    coloured = at > 1 and tokens[at - 2].word in COLOURS and tokens[at - 1].word in BARS
    led = behind[:1] == ["num"] and behind[1:2] != [] and behind[1] in COLOURS
    if coloured and led:
        tokens[at].word = "after"


def _closes_after(tokens: list[Token], at: int) -> None:
    """ "closes up after closing down 3 days in a row": an up day after 3 down days."""
    said = [one.word for one in tokens[at : at + 8]]
    way = said[1] if len(said) > 7 else ""
    form = ["closes", way, "after", said[3] if way else "", OTHER.get(way, ""), "num", "day"]
    if not way or said[:7] != form or said[3] not in ("close", "closes") or said[7] != "in-a-row":
        return
    tokens[at].word, tokens[at + 1].word = way, "day"
    tokens[at + 4].word, tokens[at + 5].word = "num", OTHER[way]
    tokens[at + 4].value, tokens[at + 5].value = tokens[at + 5].value, None
    tokens[at + 3].kind = tokens[at + 7].kind = "used"


def _coloured_close(tokens: list[Token], at: int) -> None:
    """ "sell when a red candle closes": once its colour is known."""
    if at + 2 >= len(tokens) or tokens[at + 1].word != "bar":
        return
    after = tokens[at + 3].word if at + 3 < len(tokens) else ""
    if tokens[at + 2].word == "closes" and after in ENDS:
        tokens[at + 2].kind = "used"

"""One way after several days of the other: "the first red candle after 3 green ones", "closes up
after 3 down days".
"""

from __future__ import annotations

from agents.language.conditions.comparisons import Read
from agents.language.conditions.phrases import COLOUR
from agents.language.draft import Group, Lasts, Op, Rule, price
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.speaking import Context

WAYS: dict[str, Op] = {"up": ">", "down": "<"}
COLOURS: dict[str, Op] = {"green": ">", "red": "<"}
BARS = {"up-bar": "green", "down-bar": "red"}
NOUNS = ("bar", "day", "ones", "one")
ENDS = NOWHERE | words("with on sell but while")


def colour_turn(cursor: Cursor, context: Context) -> Read | None:
    """ "a green day after 4 red days in a row": by what each bar did from its open on."""
    cursor.skip("it", "price", "on", "first", "next", "closes")
    turned = _coloured(cursor)
    if turned is None or not (cursor.take("after") or cursor.word() == "num"):
        return None  # "following" is no longer among the words
    cursor.skip("at", "least", ">=", "last")
    count = cursor.number()
    cursor.skip("consecutive", "or", "more", ">=")
    before = _coloured(cursor) if count else None
    if cursor.word() not in NOWHERE and cursor.tokens[cursor.at].small in NOUNS:
        cursor.at += 1
    cursor.skip("in-a-row", "consecutive")
    if not count or count != int(count) or before in (None, turned) or cursor.word() not in ENDS:
        return None
    if before is None or (before in WAYS) != (turned in WAYS):
        return None
    if turned in WAYS:  # from close to close
        first = Rule(price("close", 1), WAYS[before], price("close", 2))
        now = Rule(price(), WAYS[turned], price("close", 1))
    else:
        first = Rule(price("close", 1), COLOURS[before], price("open", 1))
        now = Rule(price(), COLOURS[turned], price("open"), (COLOUR,))
    return Group("all", (Lasts(first, int(count)) if count > 1 else first, now))


def _coloured(cursor: Cursor) -> str | None:
    """ "red candle", "a green one", "down days", and what is called a bar of that way."""
    if bar := cursor.take(*BARS):
        return BARS[bar.word]
    colour = cursor.take(*COLOURS, *WAYS)
    cursor.skip("bar", "day", "close", "closes") if colour else None
    return colour.word if colour else None

"""What is counted where it is said how many are held: "at most 2 stocks", "max open trades: 3"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

MOST = ("max", "maximum", "<=", "up", "limit", "capped", "cap")
OPEN = words("open concurrent simultaneous different")
# What is counted, where it says how many of them are held.
COUNTED = words(
    "stock stocks holding holdings name names ticker tickers symbol symbols coin coins asset assets"
    " etf etfs fund funds instrument instruments security securities position positions"
)


OPENED = ("open positions", "open trades", "open position", "open trade")


def mark_places(tokens: list[Token]) -> None:
    """ "hold at most 2 stocks", "max open positions: 2": positions, in the one word for them."""
    spoken = [token for token in tokens if token.small not in ("a", "the", "of", "number", "total")]
    for index, most in enumerate(spoken):
        if most.word not in MOST and most.small not in ("only", "hold"):
            continue
        said = spoken[index + 1 : index + 4]
        at = 1 if said[:1] and said[0].word in ("to", "<=") else 0
        if len(said) > at and said[at].small in OPENED:
            said[at].word = "position"
        counted = len(said) > at + 1 and said[at].word == "num"
        if not counted:
            continue
        noun = said[at + 1]
        if noun.small in OPENED and (most.word in MOST or most.small == "only"):
            noun.word = "position"
        noun = said[at + 2] if noun.word in OPEN and len(said) > at + 2 else noun
        if noun.small in COUNTED and most.word in MOST:
            noun.word = "position"


def mark_caps(tokens: list[Token]) -> None:
    """ "don't buy more than 100 shares", "never invest more than 10% of it": the most of a size."""
    for at in places(tokens[:-3], {"not"}):
        denial, verb, above, count = tokens[at : at + 4]
        if above.word != "above":
            continue
        behind = [one.word for one in tokens[at + 4 : at + 5]]
        shares = count.word == "num" and behind == ["share"]
        sized = shares or count.word in ("money", "pct")
        if verb.word in SPENDING and sized and above.small.startswith("more"):
            denial.word, verb.word, above.word = "max", "size", "of"


SPENDING = words("buy hold use put spend invest allocate")

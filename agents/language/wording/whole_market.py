""" "Only while the market is above its average": the market is the S&P 500, not what is traded."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

INDEX = "^GSPC"
TRACKERS = frozenset({"SPY", "VOO", "IVV", "SPLG", "ES=F", INDEX})
LED = words("the overall broad broader whole general entire stock wider")
# What is said of prices; "the market opens" and "in the market" speak of no price.
GOES = words(
    "is above below over under has trades falls rises drops rallies crosses crosses-above "
    "crosses-below is-above is-below up down falls-below drops-below breaks-above stays"
)
WITHIN = words("of in into on from at with out against")


def mark_whole_market(tokens: list[Token]) -> None:
    """Where something is traded by name; what tracks the index stands for it."""
    named = [token.symbol for token in tokens if token.symbol]
    index = next((symbol for symbol in named if symbol in TRACKERS), INDEX)
    if not named:
        return
    for at in range(len(tokens) - 1, 0, -1):
        first = _first(tokens, at)
        if first is not None:
            tokens[at].word, tokens[at].symbol = "symbol", index
            for token in tokens[first:at]:
                token.kind = "used"


def _first(tokens: list[Token], at: int) -> int | None:
    """Where "the (overall) market" begins, of which a price is told behind it."""
    said, behind = tokens[at], tokens[at + 1].word if at + 1 < len(tokens) else ""
    own = said.small in ("market's", "market\N{RIGHT SINGLE QUOTATION MARK}s")
    if not said.free or not (own or (said.small == "market" and behind in GOES)):
        return None
    first = at
    while first and tokens[first - 1].small in LED and tokens[first - 1].free:
        first -= 1
    within = first > 0 and tokens[first - 1].word in WITHIN
    return first if first < at and not within else None

"""Buying and holding: "buy and hold MSFT", "buy AAPL and keep it forever"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.plans.plan import Plan, is_fortune, said
from agents.language.tokens.pieces import Token

KEEPING = words(
    """
    buy hold buyhold symbol all-in and n 并 , . i it them to in at from with for once only then just
    my all put money end into on of own total some lump sum whole kept keep ? at-open worth
    at-close
    """
)
FOREVER = words("forever never ever indefinitely always immer toujours siempre")
SELLING = words("sell sold selling")
REBALANCE = "portfolio.rebalance"


def keeping(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """Bought on the first bar with all the money, and kept; several symbols in equal parts."""
    free = [token for token in tokens if token.free and not is_fortune(token)]
    known = all(one.word in KEEPING or {one.word, one.small} & FOREVER for one in free)
    if not (known and plainly(free) and (is_kept(said(tokens)) or never_sold(tokens))):
        return None
    symbols = list(dict.fromkeys(token.symbol for token in free if token.symbol))
    if not symbols:
        return None
    used += free
    made = Plan("weights", symbols, weights=dict.fromkeys(symbols, 1 / len(symbols)))
    shares = "all the money" if len(symbols) == 1 else "equal parts of the money"
    made.notes.append((f"bought on the first day with {shares}, and kept to the last", REBALANCE))
    return made


def plainly(free: list[Token]) -> bool:
    """ "buy the dip" is no plain word for buying: it says when."""
    return all(" " not in token.text for token in free if token.word == "buy")


def is_kept(spoken: set[str]) -> bool:
    """ "hold ETH", and nothing else, is all of a plan."""
    return bool(spoken & {"buyhold", "hold", "forever", "kept", "keep"})


def never_sold(tokens: list[Token]) -> bool:
    """ "and never sell", which is known to want no exit by now."""
    words_of = [token.small for token in tokens]
    return any(never in FOREVER and sell in SELLING for never, sell in pairwise(words_of))

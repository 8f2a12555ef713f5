"""What is bought and sold in the passive: "... the stock is bought", "... it is sold"."""

from __future__ import annotations

from itertools import zip_longest

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

DONE = {
    "closed": "sell", "exited": "sell", "sold": "sell", "liquidated": "sell", "covered": "cover",
    "opened": "buy", "entered": "buy", "bought": "buy", "taken": "buy",
}  # fmt: skip
TRADED = words("stock coin etf index fund pair market share it position trade price")


def mark_passive(tokens: list[Token]) -> None:
    """What stands before the verb says when."""
    for at, (what, being, verb, end) in enumerate(
        zip_longest(tokens, tokens[1:], tokens[2:], tokens[3:])
    ):
        if being is None or verb is None or being.small not in PASSIVE:
            continue
        named = what.word in TRADED or what.symbol
        ends = end is None or end.word in (".", ",", ")")
        done = DONE.get(verb.small)
        if named and ends and done and done != "cover":
            what.kind = what.kind or (None if what.symbol else "used")
            being.kind, verb.word = "used", f"{done}-after"
            for the in tokens[at - 1 : at] if at else []:
                the.kind = "used" if the.word in ("the", "a") else the.kind


PASSIVE = words("is are gets be was")

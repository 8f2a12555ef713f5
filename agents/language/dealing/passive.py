"""What is bought and sold in the passive: "... the stock is bought", "... it is sold"."""

from __future__ import annotations

from itertools import pairwise, zip_longest

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

DONE = {
    "closed": "sell", "exited": "sell", "sold": "sell", "liquidated": "sell", "covered": "cover",
    "opened": "buy", "entered": "buy", "bought": "buy", "taken": "buy",
}  # fmt: skip
TRADED = words("stock coin etf index fund pair market share it position trade price")


def mark_passive(tokens: list[Token]) -> None:
    """ "the position is closed when ...": somebody closes it."""
    for verb, to in pairwise(tokens):
        if verb.word in ("buy", "sell", "cover") and to.word == "to":
            to.word = "at"
        if verb.small in ("cierra", "cierre") and to.word in ("above", "below"):
            verb.word = "closes"
    for verb, the, moment, lead in zip_longest(tokens, tokens[1:], tokens[2:], tokens[3:]):
        bought = verb.word in ("buy", "sell") and the is not None and the.word == "the"
        traded = bought and moment is not None and (lead is None or lead.word in MOMENTS)
        if traded and moment.word in ("open", "close"):
            moment.word = f"at-{moment.word}"
    _alone(tokens)
    for index, token in enumerate(tokens[:-1]):
        if token.small not in DONE or tokens[index + 1].word not in BEHIND:
            continue
        before = [one.word for one in tokens[max(0, index - 4) : index]]
        if set(before) & HELD and before[-1] in BEING:
            token.word = DONE[token.small]
            _of_side(tokens, index)


def _of_side(tokens: list[Token], at: int) -> None:
    """ "short positions are closed": they are bought back."""
    for side in tokens[max(0, at - 4) : at]:
        if side.word in ("short", "long") and tokens[at].word in ("sell", "cover"):
            tokens[at].word = "cover" if side.word == "short" else "sell"
            side.kind = "used"


# What may follow "buy the open".
MOMENTS = words("of on when after and then every each daily , . same-day")
HELD = words("position trade it long sell buy cover")
BEING = words("is are be gets was been goes")
BEHIND = words("when after at if on at-close at-open once as")


def _alone(tokens: list[Token]) -> None:
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

"""What is bought and sold in the passive: "... the stock is bought", "... it is sold"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

DONE = {
    "closed": "sell", "exited": "sell", "sold": "sell", "liquidated": "sell", "covered": "cover",
    "opened": "buy", "entered": "buy", "bought": "buy", "taken": "buy",
}  # fmt: skip
TRADED = words("stock coin etf index fund pair market share it position trade price")


def mark_passive(tokens: list[Token]) -> None:
    """ "the position is closed when ...": somebody closes it."""
    for at in places(tokens, {"to"}):
        if at and tokens[at - 1].word in ("buy", "sell", "cover"):
            tokens[at].word = "at"
    for at in places(tokens[:-1], ("cierra", "cierre"), SMALL):
        if tokens[at + 1].word in ("above", "below"):
            tokens[at].word = "closes"
    for at in places(tokens, ("open", "close")):
        led = [one.word for one in tokens[max(0, at - 2) : at]]
        lead = [one.word for one in tokens[at + 1 : at + 2]]
        if led in (["buy", "the"], ["sell", "the"]) and (not lead or lead[0] in MOMENTS):
            tokens[at].word = f"at-{tokens[at].word}"
    _alone(tokens)
    for index in places(tokens[:-1], DONE, SMALL):
        token = tokens[index]
        if tokens[index + 1].word not in BEHIND and not _at_results(tokens, index + 1):
            continue
        before = [one.word for one in tokens[max(0, index - 4) : index]]
        if set(before) & HELD and before[-1] in BEING:
            token.word = DONE[token.small]
            _of_side(tokens, index)


def _at_results(tokens: list[Token], at: int) -> bool:
    """ "closed for a profit of 3%", "closed with a 2% loss"; "for the day" is a time."""
    behind = [one.word for one in tokens[at + 1 : at + 5] if one.word not in ("a", "the", "of")]
    made = {"profit", "loss"} & set(behind[:2])
    return tokens[at].word in ("for", "with") and bool(made) and "pct" in behind[:2]


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
    for at in (n - 1 for n in places(tokens[:-1], PASSIVE, SMALL) if n):
        what, being, verb = tokens[at : at + 3]
        end = tokens[at + 3] if at + 3 < len(tokens) else None
        named = what.word in TRADED or what.symbol
        ends = end is None or end.word in (".", ",", ")")
        done = DONE.get(verb.small)
        if named and ends and done and done != "cover":
            what.kind = what.kind or (None if what.symbol else "used")
            being.kind, verb.word = "used", f"{done}-after"
            for the in tokens[at - 1 : at] if at else []:
                the.kind = "used" if the.word in ("the", "a") else the.kind


PASSIVE = words("is are gets be was")

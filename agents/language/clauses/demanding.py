"""What must be so beside an order that says when: "Buy KO, RSI must be above 50 and buy when ...".

The first order names what is traded, the second says when. The demand between them is no other
way in: it narrows the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from agents.language.clauses.verbs import role_of, says, verbs_of
from agents.language.lexicon.narrowings import NARROW_SIDES
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

DEMANDING = words("must should shall mustn't shouldn't cannot")
LED = words("has have need needs required ought supposed")
TIMED = words("when after unless until while except or if once")
# What stands right before an order that is another way in.
OTHERWISE = words("or also alternatively additionally otherwise another second")


def demands(tokens: list[Token]) -> bool:
    """ "must be", "has to close", "needs to be", "should be" """
    said = [token.small for token in tokens]
    pairs = zip_longest(said, said[1:], fillvalue="")
    return any(
        here in DEMANDING or (here in LED and after in ("to", "not")) for here, after in pairs
    )


def sentences(tokens: list[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        parts[-1].append(token)
        if token.word == ".":
            parts.append([])
    return parts


def mark_between_orders(tokens: list[Token]) -> None:
    """What is demanded between two orders of one side begins with a verb of its own."""
    verbs = [verb for sentence in sentences(tokens) for verb in verbs_of(sentence)]
    for order, rule in pairwise(verbs):
        side = NARROW_SIDES.get(role_of(order))
        if side is None or role_of(order) != role_of(rule):
            continue
        between = [one for one in tokens if one.free and order.start < one.start < rule.start]
        for first in _demanded(between):
            at = next(n for n, token in enumerate(tokens) if token is first)
            tokens.insert(at, Token(first.start, first.start, "", side))


def _demanded(between: list[Token]) -> Iterator[Token]:
    """The words that open each demand, where nothing between the orders says a time."""
    parts = sentences(_behind_name(between))
    said = [part for part in parts if says(part) or demands(part)]
    timed = any(token.word in TIMED or token.small in TIMED for token in between)
    apart = any(token.small in OTHERWISE for token in between[-2:])
    if not (timed or apart) and all(demands(part) for part in said):
        yield from (part[0] for part in said)


def _behind_name(between: list[Token]) -> list[Token]:
    """Without what is bought, and the sign behind it."""
    at = next((n for n, one in enumerate(between) if not one.symbol), len(between))
    mark = next((n for n, one in enumerate(between) if one.word in (",", ".", ":")), at - 1)
    return between[at if demands(between[:mark]) else mark + 1 :]

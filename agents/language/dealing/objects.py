"""What is traded, where it says no more: "sell it at the end of June", "站上200日均线满仓"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token


def mark_objects(tokens: list[Token]) -> None:
    """ "sell it at the end of June": what it trades, and nothing that a rule compares."""
    spoken = [token for token in tokens if token.small not in ("the", "my", "our")]
    for verb, what, lead in zip(spoken, spoken[1:], spoken[2:], strict=False):
        traded = verb.word in ("buy", "sell", "short", "cover") and what.small in OBJECTS
        if traded and lead.word in WHEN:
            what.kind = "used"


WHEN = words("at on when in after month-end the next tomorrow")
OBJECTS = words("it them those shares share stock position everything")


def mark_filled(tokens: list[Token]) -> None:
    """ "站上200日均线满仓": where no other verb buys, to be fully invested does."""
    if any(token.word in ("buy", "buy-after", "long", "short") for token in tokens):
        return
    for token in tokens:
        if token.text in ("满仓", "全仓"):
            token.word = "buy-after"

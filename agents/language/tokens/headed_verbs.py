"""A label and the verb behind it that says the same: "Entry: buy on Monday", "Einstieg: Kauf am
Montag"."""

from __future__ import annotations

from agents.language.tokens.pieces import Token, places

LABELS = ("buy", "entry")


def headed_verbs(tokens: list[Token]) -> None:
    """One of them is enough; both would be two entries, of which a condition before is a third."""
    for at in reversed(places(tokens[:-2], LABELS)):
        _, colon, verb = tokens[at : at + 3]
        opens = at == 0 or tokens[at - 1].word in (".", ";")
        if opens and colon.word == ":" and verb.word == "buy":
            del tokens[at : at + 2]

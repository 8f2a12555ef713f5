"""Stops and targets of which it is not said how far they are: "with a stop loss"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from agents.language.draft import LimitName
from agents.language.exits.limits import NAMES
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import END
from agents.language.tokens.pieces import Token, places

# Before a short name, they say that one is to be set; a long name needs none of them.
SETS = words("with a an the use and or plus add set have include my both")
SHORT = frozenset({"stop", "target"})
BEHIND = words(". , ; ) and or too but please on for loss") | {END}


def without_distance(tokens: Sequence[Token], known: Collection[str]) -> list[LimitName]:
    """The limits that are named and have no number; their words are taken. `known` have one."""
    found: list[LimitName] = []
    for at in places(tokens, NAMES):
        token, name = tokens[at], NAMES[tokens[at].word]
        if name in known or not token.free or not stands_alone(tokens, at):
            continue
        token.kind = "used"
        found += [name] if name not in found else []
    return found


def stands_alone(tokens: Sequence[Token], at: int) -> bool:
    """Nothing behind it says where it is."""
    before = tokens[at - 1].word if at else ""
    after = tokens[at + 1].word if at + 1 < len(tokens) else END
    return after in BEHIND and (tokens[at].word not in SHORT or before in SETS)

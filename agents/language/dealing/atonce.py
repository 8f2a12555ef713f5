"""Bought or sold short at once: "buy it right away and hold it", "short it today, cover at +5%"."""

from __future__ import annotations

from itertools import zip_longest

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

SAID = (
    ("at", "once"), ("right", "away"), ("straight", "away"), ("right", "now"), ("on", "day", "one"),
    ("on", "the", "first", "day"), ("on", "the", "first", "bar"),
    ("on", "day", "1"), ("now",), ("today",), ("immediately",),
)  # fmt: skip
VERBS = words("buy short buyhold")
HELD = words("hold forever kept")
LEAVES = words("sell cover exit stoploss takeprofit target trailing")
JOINTS = words(", and then .")
BY_RULE = words("when every while until unless above below")


def mark_at_once(tokens: list[Token]) -> None:
    """What is held from then on needs no word of when; what is sold later is bought again."""
    _mark_idle(tokens)
    for index, token in enumerate(tokens):
        if token.word not in VERBS or not token.free:
            continue
        at = _behind_symbols(tokens, index + 1)
        size = _size(tokens, at)
        after = [one.word for one in tokens[at + size : at + size + 4]]
        if not size or BY_RULE & set(after[:1]):
            continue
        after = after[1:] if after[:1] and after[0] in JOINTS else after
        after = after[1:] if after[:1] and after[0] in JOINTS else after
        if (after[:1] and after[0] in HELD) or after[:2] == ["not", "sell"]:
            for part in tokens[at : at + size]:
                part.kind = "used"
        elif after[:1] and after[0] in LEAVES:
            tokens[at].word = "buy-at-once"
            for part in tokens[at + 1 : at + size]:
                part.kind = "used"


def _mark_idle(tokens: list[Token]) -> None:
    """ "... and do nothing else": held, where no rule says when it does nothing."""
    if any(token.word in (BY_RULE | LEAVES) - {"until"} for token in tokens):
        return
    for do, nothing, more in zip_longest(tokens, tokens[1:], tokens[2:]):
        if nothing is not None and do.small == "do" and nothing.small in IDLE:
            nothing.word = "hold"
            if more is not None and more.small in ("else", "more", "further"):
                more.kind = "used"


IDLE = frozenset({"nothing", "nothing else", "nothing more"})


def _behind_symbols(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and (tokens[at].symbol or tokens[at].word in (",", "and", "it", "of")):
        at += 1
    return at


def _size(tokens: list[Token], at: int) -> int:
    for said in SAID:
        if tuple(one.small for one in tokens[at : at + len(said)]) == said:
            return len(said)
    return 0

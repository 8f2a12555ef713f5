"""Either and both in an exit, of what the entry looks at: "sell when either drops below 50"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

EITHER, BOTH = "either-before", "both-before"
SAID = {"either": EITHER, "either one": EITHER, "either of": EITHER, "any of": EITHER, "both": BOTH,
        "both of": BOTH}  # fmt: skip
MEANT = frozenset(SAID) | {"one", "any"}
ENTERING = words("buy long short")
LEAVING = words("sell cover sell-after out flat")
LED = words("when and or")
WAYS = words("below above")
SAYING = words(
    """
    is are goes falls rises below above turns negative positive drops-below over under crosses < >
    closes recovers touches exceeds <= >=
    """
)
BETWEEN = words("of them one these the two")
TAKEN = words("both-sides both-named either-named")


def mark_either_exit(tokens: list[Token]) -> None:
    """Where several symbols are named, it may be these that are spoken of, unless the entry looks
    at each of them.
    """
    spoken = places(tokens, MEANT, SMALL)
    several = spoken and len({token.symbol for token in tokens if token.symbol}) > 1
    if several and not _looks_at_two(tokens):
        return
    for at in spoken:
        token = tokens[at]
        meaning = SAID.get(token.small) or _of_them(tokens, at)
        if not (meaning and token.free and at and _leaves(tokens, at)) or token.word in TAKEN:
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].small in (
            "of",
            "them",
            "one",
            "these",
            "the",
            "two",
        ):
            end += 1
        behind = tokens[end].word if end < len(tokens) else "."
        subject = tokens[at - 1].word in LED and behind in SAYING
        if subject or (tokens[at - 1].word in WAYS and meaning == BOTH):
            token.word = meaning
            for part in tokens[at + 1 : end]:
                part.kind = "used"


def _leaves(tokens: list[Token], at: int) -> bool:
    """What is done there is said to be leaving."""
    acts = next((n for n in range(at, -1, -1) if tokens[n].word in LEAVING | ENTERING), None)
    return acts is not None and tokens[acts].word in LEAVING


def _looks_at_two(tokens: list[Token]) -> bool:
    """ "when GLD's return is positive and IEF's return is positive, sell when either ..." """
    begin = next((n for n, token in enumerate(tokens) if token.word == "when"), len(tokens))
    end = next((n for n in range(begin, len(tokens)) if tokens[n].word in LEAVING), len(tokens))
    return len({token.symbol for token in tokens[begin:end] if token.symbol}) > 1


def _of_them(tokens: list[Token], at: int) -> str:
    """ "when one of them is below 50" """
    said = [token.small for token in tokens[at : at + 3]]
    return EITHER if said[:1] in (["one"], ["any"]) and said[1:] == ["of", "them"] else ""

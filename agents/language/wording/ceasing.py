"""When what was said before ceases to be so: "exit when either flips", "... is no longer true"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

LEADS = words("when as-soon after")
SUBJECTS = words("either one any it that this they those these condition conditions")
BETWEEN = words(
    """
    of them the those these two conditions condition rules is are and or either one signals signal
    num
    """
)
CEASING = words(
    "flips flip fails fail breaks break changes change reverses reverse ends lapses invalidates"
)
# "... stops being true", "... turns false"
LONGER = (
    ("stops", "being", "true"), ("stops", "being", "so"), ("ceases", "to", "be", "true"),
    ("turns", "false"), ("becomes", "false"), ("isn't", "true", "anymore"), ("is", "not", "met"),
    ("no", "longer", "true"), ("no", "longer", "the", "case"), ("no", "longer", "holds"),
    ("no", "longer", "hold"), ("no", "longer", "met"), ("no", "longer", "so"), ("not", "true"),
    ("stops", "holding"), ("is", "missing"), ("goes", "missing"), ("false",), ("untrue",),
)  # fmt: skip
ENDS = words(", . ) and or with")


def mark_ceasing(tokens: list[Token]) -> None:
    """Its words become one, which the rules read as the end of the entry."""
    for index in (lead + 1 for lead in places(tokens[:-1], LEADS)):
        token = tokens[index]
        led = _said(token) in SUBJECTS
        end = _ceases(tokens, index + 1) if led and token.free else 0
        if end:
            token.word = "else-out"
            for part in tokens[index + 1 : end]:
                part.kind = "used"


def mark_either(tokens: list[Token]) -> None:
    """ "exit when it falls below either one": when one of the conditions of the entry is over."""
    for index in places(tokens[:-1], {"below", "above"}):
        way, either = tokens[index : index + 2]
        if _said(either) not in ("either", "any"):
            continue
        end = index + 2
        while end < len(tokens) and _said(tokens[end]) in AFTER:
            end += 1
        first = index
        while first and tokens[first - 1].word in BEFORE:
            first -= 1
        if end >= len(tokens) or tokens[end].word in ENDS:
            for part in tokens[first:end]:
                part.kind = "used"
            way.word, way.kind = "else-out", None


BEFORE = words("it price falls closes goes trade crosses is the breaks rises")
AFTER = words("one of them these those the two moving average averages line lines level levels")


def _ceases(tokens: list[Token], at: int) -> int:
    """Behind the last word of it; nothing else may follow in that part of the sentence."""
    while at < len(tokens) and _said(tokens[at]) in BETWEEN and not _longer(tokens, at):
        at += 1
    size = _longer(tokens, at) or (at < len(tokens) and _said(tokens[at]) in CEASING)
    ended = at + size >= len(tokens) or tokens[at + size].word in ENDS
    return at + size if size and ended else 0


def _longer(tokens: list[Token], at: int) -> int:
    said = tuple(_said(token) for token in tokens[at : at + 4])
    return next((len(form) for form in LONGER if said[: len(form)] == form), 0)


def _said(token: Token) -> str:
    return token.small.replace("\u2019", "'")

"""How the conditions of a list are joined that stands behind a colon: "one of these holds: A, B",
"none of the following is true: A, B", "exit conditions (all): A; B".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token
from agents.language.wording.counting import NAMED, OF

ANY, ALL, NONE = "any-of", "all-of", "none"
LABELS = {"all": ALL, "any": ANY, "either": ANY, "both": ALL}
BETWEEN = OF | NAMED | words("be being so-far must has have")
ENDS = words(". buy sell short cover hold long only but")


def mark_listed(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at, token in enumerate(tokens):
        if token.word == "(":
            _label(tokens, at)
        elif token.free and (kind := _kind(tokens, at)) and (colon := _colon(tokens, at + 1)):
            _head(tokens, at, colon, kind)


def _label(tokens: list[Token], at: int) -> None:
    """ "Exit conditions (all): ..." """
    mark = [token.word for token in tokens[at + 2 : at + 4]]
    if mark == [")", ":"] and tokens[at + 1].small in LABELS:
        tokens[at + 1].word = LABELS[tokens[at + 1].small]
        for bracket in (tokens[at], tokens[at + 2]):
            bracket.word, bracket.kind = "", "used"


def _kind(tokens: list[Token], at: int) -> str:
    token, behind = tokens[at], tokens[at + 1 : at + 2]
    if token.word in (ANY, ALL):
        return token.word
    of = bool(behind) and behind[0].word == "of"
    if of and token.small == "none":
        return NONE
    return ANY if of and token.word == "num" and token.value == 1 else ""


def _colon(tokens: list[Token], at: int) -> int:
    """Where the list begins, if nothing else is said before it."""
    while at < len(tokens) and {tokens[at].word, tokens[at].small} & BETWEEN:
        at += 1
    return at if at < len(tokens) and tokens[at].word == ":" else 0


def _head(tokens: list[Token], at: int, colon: int, kind: str) -> None:
    for token in tokens[at + 1 : colon]:
        token.kind = "used"
    tokens[at].word, tokens[at].value = ("unless" if kind == NONE else kind), None
    if kind == NONE:
        tokens[colon].kind = "used"
        _none_of(tokens[colon + 1 :])


def _none_of(tokens: list[Token]) -> None:
    """No item of the list may hold; each may have a line of its own."""
    lines = bool(tokens) and tokens[0].word == "."
    if lines:
        tokens[0].kind = "used"
    for at, token in enumerate(tokens[lines:], start=int(lines)):
        if token.word == "." and not (lines and _is_item(tokens[at + 1 :])):
            return
        if token.word in ENDS - {"."}:
            return
        token.word = (
            "or" if token.word in ("and", ".") or token.text in (",", "nor") else token.word
        )


def _is_item(tokens: list[Token]) -> bool:
    """Nothing is done in the next line."""
    line = [token.word for token in tokens]
    line = line[: line.index(".")] if "." in line else line
    return bool(line) and not ENDS & set(line)

"""What stands between two conditions of a clause, and around them."""

from __future__ import annotations

from agents.language.clauses.parts import BOTH, LASTING, Join
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import TAKEN, Cursor
from agents.language.tokens.pieces import Token

JOINTS = words("and or , . when ( ) : until / { } any-of all-of some-of") | {TAKEN, '"', BOTH}


def joint(cursor: Cursor) -> Join:
    """The strongest of the joints in a row: or, and, comma. What is so "only when", "in case" or
    "if" something else is, must be so with it: "sell at the end of the month if it is below"."""
    said: set[str] = set()
    while not cursor.done and (_is_joint(cursor) or cursor.word() in ("then", "but", "only")):
        said.add("either" if cursor.tokens[cursor.at].small == "either" else cursor.word())
        if cursor.word() != TAKEN and cursor.word() in TOLD:
            cursor.tokens[cursor.at].kind = "used"
        cursor.at += 1
    if "or" in said:
        return "or"
    beside = said in ({"when"}, {"("}) or "either" in said
    return "and" if said & {"and", "but", "only"} or beside else ","


def _is_joint(cursor: Cursor) -> bool:
    """A "not" before a bracket is that of all in it."""
    return cursor.word() in JOINTS or (cursor.word() == "not" and cursor.word(1) == "(")


TOLD = ("and", "or", "when", "until", "but", BOTH)


def brackets_at(tokens: list[Token], at: int) -> tuple[int, ...]:
    """Where the brackets open that are still open here; those of parameters are closed again."""
    opened: list[int] = []
    for index, token in enumerate(tokens[:at]):
        if token.word == "(":
            opened.append(index)
        elif token.word == ")" and opened:
            opened.pop()
    return tuple(opened)


def denials_of(tokens: list[Token], brackets: tuple[int, ...]) -> frozenset[int]:
    """Those that stand behind a "not", which is theirs."""
    denied = frozenset(at for at in brackets if at and tokens[at - 1].word == "not")
    for at in denied:
        tokens[at - 1].kind = "used"
    return denied


def lead_of(joint: list[Token]) -> frozenset[str]:
    """The words of a joint, as far as they tell what belongs together."""
    found: set[str] = set()
    for token in joint:
        small = token.small.lstrip(", ")
        found.add("either" if small == "either" else small if small in LASTING else token.word)
        found |= {"except"} if token.word == "unless" and " " in small else set()
        found |= {"none"} & {small}
        found |= {","} if token.text.startswith(",") else set()
    return frozenset(found & (LASTING | WORDS))


WORDS = words("and or when unless except none but only either any-of until ( with /") | {
    BOTH,
    ",",
    ".",
}

"""Signs of a list within a sentence: in "when (a) A and (b) B or C" the last two are one item."""

from __future__ import annotations

from agents.language.tokens.pieces import Token

STARTS = frozenset({".", ""})
JOINTS = frozenset({"and", "or", ",", "but"})
LEADS = JOINTS | {"when", "if", "whenever", "once", "that", "unless", "both", "either"}


def bracket_items(tokens: list[Token]) -> list[Token]:
    """Each item of such a list stands in a bracket; at the start of a line they are lines still."""
    made: list[Token] = []
    opened = False
    for at, token in enumerate(tokens):
        if size := _sign(tokens, at):
            opened = opened and _close(made)
            sign = tokens[at : at + size]
            sign[-1].word, sign[-1].kind = "", "ignored"
            sign[-2].word = ""
            opened = True
            made += [] if size == 3 else [Token(token.start, token.start, "(", "(")]
        made.append(token)
    return made


def _sign(tokens: list[Token], at: int) -> int:
    """How many tokens a sign of a list has that begins here, behind a word of the sentence."""
    before = tokens[at - 1].word if at else ""
    here = tokens[at : at + 3]
    if len(here) < 3:
        return 0
    if here[0].word == "(" and _marks(here[1:]) and before not in STARTS:
        return 3
    return 2 if _marks(here[:2]) and before in LEADS else 0


def _marks(pair: list[Token]) -> bool:
    return pair[0].kind == "ignored" and pair[0].word == "." and pair[1].text in (")", ".")


def _close(made: list[Token]) -> bool:
    """The item before ends where "and" joins the next one."""
    end = len(made)
    while end and made[end - 1].word in JOINTS:
        end -= 1
    place = made[end].start if end < len(made) else made[-1].end
    made.insert(end, Token(place, place, ")", ")"))
    return False

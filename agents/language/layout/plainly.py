"""Whether something is said plainly, with nothing before it that denies it."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

JOINTS = words("and or ,")
VERBS = words("buy sell short cover hold long exit enter buy-after sell-after short-after")
ENDS = VERBS | {".", "then"}
DENIED = words(
    "not unless never without except outside avoid rather instead neither none any-of yesterday "
    "ago within during last previous for out"
)
PASSED = words("the when if also so-far ) then is")  # "... unter 30 sind"


def is_denied(tokens: list[Token], at: int) -> bool:
    """From the verb on, so that "don't buy when ..." denies the verb."""
    while at and tokens[at - 1].word not in ENDS:
        at -= 1
        if tokens[at].word in DENIED or tokens[at].small in DENIED:
            return True
    return False


def stands_beside(tokens: list[Token], at: int, rules: frozenset[str]) -> bool:
    """ "close > SMA(50) as long as RSI or MFI is below 70": no "or" of all three."""
    while at and tokens[at - 1].word not in ENDS:
        at -= 1
        if tokens[at].word in rules:
            return True
    return False


def ends(tokens: list[Token], at: int, joint: str, anew: frozenset[str]) -> bool:
    """Another sentence, verb or subject comes behind it; beside an "or" no "and" is a sum of it."""
    joints: set[str] = set()
    while at < len(tokens) and (tokens[at].word in JOINTS or tokens[at].word in PASSED):
        joints.add(tokens[at].word)
        at += 1
    if at >= len(tokens) or tokens[at].word in ENDS:
        return True
    if not joints & JOINTS or (joint == "or" and joints & {"and", ","}):
        return False
    return tokens[at].word in anew

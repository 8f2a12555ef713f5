"""What is said in the words of a rotation and is none: "all but the worst", "otherwise the better
of TLT and GLD", "rotate to TLT when SPY falls". No other ranking stands in for it.
"""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.plans.ordering import ELSE
from agents.language.tokens.pieces import Token

SPARED = words("but not except excluding")
ENDS = words(
    "worst weakest lowest best strongest highest bottom top better stronger winner leader leading"
)
BETWEEN = words("the num of")
MOVES = words("rotate rotation rotating")
MEASURES = words(
    "recovers return momentum roc change performance performing performer performers by higher "
    "rank ranked ranking rsi volatility adx cci mfi best strongest top winner leader better "
    "whichever most highest lowest worst weakest dual each among"
)
CASES = words("when unless while")


def is_something_else(tokens: list[Token]) -> bool:
    return _spares(tokens) or _chooses_else(tokens) or _moves_on_a_case(tokens) or _checks(tokens)


def _spares(tokens: list[Token]) -> bool:
    """ "hold all but the worst of ..." """
    for at, token in enumerate(tokens):
        if token.word in ENDS:
            lead = at - 1
            while lead >= 0 and tokens[lead].word in BETWEEN:
                lead -= 1
            if lead >= 0 and tokens[lead].word in SPARED:
                return True
    return False


def _chooses_else(tokens: list[Token]) -> bool:
    """ "if SPY's return is above 0 hold SPY, otherwise the better of TLT and GLD": the choice is
    what is held else."""
    at = next((n for n, token in enumerate(tokens) if token.word in ELSE), 0)
    before, behind = tokens[:at], tokens[at:]
    if {token.word for token in before} & (ENDS | {"rank", "ranked", "none"}):
        return False
    owned = any(one.word in CASES and other.symbol for one, other in pairwise(before))
    chosen = any(one.word in ENDS and other.symbol for one, other in pairwise(behind))
    return owned and chosen


def _moves_on_a_case(tokens: list[Token]) -> bool:
    """ "hold SPY; rotate to TLT when ..." ranks nothing."""
    spoken = {token.word for token in tokens}
    return bool(spoken & MOVES and spoken & CASES) and not spoken & MEASURES


def _checks(tokens: list[Token]) -> bool:
    """ "only if both its 3- and its 6-month return are positive", "if all are positive": more
    than the return by which it ranks, or of others too."""
    spans = {
        (one.value, unit.word)
        for one, unit in pairwise(tokens)
        if one.value is not None and unit.word in ("month", "year")
    }
    only = any(token.word in CASES or token.word == "only" for token in tokens)
    signed = any(token.word in ("positive", "negative") for token in tokens)
    several = any(
        one.word in ("both", "all") and sign.word == "positive" for one, sign in pairwise(tokens)
    )
    return only and signed and (several or len(spans) > 1)


def loser(tokens: list[Token]) -> str:
    """SPY, in "if SPY's 12-month return is negative" and "while SPY's return is below 0"."""
    for at, token in enumerate(tokens[:-2]):
        owner = tokens[at + 1]
        if token.word not in CASES or not owner.symbol:
            continue
        end = next((n for n in range(at, len(tokens)) if tokens[n].word in PARTED), len(tokens))
        case = tokens[at + 2 : end]
        signed = any(one.word in SIGNS for one in case)
        alone = not any(one.symbol or one.word in ("and", "or", "both") for one in case)
        return owner.symbol if signed and alone and token.word != "unless" else ""
    return ""


PARTED = words(", . hold go buy then")
SIGNS = words("negative positive below above < >")

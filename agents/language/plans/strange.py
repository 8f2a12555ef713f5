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
    tests = (_spares, _chooses_else, _moves_on_a_case, _checks, _takes_both_ends, _adds, _denies,
             _holds_another, _singles_out)  # fmt: skip
    return any(test(tokens) for test in tests)


def without_order(tokens: list[Token], used: list[Token]) -> list[Token]:
    """ "from strongest to weakest": the order in which the best come first."""
    for at, (one, to, other) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        if one.word in BEST and to.word in ("to", "-") and other.word in WORST:
            begin = at - (at > 0 and tokens[at - 1].word == "from")
            used += tokens[begin : at + 3]
            return [*tokens[:begin], *tokens[at + 3 :]]
    return tokens


def _takes_both_ends(tokens: list[Token]) -> bool:
    """ "the best of SPY and EFA and the worst of TLT and GLD", "from lowest to highest" """
    spoken = {token.word for token in tokens}
    ordered = any(
        one.word in WORST and to.word == "to" and other.word in BEST
        for one, to, other in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )
    top = any(
        token.word == "top" and not {one.word for one in tokens[at : at + 4]} & LOSERS
        for at, token in enumerate(tokens)
    )
    return ordered or bool(spoken & LOSERS and (top or spoken & {"best", "strongest"}))


def _adds(tokens: list[Token]) -> bool:
    """ "the best of SPY and EFA by 3-month return and GLD": not among those that are ranked; "above
    SHY's": a return to beat."""
    for measure, joint, other in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if measure.word in RETURNS and joint.word in ADDING and other.symbol:
            return True
    return False


def _denies(tokens: list[Token]) -> bool:
    """ "but not EFA", "do not buy GLD" """
    said = [token for token in tokens if token.word not in ("buy", "hold")]
    return any(one.word == "not" and other.symbol for one, other in pairwise(said))


LOSERS = words("worst weakest")


def _holds_another(tokens: list[Token]) -> bool:
    """ "...; SHY only when SPY is below its average": the case is that of SHY."""
    for at, token in enumerate(tokens[:-1]):
        begins = bool(token.symbol) and at > 0 and tokens[at - 1].word == "."
        only = tokens[at + 1].word in ("only", "narrow")
        case = tokens[at + 2].word if only and at + 2 < len(tokens) else tokens[at + 1].word
        if begins and (only or case in CASES):
            return True
    return False


def _singles_out(tokens: list[Token]) -> bool:
    """ "if SPY is higher hold SPY, otherwise EFA": higher than which of several?"""
    several = len({token.symbol for token in tokens if token.symbol}) > 2
    return several and any(
        case.word in CASES and one.symbol and more.word in MORE and behind.word != "than"
        for case, one, more, behind in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False)
    )


MORE = words("higher better stronger lower weaker worse")
ADDING = words("and plus above below > < beats exceeds")
RETURNS = words("recovers return momentum roc performance")
BEST = words("best strongest highest top biggest largest greatest")
WORST = words("worst weakest lowest bottom smallest least")


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
    if any(token.word == "none" for token in before):
        return False
    owned = any(one.word in CASES and other.symbol for one, other in pairwise(before))
    ranked = any(token.word in ENDS for token in before)
    chosen = any(one.word in ENDS and other.symbol for one, other in pairwise(behind))
    return chosen and (owned or ranked)


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

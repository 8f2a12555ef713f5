"""Parts said of kinds of assets, and then of the funds that hold them: "60% stocks, 40% bonds using
three ETFs (VTI, VXUS, BND) at 30/30/40". The funds are held; the kinds say what they come to.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from agents.language.lexicon import vocabulary
from agents.language.lexicon.wordlist import words
from agents.language.plans.fund_names import NAMING, is_written
from agents.language.plans.safety import BONDS
from agents.language.tokens.pieces import Token

BETWEEN = NAMING | words(", and / - in to short long term-bonds tips")
OPENING = words("( : - , num etf etfs fund funds of with by in held through")
CLOSE = 0.1


def without_summary(tokens: list[Token]) -> list[Token]:
    """Without the parts of the kinds, where those of the funds come to the same, or with these
    for the funds, where each kind has one; the same tokens where it says anything else."""
    begin = next((n for n, one in enumerate(tokens) if one.word == "pct"), -1)
    first = next((n for n, one in enumerate(tokens) if is_written(one)), -1)
    if not 0 <= begin < first or mixes_kinds(tokens):
        return tokens
    end = first
    while end > begin and tokens[end - 1].word in OPENING:
        end -= 1
    head = _heading(tokens[:begin])
    for place in (end, end - 1):
        if made := _funds(tokens[begin:place], tokens[place:]):
            return [*head, *made]
    return tokens


def _heading(tokens: list[Token]) -> list[Token]:
    """ "A sturdy portfolio: ..." is what it is called."""
    if any(one.word == "pct" or one.symbol or one.value is not None for one in tokens):
        return tokens
    entitled = bool(tokens) and tokens[-1].word == ":"
    return [one for one in tokens if one.word in vocabulary.KNOWN] if entitled else tokens


def _funds(summary: list[Token], rest: list[Token]) -> list[Token]:
    kinds = [one for one in summary if one.word == "pct"]
    levels = [one.value or 0.0 for one in kinds]
    if len(kinds) < 2 or abs(sum(levels) - 100) > CLOSE or not _is_summary(summary):
        return []
    parts = [one.value or 0.0 for one in rest if one.word == "pct"]
    named = [one for one in rest if one.symbol]
    if len(named) == len(kinds) and not parts and all(one.value is None for one in rest):
        return _weighed(rest, kinds)
    equal = len(parts) == 1 and abs(parts[0] * len(named) - 100) < CLOSE
    return rest if _comes_to(parts * len(named) if equal else parts, levels) else []


def _is_summary(part: list[Token]) -> bool:
    """Kinds of assets alone; none of them goes by a ticker."""
    parted = not any(one.word == two.word == "pct" for one, two in pairwise(part))
    return parted and all(one.word == "pct" or _is_kind(one) for one in part)


def _is_kind(token: Token) -> bool:
    known = token.small in BETWEEN or token.word in BETWEEN or not token.free
    return known or bool(token.symbol and not is_written(token))


def mixes_kinds(tokens: list[Token]) -> bool:
    """ "60% bonds and 40% stocks using VTI and BND": the bonds are no part of VTI."""
    shares = [n for n, one in enumerate(tokens) if one.word == "pct"]
    named = [n for n, one in enumerate(tokens) if is_written(one)]
    if len(shares) < 2 or len(shares) != len(named) or shares[-1] > named[0]:
        return False
    kinds = [_of_bonds(part) for part in _shared(tokens[: named[0]])]
    held = [tokens[n].symbol in BONDS for n in named]
    return any(kinds) and kinds != held


def _shared(tokens: list[Token]) -> list[list[Token]]:
    """The words beside each share: "60% stocks, 40% bonds" or "stocks 60%, bonds 40%"."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        behind = token.word == "pct" and any(one.word == "pct" for one in parts[-1])
        if token.word in PARTED or behind:
            parts.append([])
        parts[-1].append(token)
    return [part for part in parts if any(one.word == "pct" for one in part)]


def _of_bonds(part: list[Token]) -> bool:
    return any(one.small in DEBT or one.word in DEBT for one in part)


PARTED = words(", . and :")
DEBT = words("bond bonds treasury treasuries fixed t-bills bills")


def _weighed(rest: list[Token], shares: Sequence[Token]) -> list[Token]:
    """ "using VTI and BND": in the order of the kinds."""
    left = list(shares)
    made: list[Token] = []
    for token in rest:
        made += [left.pop(0), token] if token.symbol else [token]
    return made


def _comes_to(shares: list[float], kinds: list[float]) -> bool:
    """Each kind is the sum of the next few funds."""
    left = list(shares)
    for kind in kinds:
        total = 0.0
        while left and total < kind - CLOSE:
            total += left.pop(0)
        if abs(total - kind) > CLOSE:
            return False
    return not left

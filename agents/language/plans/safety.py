"""What a rotation holds when nothing rises: "else BIL", "AGG as the safe asset"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.plans.ordering import ELSE
from agents.language.tokens.pieces import Token

SAFE = words("safe safety haven defensive fallback refuge defence defense shelter")
LOST = words("negative none < below")
CHOSEN = words("best strongest top winner better stronger leader highest whichever")
BONDS = words(
    "AGG BND TLT IEF SHY BIL SHV SGOV BNDX LQD GOVT IEI TIP BSV BIV VGSH SCHZ VGIT VGLT EDV"
)


def safe_asset(tokens: list[Token], *, dual: bool) -> str | None:
    """The symbol beside a word for safety, else the one bond fund of a dual momentum."""
    named = list(dict.fromkeys(token.symbol for token in tokens if token.symbol))
    if len(named) < 3:
        return None
    bonds = [symbol for symbol in named if symbol in BONDS]
    return _beside(tokens) or (bonds[0] if dual and len(bonds) == 1 else None)


def _beside(tokens: list[Token]) -> str | None:
    """ "AGG as the safe asset", "safe haven: AGG" """
    at = next((n for n, token in enumerate(tokens) if _is_safe(token)), None)
    if at is None:
        return None
    before, behind = tokens[at - 1 : at] if at else [], tokens[at + 1 : at + 4]
    if before and before[0].symbol:
        return before[0].symbol
    return next((token.symbol for token in behind if token.symbol), None)


def _is_safe(token: Token) -> bool:
    return token.word in SAFE or token.small in SAFE


def fallback_of(tokens: list[Token]) -> str | None:
    """The symbol behind "otherwise", but for that which is held in the case itself."""
    if instead := _of_case(tokens):
        return instead
    at = next((n for n, token in enumerate(tokens) if token.word in ELSE), _lost(tokens))
    behind = [token.symbol for token in tokens[at:] if token.symbol] if at is not None else []
    return behind[0] if behind else _if_none(tokens) or _but(tokens, at) or _held_then(tokens)


def _of_case(tokens: list[Token]) -> str | None:
    """ "if all are negative hold SHY, otherwise the best of ...": the symbol that is held then."""
    other = next((n for n, token in enumerate(tokens) if token.word in ELSE), 0)
    case = next((n for n, token in enumerate(tokens[:other]) if token.word == "when"), other)
    lost = any(token.word in LOST for token in tokens[case:other])
    chosen = any(token.word in CHOSEN for token in tokens[other:])
    if not lost or not (chosen or not any(token.symbol for token in tokens[other:])):
        return None
    return next((one.symbol for verb, one in pairwise(tokens[case:other])
                 if verb.word in TO and one.symbol), None)  # fmt: skip


def _held_then(tokens: list[Token]) -> str | None:
    """ "...; hold SHY if its return is negative", "by 6-month return, SHY if negative": the symbol
    right before that case, which is not one of those that are ranked."""
    for at in range(1, len(tokens) - 1):
        verb, one, case = tokens[at - 1 : at + 2]
        listed = verb.word == "," and at > 1 and not tokens[at - 2].symbol
        once = sum(token.symbol == one.symbol for token in tokens) == 1
        led = (verb.word in TO or listed) and one.symbol and case.word == "when" and once
        if led and any(token.word in LOST for token in tokens[at : at + 8]):
            return one.symbol
    return None


def _if_none(tokens: list[Token]) -> str | None:
    """ "if none is positive go to AGG, otherwise the best": the symbol that is gone to."""
    at = next((n for n, token in enumerate(tokens) if token.word == "none"), None)
    gone = pairwise(tokens[at:]) if at is not None else ()
    return next((one.symbol for verb, one in gone if verb.word in TO and one.symbol), None)


def _but(tokens: list[Token], lost: int | None) -> str | None:
    """ "..., but AGG when both are negative": what stands between the two words."""
    buts = [n for n, token in enumerate(tokens[:lost]) if token.word == "but"] if lost else []
    between = [token.symbol for token in tokens[buts[-1] : lost] if token.symbol] if buts else []
    return between[0] if len(between) == 1 else None


def _lost(tokens: list[Token]) -> int | None:
    """ "if both are negative hold AGG": behind that stands what is held instead."""
    whens = [n for n, token in enumerate(tokens) if token.word in ("when", "unless")]
    losing = [n for n, token in enumerate(tokens) if token.word in ("negative", "<", "below")]
    return losing[0] if whens and losing and losing[0] > whens[0] else None


TO = words("to into in hold buy")

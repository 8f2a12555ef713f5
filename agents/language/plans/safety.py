"""What a rotation holds when nothing rises: "AGG as the safe asset", the bond fund of three."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

SAFE = words("safe safety haven defensive fallback refuge defence defense shelter")
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
    return token.word in SAFE or token.text.lower() in SAFE

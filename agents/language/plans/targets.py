"""What is held in a case: symbols in equal parts or in those that are said, or cash."""

from __future__ import annotations

from itertools import pairwise

from agents.language.tokens.pieces import Token


def target(tokens: list[Token]) -> dict[str, float] | None:
    """Symbols in equal parts, or cash; nothing else may stand here."""
    allowed = (
        "symbol", "cash", "in", "on", "and", ",", "to", "all", "money", "out", "then", "go",
        "with", "all-in", "capital", "equity", "portfolio",
    )  # fmt: skip
    named = list(dict.fromkeys(token.symbol for token in tokens if token.symbol))
    whole = [token for token in tokens if token.word == "pct" and token.value == 100]
    rest = [token for token in tokens if token not in whole]
    if not whole and any(token.word == "pct" for token in tokens):
        return _parts_of(tokens)
    if any(token.word not in allowed or token.value is not None for token in rest):
        return _taken(tokens)
    if named and any({one.word, two.word} == {"and", "cash"} for one, two in pairwise(tokens)):
        return None  # "SPY and cash", of which nobody says how much
    if len(whole) > 1 or (whole and len(named) > 1):
        return _parts_of(tokens)
    if not named and not any(token.word in ("cash", "out") for token in tokens):
        return None
    for token in whole:
        token.kind = "used"
    return {symbol: round(1 / len(named), 12) for symbol in named}


def _parts_of(tokens: list[Token]) -> dict[str, float] | None:
    """ "50% TLT and 50% GLD": each symbol with its own share; that of cash is nobody's."""
    spoken = [token for token in tokens if token.word not in ("and", ",", "in", "to")]
    shares, named = spoken[::2], spoken[1::2]
    if shares and _is_name(shares[0]):
        shares, named = named, shares
    paired = len(shares) == len(named) and all(one.word == "pct" for one in shares)
    total = sum(one.value or 0 for one in shares if one.word == "pct")
    if not paired or not all(map(_is_name, named)) or not 0 < total <= 100:
        return None
    for one in shares:
        one.kind = "used"
    pairs = zip(named, shares, strict=True)
    return {one.symbol: _part(share) for one, share in pairs if one.symbol}


def _is_name(token: Token) -> bool:
    return bool(token.symbol) or token.word == "cash"


def _part(share: Token) -> float:
    return round((share.value or 0) / 100, 12)


def row_of(tokens: list[Token]) -> dict[str, float] | None:
    """ "60/40 SPY/TLT": as many numbers as names, which are a hundred in all."""
    numbers = [token for token in tokens if token.word == "num"]
    named = [token for token in tokens if _is_name(token)]
    plain = all(token in numbers or token in named or token.word in ROW for token in tokens)
    total = sum(one.value or 0 for one in numbers)
    if not plain or len(numbers) != len(named) or abs(total - 100) > CLOSE or len(numbers) < 2:
        return None
    if (
        len({one.symbol for one in named}) < len(named)
        or min(one.value or 0 for one in numbers) <= 0
    ):
        return None
    pairs = zip(named, numbers, strict=True)
    return {one.symbol: _part(share) for one, share in pairs if one.symbol}


def _taken(tokens: list[Token]) -> dict[str, float] | None:
    found = row_of(tokens)
    for token in tokens if found else ():
        token.kind = "used" if token.word == "num" else token.kind
    return found


def row_at(tokens: list[Token]) -> int | None:
    """Where "60/40 SPY/TLT" begins, in which a text ends."""
    for at, (first, stroke) in enumerate(pairwise(tokens)):
        led = at == 0 or tokens[at - 1].word != "/"
        if led and first.word == "num" and stroke.word == "/" and row_of(tokens[at:]):
            return at
    return None


ROW = ("/", "and", ",", "in", "to", "of", "-")
CLOSE = 1e-6

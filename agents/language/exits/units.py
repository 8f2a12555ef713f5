"""How large the unit is in which a stop or a target is told: a point, a cent, a pip."""

from __future__ import annotations

from collections.abc import Iterable

from agents.language.lexicon.pips import pip_of, symbols_of
from agents.language.tokens.pieces import SYMBOL, Token

UNITS = ("point", "cents", "pips")
SIZES = {"point": 1.0, "cents": 0.01}


def size_of(unit: str, tokens: Iterable[Token]) -> float | None:
    """None where it has several sizes, or none that all symbols agree on."""
    if unit not in ("pips", "point"):
        return SIZES.get(unit)
    sizes = {pip_of(symbol) for symbol in symbols_of(map(SYMBOL, tokens))}
    if unit == "pips":
        return sizes.pop() if len(sizes) == 1 else None
    if unit == "point" and sizes - {None}:
        return None  # of a currency pair some mean a pip, and some a tenth of it
    return SIZES.get(unit)

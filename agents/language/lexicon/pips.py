"""How large a pip is: it is told by the currency pair it is one of."""

from __future__ import annotations

import re

from agents.language.lexicon.symbols import FOREX

METALS = ("XAU", "XAG")
PAIR = re.compile(rf"(?:{FOREX})(?P<priced>{FOREX})")
OF_YEN, OF_OTHERS = 0.01, 0.0001


def pip_of(symbol: str) -> float | None:
    """What one pip is in the price of a currency pair; of metals and shares people differ."""
    found = PAIR.fullmatch(symbol)
    if found is None or symbol.startswith(METALS):
        return None
    return OF_YEN if found["priced"] == "JPY" else OF_OTHERS

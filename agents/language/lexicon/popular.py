"""The names and tickers that most people write, and so mistype: "amazn", "tsal", "APPL"."""

from __future__ import annotations

from functools import lru_cache

from agents.language.lexicon import symbols
from agents.language.lexicon.wordlist import words

NAMES = words(
    """
    apple amazon tesla microsoft google alphabet nvidia netflix facebook intel disney walmart
    starbucks boeing paypal bitcoin ethereum dogecoin solana nike visa exxon pfizer palantir
    coinbase costco chevron ford alibaba adobe oracle spotify uber pepsi cocacola mastercard
    """
)
# Spelt as no word is, so that any one slip of them is a slip of nothing else.
SPELT = words(
    "AAPL MSFT GOOGL AMZN TSLA NVDA NFLX INTC PLTR SCHD TQQQ SQQQ SOXL SBUX PYPL ARKK BABA"
)
# Too short, or too near to words: only letters that changed places, or one said twice.
SHORT = words("SPY QQQ VOO VTI IBM JPM BTC GOOG NIKE")
COMMON = 4


@lru_cache(maxsize=2048)
def near_tickers(word: str) -> tuple[str, ...]:
    """The well-known tickers that a word is one slip away from."""
    text = word.upper()
    found = [one for one in sorted(SHORT) if _swapped(text, one) or _doubled(text, one)]
    if not found and len(text) >= COMMON:
        found = [one for one in sorted(SPELT) if _one_slip(text, one)]
    return tuple(dict.fromkeys(_symbol(one) for one in found))


@lru_cache(maxsize=2048)
def near_names(word: str, shortest: int = COMMON) -> tuple[str, ...]:
    """The tickers of the well-known companies whose names are one slip away."""
    text = word.lower()
    near = (
        one
        for one in sorted(NAMES)
        if len(text) >= COMMON and len(one) >= shortest and _one_slip(text, one)
    )
    return tuple(dict.fromkeys(_symbol(one) for one in near))


def _symbol(name: str) -> str:
    """As it is traded; "nike" is no ticker."""
    return symbols.known(name.upper()) or symbols.known(name.title()) or name.upper()


def _one_slip(said: str, meant: str) -> bool:
    if said == meant or abs(len(said) - len(meant)) > 1:
        return False
    return _swapped(said, meant) or _edited(said, meant)


def _edited(said: str, meant: str) -> bool:
    """A letter too many, one too few or another one."""
    at = next((n for n, pair in enumerate(zip(said, meant, strict=False)) if pair[0] != pair[1]),
              min(len(said), len(meant)))  # fmt: skip
    more, other = said[at + 1 :], meant[at + 1 :]
    return more in (meant[at:], other) or said[at:] == other


def _swapped(said: str, meant: str) -> bool:
    if len(said) != len(meant):
        return False
    apart = [n for n, pair in enumerate(zip(said, meant, strict=True)) if pair[0] != pair[1]]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and said[apart[0]] == meant[apart[1]]
        and said[apart[1]] == meant[apart[0]]
    )


def _doubled(said: str, meant: str) -> bool:
    """One letter said once more: "spyy"."""
    more = len(said) == len(meant) + 1
    return more and any(said[:n] + said[n + 1 :] == meant and said[n] == said[n - 1]
                        for n in range(1, len(said)))  # fmt: skip

"""Symbols named as alternatives: "SPY or the S&P 500" is one thing, "SPY or QQQ" is two."""

from __future__ import annotations

from collections.abc import Callable

from agents.language.assemble import Ledger
from agents.language.lexicon import symbols
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, Words

# What has one price, but for fees and units: an index with its funds and futures, two listings of
# one company's shares.
ONE_THING = tuple(
    frozenset(line.split())
    for line in """
    ^GSPC SPY VOO IVV SPLG ES=F
    ^NDX QQQ QQQM NQ=F
    ^DJI DIA YM=F
    ^RUT IWM VTWO RTY=F
    ^GDAXI EXS1.DE DAX
    ^FTSE ISF.L
    ^STOXX50E FEZ EXW1.DE
    ^N225 1321.T
    ^HSI 2800.HK
    ^NSEI NIFTYBEES.NS
    000300.SS 510300.SS
    XAUUSD GLD IAU GC=F
    XAGUSD SLV SI=F
    CL=F USO
    NG=F UNG
    BTC-USD IBIT FBTC GBTC BITO BTC=F
    ETH-USD ETHA ETHE ETH=F
    GOOG GOOGL
    BRK-A BRK-B
    """.strip().splitlines()
)
BESIDE = words(
    """
    the index etf fund cash futures future spot itself shares ( ) of - den der die das dem einen
    ein le la les el los un une
    """
)
JOINTS = words("or / ,")
# Behind these the symbols are what a condition looks at.
LOOKED_AT = words("when while unless any-of either-named both-named if above below than > <")


def one_of_each(traded: list[str], words_: Words, ledger: Ledger) -> list[str]:
    """Of one thing the symbol that is named first; of several each, and both are said."""
    for run in _alternatives(words_.tokens):
        named = {one.symbol: words_.said([one]) for one in reversed(run)}
        names = [name for name in traded if name in named]
        kept = [
            name
            for at, name in enumerate(names)
            if not any(_same(name, earlier) for earlier in names[:at])
        ]
        if len(names) < 2 or (len(kept) == len(names) and all(one.word != "or" for one in run)):
            continue
        said = " or ".join(named[name] for name in sorted(names, key=_places(run)))
        if len(kept) < len(names):
            ledger.assume(f"'{said}' is read as one thing: {', '.join(kept)} is tested", "symbols")
        else:
            ledger.assume(f"'{said}' is read as each of them, by the same rules", "symbols")
        traded = [name for name in traded if name not in names or name in kept]
    return traded


def _places(run: list[Token]) -> Callable[[str], int]:
    return [one.symbol for one in run].index


def _same(one: str, other: str) -> bool:
    return any(one in thing and other in thing for thing in ONE_THING)


def _alternatives(tokens: list[Token]) -> list[list[Token]]:
    """Lists of symbols with an "or" or a slash in them, which no condition speaks of."""
    found: list[list[Token]] = []
    at = 0
    while at < len(tokens):
        end = _list_end(tokens, at) if tokens[at].symbol else at + 1
        run = tokens[at:end]
        parted = any(one.word in ("or", "/") for one in run)
        if parted and not _is_looked_at(tokens, at):
            found.append(run)
        at = end
    return found


def _list_end(tokens: list[Token], at: int) -> int:
    """Behind the last symbol of a list that begins at `at`."""
    end = at + 1
    for n in range(at + 1, len(tokens)):
        if tokens[n].symbol:
            end = n + 1 if any(one.word in JOINTS for one in tokens[end:n]) else end
        elif not _may_stand_between(tokens[n]):
            break
    return end


def _may_stand_between(token: Token) -> bool:
    """ "SPY or the S&P 500", "den DAX oder den DAX-ETF EXS1.DE" """
    beside = token.small in BESIDE or token.small in symbols.COMPANIES
    return beside or token.word in JOINTS


def _is_looked_at(tokens: list[Token], at: int) -> bool:
    before = next((one for one in reversed(tokens[:at]) if one.small not in BESIDE), None)
    return before is not None and before.word in LOOKED_AT

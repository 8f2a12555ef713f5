"""Kinds of assets that stand for a fund: "60% stocks and 40% bonds", "rotate between stocks, bonds
and gold". What each is held as is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from agents.language.lexicon import vocabulary
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

FUNDS = """
VTI: stocks | us stocks | american stocks | equities | us equities | equity | stock | stock market
    | us stock market | aktien | acciones | actions | ações | 股票
BND: bonds | us bonds | bond | bond market | fixed income | aggregate bonds | anleihen | bonos
    | obligations | títulos | 债券
VXUS: international stocks | foreign stocks | international equities | ex us stocks
VT: world stocks | global stocks | global equities | world equities
EEM: emerging markets | emerging market stocks | emerging markets stocks
IJR: small caps | small cap stocks
VBR: small cap value | small cap value stocks
TLT: long term bonds | long bonds | long term treasury bonds | long term treasuries
    | long duration bonds | long term government bonds
IEF: treasuries | treasury bonds | government bonds | us treasuries | intermediate bonds
    | intermediate term bonds | intermediate term treasuries
SHY: short term bonds | short bonds | short term treasury bonds
DBC: commodities | commodity
VNQ: real estate | reits
"""
FAR_FROM_ONE = words(
    "num top best worst strongest weakest which each any all every some individual"
)
APART = ("-",)


def _entries() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for line in FUNDS.strip().replace("\n    ", " ").splitlines():
        symbol, _, names = line.partition(": ")
        found |= {tuple(name.split()): symbol for name in names.split(" | ")}
    return found


BY_NAME = _entries()
LONGEST = max(map(len, BY_NAME))
VAGUE = words("kind sort some whatever whichever")
SPOKEN = frozenset(word for name in BY_NAME for word in name)


def with_kinds(every: list[Token], tokens: list[Token]) -> list[Token]:
    """The words without fillers, but with those of a kind of asset, as "stocks" is one; none
    where it says "bonds of some kind"."""
    if any(token.small in VAGUE for token in every):
        return []
    kept = {id(token) for token in tokens}
    return [one for one in every if id(one) in kept or (one.free and one.small in SPOKEN)]


@dataclass(frozen=True)
class Held:
    """The words of a kind of asset, and what is held for it."""

    at: int
    tokens: list[Token]
    symbol: str

    @property
    def note(self) -> tuple[str, str]:
        name = " ".join(token.small for token in self.tokens)
        return f"for {name.replace(' - ', '-')} the fund {self.symbol} is held", "symbols"


def with_funds(tokens: list[Token]) -> tuple[list[Token], list[Held]]:
    """The text with a symbol for each kind of asset, where these are parts of a whole."""
    found = _held(tokens)
    weighed = [one for one in found if _is_part(tokens, one)]
    named = {token.symbol for token in tokens if token.symbol}
    kinds = {one.symbol for one in found}
    listed = len(kinds) > 1 and len(kinds) == len(found) and not _are_many(tokens, found)
    held = found if listed else weighed if len(weighed) == len(found) else []
    if not held or len({one.symbol for one in held} | named) < 2:
        return tokens, []
    made = list(tokens)
    for one in reversed(held):
        end = one.at + len(one.tokens)
        whole = replace(one.tokens[0], end=one.tokens[-1].end, word="symbol", symbol=one.symbol)
        made[one.at : end] = [whole]
    return [token for token in made if token.word not in vocabulary.FILLER], held


def _held(tokens: list[Token]) -> list[Held]:
    found, at = [], 0
    while at < len(tokens):
        size = next((n for n in range(LONGEST + 1, 0, -1) if _name(tokens, at, n)), 0)
        beside = tokens[at + size : at + size + 2] if size else []
        if size and not any(one.symbol for one in beside[:1] if one.word == "symbol"):
            part = tokens[at : at + size]
            bracketed = [one.word for one in beside] == ["(", "symbol"]
            found += [] if bracketed else [Held(at, part, _name(tokens, at, size))]
        at += size or 1
    return found


def _name(tokens: list[Token], at: int, size: int) -> str:
    part = tokens[at : at + size]
    if len(part) < size or part[-1].word in APART or part[0].word in APART:
        return ""
    if any(not token.free or token.symbol for token in part) or _is_money(tokens, at, size):
        return ""
    return BY_NAME.get(tuple(token.small for token in part if token.word not in APART), "")


def _is_money(tokens: list[Token], at: int, size: int) -> bool:
    """ "10% of the equity" is of the account, as "10% equity" is not."""
    before = tokens[at - 1] if at else None
    parted = before is not None and before.word == "pct" and tokens[at].start - before.end > 1
    return bool(parted and size == 1 and tokens[at].small == "equity")


def _is_part(tokens: list[Token], one: Held) -> bool:
    """ "40% bonds", "40% in bonds" """
    led = [token.word for token in tokens[max(0, one.at - 2) : one.at]]
    return led[-1:] == ["pct"] or (led[:1] == ["pct"] and led[1:] in (["in"], ["into"], ["to"]))


def _are_many(tokens: list[Token], found: list[Held]) -> bool:
    """ "the 5 best stocks": shares of which some are picked, as not in "60/40 stocks and bonds" or
    "the best of stocks and bonds"."""
    for one in found:
        before = tokens[one.at - 1] if one.at else None
        close = before is not None and one.tokens[0].start - before.end <= 1
        parted = one.at > 1 and tokens[one.at - 2].word in ("/", "-")
        if before and close and before.word in FAR_FROM_ONE and not parted:
            return True
    return False

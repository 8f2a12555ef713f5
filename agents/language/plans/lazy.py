"""Portfolios that go by a name: "permanent portfolio, rebalanced yearly"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.plans.plan import (
    MONTHLY,
    PERIODS,
    REBALANCE,
    UNITS,
    Plan,
    is_fortune,
    rhythm,
    said,
)
from agents.language.plans.rhythms import without_edges
from agents.language.plans.weights import REBALANCING
from agents.language.tokens.pieces import Token

HOLDINGS = """
VTI 25 TLT 25 GLD 25 BIL 25: permanent portfolio | harry browne permanent portfolio
VTI 30 TLT 40 IEF 15 GLD 7.5 DBC 7.5: all weather portfolio | all weather | all - weather portfolio
    | ray dalio all weather portfolio | ray dalio's all weather portfolio | all - weather
VTI 20 VBR 20 TLT 20 SHY 20 GLD 20: golden butterfly portfolio | golden butterfly
VTI 60 BND 40: 60 / 40 portfolio | sixty forty portfolio | classic 60 / 40 | 60 / 40
UPRO 55 TMF 45: hedgefundie | hedgefundie's excellent adventure | hfea | hedgefundie adventure
VTI 20 VEU 20 BND 20 VNQ 20 DBC 20: ivy portfolio | faber ivy portfolio
VTI 33.34 VXUS 33.33 BND 33.33: three fund portfolio | 3 fund portfolio | three - fund portfolio
    | 3 - fund portfolio | bogleheads three fund portfolio
"""
BESIDE = words(
    """
    hold buy own invest in to into the a of with and , . : rebalance rebalanced rebalancing every
    buyhold portfolio then it strategy classic simple lazy passive once per my style always use
    """
)


def _entries() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for entry in HOLDINGS.strip().replace("\n    ", " ").splitlines():
        members, _, names = entry.partition(":")
        found |= {tuple(name.split()): members for name in names.split("|")}
    return found


BY_NAME = _entries()
LONGEST = max(map(len, BY_NAME))


def lazy(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """Nothing is said of what it holds, which is looked up."""
    free = [token for token in tokens if token.free and not is_fortune(token)]
    at, size = _named(free)
    rest = [*free[:at], *free[at + size :]]
    if not size or any(token.symbol or token.word == "ticker?" for token in rest):
        return None
    plain = without_edges(rest, used)
    every = rhythm(plain, used)
    beside = [token for token in plain if token not in used and token.word not in BESIDE]
    if any(one.word not in PERIODS and one.word not in UNITS for one in beside):
        return None
    name, members = _said(free[at : at + size])
    parts = members.split()
    shares = {name: float(share) / 100 for name, share in zip(parts[::2], parts[1::2], strict=True)}
    held = ", ".join(f"{share * 100:g}% {symbol}" for symbol, share in shares.items())
    made = Plan("weights", list(shares), every=every, weights=shares)
    made.notes.append((f"the {name} is read as {held}", "portfolio.weights"))
    if every is None and said(plain) & REBALANCING:
        made.notes.append(MONTHLY)
        made.every = "month"
    elif every is None:
        made.notes.append(("nothing was said about rebalancing, so there is none", REBALANCE))
    used += free
    return made


def _named(tokens: list[Token]) -> tuple[int, int]:
    """Where the name stands, and how many words it has; 0 words where there is none."""
    texts = [token.small.replace("’", "'") for token in tokens]
    for size in range(LONGEST, 0, -1):
        for at in range(len(texts) - size + 1):
            if tuple(texts[at : at + size]) in BY_NAME:
                return at, size
    return 0, 0


def _said(tokens: list[Token]) -> tuple[str, str]:
    name = tuple(token.small.replace("’", "'") for token in tokens)
    return " ".join(name), BY_NAME[name]

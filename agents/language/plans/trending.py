"""All of several symbols, each while it meets a rule: "hold SPY, EFA and GLD while above ..."."""

from __future__ import annotations

from agents.language.conditions.turning import negated
from agents.language.lexicon.wordlist import words
from agents.language.plans.allocation import as_state, condition_in
from agents.language.plans.ordering import ELSE
from agents.language.plans.plan import PERIODS, Plan, is_fortune, rhythm
from agents.language.plans.rhythms import without_edges
from agents.language.tokens.pieces import Token

LEADS = words("only when while")
SIDES = words("above below")
SAID = words(
    "hold own long symbol , . : and or but each any all of the in with every at on for to ( ) "
    "rebalance rebalancing rebalanced equally equal weight weights stock stocks asset etf etfs "
    "fund funds portfolio monthly money cash otherwise go evaluated checked review reviewed month "
    "else else-out put then"
)
DROPPING = words("drop drops exclude skip remove without except")
EACH = "each of them gets an equal part while the rule holds for it; the rest is cash"


def trending(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """Looked at again and again; without a rhythm it is a rule to buy and to sell by."""
    free = [token for token in tokens if token.free and not is_fortune(token)]
    plain = without_edges(free, used)
    every = rhythm(plain, used)
    begin, end = _case(plain)
    case = [token for token in plain[begin:end] if token.word not in LEADS and not _drops(token)]
    case = [token for token in case if token not in used]
    core = [token for token in plain[:begin] + plain[end:] if token not in used]
    core = _without_parts(core)
    named = list(dict.fromkeys(token.symbol for token in core if token.symbol))
    if not (every and case and len(named) > 1 and _is_plain(core)) or _holds_else(free):
        return None
    found = condition_in([one for one in case if one.small not in OWN], timeframe)
    drops = any(_drops(token) for token in plain[begin:end])
    rule = negated(as_state(found)) if found and drops else found and as_state(found)
    if rule is None:
        return None
    made = Plan("rotation", named, every=every, top=len(named), rank_bars=21, filter=rule)
    made.notes = [(EACH, "portfolio.filter")]
    used += free
    return made


OWN = words("any stock stocks asset each that is are")


def _holds_else(tokens: list[Token]) -> bool:
    """ "long SPY while ..., else long AGG" """
    at = next((n for n, token in enumerate(tokens) if token.word in ELSE), len(tokens))
    return any(token.symbol for token in tokens[at : at + 4])


def _without_parts(core: list[Token]) -> list[Token]:
    """ "20% each in ..., otherwise that 20% is in cash": of five, it is the equal part."""
    count = len({token.symbol for token in core if token.symbol})
    return [
        one for one in core
        if not (one.word == "pct" and count and abs((one.value or 0) * count - 100) < 0.1)
        and not (one.word == "num" and one.value == count)
    ]  # fmt: skip


def _case(tokens: list[Token]) -> tuple[int, int]:
    """From the first word of the rule to the end of its part; nothing where there is none."""
    begin = next((n for n, token in enumerate(tokens) if _leads(token) and n), 0)
    if not begin:
        return 0, 0
    behind = range(begin, len(tokens))
    return begin, next((n for n in behind if tokens[n].word in (",", ".")), len(tokens))


def _leads(token: Token) -> bool:
    return token.word in LEADS | SIDES or _drops(token)


def _drops(token: Token) -> bool:
    return token.word in DROPPING or token.small in DROPPING


def _is_plain(core: list[Token]) -> bool:
    spoken = {token.word for token in core}
    known = all(token.word in SAID or token.word in PERIODS for token in core)
    holds = spoken & {"hold", "own", "long"}
    numbers = any(token.value is not None for token in core)
    return bool(known and holds and not numbers)

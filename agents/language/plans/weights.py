"""Fixed weights: "60% SPY 40% TLT, rebalanced quarterly", "60/40 SPY/AGG"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.plans.dated import told_month, without_days
from agents.language.plans.periodic import is_paid
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
from agents.language.plans.rhythms import beside_rhythm, without_edges
from agents.language.plans.summed import mixes_kinds
from agents.language.tokens.pieces import Token

WEIGHING = words(
    """
    pct symbol num / buyhold + in to into of and , . : hold buy allocate invest rebalance rebalanced
    rebalancing rest remaining cash equal equally weight weights weighted part parts
    with then them every all
    portfolio split between keep at each by " ( ) put half third quarter money static fixed
    strategic stock stocks bond bonds
    passive mix my once per annual long only capital classic invested maintain
    it them up out back all-in whole across among over time target own account simple single
    fund funds
    index etf etfs go goes stays be-in so as stick position positions pot savings nest egg
    total strategy three-fund two-fund lazy permanent balanced split splits divide divided spread
    sit sits a after amongst roughly approx here there make making calendar beginning twice
    of-position
    """
)


def weights(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """ "60% SPY 40% TLT, rebalanced quarterly", "60/40 SPY/AGG", "SPY and TLT equally weighted" """
    spoken = said(tokens)
    weighs = spoken & {"allocate", "rebalance", "rebalanced", "rebalancing", "weight", "weighted",
                     "equally", "portfolio"}  # fmt: skip
    if is_paid(tokens) or _counts_shares(tokens) or mixes_kinds(tokens):
        return None  # "split $1,000 a month": bought again and again; "100 shares" are no weight
    free = [_remainder(token) for token in tokens if token.free and not is_fortune(token)]
    free, dated = without_days(without_edges(free, used), used)
    fixed = _never(free)
    uneven = [token for token in free if token.word == "uneven-weights"]
    timed = any(token.word in PERIODS for token in free)
    band = beside_rhythm(free) if timed else []
    apart = [*_shorted(free), *band, *uneven, *(_measured(free) if uneven else [])]
    free = [token for token in free if token not in fixed and token not in apart]
    free += [replace(token, word="equally") for token in uneven]
    if any(token.word not in WEIGHING and token.word not in PERIODS and token.word not in UNITS
           for token in free):  # fmt: skip
        return None
    every = rhythm(free, used)
    shares = _shares([token for token in free if token not in used])
    whole = abs(sum(shares.values()) - 1) < CLOSE / 100
    weighs |= spoken & {"cash"}
    if not shares or (len(shares) < 2 and not weighs and not whole):
        return None
    made = Plan("weights", list(shares), every=every, weights=shares)
    made.notes += [*dated, *told_month(free)]
    if every is None and spoken & REBALANCING and not fixed:
        made.notes.append(MONTHLY)
        made.every = "month"
    elif every is None and not fixed:
        made.notes.append(UNSAID)
    if not whole and sum(shares.values()) < 1 and "cash" not in spoken:
        left = f"{100 - 100 * sum(shares.values()):.4g}"
        made.notes.append((f"the {left}% that nobody has stay in cash", "portfolio.weights"))
    if uneven:
        for token in _measured(apart):
            token.kind = "unsupported"
        made.notes.append(("the symbols are held in equal parts instead", "portfolio.weights"))
    named = {id(token) for token in apart}
    used += [one for one in tokens if one.free and not is_fortune(one) and id(one) not in named]
    return made


def _counts_shares(tokens: list[Token]) -> bool:
    spoken = [token for token in tokens if not token.symbol]  # "100 TCS shares"
    return any(
        one.word == "num" and unit.small in ("share", "shares") for one, unit in pairwise(spoken)
    )


def _measured(tokens: list[Token]) -> list[Token]:
    """ "using a 60 day lookback": over what time uneven weights would be measured."""
    for at, (size, unit) in enumerate(pairwise(tokens)):
        if size.word == "num" and unit.word == "day":
            led = at > 0 and tokens[at - 1].word in ("over", "with", "using", "in")
            return tokens[at - led : at + 2]
    return []


def _shorted(tokens: list[Token]) -> list[Token]:
    """ "and short 50% SQQQ": no part of a portfolio that holds what it buys; it is named."""
    for at in range(len(tokens)):
        part = tokens[at : at + 3]
        if [one.word for one in part] in (["short", "pct", "symbol"], ["short", "symbol", "pct"]):
            led = at > 0 and tokens[at - 1].word in ("and", ",")
            return tokens[at - led : at + 3]
    return []


def _remainder(token: Token) -> Token:
    """ "the rest in bonds" sells nothing here."""
    return replace(token, word="rest") if token.small in REST else token


def _never(tokens: list[Token]) -> list[Token]:
    """ "never rebalanced", "without rebalancing" """
    for denial, verb in pairwise(tokens):
        if denial.word == "not" and verb.word in REBALANCING:
            return [denial, verb]
    return []


REBALANCING = frozenset({"rebalance", "rebalanced", "rebalancing"})
REST = frozenset({"the rest", "rest", "the remainder", "remainder", "remaining"})
UNSAID = ("nothing was said about rebalancing, so there is none", REBALANCE)


def _shares(tokens: list[Token]) -> dict[str, float]:
    """Each symbol with its share, in whichever order they stand; nothing if they do not pair."""
    named = [token.symbol for token in tokens if token.symbol]
    tokens = _counted(tokens)
    shares = [share for token in tokens if (share := _share(token)) is not None]
    numbers = [token.value or 0 for token in tokens if token.word == "num"]
    cash = any(token.word == "cash" for token in tokens)
    if cash and not shares and len(numbers) == len(named) + 1 and abs(sum(numbers) - 100) < 1e-6:
        tokens = [replace(token, word="pct") if token.word == "num" else token for token in tokens]
        return _shares(tokens)  # "SPY 50, TLT 30, cash 20"
    if len(numbers) == len(named) + 1 and numbers[0] == len(named):
        numbers = numbers[1:]  # "three funds, 50/30/20"
    counted = len(numbers) == 1 and numbers[0] == len(named)
    if counted and (_said_equal(tokens) or len(shares) == 1):
        numbers = []  # "five ETFs, 20% each"
    if not shares and len(numbers) == len(named) and abs(sum(numbers) - 100) < 1e-6:
        shares = numbers
    elif not shares and len(numbers) == len(named) > 1 and abs(sum(numbers) - 1) < 1e-6:
        shares = [number * 100 for number in numbers]  # "0.6 SPY, 0.4 TLT"
    elif numbers:
        return {}
    if not shares and _said_equal(tokens) and not cash:
        shares = [100 / len(named)] * len(named) if named else []
    if len(shares) == 1 and abs(shares[0] * (len(named) + cash) - 100) < CLOSE:
        return dict.fromkeys(named, round(shares[0] / 100, 12))  # "25% each"
    if len(shares) == len(groups := _groups(tokens)) < len(named):
        shares = [share / size for share, size in zip(shares, groups, strict=True)
                  for _ in range(size)]  # fmt: skip
    rest = 100 - sum(shares)
    if not numbers and len(shares) == len(named) - 1 and rest > 0 and _ends_with_rest(tokens):
        shares = [*shares, rest]
    if cash and len(shares) == len(named) + 1:
        shares = _without_cash(tokens)
    if len(set(named)) != len(named) or len(shares) != len(named) or min(shares, default=0) <= 0:
        return {}
    return {symbol: round(share / 100, 12) for symbol, share in zip(named, shares, strict=True)}


def _groups(tokens: list[Token]) -> list[int]:
    """How many symbols stand at each place; a well-known list is several at one."""
    places = [token.end for token in tokens if token.symbol]
    return [places.count(place) for place in dict.fromkeys(places)]


def _said_equal(tokens: list[Token]) -> bool:
    return any(token.word in ("equal", "equally") for token in tokens)


def _ends_with_rest(tokens: list[Token]) -> bool:
    """ "... and the rest in T-bills": what is left goes to the symbol behind it."""
    last = [token.word for token in tokens if token.word in ("rest", "symbol", "pct")][-2:]
    return last == ["rest", "symbol"]


def _counted(tokens: list[Token]) -> list[Token]:
    """ "three quarters", "two thirds": one share each."""
    kept: list[Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        if len(kept) > 1 and _is_part(kept[-2], kept[-1], token):
            kept[-2:] = [replace(kept[-2], word="pct", value=100 / (token.value or 1))]
        elif last and last.word == "num" and token.word in ("quarter", "third"):
            share = (last.value or 0) * FRACTIONS[token.word]
            kept[-1] = replace(last, word="pct", value=share)
        else:
            kept.append(token)
    return kept


def _is_part(one: Token, slash: Token, parts: Token) -> bool:
    """ "1/3", "1/4" """
    glued = one.end == slash.start and slash.end == parts.start
    return glued and one.value == 1 and slash.word == "/" and parts.value in (2, 3, 4, 5)


# Per cent that rounded thirds may leave.
CLOSE = 1.5
FRACTIONS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0}


def _share(token: Token) -> float | None:
    """ "60%", or "half" of the money."""
    return token.value or 0.0 if token.word == "pct" else FRACTIONS.get(token.word)


def _without_cash(tokens: list[Token]) -> list[float]:
    """The share of cash is nobody's; it stands where "cash" does among the names."""
    names = [token for token in tokens if token.symbol or token.word == "cash"]
    shares = [share for token in tokens if (share := _share(token)) is not None]
    if len(names) != len(shares):
        return []
    pairs = zip(names, shares, strict=True)
    return [share for name, share in pairs if name.word != "cash"]

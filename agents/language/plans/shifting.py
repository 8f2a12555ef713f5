"""Fixed weights that change on a case: "60/40 SPY/TLT, but go to cash when SPY is below ..."."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.plans.allocation import branch_of, is_said
from agents.language.plans.plan import Branch, Plan, rhythm
from agents.language.plans.stated import without_beside
from agents.language.plans.targets import target
from agents.language.tokens.pieces import Token

CASES = words("when while")
MOVING = words("move switch rotate goes change shift go")
AWAY = ("mov", "switch", "shift", "rotat", "go", "fle", "retreat", "fall", "flip", "chang")
LEADS = words("but and then , . :")
HOLDING = words("hold own keep")
OTHERS = words(
    "sell short cover until unless top best rank ranked buy stoploss stop every else otherwise "
    "else-out not rebalance rebalanced rebalancing"
)
DAILY = ("the condition is looked at every day", "portfolio.look")


def shifting(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """What is held as a rule, and instead of it while the case holds."""
    free = without_beside(tokens)
    at = next((n for n in range(len(free)) if _moves(free, n)), 0)
    usual, moved = _stripped(free[:at]), free[at:]
    if not usual or not _is_one_case(moved):
        return None
    kinds = [token.kind for token in tokens]
    every = rhythm(moved, used)
    moved = [token for token in moved if token not in used]
    held = target(usual)
    branch = branch_of(_as_held(moved), timeframe) if held and _is_whole(held) else None
    symbols = list(dict.fromkeys([*(held or {}), *(branch.weights if branch else {})]))
    told = branch is not None and branch.when is not None and branch.weights != held
    if branch is None or not told or len(symbols) < 2 or not _is_whole(branch.weights or {"": 1}):
        for token, kind in zip(tokens, kinds, strict=True):
            token.kind = kind
        return None
    made = Plan("allocation", symbols, every=every)
    made.branches = [branch, Branch(None, held or {})]
    made.notes = [] if every else [DAILY]
    used += [token for token in free if is_said(token) or token in usual or token.word == "pct"]
    return made


def _is_whole(weights: dict[str, float]) -> bool:
    return abs(sum(weights.values()) - 1) < CLOSE


CLOSE = 0.015


def _is_one_case(moved: list[Token]) -> bool:
    said = [token.word for token in moved]
    cases = sum(word in CASES for word in said)
    return cases == 1 and said.count("hold") < 2 and not {*said} & OTHERS


def _moves(tokens: list[Token], at: int) -> bool:
    """ "go to cash when", "switch to 20/80 SPY/TLT when" behind what is held: the case or the move
    begins here."""
    if not at or tokens[at - 1].word not in LEADS:
        return False
    here = tokens[at]
    parted = any(token.word in ("pct", "num") for token in tokens[:at])
    whole = parted and here.word == "pct" and here.value == 100
    held = here.word == "hold" and (parted or here.small.startswith(AWAY))
    return whole or held or here.word in MOVING | CASES or here.word == "cash"


def _stripped(tokens: list[Token]) -> list[Token]:
    kept = list(tokens)
    while kept and kept[-1].word in LEADS:
        kept.pop()
    held = bool(kept) and kept[0].word in HOLDING
    kept = kept[held:]
    parted = any(token.word == "pct" or token.value is not None for token in kept)
    return kept if held or parted else []


def _as_held(tokens: list[Token]) -> list[Token]:
    """ "switch to" holds from then on."""
    kept = [token for token in tokens if token.word not in (".", "then")]
    return [replace(one, word="hold") if one.word in MOVING else one for one in kept]

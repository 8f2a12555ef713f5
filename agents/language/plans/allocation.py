"""If, else: "if SPY is above its 200-day average hold SPY, otherwise TLT"."""

from __future__ import annotations

from agents.language.clauses import Clause
from agents.language.draft import Tree
from agents.language.pieces import Token
from agents.language.plans.plan import LOOKING, Branch, Plan, rhythm, said, take
from agents.language.rules import Rules, read_rules
from agents.language.speaking import Context

ELSE = ("else", "otherwise", "else-out")
HOLDS = ("hold", "buy", "be-in", "long")


def allocation(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """ "if SPY is above its 200-day average hold SPY, otherwise TLT" """
    spoken = said(tokens)
    if not spoken & set(ELSE) or spoken & {"sell", "short", "cover", "top", "rotate", "best"}:
        return None
    every = rhythm(tokens, used)
    passed = {".", "every", "(", ")"} | LOOKING
    rest = [token for token in tokens if token not in used and token.word not in passed]
    kinds = [token.kind for token in tokens]
    branches = [_branch(part, timeframe) for part in _parts(rest)]
    made = _switch(branches, every)
    if made is None:
        for token, kind in zip(tokens, kinds, strict=True):
            token.kind = kind
        return None
    take(tokens, used, *LOOKING)
    used += [token for token in rest if token.word not in ("num", "pct") or token.kind == "used"]
    return made


def _switch(branches: list[Branch | None], every: str | None) -> Plan | None:
    """Two symbols at least; with one and cash it is a rule to be in and out by, at every close."""
    if any(one is None for one in branches) or len(branches) < 2:
        return None
    found = [one for one in branches if one is not None]
    if found[-1].when is not None or any(one.when is None for one in found[:-1]):
        return None
    held = [symbol for one in found for symbol in one.weights]
    if len(set(held)) < (2 if every is None else 1):
        return None
    made = Plan("allocation", list(dict.fromkeys(held)), every=every, branches=found)
    if every is None:
        made.notes.append(("the condition is looked at every day", "portfolio.look"))
    return made


def _parts(tokens: list[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.word in ELSE:
            parts.append([])
        if token.word not in ("else", "otherwise"):
            parts[-1].append(token)
    return [part for part in parts if part]


def _branch(tokens: list[Token], timeframe: str) -> Branch | None:
    """ "when C hold S", "hold S when C", or only "hold S"."""
    if tokens[0].word == "else-out":
        return Branch(None, {}) if _empty(tokens[1:]) else None
    verb = next((n for n, token in enumerate(tokens) if token.word in HOLDS), None)
    when = next((n for n, token in enumerate(tokens) if token.word in ("when", "while")), None)
    if when is None:
        weights = _target(tokens if verb is None else tokens[verb + 1 :])
        return None if weights is None else Branch(None, weights)
    if verb is None:
        return None
    held = tokens[verb + 1 :] if when < verb else tokens[verb + 1 : when]
    weights = _target(held)
    tree = condition_in(tokens[when + 1 : verb] if when < verb else tokens[when + 1 :], timeframe)
    return None if weights is None or tree is None else Branch(tree, weights)


def _empty(tokens: list[Token]) -> bool:
    return all(token.word in (",", ".", "and") for token in tokens)


def _target(tokens: list[Token]) -> dict[str, float] | None:
    """Symbols in equal parts, or cash; nothing else may stand here."""
    allowed = ("symbol", "cash", "in", "on", "and", ",", "to", "all", "money", "out", "then", "go")
    named = list(dict.fromkeys(token.symbol for token in tokens if token.symbol))
    whole = [token for token in tokens if token.word == "pct" and token.value == 100]
    rest = [token for token in tokens if token not in whole]
    if any(token.word not in allowed or token.value is not None for token in rest):
        return None
    if len(whole) > 1 or (whole and len(named) > 1):
        return None
    if not named and not any(token.word in ("cash", "out") for token in tokens):
        return None
    for token in whole:
        token.kind = "used"
    return {symbol: round(1 / len(named), 12) for symbol in named}


def condition_in(tokens: list[Token], timeframe: str) -> Tree | None:
    """All of these words, read as one rule; None if any of their numbers is left over."""
    kinds = [token.kind for token in tokens]
    rules: Rules = read_rules([Clause("entry", None, tokens)], Context(timeframe=timeframe))
    whole = all(not token.free or token.value is None for token in tokens)
    if rules.entry is None or rules.traded or rules.limits or not whole:
        for token, kind in zip(tokens, kinds, strict=True):
            token.kind = kind
        return None
    return rules.entry

"""Several cases, each with what is held in it: "if RSI > 60 hold QQQ, if 55 to 60 MSFT, else SPY".

The first that fits counts. The last needs no condition where it only says what is left over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from agents.language.draft import Group, Rule, Tree, rules_of
from agents.language.operands.speaking import Context
from agents.language.plans.allocation import branch_of, holds, switch
from agents.language.plans.ordering import ELSE
from agents.language.plans.plan import Branch, Plan, rhythm, said
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Number

WHENS = ("when", "while")
FEWEST = 2


def cases(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """ "if A hold X. If B hold Y. If C hold Z." """
    if said(tokens) & {"sell", "short", "cover", "top", "best", "unless"}:
        return None
    kinds = [token.kind for token in tokens]
    every = rhythm(tokens, used)
    rest = [token for token in tokens if token not in used]
    parts = list(_parts(rest))
    made = _made(parts, timeframe, every) if len(parts) > FEWEST else None
    if made is None:
        for token, kind in zip(tokens, kinds, strict=True):
            token.kind = kind
        return None
    used += [token for token in rest if token.kind == "used" or token.word not in ("num", "pct")]
    return made


def _parts(tokens: list[Token]) -> Iterator[list[Token]]:
    """Each begins with a word of its own, behind a stop or a comma, once something is held."""
    part: list[Token] = []
    for token in tokens:
        full = any(holds(part, n) or one.symbol for n, one in enumerate(part))
        begins = token.word in (*WHENS, *ELSE) and (not part or part[-1].word in (".", ","))
        if part and begins and full:
            yield _plain(part)
            part = []
        part += [token] if part or token.word not in (".", ",") else []
    if part:
        yield _plain(part)


def _plain(part: list[Token]) -> list[Token]:
    """Without the stop at its end; a bare range is one to lie in: "if 55 - 60"."""
    while part and part[-1].word in (".", ",", "and"):
        part = part[:-1]
    if len(part) > 4 and [one.word for one in part[1:4]] in RANGES:
        low, high = part[1], part[3]
        between = replace(low, end=low.start, text="", word="between", value=None)
        part = [part[0], between, low, replace(part[2], word="and"), high, *part[4:]]
    return part


RANGES = (["num", "-", "num"], ["num", "to", "num"])


def _made(parts: list[list[Token]], timeframe: str, every: str | None) -> Plan | None:
    spoken = Context(timeframe=timeframe)
    found: list[Branch | None] = []
    for part in parts:
        told = part[1:] if part[0].word in ELSE else part
        led = bool(told) and (told[0].word in WHENS or part is parts[-1])
        found.append(branch_of(told, timeframe, spoken) if led else None)
    branches = [one for one in found if one is not None]
    if len(branches) < len(parts) or any(one.when is None for one in branches[:-1]):
        return None
    if branches[-1].when is not None:
        if not _covers([one.when for one in branches if one.when]):
            return None
        branches[-1] = Branch(None, branches[-1].weights)
    return switch(list(branches), every)


def _covers(trees: list[Tree]) -> bool:
    """One of the cases holds of any number: of each limit, and of what lies beside it."""
    rules = [rule for tree in trees for rule in rules_of(tree)]
    first = rules[0].left.level, rules[0].symbol
    alike = all((rule.left.level, rule.symbol) == first for rule in rules)
    if not alike or not all(isinstance(rule.right.operand, Number) for rule in rules):
        return False
    limits = [_limit(rule) for rule in rules]
    points = [limit + step for limit in limits for step in (-NEAR, 0.0, NEAR)]
    return all(any(_holds_at(tree, point) for tree in trees) for point in points)


NEAR = 1e-6


def _limit(rule: Rule) -> float:
    return float(getattr(rule.right.operand, "value", 0.0))


def _holds_at(tree: Tree, point: float) -> bool:
    if isinstance(tree, Group):
        parts = [_holds_at(one, point) for one in tree.of]
        return all(parts) if tree.join == "all" else any(parts)
    if not isinstance(tree, Rule):
        return False
    limit = _limit(tree)
    ways = {">": point > limit, ">=": point >= limit, "<": point < limit, "<=": point <= limit}
    return ways.get(tree.op, False)

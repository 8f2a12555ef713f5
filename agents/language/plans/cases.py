"""Several cases, each with what is held in it: "GLD when VIX > 25, QQQ when VIX < 15, else KO"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.draft import Rule, Tree
from agents.language.lexicon.wordlist import words
from agents.language.operands.speaking import Context
from agents.language.plans.allocation import CASES, HOLDS, branch_of, is_said, of_its_own
from agents.language.plans.ordering import ELSE
from agents.language.plans.plan import Branch, Plan, rhythm, said
from agents.language.plans.rhythms import turning, turns
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Number

LEAVING = words("sell short cover top best stop stoploss takeprofit target trailing")
BETWEEN = words("in between it others - to num and them else")
DAILY = ("the condition is looked at every day", "portfolio.look")
CASH = ("where none of the cases holds, it is in cash", "portfolio")
FIRST = ("where several of the cases hold, the first of them counts", "portfolio")


def cases(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """Three cases and more, or two of the same value, of which no one can hold beside another."""
    turned = bool(said(tokens) & set(ELSE)) or turns(tokens) or _holds(tokens)
    if not turned or not may_be_cases(tokens):
        return None
    kinds = [token.kind for token in tokens]
    every = rhythm(tokens, used)
    rest = [token for token in tokens if token not in used]
    looks = turning(rest)
    rest = [token for token in rest if token not in looks]
    made = None
    for parted in (_sentences, _clauses):
        made = made or _of(parted(rest), timeframe)
        if made is None:
            for token, kind in zip(tokens, kinds, strict=True):
                token.kind = kind
    if made is None:
        return None
    made.every = every
    made.notes += [] if every else [DAILY]
    used += [*looks, *(token for token in rest if is_said(token))]
    return made


def may_be_cases(tokens: list[Token]) -> bool:
    """Two cases at least, and nothing that ends a trade."""
    several = sum(token.word in CASES for token in tokens) > 1
    return several and not said(tokens) & LEAVING


def _holds(tokens: list[Token]) -> bool:
    """ "hold GLD" says a state; "buy GLD" may wait for a word on when to sell."""
    return "hold" in said(tokens) and "buy" not in said(tokens)


def _sentences(tokens: list[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.word == "." or token.word in ELSE:
            parts.append([])
        parts[-1].append(token)
    return [part for part in parts if any(one.word != "." for one in part)]


def _clauses(tokens: list[Token]) -> list[list[Token]]:
    """At each comma and "and" behind which another case begins."""
    parts: list[list[Token]] = [[]]
    for at, token in enumerate(tokens):
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        begins = behind is not None and (behind.symbol or behind.word in (*CASES, *HOLDS))
        whole = any(one.symbol for one in parts[-1]) and any(one.word in CASES for one in parts[-1])
        parts_here = token.word in (",", "and", ".") and begins and whole
        if parts_here or token.word in ELSE:
            parts.append([])
        parts[-1].append(token)
    return parts


def _of(parts: list[list[Token]], timeframe: str) -> Plan | None:
    spoken = Context(timeframe=timeframe)
    parts = [part for one in parts if (part := _bare(one))]
    if len(parts) < 2:
        return None
    found = [of_its_own(branch_of(part, timeframe, spoken)) for part in parts[:-1]]
    last = _rest(parts[-1], found) or of_its_own(branch_of(parts[-1], timeframe, spoken))
    branches = [one for one in (*found, last) if one is not None]
    if len(branches) < len(parts) or any(one.when is None for one in branches[:-1]):
        return None
    held = [symbol for one in branches for symbol in one.weights]
    if len(set(held)) < len(held) or len(held) < 2:
        return None
    whens = [one.when for one in branches if one.when is not None]
    apart = _apart(whens)
    if len(whens) < 2 or (len(whens) == len(branches) and not apart):
        return None
    made = Plan("allocation", held, branches=branches)
    made.notes = [] if apart else [FIRST]
    if branches[-1].when is not None:
        made.branches.append(Branch(None, {}))
        made.notes.append(CASH)
    return made


def _bare(part: list[Token]) -> list[Token]:
    kept = [token for token in part if token.word not in ("else", "otherwise", ".")]
    while kept and kept[0].word in (",", "and"):
        kept = kept[1:]
    while kept and kept[-1].word in (",", "and"):
        kept = kept[:-1]
    return kept


def _rest(part: list[Token], before: list[Branch | None]) -> Branch | None:
    """ "XLE in between", "XLE when 15-25": what the levels of the other cases leave."""
    named = [token.symbol for token in part if token.symbol]
    levels = sorted(_level(one.when) or 0.0 for one in before if one is not None)
    values = sorted(abs(token.value) for token in part if token.value is not None)
    plain = all(
        token.symbol or token.word in BETWEEN or token.word in (*CASES, *HOLDS) for token in part
    )
    between = any(token.small in ("between", "in between") for token in part)
    if not plain or len(named) != 1 or len(levels) != 2 or (values and values != levels):
        return None
    if not values and not between:
        return None
    for token in part:
        token.kind = "used"
    return Branch(None, {named[0]: 1.0})


def _level(tree: Tree | None) -> float | None:
    right = tree.right.operand if isinstance(tree, Rule) else None
    return right.value if isinstance(right, Number) else None


def _apart(trees: list[Tree]) -> bool:
    """All look at one value, and no two of them hold at once."""
    rules = [tree for tree in trees if isinstance(tree, Rule) and _level(tree) is not None]
    values = {(str(rule.left.operand), rule.symbol) for rule in rules}
    if len(rules) < len(trees) or len(values) != 1:
        return False
    spans = sorted(_span(rule) for rule in rules)
    return all(first[1] <= second[0] for first, second in pairwise(spans))


def _span(rule: Rule) -> tuple[float, float]:
    level = _level(rule) or 0.0
    return (level, float("inf")) if rule.op[0] == ">" else (float("-inf"), level)

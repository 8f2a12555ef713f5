"""Cases that are no cases: one that can never come, and one of which nobody says whose value it
compares. Both are asked about.
"""

from __future__ import annotations

from itertools import combinations

from agents.language.draft import Rule, Tree, rules_of
from agents.language.lexicon.wordlist import words
from agents.language.plans.plan import Branch, Plan
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Indicator, Number

OWN = words("its it own")
ENDS = words(", . else otherwise")


def unclear(plan: Plan, tokens: list[Token]) -> bool:
    """Fillers are still among the tokens."""
    if plan.kind != "allocation":
        return False
    whens = [one.when for one in plan.branches if one.when is not None]
    dead = any(_is_within(later, first) for first, later in combinations(whens, 2))
    return dead or any(_is_anyones(branch, tokens) for branch in plan.branches[1:])


def _is_within(later: Tree, first: Tree) -> bool:
    """ "above 50 ..., above 70 ...": the first of them holds wherever the other does."""
    if not isinstance(later, Rule) or not isinstance(first, Rule):
        return False
    one, other = first.right.operand, later.right.operand
    same = (first.left.operand, first.symbol) == (later.left.operand, later.symbol)
    if not same or not isinstance(one, Number) or not isinstance(other, Number):
        return False
    if first.op[0] == ">":
        return later.op[0] == ">" and other.value >= one.value
    return first.op[0] == later.op[0] == "<" and other.value <= one.value


def _is_anyones(branch: Branch, tokens: list[Token]) -> bool:
    """ "hold GLD when the RSI is below 30" may speak of what was named before."""
    if branch.when is None or len(branch.weights) != 1:
        return False
    held = next(iter(branch.weights))
    named = [at for at, token in enumerate(tokens) if token.symbol == held]
    own = any(
        isinstance(rule.left.operand, Indicator) and rule.left.symbol == held
        for rule in rules_of(branch.when)
        if isinstance(rule, Rule)
    )
    if not own or len(named) != 1:
        return False
    end = named[0] + 1
    while end < len(tokens) and tokens[end].word not in ENDS:
        end += 1
    return not any(token.small in OWN for token in tokens[named[0] : end])

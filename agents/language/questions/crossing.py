"""Crosses: which way one goes that does not say, and when the opposite of the entry is the exit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from agents.language.clauses.joining import replaced
from agents.language.conditions.turning import opposite
from agents.language.draft import Group, Limit, Op, Rule, Tree, only_cross, rules_of
from agents.language.hearing import Heard
from agents.language.lexicon.wordlist import words

STRATEGY = words(
    "strategy system crossover cross crossovers 策略 strategie stratégie estrategia 交叉"
)
BESIDE_STOP = "beside the stop it sells on the opposite cross"
UNSAID = "no exit was said: it sells on the opposite cross"


def with_ways(tree: Tree | None, role: str, *, short: bool) -> Tree | None:
    """A cross without a direction goes up to buy and down to sell, and that is said."""
    for rule in list(rules_of(tree)):
        if rule.op == "crosses" and tree is not None:
            up = (role in ("entry", "short_exit")) != short
            way = "above" if up else "below"
            note = f"a cross without a direction is read as one to {way}"
            op: Op = "crosses_above" if up else "crosses_below"
            tree = replaced(tree, rule, replace(rule, op=op, notes=(*rule.notes, note)))
    return tree


def crossed_back(entry: Tree | None, heard: Heard) -> Tree | None:
    """ "golden cross strategy" names entry and exit in one: the opposite cross, if it does."""
    named = heard.rules.verbs.isdisjoint({"entry", "exit", "hold"})
    strategy = any(
        {token.small, token.word} & STRATEGY or token.word == "golden"
        for token in heard.words.tokens
    )
    return opposite(_cross(entry)) if named and strategy else None


def crossed_back_beside_stop(
    entry: Tree | None, limits: Iterable[Limit], heard: Heard
) -> Tree | None:
    """ "MACD crossover with a 2% stop loss": a stop alone is no way to take a gain."""
    leaving = {limit.name for limit in limits if limit.leaves}
    cross = _cross(entry)
    crosses = isinstance(cross, Rule) and cross.op.startswith("crosses")
    return crossed_back(entry, heard) if leaving == {"stop_loss"} and crosses else None


def _cross(entry: Tree | None) -> Tree | None:
    """The entry, or the one cross in it that a filter stands beside."""
    filtered = isinstance(entry, Group) and entry.join == "all"
    return only_cross(entry) if filtered else entry

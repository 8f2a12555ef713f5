"""What must happen one after the other: "wait until RSI is below 30, then buy when it is above 35".

Both at once can never be; how long ago the first may have been is asked.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

from agents.language.assemble import Ledger
from agents.language.clauses.in_order import BARS, SAME_BAR
from agents.language.clauses.joining import replaced
from agents.language.conditions.turning import MIRRORED
from agents.language.draft import Group, Lasts, Rule, Tree, rules_of
from agents.language.interview import Interview
from backtests.engine.strategy import Number

WAITS = re.compile(
    r"\b(wait(s|ing|ed)?|attend(ez|s|re|ons)|warte[nt]?|abwarten|esper(a|e|o|amos|ar)|aguard\w+)\b",
    re.IGNORECASE,
)
CHOICES = ("within 5 bars before", "within 10 bars before", "within 20 bars before")
TEXT = "What is waited for comes first. How long before may it have been?"
LONGEST = 1000


def in_turn(tree: Tree | None, text: str, talk: Interview, ledger: Ledger) -> Tree | None:
    """The tree with the first rule at one of the bars before; None where nobody waits for it."""
    first = _first(tree) if WAITS.search(text) else None
    if first is None or not isinstance(tree, Group):
        return None
    answer = talk.ask("entry_before", TEXT, CHOICES, CHOICES[0])
    said = re.search(r"\d+", answer or CHOICES[0])
    bars = int(said[0]) if said else 0
    if not 1 <= bars <= LONGEST:
        talk.again("entry_before")
        return tree
    if answer is not None:
        ledger.assume(f"{TEXT} {answer}, as answered", "entry")
    earlier = Lasts(first, bars, 1)
    return replace(tree, of=tuple(earlier if one is first else one for one in tree.of))


def spaced(tree: Tree, first: Rule, talk: Interview, ledger: Ledger, role: str) -> Tree:
    """The rule that comes first at one of the bars before, or on the same bar, as is answered."""
    ask, plain = first.ask, replace(first, ask=None)
    if ask is None:
        return tree
    answer = talk.ask(ask.id, ask.text, ask.choices, ask.choices[0])
    said = re.search(r"\d+", answer or ask.choices[0])
    bars = int(said[0]) if said else int(answer == SAME_BAR)
    if not 1 <= bars <= LONGEST:
        talk.again(ask.id)
        bars = BARS
    if answer is not None:
        ledger.assume(f"{ask.text} {answer}, as answered", role)
    return _placed(tree, first, plain, bars)


def _placed(tree: Tree, first: Rule, plain: Rule, bars: int) -> Tree:
    """The outermost of what lasts around the rule says how long before it was."""
    if isinstance(tree, Lasts) and first in rules_of(tree):
        inner = replaced(tree.of, first, plain)
        return Lasts(inner, bars, 1) if bars > 1 else inner
    if isinstance(tree, Group):
        return replace(tree, of=tuple(_placed(one, first, plain, bars) for one in tree.of))
    return tree


def _first(tree: Tree | None) -> Rule | None:
    """What stands before its opposite, of one value with two levels."""
    parts = tree.of if isinstance(tree, Group) and tree.join == "all" else ()
    rules = [one for one in parts if isinstance(one, Rule) and one.op in MIRRORED]
    for first, later in combinations(rules, 2):
        levels = first.right.operand, later.right.operand
        same = (first.left.level, first.symbol) == (later.left.level, later.symbol)
        numbers = all(isinstance(one, Number) for one in levels)
        if same and numbers and _way(first) != _way(later):
            return first
    return None


def _way(rule: Rule) -> bool:
    return rule.op.startswith(">") or rule.op == "crosses_above"

"""A condition that was said last, behind the sale: put where it is meant, or asked about."""

from __future__ import annotations

from agents.language.assemble import Ledger, condition_of, has_gaps
from agents.language.clauses.ruleset import Rules
from agents.language.clauses.said_last import Last
from agents.language.conditions.elsewhere import looking
from agents.language.draft import Tree, joined
from agents.language.interview import Interview
from backtests.engine.phrases import describe_condition

OF_ENTRY = "what is said last, '{}', is read as a condition of the entry"
TEXT = "'{}' is said last, behind the exit. When does it count?"


def place_last(rules: Rules, talk: Interview, ledger: Ledger, traded: list[str]) -> None:
    """It is of the entry, a way out of its own, or what must be so as well to leave."""
    short = rules.direction == "short"
    enters, leaves = ("sells short", "covers") if short else ("buys", "sells")
    choices = (f"it {enters} only then", f"it also {leaves} then", f"it {leaves} only then")
    for last in rules.last:
        said = _said(last, traded)
        answer = None if last.of else talk.ask("said_last", TEXT.format(said), choices, choices[0])
        if answer is not None and answer not in choices:
            talk.again("said_last")
            continue
        if last.of == "entry":
            ledger.assume(OF_ENTRY.format(said), "entry")
        elif answer:
            ledger.assume(f"'{said}': {answer}, as answered", "entry")
        _place(rules, last, choices.index(answer) if answer else -1)


def _said(last: Last, traded: list[str]) -> str:
    tree = looking(last.tree, traded)
    if tree is None or has_gaps(tree):
        return "the condition"
    return describe_condition(condition_of(tree, "", Ledger()))


def _place(rules: Rules, last: Last, chosen: int) -> None:
    if last.of or chosen == 0:
        rules.entry = _with(rules.entry, last.tree)
        rules.short_entry = _with(rules.short_entry, last.tree)
    if last.of == "both" or chosen == 2:
        rules.exits = [tree for one in rules.exits if (tree := _with(one, last.tree))]
        rules.short_exits = [tree for one in rules.short_exits if (tree := _with(one, last.tree))]
    elif chosen == 1:
        rules.exits.append(last.tree)


def _with(tree: Tree | None, last: Tree) -> Tree | None:
    return tree and joined("all", [tree, last])

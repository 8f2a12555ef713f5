"""A day that is said before all else: "every Friday buy it if it is above its average, sell it if
it is below".
"""

from __future__ import annotations

from agents.language.clauses.clause import Clause
from agents.language.clauses.ruleset import Rules
from agents.language.draft import Day, Group, Negation, Rule, Tree, joined

SPREAD = "the day that is said first is that of the exit too, which undoes the entry"
ENTERED = "the day that is said first is one to enter on; the exit is looked at on every bar"


def spread_day(entry: Clause | None, clause: Clause, rules: Rules, known: int) -> None:
    """An exit of the same sentence that is the entry undone is looked at on that day too; of any
    other it is told that it is not. `known` exits stood there before."""
    same = entry is not None and all(token.word != "." for token in entry.tokens)
    if entry is None or not same or not entry.leading or clause.role not in ("exit", "cover"):
        return
    short = entry.role == "short"
    tree, exits = (rules.short_entry, rules.short_exits) if short else (rules.entry, rules.exits)
    day, rest = _dated(tree)
    if day is None:
        return
    for at in range(known, len(exits)):
        if _undoes(exits[at], rest):
            exits[at] = joined("all", [day, exits[at]]) or exits[at]
            rules.notes.append(SPREAD)
        elif not _has_day(exits[at]):
            rules.notes.append(ENTERED)


def _dated(tree: Tree | None) -> tuple[Day | None, list[Tree]]:
    """The day at the head of an entry, and what must be so on it."""
    head = tree.of[0] if isinstance(tree, Group) and tree.join == "all" else None
    if not isinstance(tree, Group) or not isinstance(head, Day) or not _is_moment(head):
        return None, []
    return head, list(tree.of[1:])


def _is_moment(day: Day) -> bool:
    """One day again and again; a season, and the day of a bar that was down, are none."""
    return day.rule.on != "signal" and bool(day.rule.weekdays or day.rule.month_day)


def _undoes(tree: Tree, rest: list[Tree]) -> bool:
    other = rest[0] if len(rest) == 1 else None
    if not isinstance(tree, Rule) or not isinstance(other, Rule) or tree.symbol != other.symbol:
        return False
    ways = {tree.op[0], other.op[0]}
    sides = (tree.left.level, tree.right.level) == (other.left.level, other.right.level)
    return ways == {"<", ">"} and sides


def _has_day(tree: Tree) -> bool:
    if isinstance(tree, Group):
        return any(_has_day(part) for part in tree.of)
    return _has_day(tree.of) if isinstance(tree, Negation) else isinstance(tree, Day)

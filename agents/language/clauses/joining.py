"""How the conditions of a clause are joined: and before or, brackets, lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from agents.language.clauses.clause import Clause
from agents.language.clauses.parts import EMPTY, Join, Part
from agents.language.clauses.scopes import (
    alternatives,
    any_of_them,
    excepted,
    inserted,
    parted,
)
from agents.language.clauses.some_of import some_of
from agents.language.conditions.daystates import day_by_day
from agents.language.conditions.turning import denied
from agents.language.draft import (
    Day,
    Group,
    Lasts,
    Negation,
    Role,
    Rule,
    Side,
    Tree,
    joined,
)
from agents.language.wording.counting import SOME_OF

# How it joins where words leave it open, told to the user.
MIXED = "'and' binds before 'or'"
SLASH = "'/' between conditions to {} is read as '{}'"


def listed(clause: Clause) -> Join | int | None:
    """ "any of: ..." and "all of: ..." say how the items of a list are joined, "2 of: ..." how
    many of them are needed."""
    for token in clause.tokens:
        if token.word == SOME_OF and token.value:
            token.kind = "used"
            return int(token.value)
        if token.word in LISTED:
            token.kind = "used"
            return LISTED[token.word]
    return None


Of = Callable[[list[Part]], Tree | None]
LISTED: dict[str, Join] = {"any-of": "or", "all-of": "and"}


def _without_brackets(parts: list[Part], of: Of) -> list[Part]:
    """What stands in one bracket becomes one part."""
    groups: list[list[Part]] = []
    for part in parts:
        if groups and part.brackets and groups[-1][0].brackets[:1] == part.brackets[:1]:
            groups[-1].append(part)
        else:
            groups.append([part])
    return [_as_one(group, of) for group in groups]


def _as_one(group: list[Part], of: Of) -> Part:
    first = group[0]
    inner = of([replace(one, brackets=one.brackets[1:]) for one in group]) or EMPTY
    if first.brackets and first.brackets[0] in first.denials:
        inner = denied(inner)
    return replace(first, tree=inner, brackets=())


def tree_of(
    parts: list[Part], role: Role, listed: Join | int | None = None, told: list[str] | None = None
) -> Tree | None:
    """And binds before or, where no bracket, comma or small word tells what belongs together;
    `told` takes what was left open. A comma means and in an entry, or in an exit, unless a word
    says."""
    told = [] if told is None else told
    if not parts:
        return None
    if isinstance(listed, int):
        return _some_of(parts, listed)

    def of(run: list[Part]) -> Tree | None:
        return tree_of(run, role, listed, told)

    if any(part.brackets for part in parts):
        return of(_without_brackets(parts, of))
    if run := excepted(parts, told):
        return of([*parts[: run.start], _denied(parts[run.start : run.stop]), *parts[run.stop :]])
    parts = any_of_them(inserted(parts))
    for run in alternatives(parts):
        group = _one(parts[run.start : run.stop], of)
        return of([*parts[: run.start], group, *parts[run.stop :]])
    if split := parted(parts, role, listed, told):
        trees = [tree for run in split.runs if (tree := of(run))]
        return joined(split.join, _one_after_the_other(trees) if split.join == "all" else trees)
    return _flat(parts, role, listed, told)


def _one(run: list[Part], of: Of) -> Part:
    """The alternatives behind "either", as one."""
    first = replace(run[0], lead=run[0].lead - {"either", "any-of"})
    return replace(first, tree=of([first, *run[1:]]) or EMPTY)


def _denied(run: list[Part]) -> Part:
    """ "unless A or B": neither of them."""
    first = replace(run[0], denied=False)
    group = _groups([first, *run[1:]], "or")
    trees = [joined("any", [denied(tree) for tree in ands]) for ands in group]
    return replace(first, tree=joined("all", [tree for tree in trees if tree]) or EMPTY)


def _groups(parts: list[Part], comma: Join) -> list[list[Tree]]:
    """What is joined by and, in groups that are joined by or."""
    groups: list[list[Tree]] = [[]]
    for part in parts:
        either = groups[-1] and _is_another_day(groups[-1][-1], part.tree)
        if either or ((comma if part.join == "," else part.join) == "or" and groups[-1]):
            groups.append([])
        groups[-1].append(part.tree)
    return groups


def _flat(parts: list[Part], role: Role, listed: Join | None, told: list[str]) -> Tree | None:
    joins: list[Join] = [part.join for part in parts[1:]]
    if {"and", "or"} <= set(joins):
        told.append(MIXED)
    comma = listed or _comma(joins, role)
    if any("/" in part.lead and part.join == "," for part in parts[1:]):
        told.append(SLASH.format("enter" if role == "entry" else "leave", comma))
    groups = _groups(parts, comma)
    ands = [tree for group in groups if (tree := joined("all", _one_after_the_other(group)))]
    return joined("any", ands)


def _some_of(parts: list[Part], count: int) -> Tree | None:
    """So many of the listed, and with them what stands before the list; nothing where the list
    is joined so that it might be parted in several ways."""
    before = [part for part in parts if not part.listed]
    some = [part for part in parts if part.listed]
    inner = {part.join for part in some[1:-1]} - {"new"}
    if len(inner) > 1 or any(part.join == "or" for part in (*before[1:], *some[:1])):
        return None
    if some and some[-1].join not in (*inner, "and", "or", ","):
        return None
    found = some_of(count, [part.tree for part in some])
    return found and joined("all", [*(part.tree for part in before), found])


def _is_another_day(one: Tree, other: Tree) -> bool:
    """ "on the 1st and the 15th of the month": no day is both."""
    if not isinstance(one, Day) or not isinstance(other, Day):
        return False
    points = [day.rule.date or day.rule.month_day for day in (one, other)]
    return all(points) and one.rule != other.rule


def _one_after_the_other(parts: list[Tree]) -> list[Tree]:
    """ "below its average for 10 days and then above it": until the bar before this one."""
    parts = day_by_day([_noted(parts, at) for at in range(len(parts))])
    parts = [
        one
        for at, one in enumerate(parts)
        if not any(_is_implied(one, other, later=n > at) for n, other in enumerate(parts))
    ]
    return [
        _bar_before(one) if any(_is_undone(one, other) for other in parts) else one for one in parts
    ]


def _noted(parts: list[Tree], at: int) -> Tree:
    """What crosses back says so: the way there is not looked for on the same bar."""
    one = parts[at]
    back = any(
        isinstance(before, Rule)
        and before.op.startswith("crosses")
        and _is_implied(before, one, later=True)
        for before in parts[:at]
    )
    return (
        replace(one, notes=(*one.notes, THERE_AND_BACK)) if back and isinstance(one, Rule) else one
    )


THERE_AND_BACK = "a way beyond a level and back is read as the cross on the way back"


def _is_implied(one: Tree, other: Tree, later: bool) -> bool:
    """ "crosses above its average after being below it", "falls below 30 and then crosses back":
    what crosses came from there."""
    if isinstance(one, Day) and isinstance(other, Day):
        return _is_within(other, one)
    if not isinstance(one, Rule) or not isinstance(other, Rule):
        return False
    ways = {"<": "crosses_above", ">": "crosses_below"}
    if later:
        ways |= {"crosses_below": "crosses_above", "crosses_above": "crosses_below"}
    if ways.get(one.op) != other.op or one.symbol != other.symbol:
        return False
    return (one.left.level, one.right.level) == (other.left.level, other.right.level)


def _is_within(one: Day, span: Day) -> bool:
    """ "in the last 3 days of the month: on the third last day": that day says it."""
    day = one.rule.month_day or 0
    last, first = span.rule.last_days or 0, span.rule.first_days or 0
    return bool(day) and (0 < -day <= last or 0 < day <= first)


def _is_undone(one: Tree, other: Tree) -> bool:
    """What lasted is no longer so where the other rule holds."""
    if not isinstance(one, Lasts) or not isinstance(one.of, Rule) or not isinstance(other, Rule):
        return False
    first, sides = one.of, (one.of.left.level, one.of.right.level)
    ways = ("<", "crosses_below"), (">", "crosses_above")
    turns = any(
        first.op[0] == here[0] and other.op.startswith(there) for here, there in (ways, ways[::-1])
    )
    return turns and sides == (other.left.level, other.right.level)


def _bar_before(tree: Tree) -> Tree:
    if not isinstance(tree, Lasts) or not isinstance(tree.of, Rule):
        return tree
    if getattr(tree.of.left.operand, "lag", 0):
        return tree  # said to lie back
    left, right = (_lagged(side) for side in (tree.of.left, tree.of.right))
    return replace(tree, of=replace(tree.of, left=left, right=right))


def _lagged(side: Side) -> Side:
    lag = getattr(side.operand, "lag", None)
    return side if lag is None else side.updated(lag=lag + 1)


def _comma(joins: list[Join], role: Role) -> Join:
    said = {join for join in joins if join in ("and", "or")}
    if len(said) == 1:
        return said.pop()
    return "and" if role == "entry" else "or"


def open_parts(tree: Tree | None) -> list[Rule | Day]:
    """The parts that need a word more before they may be used."""
    if isinstance(tree, Rule | Day):
        return [tree] if tree.ask else []
    if isinstance(tree, Negation | Lasts):
        return open_parts(tree.of)
    parts = tree.of if isinstance(tree, Group) else ()
    return [found for part in parts for found in open_parts(part)]


def replaced(tree: Tree, old: Rule | Day, new: Tree) -> Tree:
    if tree == old:
        return new
    if isinstance(tree, Group):
        return replace(tree, of=tuple(replaced(part, old, new) for part in tree.of))
    if isinstance(tree, Negation | Lasts):
        return replace(tree, of=replaced(tree.of, old, new))
    return tree

"""Rules turned round: the other way of a cross, where something is no longer so."""

from __future__ import annotations

from dataclasses import replace

from agents.language.draft import (
    OPPOSITE,
    Day,
    Group,
    Negation,
    Op,
    Rule,
    Side,
    Tree,
    joined,
    only_cross,
    rules_of,
)
from backtests.engine.strategy import Number

MIRRORED: dict[str, Op] = {
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
    "crosses_above": "crosses_below",
    "crosses_below": "crosses_above",
    "crosses": "crosses",
}


def mirrored(tree: Tree | None) -> Rule | None:
    """The same two lines the other way round; a limit of an oscillator has no obvious mirror."""
    rule = tree if isinstance(tree, Rule) else only_cross(tree)
    if rule is None or rule.op not in MIRRORED or (rule.left.oscillates and _is_number(rule.right)):
        return None
    if _is_number(rule.right) and rule.left.is_level:
        return None
    if getattr(rule.right.operand, "multiplier", 1.0) != 1.0:
        return None
    return replace(rule, op=MIRRORED[rule.op], notes=())


def directed(tree: Tree | None) -> Tree | None:
    """A cross of which nobody said the direction goes up."""
    if isinstance(tree, Rule) and tree.op == "crosses":
        return replace(tree, op="crosses_above")
    return tree


def negated(tree: Tree | None) -> Tree | None:
    """Where it is no longer so; a cross, which is one moment, has no such time but its mirror."""
    if isinstance(tree, Rule) and tree.undefined:
        return Negation(tree)
    if isinstance(tree, Rule):
        if tree.op in ("crosses_above", "crosses_below", "crosses"):
            return mirrored(tree)
        return replace(tree, op=OPPOSITE[tree.op], notes=()) if tree.op in OPPOSITE else None
    if isinstance(tree, Group) and (looks := [one for one in tree.of if _looks(one)]):
        rest = joined(tree.join, [one for one in tree.of if one not in looks])
        gone = negated(rest)
        return gone and joined("all", [gone, *looks])  # it is no longer so at such a close
    if isinstance(tree, Group) and not any(r.op.startswith("crosses") for r in rules_of(tree)):
        parts = [negated(part) for part in tree.of]
        if all(isinstance(part, Rule | Day | Group) for part in parts):
            return Group("any" if tree.join == "all" else "all", tuple(p for p in parts if p))
    if isinstance(tree, Day) and (rest := _other_days(tree)):
        return rest
    if tree is None or any(rule.op.startswith("crosses") for rule in rules_of(tree)):
        return None
    return tree.of if isinstance(tree, Negation) else Negation(tree)


def denied(tree: Tree) -> Tree:
    """Whatever does not hold at this close."""
    if isinstance(tree, Negation):
        return tree.of
    if isinstance(tree, Rule) and not tree.undefined and tree.op in ("<", "<=", ">", ">="):
        return negated(tree) or Negation(tree)
    if isinstance(tree, Group):
        return Group("any" if tree.join == "all" else "all", tuple(map(denied, tree.of)))
    return Negation(tree)


def _looks(tree: Tree) -> bool:
    return isinstance(tree, Day) and tree.look


def _other_days(day: Day) -> Day | None:
    """The months, or the weekdays, that a rule of only those leaves out."""
    said = day.rule.model_dump(exclude={"kind", "on"}, exclude_none=True)
    for name, every in (("months", range(1, 13)), ("weekdays", range(1, 8))):
        if list(said) == [name]:
            left = [one for one in every if one not in said[name]]
            return Day(day.rule.model_copy(update={name: left})) if left else None
    return None


def _is_number(side: Side) -> bool:
    return isinstance(side.operand, Number)


def opposite(tree: Tree | None) -> Tree | None:
    """The reverse of one cross; nothing else has an obvious opposite."""
    if isinstance(tree, Rule) and tree.op in ("crosses_above", "crosses_below"):
        return replace(tree, op=OPPOSITE[tree.op], notes=())
    return None

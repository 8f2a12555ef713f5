"""Some of several conditions: any so many of a list are a rule that is written out."""

from __future__ import annotations

from itertools import combinations

from agents.language.draft import Group, Tree, joined
from agents.language.wording.counting import MOST


def some_of(count: int, trees: list[Tree]) -> Tree | None:
    """Any so many of them, written out; None where the list is too short or too long."""
    if not count < len(trees) <= MOST:
        return joined("all", trees) if len(trees) == count else None
    groups = [joined("all", list(few)) for few in combinations(trees, count)]
    return Group("any", tuple(group for group in groups if group is not None))

"""No further than so far: "10% or less above its 52-week low"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.draft import Group, Op, Rule
from backtests.engine.strategy import Distance, Indicator, Price

TURNED: dict[Op, Op] = {"<=": ">=", ">=": "<="}
NEARER: dict[Op, Op] = {">": "<=", "<": ">="}


def or_less(found: Read | None) -> Read | None:
    """Near an extreme; of another level, on the side that was said and no further."""
    if not isinstance(found, Rule):
        return None
    if isinstance(found.left.operand, Distance) and found.op in TURNED:
        return replace(found, op=TURNED[found.op], notes=())
    level = found.right
    scaled = isinstance(level.operand, Price | Indicator) and level.is_level
    if not scaled or found.op not in NEARER:
        return None
    beyond = replace(found, right=level.updated(multiplier=1.0))
    return Group("all", (beyond, replace(found, op=NEARER[found.op], notes=())))

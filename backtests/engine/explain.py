"""Why nothing was bought: how often each condition held, and which miss was the nearest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from backtests.engine.backtest import prepared
from backtests.engine.bars import Bars, FloatArray
from backtests.engine.kernel import layout
from backtests.engine.kernel.layout import BoolArray
from backtests.engine.market import orders
from backtests.engine.operands import Number
from backtests.engine.parts import conditions_of
from backtests.engine.phrases import amount, describe_condition, name_of, value_text
from backtests.engine.reasons import rounded
from backtests.engine.signals import Panel, signal
from backtests.engine.strategy import (
    All,
    Allocation,
    Atr,
    Comparison,
    Condition,
    Not,
    Since,
    Strategy,
    parts_of,
)

DOWN = ("<", "<=", "crosses_below")
CROSSES = ("crosses_above", "crosses_below")
TURNED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@dataclass(frozen=True)
class Miss:
    """The close at which a comparison came nearest to being true.

    `beyond`: it lay beyond its limit from the first to the last, so it never crossed it.
    """

    comparison: Comparison
    panel: Panel
    bar: int
    distance: float
    beyond: bool = False


def explain(strategy: Strategy, bars: Sequence[Bars]) -> dict[str, Any]:
    """Counts are closes, summed over the symbols."""
    panels, entries = looked_at(strategy, prepared(strategy, bars)), entries_of(strategy)
    together = sum(held(rule, panel) for rule in entries for panel in panels)
    return {
        "conditions": [counted(part, panels) for rule in entries for part in split(rule)],
        "together": together,
        "nearest": None if together else nearest(entries, panels) or apart(entries, panels),
        "blocked": blocked(strategy, panels) if together else None,
    }


def looked_at(strategy: Strategy, panels: Sequence[Panel]) -> Sequence[Panel]:
    return panels[:1] if isinstance(strategy.portfolio, Allocation) else panels


def blocked(strategy: Strategy, panels: Sequence[Panel]) -> str | None:
    """What keeps signals from becoming trades, where something does."""
    return (None if strategy.portfolio else unheard(strategy, panels)) or unpaid(strategy)


def unheard(strategy: Strategy, panels: Sequence[Panel]) -> str | None:
    free = orders(strategy, panels, lambda: None).T & (layout.BUY | layout.SELL_SHORT) != 0
    if not free.any():
        return "the exit rule held at the same closes, and an exit beats an entry"
    if not strategy.enters_at_close and not free[:, :-1].any():
        return "it held only at the last close, after which there is no bar to buy at"
    levels = (strategy.stop_loss, strategy.take_profit, strategy.trailing_stop)
    scaled = any(isinstance(level, Atr) for level in levels)
    if scaled or strategy.sizing.risk or strategy.sizing.volatility:
        return "the stop, the target or the size could not be worked out at those closes yet"
    return None


def unpaid(strategy: Strategy) -> str | None:
    if strategy.sizing.whole_shares:
        return "the money for one position may not buy a single whole share"
    if strategy.commission_per_trade:
        return "the fee of one order may be more than one position may spend"
    return None


def entries_of(strategy: Strategy) -> list[Condition]:
    """What has to hold before something is bought; of a portfolio, its filter or its branches."""
    rules = (strategy.long_rules[0], strategy.short_rules[0], *conditions_of(strategy.portfolio))
    return [rule for rule in rules if rule is not None]


def split(condition: Condition) -> list[Condition]:
    return list(condition.of) if isinstance(condition, All) else [condition]


def counted(condition: Condition, panels: Sequence[Panel]) -> dict[str, Any]:
    return {
        "text": describe_condition(condition),
        "held": sum(held(condition, panel) for panel in panels),
        "of": sum(len(panel.bars) for panel in panels),
    }


def held(condition: Condition, panel: Panel) -> int:
    return int(signal(condition, panel).sum())


def nearest(entries: Sequence[Condition], panels: Sequence[Panel]) -> str | None:
    """The smallest relative miss among the comparisons that never held."""
    misses = [
        miss
        for rule in entries
        for comparison in wanted(rule)
        if not any(held(comparison, panel) for panel in panels)
        for panel in panels
        if (miss := miss_of(comparison, panel)) is not None
    ]
    return told(least(misses), panels) if misses else None


def apart(entries: Sequence[Condition], panels: Sequence[Panel]) -> str | None:
    """Where every part held at some close: the smallest miss of one while all others held."""
    misses = [
        miss
        for rule in entries
        if isinstance(rule, All)
        for part in rule.of
        if isinstance(part, Comparison) and part.op not in CROSSES
        for panel in panels
        if (miss := miss_of(part, panel, beside(rule, part, panel))) is not None
    ]
    if not misses:
        return None
    return f"where the rest of the rule held, {told(least(misses), panels)}"


def beside(rule: All, part: Condition, panel: Panel) -> BoolArray:
    """Where all other parts of the rule hold."""
    others = [signal(one, panel) for one in rule.of if one is not part]
    return np.asarray(np.logical_and.reduce(others, axis=0)) if others else everywhere(panel)


def everywhere(panel: Panel) -> BoolArray:
    return np.ones(len(panel.bars), np.bool_)


def wanted(condition: Condition, holds: bool = True) -> list[Comparison]:
    """The comparisons that help where they hold; those that must not hold are turned round."""
    match condition:
        case Not(of=part):
            return wanted(part, not holds)
        case Since(of=part):
            return wanted(part, holds)
        case Comparison() if holds:
            return [condition]
        case Comparison(op=op):
            turned = TURNED.get(op)
            return [condition.model_copy(update={"op": turned})] if turned else []
        case _:
            return [one for part in parts_of(condition) for one in wanted(part, holds)]


def miss_of(comparison: Comparison, panel: Panel, where: BoolArray | None = None) -> Miss | None:
    gap = shortfall(comparison, panel)
    gap = gap if where is None else np.where(where, gap, np.nan)
    beyond = comparison.op in CROSSES and not bool(np.any(gap >= 0))
    missed = np.abs(gap) if beyond else np.where(gap >= 0, gap, np.nan)
    if np.isnan(missed).all():
        return None
    bar = int(np.nanargmin(missed))
    return Miss(comparison, panel, bar, float(missed[bar]), beyond)


def shortfall(comparison: Comparison, panel: Panel) -> FloatArray:
    """How far the left side is on the wrong side of the right one, relative to their size."""
    left, right = panel.series(comparison.left), panel.series(comparison.right)
    sign = 1.0 if comparison.op in DOWN else -1.0
    size = np.maximum(np.maximum(np.abs(left), np.abs(right)), 1e-12)
    return np.asarray(sign * (left - right) / size, np.float64)


def least(misses: Sequence[Miss]) -> Miss:
    return min(misses, key=lambda one: one.distance)


def told(miss: Miss, panels: Sequence[Panel]) -> str:
    """One of several symbols is named."""
    left, right = miss.comparison.left, miss.comparison.right
    reached = rounded(float(miss.panel.series(left)[miss.bar]), left)
    day = np.datetime_as_string(miss.panel.bars.time[miss.bar], "D")
    limit = value_text(right, left)
    if limit == name_of(right) and right.kind != "number":
        limit = f"{limit} at {amount(float(miss.panel.series(right)[miss.bar]), right)}"
    elsewhere = isinstance(left, Number) or left.symbol
    whose = "" if elsewhere or len(panels) < 2 else f" of {miss.panel.bars.symbol}"
    said = f"{name_of(left)}{whose} reached {reached} on {day}; your limit is {limit}"
    if not miss.beyond:
        return said
    side = "below" if miss.comparison.op in DOWN else "above"
    return f"{said}, and it was never on the other side, from which it could go {side}"

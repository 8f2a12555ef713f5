"""Why nothing was bought: how often each condition held, and which miss was the nearest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from backtests.engine.backtest import prepared
from backtests.engine.bars import Bars, FloatArray
from backtests.engine.describe import amount, describe_condition, name_of, value_text
from backtests.engine.kernel import layout
from backtests.engine.market import orders
from backtests.engine.reasons import rounded
from backtests.engine.signals import Panel, signal
from backtests.engine.strategy import All, Atr, Comparison, Condition, Strategy, walk


@dataclass(frozen=True)
class Miss:
    """The close at which a comparison came nearest to being true."""

    comparison: Comparison
    panel: Panel
    bar: int
    distance: float


def explain(strategy: Strategy, bars: Sequence[Bars]) -> dict[str, Any]:
    """Counts are closes, summed over the symbols."""
    panels = prepared(strategy, bars)
    entries = entries_of(strategy)
    together = sum(held(rule, panel) for rule in entries for panel in panels)
    return {
        "conditions": [counted(part, panels) for rule in entries for part in split(rule)],
        "together": together,
        "nearest": None if together else nearest(strategy, panels),
        "blocked": blocked(strategy, panels) if together else None,
    }


def blocked(strategy: Strategy, panels: Sequence[Panel]) -> str | None:
    """What keeps signals from becoming trades, where something does."""
    free = orders(strategy, panels, lambda: None).T & (layout.BUY | layout.SELL_SHORT) != 0
    if not free.any():
        return "the exit rule held at the same closes, and an exit beats an entry"
    if strategy.fill == "next_open" and not free[:, :-1].any():
        return "it held only at the last close, after which there is no bar to buy at"
    if strategy.sizing.risk or strategy.sizing.volatility or isinstance(strategy.stop_loss, Atr):
        return "the stop or the size could not be worked out at those closes yet"
    if strategy.sizing.whole_shares:
        return "the money for one position may not buy a single whole share"
    return None


def entries_of(strategy: Strategy) -> list[Condition]:
    rules = (strategy.long_rules[0], strategy.short_rules[0])
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


def nearest(strategy: Strategy, panels: Sequence[Panel]) -> str | None:
    """The smallest relative miss among the comparisons that never held."""
    misses = [
        miss
        for rule in entries_of(strategy)
        for comparison in walk(rule)
        if not any(held(comparison, panel) for panel in panels)
        for panel in panels
        if (miss := miss_of(comparison, panel)) is not None
    ]
    return told(min(misses, key=lambda miss: miss.distance)) if misses else None


def miss_of(comparison: Comparison, panel: Panel) -> Miss | None:
    gap = shortfall(comparison, panel)
    if np.isnan(gap).all():
        return None
    bar = int(np.nanargmin(gap))
    return Miss(comparison, panel, bar, float(gap[bar]))


def shortfall(comparison: Comparison, panel: Panel) -> FloatArray:
    """How far the left side is on the wrong side of the right one, relative to their size."""
    left, right = panel.series(comparison.left), panel.series(comparison.right)
    sign = 1.0 if comparison.op in ("<", "<=", "crosses_below") else -1.0
    size = np.maximum(np.maximum(np.abs(left), np.abs(right)), 1e-12)
    return np.asarray(sign * (left - right) / size, np.float64)


def told(miss: Miss) -> str:
    left, right = miss.comparison.left, miss.comparison.right
    reached = rounded(float(miss.panel.series(left)[miss.bar]), left)
    day = np.datetime_as_string(miss.panel.bars.time[miss.bar], "D")
    limit = value_text(right, left)
    if limit == name_of(right) and right.kind != "number":
        limit = f"{limit} at {amount(float(miss.panel.series(right)[miss.bar]), right)}"
    return f"{name_of(left)} reached {reached} on {day}; your limit is {limit}"

"""Portfolios: the weights that were decided at each close, one row a bar, NaN where none were.

A decision is made at the last close of a period, because the first open of the next one is when
it fills; the very first bar decides too, so that the portfolio starts at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from backtests.engine import calendar
from backtests.engine.bars import FloatArray
from backtests.engine.calendar import BoolArray, TimeArray
from backtests.engine.signals import Panel, signal
from backtests.engine.strategy import Allocation, Rotation, Strategy, Weights


def weights(strategy: Strategy, panels: Sequence[Panel], days: TimeArray) -> FloatArray:
    match strategy.portfolio:
        case Weights() as fixed:
            row = row_of(fixed.weights, strategy.symbols)
            wanted = np.tile(row, (len(days), 1))
            return where(decides(days, fixed.rebalance, strategy), wanted)
        case Rotation() as rotation:
            wanted = rotated(rotation, strategy, panels)
            return where(decides(days, rotation.rebalance, strategy), wanted)
        case Allocation() as allocation:
            return allocated(allocation, strategy, panels, days)
        case None:
            raise TypeError("a strategy of rules has no weights")


def row_of(shares: Mapping[str, float], symbols: Sequence[str]) -> FloatArray:
    return np.array([shares.get(symbol, 0.0) for symbol in symbols])


def where(decided: BoolArray, wanted: FloatArray) -> FloatArray:
    return np.where(decided[:, None], wanted, np.nan)


def decides(days: TimeArray, every: str, strategy: Strategy) -> BoolArray:
    """The closes after which (or, where orders fill at the close, at which) a period begins."""
    begins = np.arange(len(days)) == 0 if every == "never" else calendar.begins_period(days, every)
    if strategy.enters_at_close:
        return begins
    decided = np.concatenate((begins[1:], [False]))
    decided[0] = True
    return decided


def rotated(rotation: Rotation, strategy: Strategy, panels: Sequence[Panel]) -> FloatArray:
    """Equal parts for the best of those that pass; ties go to the symbol that is named first."""
    ranked = [panel for panel in panels if panel.bars.symbol != rotation.fallback]
    values = np.stack([panel.series(rotation.rank_by) for panel in ranked], axis=1)
    passes = ~np.isnan(values)
    if rotation.filter is not None:
        passes &= np.stack([signal(rotation.filter, panel) for panel in ranked], axis=1)
    score = np.where(passes, values if rotation.lowest else -values, np.inf)
    order = np.argsort(score, axis=1, kind="stable")
    place = np.empty_like(order)
    np.put_along_axis(place, order, np.arange(len(ranked))[None, :], axis=1)
    chosen = np.where(passes & (place < rotation.top), 1 / rotation.top, 0.0)
    wanted = np.zeros((len(values), len(strategy.symbols)))
    for column, panel in enumerate(ranked):
        wanted[:, strategy.symbols.index(panel.bars.symbol)] = chosen[:, column]
    if rotation.fallback is not None:
        wanted[:, strategy.symbols.index(rotation.fallback)] = 1 - chosen.sum(axis=1)
    return wanted


def allocated(
    allocation: Allocation, strategy: Strategy, panels: Sequence[Panel], days: TimeArray
) -> FloatArray:
    """Only a change of branch is a decision."""
    held = [signal(branch.when, panels[0]) for branch in allocation.branches]
    branch = np.argmax([*held, np.ones(len(days), np.bool_)], axis=0)
    rows = [branch.weights for branch in allocation.branches] + [allocation.otherwise]
    wanted = np.array([row_of(row, strategy.symbols) for row in rows])[branch]
    looks = decides(days, allocation.look, strategy)
    latest = np.maximum.accumulate(np.where(looks, np.arange(len(days)), 0))
    followed = branch[latest]
    changed = np.concatenate(([True], followed[1:] != followed[:-1]))
    return where(looks & changed, wanted)

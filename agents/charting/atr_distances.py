"""How far from the price paid each trade had its stop and its target, where they go by the ATR."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from backtests.engine.backtest import Backtest
from backtests.engine.kernel.layout import STOP_GAP, TARGET_GAP, TRAIL_GAP
from backtests.engine.market import scales
from backtests.engine.signals import Panel
from backtests.engine.strategy import Atr

# In money a share: of the stop, the target and the trailing stop; None where it is not an ATR's.
Distances = tuple[float | None, float | None, float | None]
GAPS = (STOP_GAP, TARGET_GAP, TRAIL_GAP)


def distances_of(done: Backtest, panels: Sequence[Panel]) -> list[Distances]:
    """One for each trade, as known at the close that it was decided at; none without an ATR."""
    strategy = done.strategy
    levels = (strategy.stop_loss, strategy.take_profit, strategy.trailing_stop)
    if not any(isinstance(level, Atr) for level in levels):
        return []
    gaps, time = scales(strategy, panels), panels[0].bars.time
    places = {panel.bars.symbol: n for n, panel in enumerate(panels)}
    delay = 0 if strategy.enters_at_close else 1
    found: list[Distances] = []
    for trade in done.trades:
        decided = int(np.searchsorted(time, trade.entry_time)) - delay
        at = gaps[decided, places[trade.symbol]]
        stop, target, trail = (
            round(float(at[gap]), 8) if isinstance(level, Atr) else None
            for gap, level in zip(GAPS, levels, strict=True)
        )
        found.append((stop, target, trail))
    return found

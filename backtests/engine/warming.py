"""Compiles what runs and sweeps use, or loads it from numba's cache."""

import numpy as np

from backtests.engine import metrics
from backtests.engine.backtest import run
from backtests.engine.bars import Bars
from backtests.engine.strategy import Sizing, Strategy
from backtests.engine.sweep import sweep

NEVER = {
    "kind": "compare",
    "left": {"kind": "price"},
    "op": "<",
    "right": {"kind": "number", "value": 0},
}


def warm_up() -> None:
    """Before workers fork, so that none of them has to."""
    prices = np.ones(2)
    time = np.array(["2020-01-01", "2020-01-02"], "datetime64[s]")
    bars = Bars("X", "1d", time, prices, prices, prices, prices, prices)
    strategy = Strategy.model_validate({"symbols": ["X"], "entry": NEVER, "hold": True})
    run(strategy, [bars])
    run(strategy.model_copy(update={"sizing": Sizing(cash=1, max_entries=2)}), [bars])  # follows
    sweep(strategy, [bars], {"commission": [0.0]})
    metrics.tallied([])  # as of positions that were left in parts
    metrics.drawdown(prices, 1.0)

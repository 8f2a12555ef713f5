"""A run at higher costs than were stated, or at some where none were."""

from __future__ import annotations

import numpy as np

from agents.backtest_runner import CheckCancelled
from backtests.engine import backtest as engine
from backtests.engine.backtest import Backtest
from backtests.engine.bars import Bars
from backtests.engine.metrics import Figures
from backtests.engine.robustness import costs as higher_costs
from backtests.engine.robustness.costs import FACTORS, CostStudy
from backtests.engine.strategy import Strategy

# Where nobody stated costs: commission of a side, for liquid stocks, as a fraction.
ASSUMED_COST = 0.0005
# The engine takes no cost of half the price or more.
MOST = 0.49
COSTS = ("commission", "slippage", "commission_per_trade", "commission_per_share", "borrow_cost")


def at_higher_costs(done: Backtest, bars: list[Bars], check: CheckCancelled) -> CostStudy:
    """Twice and four times what was stated; where nothing was, of an assumed commission."""
    strategy = done.strategy
    base = 1.0 if pays(strategy) else 0.0

    def figures(factor: float) -> Figures:
        if factor == base:
            return done.metrics
        return engine.run(dearer(strategy, factor), bars, check_cancelled=check).metrics

    return higher_costs.costs(figures, (base, *FACTORS[1:]))


def dearer(strategy: Strategy, factor: float) -> Strategy:
    costs = {name: getattr(strategy, name) for name in COSTS}
    if not pays(strategy):
        costs["commission"] = ASSUMED_COST
    most = {"commission": MOST, "slippage": MOST}
    raised = {name: min(most.get(name, np.inf), cost * factor) for name, cost in costs.items()}
    return strategy.model_copy(update=raised)


def trades_freely(strategy: Strategy) -> bool:
    """Whether orders cost nothing; what is borrowed may."""
    return not any(getattr(strategy, name) for name in COSTS if name != "borrow_cost")


def pays(strategy: Strategy) -> bool:
    return any(getattr(strategy, name) for name in COSTS)

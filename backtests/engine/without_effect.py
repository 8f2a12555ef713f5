"""What a strategy asks for and could never take effect in a test: told, not passed over."""

from collections.abc import Iterator

import numpy as np

from backtests.engine.kernel.layout import (
    DUST,
    FRACTION,
    T_ENTRY_BAR,
    T_ENTRY_PRICE,
    T_QUANTITY,
    T_SIDE,
    T_SYMBOL,
    FloatArray,
)
from backtests.engine.simulator import rules_of
from backtests.engine.strategy import Level, Money, Strategy


def without_effect(strategy: Strategy, records: FloatArray) -> Iterator[str]:
    """One flag for each; the records are those of the kernel."""
    if strategy.sizing.max_entries > 1 and takes_all(strategy):
        yield (
            "nothing is ever added to a position: the first entry takes all the money, so give "
            "each entry a smaller size"
        )
    if number := out_of_reach(strategy.stop_loss, 1, records):
        yield f"the stop loss lay below a price of 0 in {number} trades, where nothing can hit it"
    if number := out_of_reach(strategy.take_profit, -1, records):
        yield f"the take profit lay below a price of 0 in {number} trades, where nothing can hit it"
    if strategy.sizing.whole_shares and (number := indivisible(strategy, records)):
        yield f"partial exits sold nothing of {number} positions, of which a part is no whole share"


def takes_all(strategy: Strategy) -> bool:
    rules = rules_of(strategy)
    return rules.sizing == FRACTION and rules.size >= rules.leverage


def out_of_reach(level: Level | None, side: int, records: FloatArray) -> int:
    """Trades of this side from whose price a distance in money leads below 0."""
    if not isinstance(level, Money):
        return 0
    paid = records[:, T_ENTRY_PRICE]
    return int(np.count_nonzero((records[:, T_SIDE] == side) & (paid <= level.distance)))


def indivisible(strategy: Strategy, records: FloatArray) -> int:
    """Positions of which the smallest part that is to be sold is less than one share."""
    parts = [one.fraction for one in strategy.partial_exits]
    if not parts or not len(records):
        return 0
    _, position = np.unique(records[:, [T_SYMBOL, T_ENTRY_BAR]], axis=0, return_inverse=True)
    bought = np.bincount(position.ravel(), records[:, T_QUANTITY])
    return int(np.count_nonzero(bought * min(parts) + DUST < 1))

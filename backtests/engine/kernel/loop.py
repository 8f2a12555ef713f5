"""The loop over the bars: the phases of each in their order, where there is anything to do."""

import numpy as np

from backtests.engine.kernel.compiling import compiled, inlined
from backtests.engine.kernel.layout import (
    BUY,
    BY_RUIN,
    BY_SESSION,
    EQUITY,
    EVERY,
    SELL_SHORT,
    SESSION_END,
    BoolArray,
    FloatArray,
    Market,
    Rules,
    SideArray,
    State,
)
from backtests.engine.kernel.phases import (
    borrow,
    close_all,
    mark,
    positions,
    stops,
    targets,
    trade,
    watch,
)


@inlined
def decided(orders: SideArray, weights: FloatArray, signal: int, bits: int) -> bool:
    """Whether one of these orders, or new weights, were decided at this close."""
    if signal < 0:
        return False
    if len(weights):
        return not np.isnan(weights[signal, 0])
    for symbol in range(orders.shape[1]):  # noqa: SIM110 - a plain loop is what compiles to fast code
        if orders[signal, symbol] & bits:
            return True
    return False


@compiled
def run_bars(
    market: Market,
    rules: Rules,
    state: State,
    first: int,
    last: int,
    equity: FloatArray,
    held: BoolArray,
) -> None:
    """Bars `first` up to `last` (exclusive): the equity at each close, and whether they held."""
    stopped = rules.stop + rules.trail + rules.break_even > 0 or len(market.scales) > 0
    targeted = rules.target > 0 or len(rules.parts) > 0 or len(market.scales) > 0
    timed = rules.max_bars > 0 or rules.max_days > 0
    idle = positions(state.book) == 0
    for bar in range(first, last):
        signal = bar if rules.at_close else bar - 1
        bits = (BUY | SELL_SHORT) if idle else EVERY
        asked = decided(market.orders, market.weights, signal, bits)
        if idle and not asked:
            held[bar], equity[bar] = False, state.account[EQUITY]
            continue
        if rules.borrow > 0:
            borrow(market, rules, state, bar)
        if (asked or timed) and not rules.at_close:
            trade(market, rules, state, bar, signal, market.open)
        held[bar] = positions(state.book) > 0
        if held[bar]:
            if stopped:
                stops(market, rules, state, bar)
            if targeted:
                targets(market, rules, state, bar)
            if rules.same_day and market.clock[bar, SESSION_END]:
                close_all(market, rules, state, bar, BY_SESSION)
            watch(market, rules, state.book, bar)
        mark(market, state, bar)
        if (asked or timed) and rules.at_close:
            trade(market, rules, state, bar, signal, market.close)
            mark(market, state, bar)
        idle = positions(state.book) == 0
        if state.account[EQUITY] <= 0 and not idle:
            close_all(market, rules, state, bar, BY_RUIN)
            mark(market, state, bar)
            idle = True
        equity[bar] = state.account[EQUITY]

"""The loop over the bars: the phases of each in their order, where there is anything to do."""

from backtests.engine.kernel.compiling import compiled
from backtests.engine.kernel.layout import (
    BUY,
    BY_RUIN,
    BY_SESSION,
    EQUITY,
    EVERY,
    HELD,
    SELL_SHORT,
    SESSION_END,
    FloatArray,
    Market,
    Rules,
    State,
)
from backtests.engine.kernel.phases import (
    borrow,
    close_all,
    exits,
    mark,
    positions,
    stops,
    targets,
    trade,
    watch,
)
from backtests.engine.kernel.stretches import pass_over, quiet_until


@compiled
def run_bars(
    market: Market,
    rules: Rules,
    state: State,
    first: int,
    last: int,
    equity: FloatArray,
) -> None:
    """Bars `first` up to `last` (exclusive): the equity at each close.

    Where nothing is held, or nothing watches what is held, all goes on at once up to `asked_at`,
    the next bar at which an order fills.
    """
    stopped = rules.stop + rules.trail + rules.break_even > 0 or len(market.scales) > 0
    targeted = rules.target > 0 or len(rules.parts) > 0 or len(market.scales) > 0
    timed = rules.max_bars > 0 or rules.max_days > 0 or rules.overnight
    watched = stopped or targeted or timed or rules.same_day or rules.borrow > 0
    delay = 0 if rules.at_close else 1
    idle, bar, asked_at = positions(state.book) == 0, first, -1
    while bar < last:
        if asked_at < bar:
            bits = (BUY | SELL_SHORT) if idle else EVERY
            asked_at = delay + quiet_until(
                market.orders, market.weights, bits, bar - delay, last - delay
            )
        if asked_at > bar and (idle or not watched):
            bar = pass_over(market, state, idle, bar, asked_at, equity)
            if bar == asked_at:
                continue
        asked, signal = bar == asked_at, bar - delay
        if rules.borrow > 0:
            borrow(market, rules, state, bar)
        if (asked or timed) and not rules.at_close:
            trade(market, rules, state, bar, signal, market.open)
        if rules.overnight and not idle:
            state.account[HELD] += 1
            exits(market, rules, state, bar, bar - 1, market.open)
        if positions(state.book) > 0:
            state.account[HELD] += 0 if rules.overnight else 1
            if stopped:
                stops(market, rules, state, bar)
            if targeted:
                targets(market, rules, state, bar)
            watch(market, rules, state.book, bar)
            if rules.same_day and market.clock[bar, SESSION_END]:
                close_all(market, rules, state, bar, BY_SESSION)
        mark(market, state, bar)
        if (asked or timed) and rules.at_close:
            trade(market, rules, state, bar, signal, market.close)
            mark(market, state, bar)
        was_idle, idle = idle, positions(state.book) == 0
        if state.account[EQUITY] <= 0 and not idle:
            close_all(market, rules, state, bar, BY_RUIN)
            mark(market, state, bar)
            idle = True
        equity[bar] = state.account[EQUITY]
        bar += 1
        if idle != was_idle:
            asked_at = -1

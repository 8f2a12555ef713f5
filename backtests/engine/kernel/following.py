"""The loop over the bars once more, which notes what there is after each fill."""

from backtests.engine.kernel.compiling import compiled
from backtests.engine.kernel.layout import (
    CASH,
    CLOSED,
    ENTRIES,
    QUANTITY,
    FloatArray,
    IntArray,
    Market,
    Rules,
    State,
)
from backtests.engine.kernel.loop import run_bars


@compiled
def follow(
    market: Market,
    rules: Rules,
    state: State,
    fills: IntArray,
    equity: FloatArray,
    cash: FloatArray,
    held: FloatArray,
    entries: FloatArray,
) -> None:
    """`fills` are bars in their order; `cash` gets a value for each, the others a row."""
    first = 0
    for number in range(len(fills)):
        state.account[CLOSED] = 0
        run_bars(market, rules, state, first, fills[number] + 1, equity)
        first = fills[number] + 1
        cash[number] = state.account[CASH]
        for symbol in range(len(state.book)):
            held[number, symbol] = state.book[symbol, QUANTITY]
            entries[number, symbol] = state.book[symbol, ENTRIES]

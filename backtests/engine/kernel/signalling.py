"""Passes over series and signals: where a comparison holds, and what the rules decide together."""

from backtests.engine.kernel.compiling import compiled
from backtests.engine.kernel.layout import (
    BUY,
    LEAVE_LONG,
    LEAVE_SHORT,
    SELL_SHORT,
    BoolArray,
    FloatArray,
    SideArray,
)

# Two values are equal that differ by less than this share of their size.
NOISE = 1e-12

# How a gap is looked at.
ABOVE, NOT_BELOW, RISES_THROUGH = range(3)


@compiled
def fill_truth(
    left: FloatArray,
    right: FloatArray,
    way: float,
    look: int,
    holds: BoolArray,
    fails: BoolArray,
) -> None:
    """Where left is above right (`way` 1) or below it (-1), and where it is certainly not.

    What differs by rounding noise is equal. A gap that rises through zero was at or below it one
    bar ago, so it is known only where the gap of that bar is.
    """
    before = float("nan")
    for bar in range(len(holds)):
        one, other = left[bar], right[bar]
        gap = one - other
        if abs(gap) <= NOISE * max(abs(one), abs(other)):
            gap = 0.0
        gap *= way
        known = gap == gap
        held = gap >= 0 if look == NOT_BELOW else gap > 0
        if look == RISES_THROUGH:
            known = known and before == before
            held = held and before <= 0
        holds[bar], fails[bar] = held, known and not held
        before = gap


@compiled
def fill_orders(
    long_in: BoolArray,
    long_out: BoolArray,
    short_in: BoolArray,
    short_out: BoolArray,
    symbol: int,
    orders: SideArray,
) -> None:
    """Who wants in on which side, and who wants out; an exit on the same close beats an entry.

    If both sides want in at one close, neither gets in.
    """
    for bar in range(len(orders)):
        buys = long_in[bar] and not long_out[bar]
        sells = short_in[bar] and not short_out[bar]
        orders[bar, symbol] = (
            BUY * (buys and not sells)
            + SELL_SHORT * (sells and not buys)
            + LEAVE_LONG * long_out[bar]
            + LEAVE_SHORT * short_out[bar]
        )

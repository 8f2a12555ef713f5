"""Passes over series and signals: where a comparison holds, and what the rules decide together."""

from backtests.engine.kernel.compiling import compiled, inlined
from backtests.engine.kernel.layout import (
    BUY,
    FAILS,
    HOLDS,
    LEAVE_LONG,
    LEAVE_SHORT,
    SELL_SHORT,
    UNKNOWN,
    FloatArray,
    SideArray,
    Truth,
)

# Two values are equal that differ by less than this share of their size.
NOISE = 1e-12

OUT = 2  # The bit of an order out lies so many above that of the order in.

# How a gap is looked at.
ABOVE, NOT_BELOW, RISES_THROUGH = range(3)


@compiled
def fill_truth(left: FloatArray, right: FloatArray, way: float, look: int, found: Truth) -> None:
    """Where left is above right, not below it, or rises through it; `way` -1 turns that round."""
    if look == RISES_THROUGH:
        fill_rises(left, right, way, found)
        return
    for bar in range(len(found)):
        gap = gap_at(left, right, bar, way)
        held = gap >= 0 if look == NOT_BELOW else gap > 0
        found[bar] = judged(held, gap == gap)


@compiled
def fill_rises(left: FloatArray, right: FloatArray, way: float, found: Truth) -> None:
    """A gap that rises through zero was at or below it one bar ago; then both must be known."""
    found[:1] = UNKNOWN
    for bar in range(len(found) - 1):
        before, gap = gap_at(left, right, bar, way), gap_at(left, right, bar + 1, way)
        found[bar + 1] = judged((gap > 0) & (before <= 0), (gap == gap) & (before == before))


@inlined
def gap_at(left: FloatArray, right: FloatArray, bar: int, way: float) -> float:
    """What differs by rounding noise only has no gap; NaN if one of the values is."""
    one, other = left[bar], right[bar]
    gap = one - other
    return 0.0 if abs(gap) <= NOISE * max(abs(one), abs(other)) else gap * way


@inlined
def judged(held: bool, known: bool) -> int:
    return HOLDS if held else (FAILS if known else UNKNOWN)


@compiled
def ask(truth: Truth, order: int, symbol: int, orders: SideArray) -> None:
    """Where a rule holds, it asks for this order."""
    for bar in range(len(orders)):
        orders[bar, symbol] |= order if truth[bar] == HOLDS else 0


@compiled
def settle(orders: SideArray) -> None:
    """An exit on the same close beats an entry; if both sides want in at one, neither gets in."""
    every = orders.reshape(-1)
    for at in range(len(every)):
        asked = every[at]
        leaves = asked & (LEAVE_LONG | LEAVE_SHORT)
        enters = asked & (BUY | SELL_SHORT) & ~(leaves >> OUT)
        every[at] = leaves | (0 if enters == BUY | SELL_SHORT else enters)

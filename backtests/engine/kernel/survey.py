"""All that the figures need to know of an equity curve, at once.

Flow: block by block the returns are found, summed up and looked through for both ends while they
are at hand, so that they need no room of their own.
"""

from typing import NamedTuple

from backtests.engine.kernel.compiling import compiled
from backtests.engine.kernel.curve import (
    Depths,
    Summary,
    fathom,
    fill_returns,
    mean_of,
    return_at,
    summarise,
    together,
)
from backtests.engine.kernel.layout import FloatArray
from backtests.engine.kernel.tails import (
    NONE,
    Tails,
    ends,
    falls_short,
    limits_of,
    outside,
    step,
    take,
)

BLOCK = 4096


class Survey(NamedTuple):
    """Of an equity curve: its mean, its returns, their ends, and its drawdowns."""

    mean: float
    moves: Summary
    ends: Tails
    drops: Depths


@compiled
def survey(equity: FloatArray, capital: float, block: FloatArray, room: FloatArray) -> Survey:
    """`room` is as long as there are returns; so is the block, or as `BLOCK`."""
    size, moves, found = len(room), summarise(room[:0]), NONE
    limits = limits_of(room, sample_returns(equity, room))
    for first in range(0, size, BLOCK):
        last = min(first + BLOCK, size)
        returns = block[: last - first]
        fill_returns(equity[first : last + 1], returns)
        moves = together(moves, summarise(returns))
        found = outside(returns, room, found, limits)
    if falls_short(size, found, limits):
        fill_returns(equity, room)
        found, limits = take(room, room)
    tails = ends(room, found, limits) if size > 0 else Tails(0.0, 0.0, 0.0)
    return Survey(mean_of(equity), moves, tails, fathom(equity, capital))


@compiled
def sample_returns(equity: FloatArray, room: FloatArray) -> int:
    """Some of the returns to the front of the room; how many."""
    count = 0
    for bar in range(0, len(room), step(len(room))):
        room[count] = return_at(equity, bar)
        count += 1
    return count

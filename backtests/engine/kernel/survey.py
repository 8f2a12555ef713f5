"""All that the figures need to know of an equity curve, at once."""

from typing import NamedTuple

from backtests.engine.kernel.compiling import compiled
from backtests.engine.kernel.curve import (
    Depths,
    Summary,
    fathom,
    fill_returns,
    mean_of,
    summarise,
)
from backtests.engine.kernel.layout import FloatArray
from backtests.engine.kernel.tails import Tails, tails_of


class Survey(NamedTuple):
    """Of an equity curve: its mean, its returns, their ends, and its drawdowns."""

    mean: float
    moves: Summary
    ends: Tails
    drops: Depths


@compiled
def survey(equity: FloatArray, capital: float, returns: FloatArray, room: FloatArray) -> Survey:
    """Fills the returns, too; the room is as long as they are."""
    fill_returns(equity, returns)
    ends = tails_of(returns, room) if len(returns) > 0 else Tails(0.0, 0.0, 0.0)
    return Survey(mean_of(equity), summarise(returns), ends, fathom(equity, capital))

"""All figures of a test together."""

from collections.abc import Sequence

import numpy as np

from backtests.engine.kernel.survey import Survey
from backtests.engine.kernel.tally import Tally
from backtests.engine.metrics.basics import BARS_PER_YEAR, BoolArray, Figures, FloatArray
from backtests.engine.metrics.curves import growth_figures, surveyed
from backtests.engine.metrics.trades import Closed, trade_figures


def figures(
    equity: FloatArray,
    held: BoolArray,
    trades: Sequence[Closed] | Tally,
    *,
    capital: float,
    timeframe: str,
    known: Survey | None = None,
) -> Figures:
    """Those of one equity curve and its trades; `known` is the survey of the curve."""
    known = known or surveyed(equity, capital)[0]
    return {
        **growth_figures(equity, capital, BARS_PER_YEAR[timeframe], known),
        **trade_figures(trades, known.mean),
        "exposure": int(np.count_nonzero(held)) / len(held),
    }

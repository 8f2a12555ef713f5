"""All figures of a test together."""

from collections.abc import Sequence

from backtests.engine.kernel.survey import Survey
from backtests.engine.kernel.tally import Tally
from backtests.engine.metrics.basics import BARS_PER_YEAR, Figures, FloatArray
from backtests.engine.metrics.curves import growth_figures, surveyed
from backtests.engine.metrics.trades import Closed, trade_figures


def exposure(held: int, bars: int) -> float:
    """Bars on which something was held after the open / all bars. Fraction. Own definition."""
    return held / bars


def figures(
    equity: FloatArray,
    held: int,
    trades: Sequence[Closed] | Tally,
    *,
    capital: float,
    timeframe: str,
    known: Survey | None = None,
) -> Figures:
    """Those of one equity curve and its trades; something was `held` at so many bars.

    `known` is the survey of the curve.
    """
    known = known or surveyed(equity, capital)
    return {
        **growth_figures(equity, capital, BARS_PER_YEAR[timeframe], known),
        **trade_figures(trades, known.mean),
        "exposure": exposure(held, len(equity)),
    }

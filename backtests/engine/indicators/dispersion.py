"""How widely prices move. A flat price moves by 0, which is a fact; in a z-score it is unknown."""

import numpy as np
import talib

from backtests.engine.indicators.spec import Columns, FloatArray, Outputs, Params
from backtests.engine.indicators.windows import divided, is_flat, mean

DAYS_PER_YEAR = 252.0


def atr(bars: Columns, p: Params) -> Outputs:
    """Wilder's mean of the true range, from the second bar on (Wilder 1978; TA-Lib ATR)."""
    return {"value": talib.ATR(bars["high"], bars["low"], bars["close"], int(p["period"]))}


def stddev(bars: Columns, p: Params) -> Outputs:
    """Population standard deviation of the close (TA-Lib STDDEV)."""
    return {"value": _deviation(bars["close"], int(p["period"]))}


def zscore(bars: Columns, p: Params) -> Outputs:
    """(close - mean) / population standard deviation, over the same closes."""
    close, period = bars["close"], int(p["period"])
    return {"value": divided(close - mean(close, period), _deviation(close, period))}


def volatility(bars: Columns, p: Params) -> Outputs:
    """Sample deviation of the bars' returns x sqrt(bars per year): the figure `volatility`."""
    close, period = bars["close"], int(p["period"])
    returns = np.concatenate(([np.nan], close[1:] / close[:-1] - 1))[: len(close)]
    sample = period / (period - 1)
    return {"value": np.sqrt(sample * _per_year(bars)) * talib.STDDEV(returns, period, 1)}


def _per_year(bars: Columns) -> FloatArray | float:
    """Bars without this column are days."""
    return bars.get("per_year", DAYS_PER_YEAR)


def _deviation(values: FloatArray, period: int) -> FloatArray:
    """Exactly 0 over a flat window, where TA-Lib's running sums leave noise."""
    return np.where(is_flat(values, values, period), 0.0, talib.STDDEV(values, period, 1))

"""Oscillators: how far and how fast the price has moved. Over flat prices they are unknown.

TA-Lib answers 0 where a ratio is 0 / 0, which would fire "RSI < 30" or "Williams %R > -20".
"""

import numpy as np
import talib
from talib import MA_Type  # type: ignore[attr-defined]

from backtests.engine.indicators.spec import Columns, FloatArray, Outputs, Params
from backtests.engine.indicators.windows import (
    any_within,
    divided,
    highest,
    is_flat,
    known_where,
    lowest,
    mean,
    remembers,
    typical,
)

# An RSI that moves by less is rounding noise around one that stands still.
STILL = 1e-9


def rsi(bars: Columns, p: Params) -> Outputs:
    """100 x mean gain / (mean gain + mean loss), Wilder's means (Wilder 1978; TA-Lib RSI)."""
    return {"value": rsi_of(bars["close"], int(p["period"]))}


def rsi_of(close: FloatArray, period: int) -> FloatArray:
    """Unknown before the first move, and again after a very long standstill."""
    value = talib.RSI(close, period) if period > 1 else _rsi_of_one(close)
    return known_where(remembers(period, close), value)


def _rsi_of_one(close: FloatArray) -> FloatArray:
    """RSI(1), which TA-Lib does not compute: 100 after a rise, 0 after a fall."""
    change = np.concatenate(([np.nan], np.diff(close)))[: len(close)]
    return np.where(change > 0, 100.0, np.where(change < 0, 0.0, np.nan))


def stochastic(bars: Columns, p: Params) -> Outputs:
    """Place of the close in the range of k bars, smoothed; d is its mean (Lane; TA-Lib STOCH)."""
    high, low, close = bars["high"], bars["low"], bars["close"]
    period, smooth, signal = int(p["k"]), int(p["smooth"]), int(p["d"])
    k, d = talib.STOCH(high, low, close, period, smooth, MA_Type.SMA, signal, MA_Type.SMA)
    flat = is_flat(high, low, period)
    return {
        "k": known_where(~any_within(flat, smooth), k),
        "d": known_where(~any_within(flat, smooth + signal - 1), d),
    }


def stochastic_rsi(bars: Columns, p: Params) -> Outputs:
    """Place of Wilder's RSI in its own range of k bars, times 100 (Chande and Kroll 1994)."""
    value, period = rsi_of(bars["close"], int(p["period"])), int(p["k"])
    low = lowest(value, period)
    spread = highest(value, period) - low
    known = (spread > STILL) & ~any_within(np.isnan(value), period)
    k = mean(100 * divided(value - low, known_where(known, spread)), int(p["smooth"]))
    return {"k": k, "d": mean(k, int(p["d"]))}


def cci(bars: Columns, p: Params) -> Outputs:
    """(typical price - mean) / (0.015 x mean deviation) (Lambert 1980; TA-Lib CCI)."""
    price, period = typical(bars), int(p["period"])
    value = talib.CCI(bars["high"], bars["low"], bars["close"], period)
    return {"value": known_where(~is_flat(price, price, period), value)}


def williams_r(bars: Columns, p: Params) -> Outputs:
    """-100 x (highest high - close) / range, from -100 to 0 (Larry Williams; TA-Lib WILLR)."""
    high, low, period = bars["high"], bars["low"], int(p["period"])
    value = talib.WILLR(high, low, bars["close"], period)
    return {"value": known_where(~is_flat(high, low, period), value)}


def roc(bars: Columns, p: Params) -> Outputs:
    """Change over the period in per cent, 5 for 5%, as charts show it (TA-Lib ROC)."""
    return {"value": talib.ROC(bars["close"], int(p["period"]))}


def momentum(bars: Columns, p: Params) -> Outputs:
    """Close minus the close of `period` bars ago (TA-Lib MOM)."""
    return {"value": talib.MOM(bars["close"], int(p["period"]))}


def macd(bars: Columns, p: Params) -> Outputs:
    """Fast EMA - slow EMA, its own EMA, and what lies between (Appel 1979; TA-Lib MACD)."""
    line, signal, histogram = talib.MACD(
        bars["close"], int(p["fast"]), int(p["slow"]), int(p["signal"])
    )
    return {"line": line, "signal": signal, "histogram": histogram}

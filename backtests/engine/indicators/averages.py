"""Moving averages of the close."""

import math

import talib

from backtests.engine.indicators.spec import Columns, FloatArray, Outputs, Params


def sma(bars: Columns, p: Params) -> Outputs:
    """The mean of the last closes (TA-Lib SMA)."""
    return {"value": _sma(bars["close"], int(p["period"]))}


def ema(bars: Columns, p: Params) -> Outputs:
    """Weight 2 / (period + 1) on the latest close, begun with an SMA (TA-Lib EMA)."""
    return {"value": ema_of(bars["close"], int(p["period"]))}


def wma(bars: Columns, p: Params) -> Outputs:
    """Weights that rise by one from the oldest close to the latest (TA-Lib WMA)."""
    return {"value": _wma(bars["close"], int(p["period"]))}


def hma(bars: Columns, p: Params) -> Outputs:
    """WMA over sqrt(n) of 2 WMA(n/2) - WMA(n), whole parts (Alan Hull, 2005)."""
    close, period = bars["close"], int(p["period"])
    ahead = 2 * _wma(close, period // 2) - _wma(close, period)
    return {"value": _wma(ahead, math.isqrt(period))}


def ema_of(values: FloatArray, period: int) -> FloatArray:
    return values.copy() if period == 1 else talib.EMA(values, period)


def _sma(values: FloatArray, period: int) -> FloatArray:
    return values.copy() if period == 1 else talib.SMA(values, period)


def _wma(values: FloatArray, period: int) -> FloatArray:
    return values.copy() if period == 1 else talib.WMA(values, period)

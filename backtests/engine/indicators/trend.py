"""Which way the price is going, and where that would end."""

import math

import numpy as np
import talib

from backtests.engine.indicators.spec import Columns, FloatArray, Outputs, Params
from backtests.engine.indicators.windows import highest, known_where, lowest, remembers, shifted


def adx(bars: Columns, p: Params) -> Outputs:
    """Strength of a trend, and its two directions (Wilder 1978; TA-Lib ADX, PLUS_DI, MINUS_DI).

    Begins with the first move: before it TA-Lib counts every direction as 0, a weak trend.
    """
    first, period = _before_first_move(bars), int(p["period"])
    high, low, close = (bars[field][first:] for field in ("high", "low", "close"))
    values = {
        "adx": talib.ADX(high, low, close, period),
        "plus_di": talib.PLUS_DI(high, low, close, period),
        "minus_di": talib.MINUS_DI(high, low, close, period),
    }
    known = remembers(period, high, low)
    return {name: _after(first, known_where(known, value)) for name, value in values.items()}


def _before_first_move(bars: Columns) -> int:
    moves = np.flatnonzero((np.diff(bars["high"]) != 0) | (np.diff(bars["low"]) != 0))
    return int(moves[0]) if len(moves) else len(bars["high"])


def _after(bars: int, values: FloatArray) -> FloatArray:
    return np.concatenate((np.full(bars, np.nan), values))


def supertrend(bars: Columns, p: Params) -> Outputs:
    """The band that the close has not yet broken, and 1 for up or -1 for down (Seban).

    Unknown until the close first leaves a band: the direction before that is not in the data.
    """
    middle = (bars["high"] + bars["low"]) / 2
    reach = p["multiplier"] * talib.ATR(bars["high"], bars["low"], bars["close"], int(p["period"]))
    upper, lower, direction = _ratchet(bars["close"], middle + reach, middle - reach)
    line = np.where(direction > 0, lower, upper)
    return {"line": known_where(~np.isnan(direction), line), "direction": direction}


def _ratchet(close: FloatArray, upper: FloatArray, lower: FloatArray) -> list[FloatArray]:
    """Bands that only tighten until a close breaks them, and which one was broken last.

    Every bar needs the one before, so this is a loop; plain Python needs no compiling in a worker.
    """
    top, bottom, before, way = math.inf, -math.inf, math.nan, math.nan
    rows = []
    for price, high, low in zip(close.tolist(), upper.tolist(), lower.tolist(), strict=True):
        if high == high:  # known
            top = high if high < top or before > top else top
            bottom = low if low > bottom or before < bottom else bottom
            if way != 1 and price > top:
                way = 1.0
            elif way != -1 and price < bottom:
                way = -1.0
        rows.append((top, bottom, way))
        before = price
    return list(np.array(rows, np.float64).reshape(-1, 3).T)


def ichimoku(bars: Columns, p: Params) -> Outputs:
    """Midpoints of three ranges (Hosoda 1969); the spans at a bar were known `displacement` ago.

    The lagging span is left out: at a bar it would be the close of 26 bars later. What it is
    compared for can be said with a price of 26 bars ago.
    """
    conversion, base = (_midpoint(bars, int(p[name])) for name in ("conversion", "base"))
    ahead = int(p["displacement"])
    return {
        "conversion": conversion,
        "base": base,
        "span_a": shifted((conversion + base) / 2, ahead),
        "span_b": shifted(_midpoint(bars, int(p["span"])), ahead),
    }


def _midpoint(bars: Columns, period: int) -> FloatArray:
    return (highest(bars["high"], period) + lowest(bars["low"], period)) / 2


def sar(bars: Columns, p: Params) -> Outputs:
    """Parabolic stop and reverse (Wilder 1978; TA-Lib SAR)."""
    return {"value": talib.SAR(bars["high"], bars["low"], p["acceleration"], p["maximum"])}

"""Bands and channels around the price. Each includes its own bar.

A close is therefore never above the upper Donchian line or the highest high of its own bar; a
breakout compares it with theirs of one bar ago (`lag` 1).
"""

import talib

from backtests.engine.indicators.averages import ema_of
from backtests.engine.indicators.spec import Columns, Outputs, Params
from backtests.engine.indicators.windows import FLAT, highest, is_flat, known_where, lowest


def bollinger(bars: Columns, p: Params) -> Outputs:
    """SMA +- std population deviations; percent_b and width are shares (Bollinger; BBANDS)."""
    close, period = bars["close"], int(p["period"])
    upper, middle, lower = talib.BBANDS(close, period, p["std"], p["std"])
    width = (upper - lower) / middle
    spread = known_where((width > FLAT) & ~is_flat(close, close, period), upper - lower)
    return {
        "upper": upper,
        "middle": middle,
        "lower": lower,
        "percent_b": (close - lower) / spread,
        "width": width,
    }


def keltner(bars: Columns, p: Params) -> Outputs:
    """EMA +- a multiple of the average true range (Keltner 1960, as changed by Raschke)."""
    middle = ema_of(bars["close"], int(p["period"]))
    reach = p["multiplier"] * talib.ATR(bars["high"], bars["low"], bars["close"], int(p["atr"]))
    return {"upper": middle + reach, "middle": middle, "lower": middle - reach}


def donchian(bars: Columns, p: Params) -> Outputs:
    """Highest high, lowest low and what lies midway (Richard Donchian)."""
    period = int(p["period"])
    upper, lower = highest(bars["high"], period), lowest(bars["low"], period)
    return {"upper": upper, "middle": (upper + lower) / 2, "lower": lower}


def highest_of(bars: Columns, p: Params) -> Outputs:
    """The highest high and the highest close (TA-Lib MAX)."""
    return {field: highest(bars[field], int(p["period"])) for field in ("high", "close")}


def lowest_of(bars: Columns, p: Params) -> Outputs:
    """The lowest low and the lowest close (TA-Lib MIN)."""
    return {field: lowest(bars[field], int(p["period"])) for field in ("low", "close")}

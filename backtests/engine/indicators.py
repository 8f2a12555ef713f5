"""The one registry of indicators: what the schema accepts, the reader names and the charts draw.

To add an indicator, add one entry to INDICATORS. Values come from TA-Lib; bars before the first
full window are NaN, and NaN never satisfies a condition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import talib
from talib import MA_Type  # type: ignore[attr-defined]

FloatArray = npt.NDArray[np.float64]
Params = Mapping[str, float]
Outputs = dict[str, FloatArray]

# Bands narrower than this share of the price are rounding noise around a flat price.
FLAT = 1e-12


@dataclass(frozen=True)
class Param:
    """One parameter: its default and the closed range that makes sense for it."""

    default: float
    low: float = 1
    high: float = 1000
    whole: bool = True


@dataclass(frozen=True)
class IndicatorSpec:
    """What an indicator is called, takes, gives and how it is drawn.

    `scale` is the closed range that its values can take (None: a price or unbounded);
    `pane` says whether a chart draws it over the price or below it.
    """

    name: str
    title: str
    params: Mapping[str, Param]
    outputs: tuple[str, ...]
    compute: Callable[[Mapping[str, FloatArray], Params], Outputs]
    scale: tuple[float, float] | None = None
    pane: Literal["price", "below"] = "price"
    full_bars: bool = False

    def defaults(self) -> dict[str, float]:
        return {name: param.default for name, param in self.params.items()}


def _rsi(bars: Mapping[str, FloatArray], p: Params) -> Outputs:
    """Wilder's RSI; TA-Lib answers 0 for a series without any move, which is no signal: NaN."""
    close, period = bars["close"], int(p["period"])
    value = talib.RSI(close, period) if period > 1 else _rsi_of_one(close)
    moved = np.concatenate(([False], np.cumsum(np.diff(close) != 0) > 0))
    return {"value": np.where(moved, value, np.nan)}


def _rsi_of_one(close: FloatArray) -> FloatArray:
    """RSI(1), which TA-Lib does not compute: 100 after a rise, 0 after a fall."""
    change = np.concatenate(([np.nan], np.diff(close)))
    return np.where(change > 0, 100.0, np.where(change < 0, 0.0, np.nan))


def _sma(bars: Mapping[str, FloatArray], p: Params) -> Outputs:
    return {"value": _mean(bars["close"], int(p["period"]))}


def _mean(values: FloatArray, period: int) -> FloatArray:
    return values.copy() if period == 1 else talib.SMA(values, period)


def _ema(bars: Mapping[str, FloatArray], p: Params) -> Outputs:
    period = int(p["period"])
    return {"value": bars["close"].copy() if period == 1 else talib.EMA(bars["close"], period)}


def _macd(bars: Mapping[str, FloatArray], p: Params) -> Outputs:
    line, signal, histogram = talib.MACD(
        bars["close"], int(p["fast"]), int(p["slow"]), int(p["signal"])
    )
    return {"line": line, "signal": signal, "histogram": histogram}


def _bollinger(bars: Mapping[str, FloatArray], p: Params) -> Outputs:
    upper, middle, lower = talib.BBANDS(bars["close"], int(p["period"]), p["std"], p["std"])
    width = (upper - lower) / middle
    moved = np.where(width > FLAT, upper - lower, np.nan)
    percent_b = (bars["close"] - lower) / moved
    return {
        "upper": upper,
        "middle": middle,
        "lower": lower,
        "percent_b": percent_b,
        "width": width,
    }


def _highest(bars: Mapping[str, FloatArray], p: Params) -> Outputs:
    period = int(p["period"])
    return {
        "high": bars["high"].copy() if period == 1 else talib.MAX(bars["high"], period),
        "close": bars["close"].copy() if period == 1 else talib.MAX(bars["close"], period),
    }


def _lowest(bars: Mapping[str, FloatArray], p: Params) -> Outputs:
    period = int(p["period"])
    return {
        "low": bars["low"].copy() if period == 1 else talib.MIN(bars["low"], period),
        "close": bars["close"].copy() if period == 1 else talib.MIN(bars["close"], period),
    }


def _volume_mean(bars: Mapping[str, FloatArray], p: Params) -> Outputs:
    """A mean that recovers after a bar of unknown volume, which TA-Lib's running sum does not."""
    volume, period = bars["volume"], int(p["period"])
    unknown = np.isnan(volume)
    total = _rolling_sum(np.where(unknown, 0.0, volume), period)
    gaps = _rolling_sum(unknown.astype(np.float64), period)
    return {"value": np.where(gaps == 0, total / period, np.nan)}


def _rolling_sum(values: FloatArray, period: int) -> FloatArray:
    sums = np.concatenate(([0.0], np.cumsum(values)))
    if len(values) < period:
        return np.full(len(values), np.nan)
    return np.concatenate((np.full(period - 1, np.nan), sums[period:] - sums[:-period]))


def _stochastic(bars: Mapping[str, FloatArray], p: Params) -> Outputs:
    k, d = talib.STOCH(
        bars["high"],
        bars["low"],
        bars["close"],
        int(p["k"]),
        int(p["smooth"]),
        MA_Type.SMA,
        int(p["d"]),
        MA_Type.SMA,
    )
    return {"k": k, "d": d}


def _period(default: float, low: float = 1) -> dict[str, Param]:
    return {"period": Param(default, low)}


INDICATORS: Mapping[str, IndicatorSpec] = {
    spec.name: spec
    for spec in (
        IndicatorSpec("RSI", "RSI", _period(14), ("value",), _rsi, (0, 100), "below"),
        IndicatorSpec("SMA", "simple moving average", _period(50), ("value",), _sma),
        IndicatorSpec("EMA", "exponential moving average", _period(20), ("value",), _ema),
        IndicatorSpec(
            "MACD",
            "MACD",
            {"fast": Param(12, 2), "slow": Param(26, 2), "signal": Param(9, 1)},
            ("line", "signal", "histogram"),
            _macd,
            pane="below",
        ),
        IndicatorSpec(
            "BOLLINGER",
            "Bollinger Bands",
            {"period": Param(20, 2), "std": Param(2.0, 0.1, 10, whole=False)},
            ("upper", "middle", "lower", "percent_b", "width"),
            _bollinger,
        ),
        IndicatorSpec("HIGHEST", "highest", _period(20), ("high", "close"), _highest),
        IndicatorSpec("LOWEST", "lowest", _period(20), ("low", "close"), _lowest),
        IndicatorSpec(
            "STOCHASTIC",
            "Stochastic",
            {"k": Param(14), "smooth": Param(3), "d": Param(3)},
            ("k", "d"),
            _stochastic,
            (0, 100),
            "below",
            full_bars=True,
        ),
        IndicatorSpec(
            "VOLUME_MEAN",
            "average volume",
            _period(20),
            ("value",),
            _volume_mean,
            pane="below",
            full_bars=True,
        ),
    )
}


def compute(name: str, bars: Mapping[str, FloatArray], params: Params) -> Outputs:
    """All outputs of one indicator over `bars` (fields: open high low close volume, same length n).

    A TA-Lib call on fewer bars than its window gives NaN throughout, never an error.
    """
    spec = INDICATORS[name]
    return spec.compute(bars, {**spec.defaults(), **params})


def jsonable(spec: IndicatorSpec) -> dict[str, Any]:
    """The registry entry as plain data, for the schema page and the charts."""
    return {
        "name": spec.name,
        "title": spec.title,
        "outputs": list(spec.outputs),
        "params": {
            n: {"default": p.default, "low": p.low, "high": p.high} for n, p in spec.params.items()
        },
        "scale": spec.scale,
        "pane": spec.pane,
    }

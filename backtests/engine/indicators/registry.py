"""The one registry of indicators: what the schema accepts, the reader names and the charts draw.

To add an indicator, write its formula beside its family and add one entry to INDICATORS.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backtests.engine.indicators import (
    averages,
    bands,
    dispersion,
    oscillators,
    trend,
    volume,
)
from backtests.engine.indicators.spec import (
    Columns,
    IndicatorSpec,
    Outputs,
    Param,
    Params,
    at_most,
    shorter_first,
)

VALUE = ("value",)
CHANNEL = ("upper", "middle", "lower")


def _period(default: float, low: float = 1) -> dict[str, Param]:
    return {"period": Param(default, low)}


def _multiplier(default: float) -> Param:
    return Param(default, 0.1, 10, whole=False)


def _each(outputs: tuple[str, ...], pattern: str) -> dict[str, str]:
    """One pattern for all: "the * band ({})", with the output for the star."""
    return {output: pattern.replace("*", output) for output in outputs}


AVERAGES = (
    IndicatorSpec("SMA", "simple moving average", _period(50), VALUE, averages.sma),
    IndicatorSpec("EMA", "exponential moving average", _period(20), VALUE, averages.ema),
    IndicatorSpec("WMA", "weighted moving average", _period(20), VALUE, averages.wma),
    IndicatorSpec("HMA", "Hull moving average", _period(20, 2), VALUE, averages.hma),
)

OSCILLATORS = (
    IndicatorSpec("RSI", "RSI", _period(14), VALUE, oscillators.rsi, (0, 100), "below"),
    IndicatorSpec(
        "MACD",
        "MACD",
        {"fast": Param(12, 2), "slow": Param(26, 2), "signal": Param(9, 1)},
        ("line", "signal", "histogram"),
        oscillators.macd,
        pane="below",
        check=shorter_first("fast", "slow"),
        said=_each(("line", "signal", "histogram"), "the MACD * ({})"),
    ),
    IndicatorSpec(
        "STOCHASTIC",
        "Stochastic",
        {"k": Param(14), "smooth": Param(3), "d": Param(3)},
        ("k", "d"),
        oscillators.stochastic,
        (0, 100),
        "below",
        full_bars=True,
        said={"k": "Stochastic %K ({})", "d": "Stochastic %D ({})"},
    ),
    IndicatorSpec(
        "STOCHRSI",
        "Stochastic RSI",
        {"period": Param(14, 2), "k": Param(14, 2), "smooth": Param(3), "d": Param(3)},
        ("k", "d"),
        oscillators.stochastic_rsi,
        (0, 100),
        "below",
        said={"k": "Stochastic RSI %K ({})", "d": "Stochastic RSI %D ({})"},
    ),
    IndicatorSpec(
        "CCI",
        "Commodity Channel Index",
        _period(20, 2),
        VALUE,
        oscillators.cci,
        pane="below",
        full_bars=True,
    ),
    IndicatorSpec(
        "WILLIAMS_R",
        "Williams %R",
        _period(14, 2),
        VALUE,
        oscillators.williams_r,
        (-100, 0),
        "below",
        full_bars=True,
        said={"value": "Williams %R ({})"},
    ),
    IndicatorSpec("ROC", "rate of change", _period(12), VALUE, oscillators.roc, pane="below"),
    IndicatorSpec(
        "MOMENTUM",
        "momentum",
        _period(10),
        VALUE,
        oscillators.momentum,
        pane="below",
        said={"value": "the {}-bar momentum"},
    ),
)

BANDS = (
    IndicatorSpec(
        "BOLLINGER",
        "Bollinger Bands",
        {"period": Param(20, 2), "std": _multiplier(2.0)},
        (*CHANNEL, "percent_b", "width"),
        bands.bollinger,
        unpriced=("percent_b", "width"),
        said={
            **_each(CHANNEL, "the * Bollinger Band ({})"),
            "percent_b": "Bollinger %b ({})",
            "width": "the Bollinger Band width ({})",
        },
    ),
    IndicatorSpec(
        "KELTNER",
        "Keltner Channel",
        {"period": Param(20), "multiplier": _multiplier(2.0), "atr": Param(10)},
        CHANNEL,
        bands.keltner,
        full_bars=True,
        said=_each(CHANNEL, "the * Keltner Channel ({})"),
    ),
    IndicatorSpec(
        "DONCHIAN",
        "Donchian Channel",
        _period(20),
        CHANNEL,
        bands.donchian,
        full_bars=True,
        said=_each(CHANNEL, "the * Donchian Channel ({})"),
    ),
    IndicatorSpec(
        "HIGHEST",
        "highest",
        _period(20),
        ("high", "close"),
        bands.highest_of,
        said={"high": "the {}-bar high", "close": "the {}-bar highest close"},
    ),
    IndicatorSpec(
        "LOWEST",
        "lowest",
        _period(20),
        ("low", "close"),
        bands.lowest_of,
        said={"low": "the {}-bar low", "close": "the {}-bar lowest close"},
    ),
)

TREND = (
    IndicatorSpec(
        "ADX",
        "Average Directional Index",
        _period(14, 2),
        ("adx", "plus_di", "minus_di"),
        trend.adx,
        (0, 100),
        "below",
        full_bars=True,
        said={"plus_di": "+DI({})", "minus_di": "-DI({})"},
    ),
    IndicatorSpec(
        "SUPERTREND",
        "SuperTrend",
        {"period": Param(10), "multiplier": _multiplier(3.0)},
        ("line", "direction"),
        trend.supertrend,
        full_bars=True,
        unpriced=("direction",),
        said=_each(("line", "direction"), "the SuperTrend * ({})"),
    ),
    IndicatorSpec(
        "ICHIMOKU",
        "Ichimoku Cloud",
        {
            "conversion": Param(9),
            "base": Param(26),
            "span": Param(52),
            "displacement": Param(26),
        },
        ("conversion", "base", "span_a", "span_b"),
        trend.ichimoku,
        full_bars=True,
        check=shorter_first("conversion", "base", "span"),
        said={
            "conversion": "the Ichimoku conversion line ({})",
            "base": "the Ichimoku base line ({})",
            "span_a": "Ichimoku span A ({})",
            "span_b": "Ichimoku span B ({})",
        },
    ),
    IndicatorSpec(
        "SAR",
        "Parabolic SAR",
        {
            "acceleration": Param(0.02, 0.001, 1, whole=False),
            "maximum": Param(0.2, 0.001, 1, whole=False),
        },
        VALUE,
        trend.sar,
        full_bars=True,
        check=at_most("acceleration", "maximum"),
        said={"value": "the Parabolic SAR ({})"},
    ),
)

DISPERSION = (
    IndicatorSpec(
        "ATR",
        "Average True Range",
        _period(14),
        VALUE,
        dispersion.atr,
        pane="below",
        full_bars=True,
    ),
    IndicatorSpec(
        "STDDEV",
        "standard deviation",
        _period(20, 2),
        VALUE,
        dispersion.stddev,
        pane="below",
        said={"value": "the standard deviation of {} bars"},
    ),
    IndicatorSpec(
        "ZSCORE",
        "z-score",
        _period(20, 2),
        VALUE,
        dispersion.zscore,
        pane="below",
        said={"value": "the {}-bar z-score"},
    ),
    IndicatorSpec(
        "VOLATILITY",
        "volatility per year",
        _period(20, 2),
        VALUE,
        dispersion.volatility,
        pane="below",
        fractions=True,
        said={"value": "the {}-bar volatility per year"},
    ),
)

VOLUME = (
    IndicatorSpec(
        "VOLUME_MEAN",
        "average volume",
        _period(20),
        VALUE,
        volume.volume_mean,
        pane="below",
        full_bars=True,
        said={"value": "the {}-bar average volume"},
    ),
    IndicatorSpec("OBV", "On-Balance Volume", {}, VALUE, volume.obv, pane="below", full_bars=True),
    IndicatorSpec(
        "MFI",
        "Money Flow Index",
        _period(14),
        VALUE,
        volume.mfi,
        (0, 100),
        "below",
        full_bars=True,
    ),
    IndicatorSpec("VWAP", "VWAP", _period(20), VALUE, volume.vwap, full_bars=True),
)

INDICATORS: Mapping[str, IndicatorSpec] = {
    spec.name: spec for spec in (*AVERAGES, *OSCILLATORS, *BANDS, *TREND, *DISPERSION, *VOLUME)
}


def compute(name: str, bars: Columns, params: Params) -> Outputs:
    """All outputs of one indicator over `bars`, the columns of `Bars`, all of one length.

    These are open high low close volume; for other bars than days also `per_year` (how many of
    them make a year), and within days `session` (a number for each). Fewer bars than a window
    give NaN throughout, never an error.
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

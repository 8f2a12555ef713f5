"""Does an operand of the engine say what a labelled indicator says?"""

from __future__ import annotations

from typing import Any

from backtests.engine.strategy import Indicator, Number, Operand, Price

Json = dict[str, Any]
FIELDS = {
    "PRICE": "close", "OPEN": "open", "LOW": "low", "HIGH": "high", "VOLUME": "volume",
}  # fmt: skip
# Labels that name an indicator and one of its outputs.
OUTPUTS = {
    "BB_UPPER": ("BOLLINGER", "upper"),
    "BB_LOWER": ("BOLLINGER", "lower"),
    "BB_MIDDLE": ("BOLLINGER", "middle"),
    "BB_PERCENT_B": ("BOLLINGER", "percent_b"),
    "BB_WIDTH": ("BOLLINGER", "width"),
    "MACD": ("MACD", "line"),
    "MACD_SIGNAL": ("MACD", "signal"),
    "MACD_HIST": ("MACD", "histogram"),
    "STOCH_K": ("STOCHASTIC", "k"),
    "STOCH_D": ("STOCHASTIC", "d"),
    "STOCHRSI_K": ("STOCHRSI", "k"),
    "STOCHRSI_D": ("STOCHRSI", "d"),
    "KELTNER_UPPER": ("KELTNER", "upper"),
    "KELTNER_LOWER": ("KELTNER", "lower"),
    "KELTNER_MIDDLE": ("KELTNER", "middle"),
    "KC_UPPER": ("KELTNER", "upper"),
    "KC_LOWER": ("KELTNER", "lower"),
    "KC_MIDDLE": ("KELTNER", "middle"),
    "SUPERTREND": ("SUPERTREND", "line"),
    "ICHIMOKU_CONVERSION": ("ICHIMOKU", "conversion"),
    "ICHIMOKU_BASE": ("ICHIMOKU", "base"),
    "ICHIMOKU_SPAN_A": ("ICHIMOKU", "span_a"),
    "ICHIMOKU_SPAN_B": ("ICHIMOKU", "span_b"),
    "ADX": ("ADX", "adx"),
    "PLUS_DI": ("ADX", "plus_di"),
    "MINUS_DI": ("ADX", "minus_di"),
    "VOLUME_SMA": ("VOLUME_MEAN", "value"),
    "ICHIMOKU_TENKAN": ("ICHIMOKU", "conversion"),
    "ICHIMOKU_KIJUN": ("ICHIMOKU", "base"),
    "WILLR": ("WILLIAMS_R", "value"),
    "PSAR": ("SAR", "value"),
    "DONCHIAN_MIDDLE": ("DONCHIAN", "middle"),
    "DONCHIAN_MID": ("DONCHIAN", "middle"),
    "KELTNER_MID": ("KELTNER", "middle"),
    "BB_MID": ("BOLLINGER", "middle"),
}
# Other names of parameters.
CALLED = {
    "bars": "period", "atr_period": "atr", "tenkan": "conversion", "kijun": "base",
    "senkou": "span", "step": "acceleration", "max": "maximum",
}  # fmt: skip
# Levels of a rolling window, which a breakout compares with those of one bar ago.
WINDOWS = ("HIGHEST", "LOWEST")


def is_number(operand: Operand, value: Any) -> bool:
    known = isinstance(value, int | float) and isinstance(operand, Number)
    return known and abs(operand.value - value) < 1e-9


def same(want: Any, have: Operand) -> bool:
    if not isinstance(want, dict):
        return is_number(have, want)
    want = _of_one_bar(want)
    if not isinstance(have, Price | Indicator) or have.symbol != want.get("symbol"):
        return False
    times = want.get("multiplier", 1)
    if times is not None and abs(have.multiplier - times) > 1e-9:
        return False
    lag = 1 if have.lag and getattr(have, "name", "") in WINDOWS else 0
    if have.lag != want.get("params", {}).get("shift", lag):
        return False
    if (mean := _mean_of_bands(want, have)) is not None:
        return mean
    if isinstance(have, Price):
        return FIELDS.get(want["indicator"]) == have.field
    return _named(want, have) and _numbers(want, have)


def _of_one_bar(want: Json) -> Json:
    """The highest high of the one bar before is its high."""
    params = want.get("params") or {}
    if want.get("indicator") not in WINDOWS or params.get("bars") != 1:
        return want
    field = {"close": "PRICE"}.get(params.get("source"), str(params.get("source")).upper())
    before = int(bool(params.get("exclude_current")))
    return {**want, "indicator": field, "params": {"shift": params.get("shift", before)}}


def _mean_of_bands(want: Json, have: Price | Indicator) -> bool | None:
    """The middle of Bollinger's bands is a simple average, whichever name is said."""
    if not isinstance(have, Indicator):
        return None
    by_label = want["indicator"] in ("BB_MIDDLE", "BB_MID") and have.name == "SMA"
    by_us = want["indicator"] == "SMA" and (have.name, have.output) == ("BOLLINGER", "middle")
    if not (by_label or by_us):
        return None
    return bool(have.params.get("period") == want["params"].get("period", 20))


def _named(want: Json, have: Indicator) -> bool:
    name = want["indicator"]
    if name in WINDOWS:
        return have.name == name and have.output == want["params"].get("source", have.output)
    known = OUTPUTS.get(name, (name, have.output))
    return (have.name, have.output) == known


def _numbers(want: Json, have: Indicator) -> bool:
    numbers = {
        CALLED.get(key, key): value
        for key, value in (want.get("params") or {}).items()
        if isinstance(value, int | float) and not isinstance(value, bool) and key != "shift"
    }
    return all(have.params.get(key) == value for key, value in numbers.items())

"""Indicators against published tables and by hand."""

from dataclasses import replace

import numpy as np
import pytest

from backtests.engine import metrics
from backtests.engine.bars import FloatArray
from backtests.engine.indicators import INDICATORS, compute
from tests.engine.making import closes, random_columns

Columns = dict[str, FloatArray]

STOCKCHARTS = (
    "44.3389 44.0902 44.1497 43.6124 44.3278 44.8264 45.0955 45.4245 45.8433 46.0826 45.8931 "
    "46.0328 45.6140 46.2820 46.2820 46.0028 46.0328 46.4116 46.2222 45.6439 46.2122 46.2521 "
    "45.7137 46.4515 45.7835 45.3548 44.0288 44.1783 44.2181 44.5672 43.4205 42.6628 43.1314"
)
WILDER = (
    "54.80 56.80 57.85 59.85 60.57 61.10 62.17 60.60 62.35 62.15 62.35 61.45 62.80 61.37 62.50 "
    "62.57 60.80 59.37 60.35 62.35 62.17 62.55 64.55 64.37 65.30 64.42 62.90 61.60 62.05 60.05 "
    "59.70 60.90 60.25 58.27 58.70 57.72 58.10 58.20"
)
WILDER_RSI = (
    "74.36 74.55 65.75 59.68 61.98 66.44 65.75 67.00 71.43 70.50 72.14 67.95 60.78 55.56 56.71 "
    "49.49 48.19 52.38 50.00 43.50 45.36 42.53 44.14 44.75"
)

# ChartSchool's sheets: the columns that an indicator takes, then its own at the last bars.
ATR_HIGH = (
    "48.70 48.72 48.90 48.87 48.82 49.05 49.20 49.35 49.92 50.19 50.12 49.66 49.88 50.19 50.36 "
    "50.57 50.65 50.43 49.63 50.33"
)
ATR_LOW = (
    "47.79 48.14 48.39 48.37 48.24 48.635 48.94 48.86 49.50 49.87 49.20 48.90 49.43 49.725 49.26 "
    "50.09 50.30 49.21 48.98 49.61"
)
ATR_CLOSE = (
    "48.16 48.61 48.75 48.63 48.74 49.03 49.07 49.32 49.91 50.13 49.53 49.50 49.75 50.03 50.31 "
    "50.52 50.41 49.34 49.37 50.23"
)
ATR = "0.555 0.5939285714 0.5857908163 0.5689486152 0.6154522855 0.6179199794 0.6423542666"
CCI_HIGH = (
    "24.2013 24.0721 24.0423 23.8733 23.6745 23.5851 23.8037 23.8036 24.3007 24.1517 24.0522 "
    "24.0622 23.8833 25.1356 25.1952 25.0660 25.2151 25.3741 25.3642 25.2648 24.8175 24.4398 "
    "24.6485 24.8374 24.7479 24.5094 24.6784 24.6684 23.8435 24.3007"
)
CCI_LOW = (
    "23.8534 23.7242 23.6447 23.3664 23.4559 23.1776 23.3962 23.5652 24.0522 23.7739 23.5950 "
    "23.8435 23.6447 23.9429 24.7380 24.7678 24.8970 24.9268 24.9567 24.9268 24.2112 24.2112 "
    "24.4299 24.4398 24.2013 24.2510 24.2112 24.1516 23.6348 23.7640"
)
CCI_CLOSE = (
    "23.8932 23.9528 23.6745 23.7839 23.4956 23.3217 23.7540 23.7938 24.1417 23.8137 23.7839 "
    "23.8634 23.7044 24.9567 24.8771 24.9616 25.1753 25.0660 25.2747 24.9964 24.4597 24.2808 "
    "24.6237 24.5815 24.5268 24.3504 24.3404 24.2311 23.7640 24.2013"
)
CCI = (
    "102.3150 30.7360 6.5516 33.2964 34.9514 13.8401 -10.7478 -11.5821 -29.3472 -129.3557 -73.0696"
)
MFI_HIGH = (
    "24.8283 24.7586 25.1568 25.5848 25.6844 25.3360 25.2862 25.1269 25.2762 25.3857 25.5351 "
    "25.6048 25.7441 25.7242 25.6744 25.4455 25.3161 25.2563 25.0373 25.0074 25.3061"
)
MFI_LOW = (
    "24.3205 24.5993 24.7785 24.9477 24.8083 25.0572 24.8482 24.7496 24.9278 25.0274 25.0473 "
    "25.0622 25.5351 25.4554 25.2862 25.1667 24.9178 24.9079 24.8283 24.7088 25.0274"
)
MFI_CLOSE = (
    "24.7486 24.7088 25.0373 25.5450 25.0672 25.1070 24.8880 24.9975 25.0473 25.3360 25.0572 "
    "25.4455 25.5649 25.5550 25.4057 25.3658 25.0373 24.9178 24.8780 24.9676 25.0473"
)
MFI_VOLUME = (
    "18730.144 12271.740 24691.414 18357.606 22964.080 15918.948 16067.044 16568.487 16018.729 "
    "9773.569 22572.712 12986.669 10906.659 5799.259 7395.274 5818.162 7164.726 5672.914 "
    "5624.742 5023.469 7457.091"
)
MFI = "49.46631 45.10974 36.27215 28.40665 31.52806 33.86815 41.30010"
WILLIAMS_HIGH = (
    "127.0090 127.6159 126.5911 127.3472 128.1730 128.4317 127.3671 126.4220 126.8995 126.8498 "
    "125.6460 125.7156 127.1582 127.7154 127.6855 128.2228 128.2725 128.0934 128.2725 127.7353"
)
WILLIAMS_LOW = (
    "125.3574 126.1633 124.9296 126.0937 126.8199 126.4817 126.0340 124.8301 126.3921 125.7156 "
    "124.5615 124.5715 125.0689 126.8597 126.6309 126.8001 126.7105 126.8001 126.1335 125.9245"
)
WILLIAMS_CLOSE = "127.2876 127.1781 128.0138 127.1085 127.7253 127.0587 127.3273"  # the last 7
WILLIAMS_R = "-29.561780 -32.391091 -10.797892 -34.189448 -18.252287 -35.476203 -25.470224"
OBV_CLOSE = "53.26 53.30 53.32 53.72 54.19 53.92 54.65 54.60 54.21 54.53 53.79 53.66 53.56 53.57"
OBV_VOLUME = "nan 8200 8100 8300 8900 9200 13300 10300 9900 10100 11300 12600 10700 11500"
OBV = "8200 16300 24600 33500 24300 37600 27300 17400 27500 16200 3600 -7100 4400"


def numbers(table: str) -> list[float]:
    return [float(value) for value in table.split()]


def value_of(name: str, prices: list[float], output: str = "value", **params: float) -> np.ndarray:
    return compute(name, closes(prices).columns(), params)[output]


def test_rsi_agrees_with_the_stockcharts_sheet() -> None:
    rsi = value_of("RSI", numbers(STOCKCHARTS), period=14)
    assert np.isnan(rsi[:14]).all()
    assert rsi[[14, 15, -1]] == pytest.approx([70.53278948, 66.31856181, 37.77295211], abs=1e-8)


def test_rsi_agrees_with_wilders_table_of_1978() -> None:
    rsi = value_of("RSI", numbers(WILDER), period=14)
    assert rsi[14:] == pytest.approx(numbers(WILDER_RSI), abs=0.53)


def test_rsi_of_a_flat_series_is_unknown() -> None:
    assert np.isnan(value_of("RSI", [100.0] * 40, period=14)).all()


def test_rsi_becomes_known_when_a_flat_series_moves() -> None:
    rsi = value_of("RSI", [100.0] * 20 + [101.0], period=14)
    assert np.isnan(rsi[:20]).all()
    assert rsi[20] == 100


def test_moving_averages_by_hand() -> None:
    assert value_of("SMA", [1.0, 2, 3, 6], period=3)[2:] == pytest.approx([2, 11 / 3])
    assert value_of("EMA", [1.0, 2, 3, 6], period=3)[2:] == pytest.approx([2, 4])


def test_bollinger_bands_by_hand() -> None:
    prices = [1.0, 2, 3]
    spread = np.std(prices)
    assert value_of("BOLLINGER", prices, "upper", period=3, std=2)[2] == pytest.approx(
        2 + 2 * spread
    )
    assert value_of("BOLLINGER", prices, "percent_b", period=3, std=2)[2] == pytest.approx(
        (1 + 2 * spread) / (4 * spread)
    )


def test_average_volume_recovers_after_an_unknown_volume() -> None:
    columns = closes([1.0] * 6).columns()
    columns["volume"] = np.array([2.0, 4, np.nan, 4, 8, 10])
    mean = compute("VOLUME_MEAN", columns, {"period": 2})["value"]
    assert mean == pytest.approx([np.nan, 3, np.nan, np.nan, 6, 9], nan_ok=True)


def sheet(high: str, low: str, close: str, volume: str = "") -> Columns:
    rows = {"high": numbers(high), "low": numbers(low), "close": numbers(close)}
    length = len(rows["close"])
    columns = {field: np.array(values) for field, values in rows.items()}
    return {**columns, "volume": np.array(numbers(volume) or [np.nan] * length)}


def test_atr_agrees_with_the_stockcharts_sheet() -> None:
    """The sheet counts the range of the first bar; TA-Lib wants a close before it."""
    columns = sheet(f"48 {ATR_HIGH}", f"48 {ATR_LOW}", f"48 {ATR_CLOSE}")
    assert compute("ATR", columns, {})["value"][14:] == pytest.approx(numbers(ATR), abs=1e-9)


def test_cci_agrees_with_the_stockcharts_sheet() -> None:
    cci = compute("CCI", sheet(CCI_HIGH, CCI_LOW, CCI_CLOSE), {})["value"]
    assert cci[19:] == pytest.approx(numbers(CCI), abs=0.02)


def test_mfi_agrees_with_the_stockcharts_sheet() -> None:
    mfi = compute("MFI", sheet(MFI_HIGH, MFI_LOW, MFI_CLOSE, MFI_VOLUME), {})["value"]
    assert mfi[14:] == pytest.approx(numbers(MFI), abs=1e-5)


def test_williams_r_agrees_with_the_stockcharts_sheet() -> None:
    columns = sheet(WILLIAMS_HIGH, WILLIAMS_LOW, "127 " * 13 + WILLIAMS_CLOSE)
    value = compute("WILLIAMS_R", columns, {})["value"]
    assert value[13:] == pytest.approx(numbers(WILLIAMS_R), abs=3e-3)


def test_obv_agrees_with_the_stockcharts_sheet() -> None:
    columns = sheet(OBV_CLOSE, OBV_CLOSE, OBV_CLOSE, OBV_VOLUME)
    assert compute("OBV", columns, {})["value"][1:] == pytest.approx(numbers(OBV))


def test_weighted_averages_by_hand() -> None:
    assert value_of("WMA", [1.0, 2, 6], period=3)[2] == pytest.approx((1 + 4 + 18) / 6)


def test_hulls_average_lags_a_straight_line_by_two_thirds_of_a_bar() -> None:
    """A WMA(n) lags by (n - 1) / 3: twice 7/3 less 15/3, and 3/3 for the last smoothing."""
    line = np.arange(100.0, 140.0)
    assert value_of("HMA", line.tolist(), period=16)[18:] == pytest.approx(line[18:] - 2 / 3)


def test_changes_by_hand() -> None:
    assert value_of("ROC", [100.0, 110, 105], period=2)[2] == pytest.approx(5)
    assert value_of("MOMENTUM", [100.0, 110, 105], period=2)[2] == pytest.approx(5)


def test_a_trend_that_breaks_turns_the_supertrend() -> None:
    prices = [*range(100, 130), *range(130, 100, -1)]
    direction = value_of("SUPERTREND", [float(price) for price in prices], "direction")
    begins, turns = (int(np.flatnonzero(direction == way)[0]) for way in (1, -1))
    assert np.isnan(direction[:begins]).all()
    assert (direction[begins:turns] == 1).all()
    assert (direction[turns:] == -1).all()
    assert prices[begins] == 110 + 3 + 1  # bar 10 has the first band, three ranges above
    assert prices[turns] == 130 - 3 - 1


def test_the_cloud_of_a_straight_line_lies_where_the_line_was() -> None:
    """A midpoint of n bars lies (n - 1) / 2 behind, and the spans 26 bars behind that."""
    line = [float(price) for price in range(1000, 1120)]
    last = {name: value_of("ICHIMOKU", line, name)[-1] for name in INDICATORS["ICHIMOKU"].outputs}
    assert last == {
        "conversion": 1119 - 4,
        "base": 1119 - 12.5,
        "span_a": 1119 - 8.25 - 26,
        "span_b": 1119 - 25.5 - 26,
    }


def test_volatility_is_the_figure_of_the_metrics() -> None:
    close = random_columns(60, 1)["close"]
    returns = close[1:] / close[:-1] - 1
    for timeframe, per_year in (("1d", 252), ("1w", 52), ("1h", 252 * 7)):
        columns = replace(closes(close.tolist()), timeframe=timeframe).columns()
        value = compute("VOLATILITY", columns, {"period": 59})["value"]
        assert value[-1] == pytest.approx(metrics.volatility(returns, per_year))


def test_vwap_begins_anew_with_each_session_of_hourly_bars() -> None:
    times = np.array(
        ["2024-01-02T14", "2024-01-02T15", "2024-01-03T14", "2024-01-03T15"], "datetime64[s]"
    )
    bars = replace(closes([10.0, 20, 40, 10], cues=[1, 3, 0, 2]), timeframe="1h", time=times)
    vwap = compute("VWAP", bars.columns(), {})["value"]
    assert vwap == pytest.approx([10, 17.5, np.nan, 10], nan_ok=True)


def test_vwap_of_days_has_a_window() -> None:
    columns = closes([10.0, 20, 40], cues=[1, 3, 1]).columns()
    vwap = compute("VWAP", columns, {"period": 2})["value"]
    assert vwap == pytest.approx([np.nan, 17.5, 25], nan_ok=True)

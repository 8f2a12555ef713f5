"""Indicators against published tables and by hand."""

import numpy as np
import pytest

from backtests.engine.indicators import compute
from tests.engine.making import closes

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

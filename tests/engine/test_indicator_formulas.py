"""The fast formulas against slow loops, over random prices."""

import numpy as np
import pytest

from backtests.engine.bars import FloatArray
from backtests.engine.indicators import INDICATORS, compute
from tests.engine.making import random_columns
from tests.engine.slow_indicators import SLOW

OTHER_PARAMS: dict[str, dict[str, float]] = {
    "KELTNER": {"period": 7, "atr": 3, "multiplier": 1.5},
    "STOCHRSI": {"period": 5, "k": 6, "smooth": 1, "d": 2},
    "ICHIMOKU": {"conversion": 3, "base": 5, "span": 11, "displacement": 4},
    "SAR": {"acceleration": 0.05, "maximum": 0.12},
    "SUPERTREND": {"period": 4, "multiplier": 1.2},
    "OBV": {},
}
OLDER = {
    "SMA", "EMA", "RSI", "MACD", "BOLLINGER", "STOCHASTIC", "HIGHEST", "LOWEST", "VOLUME_MEAN",
}  # fmt: skip


def check(name: str, columns: dict[str, FloatArray], params: dict[str, float]) -> None:
    complete = {**INDICATORS[name].defaults(), **params}
    slow = SLOW[name]({field: values.tolist() for field, values in columns.items()}, complete)
    fast = compute(name, columns, params)
    assert set(fast) == set(slow)
    for output, values in fast.items():
        assert values == pytest.approx(slow[output], rel=1e-9, abs=1e-9, nan_ok=True), output
        assert not np.isnan(values).all()


def test_every_newer_indicator_has_a_slow_one() -> None:
    assert set(SLOW) | OLDER == set(INDICATORS)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", SLOW)
def test_fast_and_slow_agree(name: str, seed: int) -> None:
    columns = random_columns(160, seed)
    check(name, columns, {})
    check(name, columns, OTHER_PARAMS.get(name, {"period": 5}))


@pytest.mark.parametrize("name", ["OBV", "MFI", "VWAP"])
def test_they_agree_on_which_bars_an_unknown_volume_leaves_unknown(name: str) -> None:
    columns = random_columns(120, 1)
    columns["volume"][[0, 40, 41, 90]] = np.nan
    check(name, columns, {})
    assert not np.isnan(compute(name, columns, {})["value"][-1])


def test_vwap_agrees_on_sessions_too() -> None:
    columns = random_columns(60, 2) | {"session": np.repeat([3.0, 4.0, 7.0], [10, 1, 49])}
    check("VWAP", columns, {})

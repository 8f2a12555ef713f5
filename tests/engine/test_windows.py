"""Numbers that ask for bars: where they stand, how many they need, and whose bars count."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backtests.engine.backtest import TooFewBars, run
from backtests.engine.strategy import Strategy
from backtests.engine.windows import impossible, windows
from tests.engine.making import closes, compare, cued, indicator

CLOSE = {"kind": "price"}


def found(**said: Any) -> dict[str, int]:
    return {one.path: one.bars for one in windows(cued(**said)) if one.bars > 1}


@pytest.mark.parametrize(
    ("operand", "field", "bars"),
    [
        (indicator("SMA", period=30), "params.period", 30),
        (indicator("MACD", fast=12, slow=26, signal=9), "params.slow", 26),
        (indicator("SMA", period=30) | {"lag": 5}, "params.period", 35),
        (indicator("SMA", period=30) | {"lag": 50}, "lag", 80),
        ({"kind": "change", "bars": 12}, "bars", 12),
        ({"kind": "distance", "of": "high", "bars": 252}, "bars", 252),
        (CLOSE | {"lag": 3}, "lag", 4),
    ],
)
def test_an_operand_asks_for_its_longest_window(
    operand: dict[str, Any], field: str, bars: int
) -> None:
    rule = {"kind": "not", "of": {"kind": "any", "of": [compare(CLOSE, ">", operand)]}}
    assert found(entry=rule) == {f"entry.of.of.0.right.{field}": bars}


def test_lasting_moves_and_distances_in_atr_ask_for_bars_too() -> None:
    lasting = {"kind": "lasting", "bars": 7, "of": compare(CLOSE, ">", 1)}
    trend = {"kind": "trend", "operand": CLOSE, "way": "rising", "bars": 5}
    stop = {"kind": "atr", "multiple": 2, "period": 21}
    assert found(entry=lasting, exit=trend, trailing_stop=stop) == {
        "entry.bars": 7,
        "exit.bars": 5,
        "trailing_stop.period": 21,
    }


def test_a_rotation_asks_for_the_bars_of_its_rank_and_filter() -> None:
    portfolio = {
        "kind": "rotation",
        "rank_by": {"kind": "change", "bars": 126},
        "filter": compare(CLOSE, ">", indicator("SMA", period=200)),
    }
    assert found(symbols=["X", "Y"], entry=None, exit=None, portfolio=portfolio) == {
        "portfolio.rank_by.bars": 126,
        "portfolio.filter.right.params.period": 200,
    }


def test_another_symbol_is_asked_for_its_own_bars() -> None:
    rule = compare(CLOSE, ">", indicator("SMA", period=5) | {"symbol": "Y"})
    strategy = cued(entry=rule)
    few = {"X": closes([1.0] * 9), "Y": closes([1.0] * 4, symbol="Y")}
    ((path, told),) = impossible(strategy, few)
    assert path == "entry.right.params.period"
    assert told.startswith("Y's SMA(5) needs 5 bars, and Y has only 4 here")
    assert not list(impossible(strategy, few | {"Y": closes([1.0] * 5, symbol="Y")}))


def test_bars_count_that_all_traded_symbols_have_up_to_the_end() -> None:
    strategy = cued(symbols=["X", "Y"], entry=compare(CLOSE, ">", indicator("SMA", period=4)))
    every = closes([1.0] * 6), closes([1.0] * 6, symbol="Y")
    gaps = {"X": every[0], "Y": every[1].take(np.array([0, 2, 4]))}
    assert not list(impossible(strategy, dict(zip("XY", every, strict=True))))
    assert list(impossible(strategy, gaps))
    early = strategy.model_copy(update={"end": every[0].time[2].astype("datetime64[D]").item()})
    assert list(impossible(early, dict(zip("XY", every, strict=True))))


@given(period=st.integers(1, 20), lag=st.integers(0, 20), bars=st.integers(2, 40))
@settings(deadline=None)
def test_what_a_run_refuses_is_known_before(period: int, lag: int, bars: int) -> None:
    rule = compare(CLOSE, ">", indicator("SMA", period=max(period, 2)) | {"lag": lag})
    strategy: Strategy = cued(entry=rule)
    series = closes([100.0] * bars)
    refused = bool(list(impossible(strategy, {"X": series})))
    if refused:
        with pytest.raises(TooFewBars):
            run(strategy, [series])
    else:
        run(strategy, [series])

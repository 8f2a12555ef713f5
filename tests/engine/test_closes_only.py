"""Prices that are only closes say what they cannot answer."""

from dataclasses import replace
from typing import Any

import pytest

from backtests.engine.backtest import run
from tests.engine.making import closes, compare, cued, indicator

BARS = replace(closes([100.0, 101, 102]), close_only=True)
CLOSE = {"kind": "price"}
GAP = {"kind": "gap", "lag": 1}
DAYS_HIGH = {"kind": "distance", "of": "high", "bars": 2}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"entry": compare(GAP, ">", 0)}, "the gap from the close before to the open"),
        ({"entry": compare({**CLOSE, "field": "high"}, ">", 0)}, "the high"),
        ({"entry": compare(DAYS_HIGH, ">", 0)}, "the distance from the 2-bar high"),
        ({"entry": compare(indicator("HIGHEST", "high", period=2), ">", 0)}, "HIGHEST"),
        ({"entry": compare(indicator("ATR", period=1), ">", 0)}, "ATR"),
        ({"stop_loss": {"kind": "atr", "multiple": 2, "period": 1}}, "ATR"),
    ],
)
def test_what_needs_full_bars_is_flagged(said: dict[str, Any], name: str) -> None:
    flags = run(cued(**said), [BARS]).flags
    assert flags[1] == f"X: {name} needs full bars, which closes are not"


def test_closes_answer_what_asks_for_closes() -> None:
    entry = compare(indicator("HIGHEST", "close", period=1), ">", {**CLOSE, "field": "volume"})
    assert len(run(cued(entry=entry, stop_loss=0.1), [BARS]).flags) == 1


def test_another_symbol_of_closes_is_flagged_where_it_is_looked_at() -> None:
    entry = compare({**indicator("ATR", period=1), "symbol": "Y"}, ">", 0)
    flags = run(cued(entry=entry), [closes([1.0, 1, 1]), replace(BARS, symbol="Y")]).flags
    assert "Y: ATR needs full bars, which closes are not" in flags

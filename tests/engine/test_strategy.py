"""What a strategy refuses, and in which words."""

from typing import Any

import pytest
from pydantic import ValidationError

from backtests.engine.indicators import INDICATORS, jsonable
from backtests.engine.strategy import Strategy, walk
from tests.engine.making import compare, cued, indicator

CLOSE = {"kind": "price", "field": "close"}


def nested(depth: int) -> dict[str, Any]:
    condition: dict[str, Any] = compare(CLOSE, ">", 1)
    for _ in range(depth - 1):
        condition = {"kind": "not", "of": condition}
    return condition


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"entry": compare(indicator("RSI"), "<", 150)}, "RSI only takes values from 0 to 100"),
        ({"entry": compare(indicator("RSI", period=0), "<", 30)}, "must be between 1 and 1000"),
        ({"entry": compare(indicator("RSI", period=2.5), "<", 30)}, "must be a whole number"),
        ({"entry": compare(indicator("RSI", speed=2), "<", 30)}, "no parameter 'speed'"),
        ({"entry": compare(indicator("RSI", "upper"), "<", 30)}, "no output 'upper'"),
        ({"entry": compare(indicator("TWEETS"), "<", 30)}, "no indicator 'TWEETS'"),
        (
            {"entry": compare(indicator("MACD", fast=26, slow=12), ">", 0)},
            "fast must be shorter than slow",
        ),
        ({"exit": None}, "there is no exit"),
        ({"start": "2020-01-02", "end": "2020-01-01"}, "must be before the end"),
        ({"entry": nested(7)}, "nested more than 6 deep"),
        ({"symbols": ["X", "x"]}, "named twice"),
        ({"symbols": [" "]}, "1 to 20 characters"),
        ({"stop_loss": 1.5}, "a stop must be below 1"),
        ({"initial_capital": -1}, "greater than 0"),
        ({"leverage": 100}, "less than or equal to 10"),
        ({"margin": 2}, "Extra inputs are not permitted"),
    ],
)
def test_the_impossible_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        cued(**change)


def test_parameters_that_were_left_out_show() -> None:
    strategy = cued(entry=compare(indicator("BOLLINGER"), ">", CLOSE))
    left = walk(strategy.entry)[0].left
    assert left.kind == "indicator"
    assert left.params == {"period": 20, "std": 2}
    assert left.output == "upper"


def test_a_strategy_survives_json() -> None:
    strategy = cued(stop_loss=0.05, start="2020-01-01")
    assert Strategy.model_validate_json(strategy.model_dump_json()) == strategy


def test_every_condition_has_a_schema() -> None:
    assert "Comparison" in Strategy.model_json_schema()["$defs"]


def test_every_registry_entry_is_plain_data() -> None:
    for spec in INDICATORS.values():
        assert set(jsonable(spec)) >= {"name", "title", "outputs", "params", "scale", "pane"}

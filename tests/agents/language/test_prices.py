"""Stops and targets at a price that does not move with what was paid."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import strategy_of


def exits(said: str, entry: str = "Buy AAPL when RSI < 30") -> str:
    made = strategy_of(f"{entry}, {said}")
    assert made.exit is not None
    assert (made.stop_loss, made.take_profit) == (None, None)
    return describe_condition(made.exit)


@pytest.mark.parametrize("said", ["stop at 142, target 170", "stop at $142, target at $170"])
def test_a_stop_and_a_target_at_a_price_are_rules(said: str) -> None:
    assert exits(said) == "the close is at or below 142 or the close is at or above 170"


def test_those_of_a_short_lie_the_other_way() -> None:
    said = exits("stop at $190, target at $150", "Short AAPL when RSI > 75")
    assert said == "the close is at or above 190 or the close is at or below 150"


def test_that_it_is_a_rule_is_said() -> None:
    reading = read("Buy AAPL when RSI < 30, stop at $142")
    assert any("read as a rule" in one.text for one in reading.assumptions)


def test_a_small_bare_number_stays_a_per_cent() -> None:
    assert strategy_of("Buy AAPL when RSI < 30, stop 5, target 12").stop_loss == 0.05


def test_an_amount_that_may_be_a_loss_is_still_named() -> None:
    reading = read("Buy AAPL when RSI < 30, sell when RSI > 60, stop of $140")
    assert reading.action == "partial"


@pytest.mark.parametrize(
    "text",
    [
        "AMD: buy below 110 and sell above 160",
        'AMD "buy under 110, sell over 160"',
        "Buy below 110, sell above 160 on AMD",
        "AMD: buy below $110, sell above $160",
        "AMD: comprar por debajo de 110, vender por encima de 160",
        "Kaufe AMD unter 110, verkaufe über 160",
    ],
)
def test_a_level_of_a_text_that_speaks_of_nothing_else_is_a_price(text: str) -> None:
    made = strategy_of(text)
    assert made.symbols == ["AMD"]
    assert [describe_condition(one) for one in (made.entry, made.exit) if one] == [
        "the close is below 110",
        "the close is above 160",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "AMD: buy below 30, sell above 70",
        "VIX strategy on AMD: buy above 35, sell below 18",
        "Put/call ratio, AMD: buy below 110, sell above 160",
        "Grumble index, AMD: buy below 110, sell above 160",
        "buy below 35, sell above 60 on AMD, RSI 14",
        "Volume on AMD: buy above 160, sell below 110",
    ],
)
def test_a_level_that_may_be_of_something_else_is_no_price(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None or "the close" not in str(reading.sentence)

"""Scripts say by a number whether one is in: "signal = 1 when ..., 0 otherwise"."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of

IN_OR_OUT = ("SMA(20) is above SMA(50)", "SMA(20) is at or below SMA(50)")


@pytest.mark.parametrize(
    "text",
    [
        "IBM: position = 1 if SMA20 > SMA50 else 0",
        "For IBM, the signal is 1 when the 20-day SMA is above the 50-day SMA and 0 otherwise.",
        "Generate a signal of 1 while SMA20 is above SMA50, otherwise 0, for IBM",
        "A rule that states to buy IBM when SMA20 is above SMA50. 1 means buy IBM, 0 means no "
        "position",
        "Long IBM if SMA20 > SMA50, 0 means flat",
        "We go long IBM when SMA20 is above SMA50, otherwise we stay in cash.",
    ],
)
def test_one_is_in_and_nought_is_out(text: str) -> None:
    assert read(text).action == "run"
    assert sides_of(text) == IN_OR_OUT


def test_each_number_may_have_a_rule_of_its_own() -> None:
    said = "IBM: signal = 1 when RSI is below 30, signal = 0 when RSI is above 70"
    assert sides_of(said) == ("RSI(14) is below 30", "RSI(14) is above 70")
    turned = read(said.replace("signal = 1", "position = 1").replace("signal = 0", "position = -1"))
    assert "sell IBM short when RSI(14) is above 70" in turned.sentence
    sold = sides_of(said.replace("signal = 0", "signal = -1"))
    assert sold == ("RSI(14) is below 30", "RSI(14) is above 70")


def test_a_legend_adds_no_way_out_where_there_is_one() -> None:
    said = "Buy IBM when RSI is below 30, {}. 1 means long, 0 means no position."
    assert sides_of(said.format("sell when RSI is above 70"))[1] == "RSI(14) is above 70"
    assert "at or above 30" not in read(said.format("sell after 5 days")).sentence


def test_nought_otherwise_beside_another_exit_is_asked_about() -> None:
    reading = read("The position in IBM is 1 if RSI is below 30 and 0 otherwise. Exit after 5 days")
    assert reading.action == "clarify"
    assert any("0 otherwise" in one.text for one in reading.unsupported)


def test_a_value_of_one_is_no_state() -> None:
    assert read("Buy IBM when the MACD is 1, sell when 0").action == "clarify"


def test_nought_is_a_level_where_something_is_compared_with_it() -> None:
    reading = read("Buy IBM if the MACD crosses above 0 when RSI is above 50, sell after 5 days")
    assert "MACD" in reading.sentence
    assert "sell after 5 bars" in reading.sentence

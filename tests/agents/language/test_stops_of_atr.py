"""Stops that follow the ATR, of which it is said how many of them away they are, or not."""

import pytest

from agents.language import read as read_with
from tests.agents.language.reading_of import asked, read

TEXT = "Buy KO when RSI is below 25. "


@pytest.mark.parametrize(
    ("stop", "name"),
    [
        ("an ATR-based stop loss", "stop_loss"),
        ("an ATR stop", "stop_loss"),
        ("ATR based trailing stop", "trailing_stop"),
    ],
)
def test_how_many_atr_is_asked_and_the_time_beside_is_kept(stop: str, name: str) -> None:
    text = f"{TEXT}Exit after 4 days using {stop}."
    reading = read(text)
    assert (asked(reading), reading.unsupported) == ([name], [])
    assert reading.questions[0].choices[:2] == ["2 ATR", "3 ATR"]
    answered = read_with(text, answers={name: "3 ATR"})
    assert f"{name.replace('_', ' ')} of 3 x ATR(14) or after 4 bars" in answered.sentence


@pytest.mark.parametrize("stop", ["2.5 ATR stop", "ATR stop of 2.5", "ATR-based stop (2.5x)"])
def test_a_multiple_that_is_said_is_not_asked_for(stop: str) -> None:
    assert "stop loss of 2.5 x ATR(14)" in read(f"{TEXT}Sell at 75. {stop}.").sentence


@pytest.mark.parametrize(
    "rest",
    [
        "Sell when the close falls below the ATR stop.",
        "Sell at 75. ATR stop loss (ATR period 14, multiplier 3).",
    ],
)
def test_a_line_or_settings_that_are_not_understood_are_named(rest: str) -> None:
    assert read(f"{TEXT}{rest}").unsupported

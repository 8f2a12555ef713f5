"""Levels of an oscillator that are said apart from its rules."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of

LOW, HIGH = "RSI(14) is below 22", "RSI(14) is above 78"
SAID = [
    "RSI with levels of 22 and 78 on KO",
    "KO by RSI, thresholds of 22, 78",
    "Trade KO with RSI using 22 and 78 as levels",
    "RSI strategy with oversold and overbought levels of 22 and 78, KO",
    "Buy KO when RSI is oversold and sell when overbought with levels of 22 and 78",
    "Buy KO when RSI is oversold, sell when it is overbought (levels 22 and 78)",
    "Buy KO when RSI < 22, sell when RSI > 78, using RSI levels of 22 and 78",
]


@pytest.mark.parametrize("text", SAID)
def test_levels_that_are_said_apart_are_where_it_buys_and_sells(text: str) -> None:
    assert sides_of(text) == (LOW, HIGH)
    assert not read(text).unsupported


@pytest.mark.parametrize(
    "text",
    ["Buy KO when RSI is oversold, sell at price levels of 44 and 66",
     "Buy KO when RSI is oversold; sell half at the levels of 44 and 66, the rest after 9 days"],
)  # fmt: skip
def test_levels_of_something_else_are_not_those_of_the_oscillator(text: str) -> None:
    reading = read(text, answers="defaults")
    assert "RSI(14) is below 30" in reading.sentence
    assert "44" not in reading.sentence
    assert reading.unsupported

""" "... and both are above X": each of the two that were compared before, and never one alone."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, sides_of

EACH = "SMA(20) is above SMA(80) and SMA(40) is above SMA(80)"


@pytest.mark.parametrize(
    "condition",
    [
        "the 20-day SMA crosses above the 40-day SMA and both are above the 80-day SMA",
        "SMA20 crosses above SMA40 and both > SMA80",
        "the 20-day SMA crosses above the 40-day SMA, both averages above the 80-day SMA",
    ],
)
def test_both_averages_are_held_to_it(condition: str) -> None:
    assert entry_of(condition) == f"SMA(20) crosses above SMA(40) and {EACH}"


@pytest.mark.parametrize(
    "text",
    [
        "Kaufe SAP, wenn SMA20 über SMA40 kreuzt und beide über dem SMA80 liegen, verkaufe, wenn "
        "SMA20 unter SMA40 fällt",
        "Achète AAPL quand la MM20 croise au-dessus de la MM40 et les deux sont au-dessus de la "
        "MM80, vends quand la MM20 croise sous la MM40",
        "Compra AAPL cuando la MM20 cruza por encima de la MM40 y ambas están por encima de la "
        "MM80, vende cuando la MM20 cruza por debajo de la MM40",
    ],
)
def test_so_they_are_in_other_languages(text: str) -> None:
    assert read(text).action == "run"
    assert sides_of(text)[0] == f"SMA(20) crosses above SMA(40) and {EACH}"


def test_both_of_what_the_close_is_compared_with_is_asked_about() -> None:
    reading = read("Buy IBM when the close is above SMA20 and SMA50, both above SMA200, sell after "
                   "5 days")  # fmt: skip
    assert reading.action == "clarify"
    assert any("both above" in one.text for one in reading.unsupported)


def test_a_line_that_says_that_it_goes_on_so_adds_nothing() -> None:
    rules = "Buy IBM when RSI is below 30, sell when RSI is above 70."
    assert read(f"{rules} The process repeats indefinitely.").action == "run"


def test_both_of_two_symbols_are_looked_at_together_in_german_too() -> None:
    text = "Kaufe SAP und Siemens, wenn beide über ihrem SMA200 liegen, verkaufe nach 5 Tagen"
    assert sides_of(f"{text} oder wenn der RSI über 70 liegt")[0] == (
        "SAP.DE's close is above SAP.DE's SMA(200) and SIE.DE's close is above SIE.DE's SMA(200)"
    )

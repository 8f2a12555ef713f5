"""What returns to a level comes from the side on which the entry stands."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, exit_of, noted, strategy_of

MIDDLE = "the middle Bollinger Band (20, 2)"
OVER, UNDER = "it closes above the upper band", "it closes below the lower band"


@pytest.mark.parametrize("said", ["returns to", "reverts to", "gets back to", "comes back to"])
def test_who_enters_above_the_bands_falls_to_their_middle(said: str) -> None:
    assert exit_of(f"price {said} the middle band", OVER) == f"the close is at or below {MIDDLE}"
    assert exit_of(f"price {said} the middle band", UNDER) == f"the close is at or above {MIDDLE}"


@pytest.mark.parametrize("said", ["crosses back through", "goes back through"])
def test_what_is_crossed_back_through_is_crossed_against_the_entry(said: str) -> None:
    assert exit_of(f"price {said} the middle band", OVER) == f"the close crosses below {MIDDLE}"
    assert exit_of(f"price {said} the middle band", UNDER) == f"the close crosses above {MIDDLE}"
    assert exit_of(f"it {said} the SMA", "it crosses above the 60 SMA") == (
        "the close crosses below SMA(60)"
    )


def test_each_side_leaves_on_its_own_way() -> None:
    made = strategy_of(
        "Go long IBM when it closes below the lower band, short when it closes above the upper "
        "band. Close positions when price reverts to the middle band"
    )
    assert made.exit
    assert made.short_exit
    assert describe_condition(made.exit) == f"the close is at or above {MIDDLE}"
    assert describe_condition(made.short_exit) == f"the close is at or below {MIDDLE}"


@pytest.mark.parametrize(
    ("entry", "exit_", "left"),
    [
        ("it is 6% above the 60 SMA", "it returns to the SMA", "the close is at or below SMA(60)"),
        ("it is 6% below the 60 SMA", "it returns to the SMA", "the close is at or above SMA(60)"),
        ("RSI is above 75", "it returns to 50", "RSI(14) is at or below 50"),
        ("RSI is below 25", "it returns to 50", "RSI(14) is at or above 50"),
        ("RSI crosses above 35", "it crosses back through 35", "RSI(14) drops below 35"),
        ("it breaks above the upper Donchian channel", "price reverts to the middle line",
         "the close is at or below the middle Donchian Channel (20)"),
    ],
)  # fmt: skip
def test_the_entry_may_stand_off_a_level_or_at_one_of_an_oscillator(
    entry: str, exit_: str, left: str
) -> None:
    assert exit_of(exit_, entry) == left


def test_a_level_of_which_the_entry_says_nothing_is_reached_as_the_side_has_it() -> None:
    """A long that is bought on an oscillator may lie below any average; the way is shown."""
    text = "Buy IBM when RSI is below 25, sell when price returns to the 30 day SMA"
    assert exit_of("price returns to the 30 day SMA") == "the close is at or above SMA(30)"
    assert "reaching a level on the way up" in noted(read(text))


def test_an_oscillator_that_crosses_back_out_of_nowhere_is_asked_about() -> None:
    reading = read("Buy IBM when it closes above its 60 SMA, sell when RSI crosses back through 70")
    assert "exit_way" in asked(reading)
    short = strategy_of("Short IBM when RSI crosses back through 75, cover when RSI is below 50")
    assert short.entry
    assert describe_condition(short.entry) == "RSI(14) drops below 75"


def test_what_recovers_rises_wherever_the_entry_stands() -> None:
    assert exit_of("it recovers to the middle band", OVER) == f"the close is at or above {MIDDLE}"


def test_an_entry_on_either_side_of_a_level_tells_none() -> None:
    entry = "the distance of price to the 60 day SMA is more than 5%"
    assert exit_of("it returns to the SMA", entry) == "the close is at or above SMA(60)"

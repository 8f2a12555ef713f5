"""Days counted out of others, and words that stand for what was named before."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, sides_of

DOWN = "the close is below the close 1 bar ago on at least 4 of the last 6 bars"


@pytest.mark.parametrize(
    "said",
    [
        "it dropped at least 4 days out of the last 6 trading days",
        "it was down 4 out of the last 6 days",
        "it dropped on at least 4 days of the last 6",
        "it was down 4 days in the last 6 days",
    ],
)
def test_falls_are_counted_out_of_the_last_days(said: str) -> None:
    assert entry_of(said) == DOWN


def test_a_number_in_the_last_days_may_be_money() -> None:
    assert read("Buy IBM when it was down 4 in the last 6 days, sell after 9 days").action == (
        "clarify"
    )
    assert entry_of("it was down 4% in the last 6 days") == (
        "the change over 6 bars is at or below -4%"
    )


def test_one_is_a_candle_where_one_was_spoken_of() -> None:
    entry, exit_ = sides_of(
        "Sell IBM when a candle closes above the upper band and buy when one closes below the "
        "lower band"
    )
    assert entry == "the close is below the lower Bollinger Band (20, 2)"
    assert exit_ == "the close is above the upper Bollinger Band (20, 2)"


def test_symbols_may_be_spoken_of_in_short() -> None:
    entry, exit_ = sides_of("Buy IBM and KO when they're oversold, sell when they're overbought")
    assert (entry, exit_) == ("RSI(14) is below 30", "RSI(14) is above 70")


def test_an_apostrophe_too_many_owns_what_follows() -> None:
    assert entry_of("it is 5% above it's 30-day moving average") == (
        "the close is above 1.05 x SMA(30)"
    )
    assert entry_of("it's oversold") == "RSI(14) is below 30"

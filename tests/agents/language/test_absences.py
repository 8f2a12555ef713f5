"""Always in, but for a time after something happened."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, noted, sides_of

STORM = "SPY's close is above 30"


@pytest.mark.parametrize(
    ("text", "bars"),
    [("Hold IBM as a rule, but go to cash for the next month when SPY closes above 30", 21),
     ("Hold IBM at all times except for 8 days after SPY closes above 30", 8),
     ("Stay invested in IBM but sit out for 12 trading days whenever SPY closes above 30", 12),
     ("Own IBM by default, switch to cash for two weeks whenever SPY closes above 30", 10),
     ("Hold IBM; whenever SPY closes above 30, move to cash for the following 7 days", 7)],
)  # fmt: skip
def test_who_goes_to_cash_for_a_time_is_back_when_it_is_over(text: str, bars: int) -> None:
    entry, left = sides_of(text)
    assert (entry, left) == (f"SPY's close is at or below 30 for {bars} bars", STORM)
    assert any(f"held but for {bars} bars from each close" in one for one in noted(read(text)))


def test_behind_a_cross_it_is_back_wherever_the_line_is_then() -> None:
    text = "Buy and hold IBM, but sell and stay out for 3 weeks when RSI goes above 80"
    assert sides_of(text)[0] == "it is not the case that RSI(14) rises above 80 for 15 bars"


@pytest.mark.parametrize(
    "text",
    ["Buy IBM when RSI is below 30 and move to cash for a month when SPY closes above 30",
     "Buy IBM when RSI is below 30, sell above 70 and stay out for two weeks"],
)  # fmt: skip
def test_a_time_in_cash_beside_another_entry_is_no_time_to_hold(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None or reading.strategy.max_bars is None
    assert reading.unsupported


def test_without_a_time_it_is_back_as_soon_as_the_exit_is_over() -> None:
    text = "Hold IBM, but go to cash when SPY closes above 30"
    assert sides_of(text) == ("SPY's close is at or below 30", STORM)


def test_a_time_to_hold_is_no_time_in_cash() -> None:
    assert "entry" in asked(read("Hold IBM for 10 days, then cash out"))

"""Weeks, months and years in daily bars, where what is traded has more of them than shares have."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted

TOLD = "daily bars are counted as those of shares"


@pytest.mark.parametrize(
    ("rules", "counted"),
    [
        ("when the close is above the 50-week SMA, sell when below", "5 a week,"),
        ("when RSI < 30, sell after 3 months", "21 a month,"),
        ("when the change over 1 year is above 0%, sell after 2 weeks", "5 a week and 252 a year,"),
    ],
)
def test_weeks_of_a_coin_are_told(rules: str, counted: str) -> None:
    notes = [note for note in noted(read(f"Buy BTC {rules}")) if note.startswith(TOLD)]
    assert len(notes) == 1
    assert f"{TOLD}, {counted} though BTC-USD trades every day" in notes[0]


@pytest.mark.parametrize(
    "text",
    ["Buy SPY when the close is above the 50-week SMA, sell when below",
     "Buy BTC when RSI < 30, sell after 10 days", "Buy $100 of BTC every week",
     "Buy BTC when the close is above SMA(50), sell when below, on weekly bars"],
)  # fmt: skip
def test_what_is_not_counted_so_is_not_told(text: str) -> None:
    assert not [note for note in noted(read(text)) if note.startswith(TOLD)]

"""Weeks, months and years in daily bars, where what is traded has more of them than shares have."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, sides_of

TOLD = "daily bars are counted as "
RULES = [
    ("when the close is above the 50-week SMA, sell when below", "{week} a week"),
    ("when RSI < 30, sell after 3 months", "{month} a month"),
    ("when the change over 1 year is above 0%, sell after 2 weeks",
     "{week} a week and {year} a year"),
]  # fmt: skip
OF_COINS = {"week": 7, "month": 30, "year": 365}
OF_SHARES = {"week": 5, "month": 21, "year": 252}


@pytest.mark.parametrize(("rules", "counted"), RULES)
def test_weeks_of_a_coin_are_its_own_and_told(rules: str, counted: str) -> None:
    notes = [note for note in noted(read(f"Buy BTC {rules}")) if TOLD in note]
    assert notes == [f"BTC-USD trades every day: {TOLD}{counted.format(**OF_COINS)}"]


@pytest.mark.parametrize(("rules", "counted"), RULES)
def test_beside_a_share_those_of_shares_are_counted(rules: str, counted: str) -> None:
    notes = [note for note in noted(read(f"Buy BTC and KO {rules}")) if TOLD in note]
    assert len(notes) == 1
    said = f"those of shares, {counted.format(**OF_SHARES)}, though BTC-USD trades every day"
    assert f"{TOLD}{said}" in notes[0]


def test_a_week_of_a_coin_has_seven_bars() -> None:
    bought, _ = sides_of("Buy BTC when it drops 10% in 2 weeks, sell when RSI > 70")
    assert bought == "the change over 14 bars is at or below -10%"


@pytest.mark.parametrize(
    "text",
    ["Buy SPY when the close is above the 50-week SMA, sell when below",
     "Buy BTC when RSI < 30, sell after 10 days", "Buy $100 of BTC every week",
     "Buy BTC when the close is above SMA(50), sell when below, on weekly bars"],
)  # fmt: skip
def test_what_is_not_counted_so_is_not_told(text: str) -> None:
    assert not [note for note in noted(read(text)) if TOLD in note]

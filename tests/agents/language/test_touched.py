"""An average that is touched or tested to enter, and who is testing something else."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, exit_of

LOW = "the low is at or below SMA(20)"


@pytest.mark.parametrize(
    "said",
    ["it touches the 20-day SMA", "price is testing the 20-day SMA", "price tests its 20-day SMA",
     "price is tagging SMA(20)"],
)  # fmt: skip
def test_a_bar_touches_an_average_whose_low_reaches_it(said: str) -> None:
    assert entry_of(said) == LOW


@pytest.mark.parametrize(
    ("text", "entry"),
    [("Kaufe IBM, wenn der Kurs den SMA 20 berührt, verkaufe nach 5 Tagen", LOW),
     ("Acheter IBM quand le cours touche le SMA 20, vendre après 5 jours", LOW),
     ("Short IBM when it touches the 20-day SMA, cover after 5 days",
      "the high is at or above SMA(20)")],
)  # fmt: skip
def test_so_it_is_abroad_and_from_below_for_a_short(text: str, entry: str) -> None:
    assert f" when {entry};" in read(text).sentence


def test_a_band_is_tested_by_the_low_too() -> None:
    assert entry_of("RSI < 30 and price is testing lower Bollinger Band") == (
        "RSI(14) is below 30 and the low is at or below the lower Bollinger Band (20, 2)"
    )


def test_what_is_reached_to_leave_is_reached_by_the_close() -> None:
    assert exit_of("it touches the 20-day SMA") == "the close is at or above SMA(20)"


def test_who_is_testing_a_strategy_touches_nothing() -> None:
    text = "I am testing a strategy with SMA 20: buy IBM when RSI < 30, sell after 5 days"
    assert "SMA(20)" not in read(text).sentence

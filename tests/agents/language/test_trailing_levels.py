"""Stops that trail at a level, and how far below what."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, exit_of, sides_of, strategy_of

RULE = "Buy KO when RSI < 30"


@pytest.mark.parametrize(
    ("said", "level"),
    [("trailing stop under the 20 day low", "the close is below the 20-bar low 1 bar ago"),
     ("trail the stop at the 10 day low", "the close is below the 10-bar low 1 bar ago"),
     ("trailing stop loss at the 20 EMA", "the close is below EMA(20)"),
     ("trailing stop 5% below the 20 day high",
      "the close is below 0.95 x the 20-bar high 1 bar ago"),
     ("stop 2% below the 50 SMA", "the close is below 0.98 x SMA(50)")],
)  # fmt: skip
def test_a_stop_at_a_level_that_moves_leaves_there(said: str, level: str) -> None:
    assert sides_of(f"{RULE}, {said}") == ("RSI(14) is below 30", level)


def test_a_short_is_left_above() -> None:
    text = "Short KO at a 20 day low, trailing stop above the 10 day high"
    assert sides_of(text)[1] == "the close is above the 10-bar high 1 bar ago"


@pytest.mark.parametrize("said", ["trailing stop of 5%", "trailing stop 5% below the high"])
def test_by_a_part_of_the_price_it_trails_itself(said: str) -> None:
    assert strategy_of(f"{RULE}, {said}").trailing_stop == 0.05
    assert entry_of("RSI < 30") == "RSI(14) is below 30"


def test_a_high_of_no_time_is_asked_about_and_no_condition() -> None:
    assert asked(read(f"{RULE}, stop 5% below the high")) == ["stop_loss"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("the close is below the lowest close of the last 25", "25-bar lowest close"),
     ("below the lowest low of the last 25", "25-bar low")],
)  # fmt: skip
def test_the_last_so_many_are_days(said: str, meant: str) -> None:
    assert meant in exit_of(said)


@pytest.mark.parametrize("said", ["below by 2% or more", "below it by 2%", "2% below it"])
def test_below_by_so_much_is_below_what_it_was_compared_with(said: str) -> None:
    text = f"Buy KO when it closes above the 50 SMA by 3% or more, sell when it closes {said}"
    assert sides_of(text) == (
        "the close is above 1.03 x SMA(50)",
        "the close is below 0.98 x SMA(50)",
    )


def test_by_so_much_of_nothing_is_asked() -> None:
    assert "exit" in asked(read(f"{RULE}, sell when price is above by 5%"))


def test_a_part_is_not_sold_at_a_level_and_none_is_bought_by_it() -> None:
    reading = read(f"{RULE}. Sell half at a target 5% above the 20 day high")
    assert reading.unsupported
    assert reading.draft.get("entry") is None or "HIGHEST" not in str(reading.draft["entry"])

"""Days in a row with lower closes, one colour after several of the other, and what reverts."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, exit_of, noted, sides_of


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("four consecutive days with lower closes", "the streak of down closes is at or above 4"),
        ("4 straight days with a lower close", "the streak of down closes is at or above 4"),
        ("5 days in a row with higher closes", "the streak of up closes is at or above 5"),
        ("3 days in a row with lower lows", "the low is below the low 1 bar ago for 3 bars"),
    ],
)
def test_days_in_a_row_with_such_closes_are_a_streak(said: str, entry: str) -> None:
    assert sides_of(f"Buy KO after {said}, sell when RSI(14) > 60")[0] == entry


RED_AFTER_GREEN = (
    "the close 1 bar ago is above the open 1 bar ago for 4 bars and the close is below the open"
)


@pytest.mark.parametrize(
    "said",
    [
        "the first red candle after 4 green ones",
        "a red candle after 4 consecutive green candles",
        "the first red bar following 4 green bars in a row",
    ],
)
def test_one_colour_after_several_of_the_other(said: str) -> None:
    text = f"Buy KO on {said}, sell on the next green candle with a 3% stop"
    assert sides_of(text) == (RED_AFTER_GREEN, "the close is above the open")
    assert any("a green candle is one" in one for one in noted(read(text)))


def test_the_same_colour_again_is_no_turn() -> None:
    assert read("Buy KO on a red candle after 4 red candles, sell after 3 days").strategy is None


@pytest.mark.parametrize("sigma", ["2σ", "2 sigma", "2 sigmas", "2 standard deviations"])
def test_sigmas_below_the_mean_are_a_band_that_reverts_to_its_middle(sigma: str) -> None:
    text = f"Buy KO when it's {sigma} below its 30-day mean, close when it reverts"
    assert sides_of(text) == (
        "the close is below the lower Bollinger Band (30, 2)",
        "the close is at or above SMA(30)",
    )
    assert "'reverts' means that it is back at its mean" in noted(read(text))


def test_a_z_score_reverts_to_nought() -> None:
    assert exit_of("it reverts", "z-score(20) < -2").endswith("is at or above 0")


def test_what_has_no_mean_does_not_revert() -> None:
    assert read("Buy KO when RSI drops below 30, sell when it reverts").strategy is None


def test_what_others_do_is_not_tested() -> None:
    assert entry_of("RSI(14) (others use 10) is below 30") == "RSI(14) is below 30"
    text = "Buy KO 1 day (other authors use 5) before the end of the month, sell after 3 days"
    assert "2nd last trading day" in read(text).sentence


def test_brackets_that_say_more_are_not_read_over() -> None:
    assert read("Buy KO when RSI(14) (or CCI below -100) is below 30").strategy is None


@pytest.mark.parametrize(
    ("said", "means"),
    [("the HMA(20) changes its direction", "HMA(20) crosses above HMA(20) 1 bar ago"),
     ("the 50 EMA flips direction", "EMA(50) crosses above EMA(50) 1 bar ago"),
     ("the HMA(20) changes direction from down to up", "HMA(20) crosses above HMA(20) 1 bar ago"),
     ("EMA(50) switches direction to the downside", "EMA(50) crosses below EMA(50) 1 bar ago")],
)  # fmt: skip
def test_an_average_that_changes_its_direction_turns_there(said: str, means: str) -> None:
    assert entry_of(said) == means


def test_where_it_turns_to_is_told_by_the_side_of_the_rule_and_shown() -> None:
    text = "Short KO when HMA(20) changes direction, cover when HMA(20) changes direction again"
    assert sides_of(text) == (
        "HMA(20) crosses below HMA(20) 1 bar ago",
        "HMA(20) crosses above HMA(20) 1 bar ago",
    )
    assert "a change of direction is read as one down, from the bar before" in noted(read(text))


def test_a_price_that_changes_direction_is_not_understood() -> None:
    assert read("Buy KO when the price changes direction, sell after 9 days").strategy is None

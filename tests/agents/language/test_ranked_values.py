"""Where a close lies in the range of several bars, and values ranked among their earlier ones."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, exit_of, noted, sides_of

RANKS = "ranks among its own of the days before"


@pytest.mark.parametrize(
    ("condition", "means"),
    [("the close is in the bottom 15% of its 40-day range", "(40, 1, 1) is at or below 15"),
     ("it closes in the upper quartile of the 10 day range", "(10, 1, 1) is at or above 75"),
     ("it closes in the lower half of its range over the last 30 days",
      "(30, 1, 1) is at or below 50"),
     ("it closes in the top tenth of its 52-week range", "(252, 1, 1) is at or above 90"),
     ("it closes in the bottom 15% of the range of the last 6 days", "(6, 1, 1) is at or below 15"),
     ("it closes in the bottom 15% of the day's range", "(1, 1, 1) is at or below 15"),
     ("it closes in the bottom 15% of its range for 3 days",
      "(1, 1, 1) is at or below 15 for 3 bars")],
)  # fmt: skip
def test_a_close_in_a_part_of_a_range_has_its_bars(condition: str, means: str) -> None:
    assert entry_of(condition) == f"Stochastic %K {means}"


def test_how_a_range_of_several_bars_is_read_is_told() -> None:
    text = "Buy KO when the close is in the bottom 15% of its 40-day range, sell after 9 days"
    assert any("range of 40 bars is read as their Stochastic" in one for one in noted(read(text)))


@pytest.mark.parametrize(
    "condition",
    ["its 14-day ATR is in the top 30% of the last 252 days",
     "volatility is in the lowest fifth of the past year",
     "KO's volatility is in the highest 10% of the year",
     "RSI(2)'s percentile rank over 100 days is below 10",
     "volume is above the 90th percentile of the last 50 days"],
)  # fmt: skip
def test_a_value_that_is_ranked_among_its_own_is_named_with_the_reason(condition: str) -> None:
    reading = read(f"Buy KO when {condition}, sell after 9 days")
    assert [RANKS in one.why for one in reading.unsupported] == [True]
    assert reading.strategy is None
    assert "start" not in reading.draft


def test_the_rest_of_the_entry_is_tested_and_no_year_of_it_is_the_time() -> None:
    text = "Buy KO if RSI(2) < 10 with volume in the top quarter of the past year, sell on Friday"
    reading = read(text)
    assert reading.action == "partial"
    assert RANKS in reading.unsupported[0].why
    assert sides_of(text)[0] == "RSI(2) is below 10"
    assert reading.strategy is not None
    assert reading.strategy.start is None


def test_the_best_of_several_symbols_and_a_part_of_a_day_are_no_such_values() -> None:
    for text in (
        "Hold the top 20% of KO, PEP, IBM, XOM and JNJ by return of the last year",
        "Buy KO if the close is in the top half of the day, sell after 9 days",
    ):
        assert not any(RANKS in one.why for one in read(text).unsupported)


def test_an_exit_has_its_range_too() -> None:
    assert exit_of("it closes in the top 20% of its 10-day range") == (
        "Stochastic %K (10, 1, 1) is at or above 80"
    )


@pytest.mark.parametrize(
    "condition",
    ["it closes near the low of its range", "it closes near the low of the day's range"],
)  # fmt: skip
def test_a_close_at_an_edge_of_its_range_is_near_it(condition: str) -> None:
    assert entry_of(condition) == "Stochastic %K (1, 1, 1) is at or below 20"


@pytest.mark.parametrize(
    "condition", ["it is near the low of its trading range", "the price is in a high range"]
)
def test_a_range_that_a_price_trades_in_is_none_of_a_day(condition: str) -> None:
    assert read(f"Buy KO when {condition}, sell after 9 days").strategy is None

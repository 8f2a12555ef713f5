"""Hours and minutes before a bar, and extremes that are said without a time."""

import pytest

from agents.language import read
from agents.language.reading import Overrides
from tests.agents.language.reading_of import noted, sides_of, strategy_of


@pytest.mark.parametrize(
    ("said", "bars", "timeframe"),
    [
        ("when it drops 2% in the last hour", "the change over 1 bar", "1h"),
        ("if it is down 2% within the last 3 hours", "the change over 3 bars", "1h"),
        ("on a 2% fall within the last 15 minutes", "the change over 1 bar", "15m"),
    ],
)
def test_a_move_in_the_last_hours_is_one_of_bars(said: str, bars: str, timeframe: str) -> None:
    strategy = strategy_of(f"Buy ETH {said}, stop 3%, target 4%")
    assert strategy.timeframe == timeframe
    assert bars in read(f"Buy ETH {said}, stop 3%, target 4%").sentence


@pytest.mark.parametrize("said", ["the last hour of trading", "the last 10 minutes of the session"])
def test_the_end_of_the_session_is_still_a_time_of_the_day(said: str) -> None:
    reading = read(f"Buy ETH in {said}, stop 3%, target 4%")
    assert any(said in one.text for one in reading.unsupported)


@pytest.mark.parametrize(
    "said",
    ["price closes above the highest high of the last 6 hours", "it breaks the 6-hour high"],
)
def test_an_extreme_over_hours_is_no_one_over_days(said: str) -> None:
    text = f"Buy ETH when {said}, stop 3%, target 4%"
    assert strategy_of(text).timeframe == "1h"
    assert "a high or low over hours or minutes is taken on bars of 1h" in noted(read(text))
    daily = read(text, overrides=Overrides(timeframe="1d"))
    assert daily.strategy is None
    assert daily.unsupported


def test_the_other_extreme_is_over_as_many_bars() -> None:
    text = "Buy KO when price closes above the highest high of the last 15 days, sell below the {}"
    assert sides_of(text.format("lowest low")) == (
        "the close is above the 15-bar high 1 bar ago",
        "the close is below the 15-bar low 1 bar ago",
    )
    assert sides_of(text.format("lowest low of 5 days"))[1].endswith("the 5-bar low 1 bar ago")


def test_an_extreme_that_nothing_else_times_is_named() -> None:
    reading = read("Buy KO when RSI < 30, sell below the lowest low")
    assert [one.text for one in reading.unsupported] == ["below the lowest low"]

"""The day before on bars within the day, which a rule cannot look at."""

import pytest

from agents.language import read
from agents.language.setup.days_before import WHY
from tests.agents.language.reading_of import strategy_of


@pytest.mark.parametrize(
    "rule",
    ["it closes above the previous day's high", "it breaks above yesterday's high",
     "the close crosses the high of the day before", "the previous day was a down day",
     "it is above the prior session's close", "RSI was below 30 yesterday"],
)  # fmt: skip
@pytest.mark.parametrize("bars", ["On hourly bars", "15 minute chart:"])
def test_the_day_before_is_not_the_bar_before(bars: str, rule: str) -> None:
    reading = read(f"{bars} buy AAPL when {rule}, sell when RSI(14) > 70")
    assert WHY in [one.why for one in reading.unsupported]
    assert reading.strategy is None
    assert "entry" not in reading.draft


def test_what_stands_beside_it_is_still_read() -> None:
    reading = read(
        "AAPL 5m: buy when it closes above yesterday's close and RSI(14) < 55, sell when RSI > 70"
    )
    assert reading.action == "partial"
    assert [one.text for one in reading.unsupported] == ["it closes above yesterday's close"]


@pytest.mark.parametrize("bars", ["", "On weekly bars "])
def test_on_bars_of_a_day_and_more_it_is_the_bar_before(bars: str) -> None:
    strategy = strategy_of(
        f"{bars}buy AAPL when it closes above yesterday's high, sell at RSI > 70"
    )
    assert strategy.entry is not None


def test_the_next_day_is_not_the_day_before() -> None:
    strategy = strategy_of("On hourly bars buy AAPL when RSI < 30, sell the next day")
    assert strategy.max_days == 1

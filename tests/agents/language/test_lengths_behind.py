"""How long an average is, said behind it: in weeks and months, and of several at once."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, strategy_of


@pytest.mark.parametrize(
    ("condition", "bars"),
    [("it is above its moving average of 10 months", 210),
     ("it is above its moving average over 40 weeks", 200),
     ("it is above its moving average 3 months", 63),
     ("it is above its moving average of 10 days", 10)],
)  # fmt: skip
def test_weeks_and_months_are_not_so_many_bars(condition: str, bars: int) -> None:
    assert entry_of(condition) == f"the close is above SMA({bars})"


def test_on_weekly_bars_a_week_is_one_of_them() -> None:
    strategy = strategy_of(
        "KO on weekly bars: buy above its moving average of 40 weeks, sell below"
    )
    assert "'period': 40" in str(strategy.model_dump())


def test_above_averages_in_brackets_is_above_each_of_them() -> None:
    said = entry_of("it is above both EMAs (30 and 90)")
    assert said == "the close is above EMA(30) and the close is above EMA(90)"


@pytest.mark.parametrize("both", ["both EMAs (30 and 90) rise", "the EMAs (30 and 90) rise"])
def test_a_second_average_is_never_passed_over(both: str) -> None:
    reading = read(f"Buy MSFT when {both}, sell after 10 days")
    assert reading.action != "run" or "EMA(90)" in reading.sentence


def test_a_cross_is_of_the_two_in_brackets() -> None:
    said = read("Buy MSFT when EMAs (30 and 90) cross up, sell when they cross down").sentence
    assert "EMA(30) crosses above EMA(90)" in said


def test_both_days_are_no_count_of_funds() -> None:
    said = read("Kaufe KO, wenn der Kurs an den beiden letzten Tagen gefallen ist, sonst halten")
    assert said.action != "run" or "hold the 2" not in said.sentence

"""Moves of a size on each of several days, and those over all of them."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, noted


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("it fell more than 2% on each of the last 2 days", "at or below -2% for 2 bars"),
        ("it fell 2% or more on each of the previous 2 sessions", "at or below -2% for 2 bars"),
        ("it rose 1% each of the past 3 days", "at or above 1% for 3 bars"),
        ("it fell 2% on both of the last 2 days", "at or below -2% for 2 bars"),
        ("each of the last 3 days was down more than 1%", "at or below -1% for 3 bars"),
        ("it fell 2% every day for the last 3 days", "at or below -2% for 3 bars"),
        ("it falls 1% a day for 3 days", "at or below -1% for 3 bars"),
        ("it falls 2% two days running", "at or below -2% for 2 bars"),
    ],
)
def test_each_of_the_days_moved_by_so_much(said: str, rule: str) -> None:
    assert entry_of(said) == f"the change over 1 bar is {rule}"


def test_over_all_of_them_it_is_one_move() -> None:
    assert entry_of("it has fallen 2% in the last 2 days") == (
        "the change over 2 bars is at or below -2%"
    )
    assert entry_of("it fell on each of the last 3 days") == (
        "the streak of down closes is at or above 3"
    )
    assert entry_of("RSI was below 30 on each of the last 3 days") == (
        "RSI(14) is below 30 for 3 bars"
    )


@pytest.mark.parametrize("span", ["in each of the last 2 weeks", "over each of the last 2 months"])
def test_each_of_several_weeks_is_asked_about(span: str) -> None:
    reading = read(f"Buy MSFT when it fell more than 2% {span}, sell after 5 days")
    assert any("each of the last" in one.text for one in reading.unsupported)


@pytest.mark.parametrize(("period", "bars"), [("month", 21), ("week", 5)])
def test_this_month_is_told_to_be_so_many_bars(period: str, bars: int) -> None:
    text = f"Buy MSFT when up 10% this {period}, sell after 10 days"
    told = f"'this {period}' is read as the last {bars} bars, and not as the time since it began"
    assert told in noted(read(text))
    assert entry_of(f"up 10% this {period}") == f"the change over {bars} bars is at or above 10%"
    assert not any("this" in one for one in noted(read(text.replace("this", "in a"))))

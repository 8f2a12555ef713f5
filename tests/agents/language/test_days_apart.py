"""What held on one day and holds on another, and days that are no such thing."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, exit_of

TURN = "RSI(14) 1 bar ago is below 30 and RSI(14) is above 30"


@pytest.mark.parametrize(
    "said",
    [
        "RSI was below 30 yesterday and is above 30 today",
        "RSI was below 30 yesterday and is above 30",
        "yesterday RSI was below 30 and today it is above 30",
        "yesterday's RSI was under 30 and today's RSI is over 30",
        "RSI yesterday < 30 and RSI today > 30",
        "the previous day's RSI was below 30 and the current RSI is above 30",
    ],
)
def test_each_is_said_of_its_own_bar_and_never_impossible(said: str) -> None:
    assert entry_of(said) == TURN


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("RSI is above 30 today but was below 30 yesterday",
         "RSI(14) is above 30 and RSI(14) 1 bar ago is below 30"),
        ("RSI is below 30 and was above 30 the day before",
         "RSI(14) is below 30 and RSI(14) 1 bar ago is above 30"),
        ("RSI was above 30 two days ago and is below 30 now",
         "RSI(14) 2 bars ago is above 30 and RSI(14) is below 30"),
        ("RSI was below 30 the day before yesterday and is above 30 today",
         "RSI(14) 2 bars ago is below 30 and RSI(14) is above 30"),
        ("the close was below the 20 SMA yesterday and is above it today",
         "the close 1 bar ago is below SMA(20) 1 bar ago and the close is above SMA(20)"),
        ("it was below 100 yesterday and is above 100 today",
         "the close 1 bar ago is below 100 and the close is above 100"),
        ("ADX is above 25 today and RSI was below the 30 yesterday",
         "ADX(14) is above 25 and RSI(14) 1 bar ago is below 30"),
        ("close today > close 5 days ago", "the close is above the close 5 bars ago"),
        ("close yesterday < close today", "the close 1 bar ago is below the close"),
    ],
)  # fmt: skip
def test_either_day_may_come_first(said: str, rule: str) -> None:
    assert entry_of(said) == rule


def test_an_exit_has_its_days_too_and_other_languages_theirs() -> None:
    said = "RSI was above 70 yesterday and is below 70 today"
    assert exit_of(said) == "RSI(14) 1 bar ago is above 70 and RSI(14) is below 70"
    german = "Kaufe MSFT wenn RSI gestern unter 30 war und heute über 30 ist, verkaufe nach 5 Tagen"
    assert "RSI(14) 1 bar ago is below 30 and RSI(14) is above 30" in read(german).sentence


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("RSI was below 30 yesterday and above 20",
         "RSI(14) 1 bar ago is below 30 and RSI(14) 1 bar ago is above 20"),
        ("the close is above the close yesterday and RSI is below 50",
         "the close is above the close 1 bar ago and RSI(14) is below 50"),
        ("the close is above yesterday's high and RSI is above 50",
         "the close is above the high 1 bar ago and RSI(14) is above 50"),
        ("RSI was below 30 yesterday", "RSI(14) 1 bar ago is below 30"),
    ],
)  # fmt: skip
def test_what_is_said_of_one_day_stays_on_it(said: str, rule: str) -> None:
    assert entry_of(said) == rule
    both = "Buy MSFT when RSI is below 30 and above 40, sell after 5 days"
    assert asked(read(both)) == ["contradiction"]


def test_up_yesterday_and_down_today_are_two_days() -> None:
    assert entry_of("it closed up yesterday and down today") == (
        "the change over 1 bar 1 bar ago is above 0% and the streak of down closes is at or above 1"
    )
    assert entry_of("it was up yesterday") == "the change over 1 bar 1 bar ago is above 0%"
    assert entry_of("yesterday was down >1%") == "the change over 1 bar 1 bar ago is below -1%"


@pytest.mark.parametrize("span", ["for 3 days", "3 days in a row"])
def test_higher_than_it_opened_may_last(span: str) -> None:
    assert entry_of(f"it closes higher than it opened {span}") == (
        "the close is above the open for 3 bars"
    )

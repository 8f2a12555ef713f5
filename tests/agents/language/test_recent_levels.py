"""Highs and lows of which nobody says how many days they are."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of


@pytest.mark.parametrize(
    ("condition", "level"),
    [("it breaks above a recent high", "recent high"),
     ("KO takes out its most recent swing high", "most recent swing high"),
     ("the close is below the last swing low", "last swing low"),
     ("it touches the recent lows", "recent lows"),
     ("it breaks the local high with volume above its 20-day average", "local high")],
)  # fmt: skip
def test_a_level_of_no_length_is_asked_about(condition: str, level: str) -> None:
    reading = read(f"Buy KO when {condition}, sell after 8 days")
    assert [one.text for one in reading.questions] == [f"Which level is the {level}?"]
    assert not reading.unsupported


def test_each_side_is_asked_for_its_own_level() -> None:
    text = "Buy KO when it closes above the recent high, sell when it breaks below the recent low"
    assert asked(read(text)) == ["entry_line", "exit_line"]


def test_falling_back_to_a_recent_low_is_no_close_at_the_low_of_the_day() -> None:
    reading = read("Buy KO when it pulls back to the recent low, sell after 8 days")
    assert [one.text for one in reading.unsupported] == ["pulls back to the recent low"]
    assert reading.strategy is None


@pytest.mark.parametrize(
    "condition",
    ["it breaks the recent high of the last 20 days", "it breaks above the recent 20-day high"],
)  # fmt: skip
def test_a_recent_high_with_its_days_is_no_question(condition: str) -> None:
    assert entry_of(condition) == "the close is above the 20-bar high 1 bar ago"


def test_a_distance_from_it_and_a_stop_are_asked_about_as_such() -> None:
    text = "Buy KO when it is 5% below the recent high, sell after 8 days"
    assert "Over what time" in read(text).questions[0].text
    text = "Buy KO when RSI < 30, stop below the recent low, sell when RSI > 70"
    assert "How far" in read(text).questions[0].text


def test_a_recent_high_of_an_indicator_is_none_of_the_price() -> None:
    reading = read("Buy KO when RSI is above its recent high, sell after 8 days")
    assert [one.text for one in reading.unsupported] == ["RSI is above its recent high"]

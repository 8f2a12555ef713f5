"""Days told by those before them, and how long something holds in weeks and months."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, exit_of

DOWN_3 = "the close 1 bar ago is below the close 2 bars ago for 3 bars"


@pytest.mark.parametrize(
    ("condition", "meant"),
    [
        (
            "it closes below its 40-day average for the second day in a row",
            "the close is below SMA(40) for 2 bars",
        ),
        ("it closes down for the third straight day", "the streak of down closes is at or above 3"),
        (
            "a green candle follows 3 red candles",
            "the close 1 bar ago is below the open 1 bar ago for 3 bars and the close is above "
            "the open",
        ),
        (
            "it closes up after closing down 3 days in a row",
            f"{DOWN_3} and the close is above the close 1 bar ago",
        ),
        ("it is up after 3 down days", f"{DOWN_3} and the close is above the close 1 bar ago"),
        ("RSI stays below 28 for a week", "RSI(14) is below 28 for 5 bars"),
        (
            "it has been above its 20 EMA for the past 2 weeks",
            "the close is above EMA(20) for 10 bars",
        ),
        ("it is 8% higher than 3 months ago", "the change over 63 bars is at or above 8%"),
        ("it is 5% lower than a month ago", "the change over 21 bars is at or below -5%"),
        ("it is up 20% year over year", "the change over 252 bars is at or above 20%"),
    ],
)
def test_a_day_is_told_by_those_before_it(condition: str, meant: str) -> None:
    assert entry_of(condition) == meant


def test_a_candle_that_closes_is_one_of_its_colour() -> None:
    assert exit_of("a red candle closes") == "the close is below the open"


@pytest.mark.parametrize(
    "condition",
    [
        "RSI is below 30 for the second time",
        "it goes up after 3 days",
        "it is a down day after 3 green days",
        "it is 8% higher than when people liked it",
    ],
)
def test_what_says_something_else_is_asked(condition: str) -> None:
    assert read(f"Buy MSFT when {condition}, sell after 10 days").action == "clarify"


@pytest.mark.parametrize(
    "words",
    [
        "TL;DR buy MSFT when RSI < 25, sell above 70",
        "Buy MSFT when RSI < 25, sell above 70, otherwise we do nothing",
        "Buy MSFT if all of the following are met: RSI < 25. Sell when RSI > 70",
        "Buy MSFT when RSI < 25. In addition, sell it when RSI > 70",
    ],
)
def test_turns_of_speech_beside_a_rule_say_nothing(words: str) -> None:
    found = read(words)
    assert found.action == "run"
    assert "Buy MSFT when RSI(14) is below 25; sell when RSI(14) is above 70" in found.sentence

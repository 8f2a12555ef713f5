"""What is known at the open at which it is traded, and what lies a day further back."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, sides_of, strategy_of


@pytest.mark.parametrize(
    "text",
    [
        "Buy KO at the open if yesterday's close is above the SMA(90). Sell after 4 days.",
        "Buy KO at market open if the previous day's close is above SMA(90). Sell after 4 days.",
        "If yesterday's close is above the SMA(90), buy KO at the open. Sell after 4 days.",
        "At the open, buy KO if yesterday's close is above the SMA(90). Sell after 4 days.",
    ],
)
def test_yesterday_is_the_day_of_the_last_close_before_that_open(text: str) -> None:
    reading = read(text)
    assert "Buy KO when the close is above SMA(90)" in reading.sentence
    assert any("last close before the open" in one for one in noted(reading))


@pytest.mark.parametrize(
    "text",
    [
        "Buy KO at the next open if yesterday's close is above the SMA(90). Sell after 4 days.",
        "Buy KO if yesterday's close is above the SMA(90). Sell at the open after 4 days.",
        "Buy KO if yesterday's close is above the SMA(90), sell at the open after 4 days.",
    ],
)
def test_without_an_open_of_its_own_yesterday_is_the_bar_before_the_signal(text: str) -> None:
    assert "Buy KO when the close 1 bar ago is above SMA(90)" in read(text).sentence


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("the close is above yesterday's high", "the close is above the high 1 bar ago"),
        ("the close is above the previous 15-day high",
         "the close is above the 15-bar high 1 bar ago"),
        ("yesterday's close was below the 15-day low",
         "the close is below the 15-bar low 1 bar ago"),
        ("yesterday's close was below yesterday's open and RSI < 35",
         "the close is below the open and RSI(14) is below 35"),
        ("yesterday's high was below the previous day's high",
         "the high is below the high 1 bar ago"),
    ],
)  # fmt: skip
def test_only_what_is_said_of_yesterday_moves(said: str, rule: str) -> None:
    text = f"Buy KO at the open if {said}. Sell when the close is below yesterday's low."
    assert sides_of(text) == (rule, "the close is below the low 1 bar ago")


def test_each_order_has_its_own_open() -> None:
    text = (
        "Buy KO at the open if yesterday's close is above SMA(30). Sell at the open if yesterday's "
        "close is below SMA(30)."
    )
    assert sides_of(text) == ("the close is above SMA(30)", "the close is below SMA(30)")
    assert strategy_of(text).fill == "next_open"

""" "Each day": rules are looked at on every bar anyway, and a savings plan is something else."""

import pytest

from agents.language import read

BOUGHT = "Buy SPY when RSI(14) is below 30; sell when RSI(14) is above 70, on daily bars"


@pytest.mark.parametrize(
    "text",
    [
        "Each day, buy SPY if RSI < 30, sell if RSI > 70",
        "Every day check if RSI of SPY is below 30 and buy, sell when above 70",
        "At the end of each day, if RSI < 30 buy SPY, if RSI > 70 sell",
        "Each trading day: buy SPY when RSI < 30, sell when RSI > 70",
    ],
)
def test_every_day_says_no_more_than_daily_bars(text: str) -> None:
    assert read(text).sentence.startswith(BOUGHT)


@pytest.mark.parametrize(
    "text",
    [
        "Every day buy 100 dollars of SPY if RSI < 30, sell above 70",
        "Every day SPY drops 2% in a day, buy it, sell after 5 days",
        "Every week, buy SPY if RSI < 30, sell if RSI > 70",
        "Each hour, buy SPY if RSI < 30, sell if RSI > 70",
    ],
)
def test_another_rhythm_or_an_amount_of_each_day_is_asked_about(text: str) -> None:
    found = read(text)
    assert found.action != "run" or "every week" in found.sentence


def test_what_is_done_on_every_day_is_done_then() -> None:
    found = read("Every day, buy SPY at the open and sell at the close")
    assert "any day" in found.sentence
    assert "same day" in found.sentence

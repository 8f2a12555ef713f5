"""Levels whose way stands elsewhere, and exits in the words of those who wait."""

import pytest

from agents.language import read

BOUGHT = "Buy MSFT when RSI(14) is {} 28; sell when RSI(14) is {} 72"


@pytest.mark.parametrize(
    ("text", "below", "above"),
    [
        ("Buy MSFT under an RSI of 28 and sell over an RSI of 72", "below", "above"),
        ("Buy MSFT below RSI 28, sell above RSI 72", "below", "above"),
        ("Go long MSFT with RSI at 28 and below; get flat with RSI at 72 and up",
         "at or below", "at or above"),
        ("Buy MSFT at RSI 28 and lower, sell at RSI 72 and higher", "at or below", "at or above"),
        ("What would've happened if I bought MSFT each time RSI was under 28 and sold each time "
         "it was over 72?", "below", "above"),
        ("Buy MSFT when RSI < 28 and hold it, then sell when RSI > 72", "below", "above"),
    ],
)  # fmt: skip
def test_the_way_may_lead_or_follow(text: str, below: str, above: str) -> None:
    assert read(text).sentence.startswith(BOUGHT.format(below, above))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("sell when it's no longer oversold", "RSI(14) is at or above 28"),
        ("sell when it is not oversold anymore", "RSI(14) is at or above 28"),
        ("hold 20 days unless RSI > 60 first", "RSI(14) is above 60 or after 20 bars"),
        ("sell at the 52-week high", "the high is at or above the 252-bar high 1 bar ago"),
    ],
)
def test_it_is_left_by_what_is_waited_for(text: str, left: str) -> None:
    assert f"sell when {left}" in read(f"Buy MSFT when RSI < 28, {text}").sentence


@pytest.mark.parametrize(
    "text",
    [
        "Buy MSFT when price is below RSI 28, sell after 9 days",
        "Buy MSFT when RSI < 28, hold 20 days unless VIX > 30",
        "Buy MSFT if RSI crosses 28 and up, sell after 9 days",
    ],
)
def test_what_cannot_be_meant_so_is_asked(text: str) -> None:
    assert read(text).action == "clarify"


def test_a_level_and_another_condition_stay_two() -> None:
    found = read("Buy MSFT when RSI < 28 and below the lower band; sell above 72")
    assert "RSI(14) is below 28 and the close is below the lower Bollinger Band" in found.sentence


@pytest.mark.parametrize(
    "text",
    [
        "Trend: close > SMA(150). Signal: RSI(2) < 9. Exit: close > SMA(6). Symbol: MSFT",
        "Trend: close > SMA(150). Signal: buy MSFT when RSI(2) < 9. Exit: close > SMA(6).",
    ],
)
def test_a_signal_may_head_the_entry(text: str) -> None:
    assert read(text).sentence.startswith(
        "Buy MSFT when the close is above SMA(150) and RSI(2) is below 9; "
        "sell when the close is above SMA(6)"
    )


def test_a_mean_is_an_average() -> None:
    text = "simple mean reversion: when MSFT is 2 standard deviations below its 30 day mean buy, "
    assert read(f"{text}sell at the mean").sentence.startswith(
        "Buy MSFT when the close is below the lower Bollinger Band (30, 2); "
        "sell when the close is at or above SMA(30)"
    )


def test_the_weeks_of_a_line_are_bars_of_a_week() -> None:
    found = read(
        "Buy BTC when the weekly close breaks above the 8-week line, sell when it breaks below it"
    )
    assert "crosses above SMA(8)" in found.sentence
    assert "on weekly bars" in found.sentence
    daily = read("Buy MSFT when it is above the 30 week, sell when it is below")
    assert "above SMA(150)" in daily.sentence
    within = read("Buy MSFT on the 4h chart when it is above the 50 day, sell after 9 bars")
    assert within.action != "run"

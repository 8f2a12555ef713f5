"""What a text says that it trades with, before its rules say how."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of

MEANS = [
    "We trade KO with RSI, IBS and a 150-day moving average.",
    "A strategy on KO based on the RSI, IBS and the 150 day MA.",
    "We buy KO at the close using nothing else than RSI, IBS and a simple 150 day moving average.",
]
RULES = "Buy KO when RSI < 24 and IBS < 0.3 and the close is above the 150-day moving average."


@pytest.mark.parametrize("means", MEANS)
def test_means_that_the_rules_take_up_are_no_rules_of_their_own(means: str) -> None:
    reading = read(f"{means} {RULES} Sell after 4 days")
    assert reading.unsupported == []
    said = "RSI is below 24 and IBS < 0.3 and the close is above the 150-day moving average"
    assert entry_of(said) in reading.sentence


@pytest.mark.parametrize(
    "text",
    [
        "We trade KO with RSI, IBS and a 90-day moving average.",
        "We trade KO with RSI, IBS and a 45-day EMA.",
        "KO. The 150-day moving average slopes.",
    ],
)
def test_means_that_no_rule_takes_up_are_named(text: str) -> None:
    assert read(f"{text} {RULES} Sell after 4 days").unsupported


def test_an_average_behind_a_label_is_no_mere_mention() -> None:
    text = (
        "Buy KO when RSI < 24 and the close is above the 150-day average. Short: 150 day average."
    )
    assert read(f"{text} Sell after 4 days").unsupported


@pytest.mark.parametrize("frame", ["for daily bars", "on the daily chart", "on daily candles"])
def test_daily_bars_are_no_rhythm_of_buying(frame: str) -> None:
    text = f"A simple system {frame}: close > high of yesterday then buy KO 50 shares, 4% stop loss"
    reading = read(text)
    assert reading.sentence.startswith("Buy KO when the close is above the high 1 bar ago; sell at")
    assert reading.unsupported == []


def test_bought_on_a_rhythm_on_daily_bars_is_bought_on_that_rhythm() -> None:
    assert "1st trading day of the month" in read("Buy $90 of KO monthly on daily bars").sentence

"""What is bought some days after its rule held, on a day that followed another, on any fall."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, noted, sides_of

LEFT = ", sell after 10 days"


@pytest.mark.parametrize(
    ("text", "entry"),
    [("When SPY falls 2% in a day, buy IBM 3 days later",
      "SPY's change over 1 bar 3 bars ago is at or below -2%"),
     ("Buy IBM two days after RSI drops below 30", "RSI(14) 2 bars ago drops below 30"),
     ("Buy IBM 3 days after a golden cross",
      "SMA(50) 3 bars ago crosses above SMA(200) 3 bars ago"),
     ("When RSI of IBM drops below 30, wait 3 days and then buy",
      "RSI(14) 3 bars ago drops below 30"),
     ("When RSI drops below 30 buy IBM 4 days after that", "RSI(14) 4 bars ago drops below 30")],
)  # fmt: skip
def test_a_rule_may_hold_some_days_before_it_is_bought(text: str, entry: str) -> None:
    assert f" when {entry}; sell after 10 bars" in read(text + LEFT).sentence
    assert any(one.startswith("it enters ") for one in noted(read(text + LEFT)))


@pytest.mark.parametrize(
    "text",
    ["Buy IBM when RSI drops below 30, sell 5 days later",
     "When RSI drops below 30 buy IBM the next day, sell after 5 days"],
)  # fmt: skip
def test_the_next_day_and_a_sale_later_put_nothing_off(text: str) -> None:
    reading = read(text)
    assert "Buy IBM when RSI(14) drops below 30; sell after 5 bars" in reading.sentence


def test_a_day_of_the_calendar_is_not_put_off() -> None:
    reading = read(f"Buy IBM 3 days after earnings{LEFT}")
    assert reading.strategy is None


@pytest.mark.parametrize(
    "words",
    ["SPY closed lower on Friday", "SPY closed lower the previous Friday", "SPY fell on Friday",
     "SPY was down the previous Friday", "SPY closed lower last Friday"],
)  # fmt: skip
def test_how_the_day_before_went(words: str) -> None:
    text = f"Buy IBM on Mondays when {words}, sell on Tuesday"
    assert sides_of(text)[0] == (
        "it is Monday and it is Friday at the close of the signal and SPY's change over 1 bar is "
        "below 0%"
    )


def test_how_far_it_must_fall_is_asked_with_its_symbol() -> None:
    text = f"Buy IBM when SPY goes down{LEFT}"
    reading = read(text)
    assert [one.id for one in reading.questions] == ["entry_size"]
    for choice, meant in zip(reading.questions[0].choices, ("below 0%", "-2%", "-5%"), strict=True):
        answered = read(text, answers={"entry_size": choice})
        assert "SPY's change over" in answered.sentence
        assert meant in answered.sentence


def test_it_behind_an_oscillator_is_no_price_that_falls() -> None:
    assert entry_of("RSI is below 30 and the close rises 2% in a day").startswith("RSI(14)")
    reading = read(f"Buy IBM when RSI is below 30 and it goes up{LEFT}")
    assert "entry_size" not in [one.id for one in reading.questions]


@pytest.mark.parametrize(
    "volume",
    ["成交量达到过去20日均量1.5倍", "成交量达到20日均量的1.5倍", "成交量是20日均量的1.5倍以上"],
)
def test_chinese_says_how_many_times_the_usual_volume(volume: str) -> None:
    meant = "volume is at or above 1.5 x the 20-bar average volume"
    assert f"Buy IBM when {meant}; sell after 5" in read(f"IBM {volume}买入，持有5天").sentence


def test_in_chinese_what_rises_enters_before_what_falls_and_sells() -> None:
    entry, leaving = sides_of("IBM 突破30日新高，跌破20日均线卖出")
    assert entry == "the close is above the 30-bar high 1 bar ago"
    assert leaving == "the close crosses below SMA(20)"
    reading = read("IBM RSI高于70，跌破20日均线卖出")
    assert [one.id for one in reading.questions] == ["entry"]

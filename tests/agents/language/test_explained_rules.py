"""What a text says that its rules tell, sentences that go on, and spikes of volume."""

import datetime as dt

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, noted, sides_of, strategy_of

TODAY = dt.date(2025, 6, 30)


@pytest.mark.parametrize(
    "aside",
    [", implying that the trend has turned", ", suggesting it is oversold",
     ", which signals a shift in momentum", " as this indicates that sellers are exhausted",
     " (hinting at a rebound)", ", showing weakness"],
)  # fmt: skip
def test_what_a_rule_is_said_to_tell_is_no_rule(aside: str) -> None:
    reading = read(f"Buy MSFT when RSI drops below 25{aside}. Sell after 10 days")
    assert reading.action == "run"
    assert reading.sentence.startswith("Buy MSFT when RSI(14) drops below 25; sell after 10 bars")


@pytest.mark.parametrize(
    "aside",
    ["showing a hammer candle", "showing that volume is above 2 million",
     "suggesting positive news sentiment", "signaling that I should wait 3 days"],
)  # fmt: skip
def test_an_aside_with_a_rule_of_its_own_is_not_passed_over(aside: str) -> None:
    reading = read(f"Buy MSFT when RSI drops below 25, {aside}. Sell after 10 days")
    assert any(one.text in aside or aside in one.text for one in reading.unsupported)


def test_showing_strength_is_a_condition_where_nothing_else_is_one() -> None:
    assert read("Buy MSFT when it shows strength. Sell after 10 days").unsupported


@pytest.mark.parametrize("parted", [". Or when", "; or when", "\nor when", "; or if"])
def test_a_sentence_that_begins_with_or_is_another_way_in(parted: str) -> None:
    entry, _ = sides_of(
        f"Buy MSFT when RSI is below 25{parted} MFI is below 15. Sell when RSI > 60"
    )
    assert entry == "RSI(14) is below 25 or MFI(14) is below 15"


def test_a_sentence_that_begins_with_or_is_another_way_out() -> None:
    text = "Buy MSFT when RSI crosses above 45. Sell when RSI drops below 65; or drops below 45"
    assert sides_of(text)[1] == "RSI(14) drops below 65 or RSI(14) drops below 45"
    strategy = strategy_of("Buy MSFT when RSI < 25; sell when RSI > 60; or after 8 days")
    assert strategy.max_bars == 8


def test_what_goes_on_behind_a_semicolon_narrows_what_stands_before_it() -> None:
    text = "Buy MSFT when RSI < 25. Sell when RSI > 60; and the close is below the 50-day SMA"
    assert sides_of(text) == ("RSI(14) is below 25", "RSI(14) is above 60 and the close is below "
                              "SMA(50)")  # fmt: skip


SPIKE = "volume is at or above 1.4 x the 20-bar average volume"


@pytest.mark.parametrize(
    "condition",
    ["volume spikes 40%", "volume spikes by 40% or more", "there is a volume spike of 40%",
     "there is a 40% spike in volume", "there is a volume spike above 140% of average"],
)  # fmt: skip
def test_a_spike_of_volume_is_so_much_above_its_average(condition: str) -> None:
    assert entry_of(condition) == SPIKE
    text = f"Buy MSFT when {condition}, sell after 10 days"
    assert "a spike of volume is read as so much above its 20-bar average" in noted(read(text))


def test_a_spike_is_compared_with_what_is_named() -> None:
    before = "volume is at or above 1.4 x volume 1 bar ago"
    assert entry_of("volume spikes 40% from the day before") == before
    assert entry_of("volume rises 40%") == before
    named = "volume is at or above 1.4 x the 30-bar average volume"
    assert entry_of("volume spikes 40% above its 30-day average") == named
    assert asked(read("Buy MSFT when volume spikes, sell after 10 days")) == ["entry_volume"]


@pytest.mark.parametrize(
    "span",
    ["Take profit: 9% Period: 2 years of daily data", "take profit 9% 2 years of daily data",
     "take profit 9%. Period: 2 years"],
)  # fmt: skip
def test_the_time_tested_is_no_time_to_sell(span: str) -> None:
    reading = read(f"Buy MSFT when RSI < 25, sell above 60. {span}", today=TODAY)
    assert reading.strategy is not None
    assert reading.strategy.max_bars is None
    assert reading.strategy.start is not None
    assert reading.strategy.take_profit == 0.09

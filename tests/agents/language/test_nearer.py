"""No further than so far, two averages beside a third, and values that cannot be compared."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, noted, sides_of, strategy_of


@pytest.mark.parametrize(
    ("condition", "said"),
    [("price is 10% or less above its 52-week low",
      "the distance from the 252-bar low is at or below 10%"),
     ("price is 10% or more above its 52-week low",
      "the distance from the 252-bar low is at or above 10%"),
     ("it is 5% or less below its 20 day high",
      "the distance from the 20-bar high is at or above -5%"),
     ("it is 5% or less above its 50-day SMA",
      "the close is above SMA(50) and the close is at or below 1.05 x SMA(50)"),
     ("it falls 3% or more in a day", "the change over 1 bar is at or below -3%")],
)  # fmt: skip
def test_or_less_is_not_read_as_or_more(condition: str, said: str) -> None:
    assert entry_of(condition) == said


def test_or_less_than_so_much_of_a_move_is_any_change_short_of_it_and_told() -> None:
    text = "Buy MSFT when it falls 3% or less in a day, sell after 5 days"
    assert "the change over 1 bar is above -3%" in read(text).sentence
    assert any(one.startswith("less than that") for one in noted(read(text)))


@pytest.mark.parametrize(
    ("condition", "said"),
    [("the 13 EMA and the 34 EMA are above the 200 EMA",
      "EMA(13) is above EMA(200) and EMA(34) is above EMA(200)"),
     ("20 SMA and 50 SMA should be below 200 SMA",
      "SMA(20) is below SMA(200) and SMA(50) is below SMA(200)")],
)  # fmt: skip
def test_two_averages_beside_a_third_are_two_rules(condition: str, said: str) -> None:
    assert entry_of(condition) == said


def test_two_averages_that_open_a_text_are_a_rule_where_they_are_compared() -> None:
    text = "13 EMA and 34 EMA should be above 200 EMA, buy MSFT when 13 EMA crosses above 34 EMA"
    assert "EMA(34) is above EMA(200)" in read(f"{text}, sell after 5 days").sentence


def test_two_averages_that_open_a_text_are_its_pair_where_a_cross_is_spoken_of() -> None:
    text = "EMA 12 and 26: buy MSFT on the bullish cross, sell on the bearish cross"
    assert sides_of(text)[0] == "EMA(12) crosses above EMA(26)"


@pytest.mark.parametrize("said", ["RSI < oversold", "RSI >"])
def test_an_oscillator_is_not_compared_with_the_average_of_the_rule_before(said: str) -> None:
    reading = read(f"Buy MSFT when close > SMA200 and {said}, sell after 5 days")
    assert "RSI" in reading.unsupported[0].text
    assert asked(reading) == ["rest"]


@pytest.mark.parametrize(
    ("text", "entry"),
    [("Buy MSFT when price breaks above Donchian(20) high, sell after 5 days",
      "the close is above the 20-bar high 1 bar ago"),
     ("MA10/30金叉买入，死叉卖出，AAPL", "SMA(10) crosses above SMA(30)"),
     ("Trade a 20/50 EMA cross on MSFT", "EMA(20) crosses above EMA(50)"),
     ("Paper trade a 20/50 EMA cross on MSFT", "EMA(20) crosses above EMA(50)")],
)  # fmt: skip
def test_short_forms_of_channels_and_crosses_are_read(text: str, entry: str) -> None:
    assert f"when {entry};" in str(read(text).sentence)


def test_what_is_said_beside_a_filter_stays_its_side() -> None:
    for said in ("above the 200 SMA (trend filter)", "below the 200 SMA as a filter"):
        text = f"Buy MSFT when RSI < 25 and price is {said}, sell when RSI > 60"
        assert f"the close is {said[:5]} SMA(200)" in sides_of(text)[0]
        assert strategy_of(text).direction == "long"

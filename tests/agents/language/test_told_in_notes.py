"""Rules as notes and manuals tell them, and what only looks like them."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, sides_of, strategy_of

LEFT = "Buy KO when RSI(2) < 10. "


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("the close is a 15-day high", "the close is above the 15-bar highest close 1 bar ago"),
        ("the close must be a four-day low of the close",
         "the close is below the 4-bar lowest close 1 bar ago"),
        ("the price exceeds the highest high of the last 3 calendar weeks",
         "the close is above the 15-bar high 1 bar ago"),
        ("the current month's close is above the 12-month SMA",
         "the close is above SMA(252) and it is the 1st trading day of the month"),
        ("RSI is above crossing 55 from below", "RSI(14) rises above 55"),
        ("RSI < 40 and the current trading day is Friday", "RSI(14) is below 40 and it is Friday"),
        ("the Stochastic is directed down",
         "Stochastic %K (14, 3, 3) is below Stochastic %K (14, 3, 3) 1 bar ago"),
        ("volume > SMA30", "volume is above the 30-bar average volume"),
        ("yesterday's volume > SMA 30 and close > SMA 90",
         "volume 1 bar ago is above the 30-bar average volume and the close is above SMA(90)"),
        ("it is the third last trading day of the current month",
         "it is the 3rd last trading day of the month"),
    ],
)  # fmt: skip
def test_the_words_around_a_plain_rule_do_not_hide_it(said: str, rule: str) -> None:
    assert entry_of(said) == rule


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("EMA(40) is greater than yesterday", "EMA(40) is above EMA(40) 1 bar ago"),
        ("ADX > 25 and higher than the day before",
         "ADX(14) is above 25 and ADX(14) is above ADX(14) 1 bar ago"),
        ("the low is lower than yesterday", "the low is below the low 1 bar ago"),
        ("it closes higher than yesterday and RSI is below 30",
         "the close is above the close 1 bar ago and RSI(14) is below 30"),
        ("RSI is below 30 and it closes higher than yesterday",
         "RSI(14) is below 30 and the close is above the close 1 bar ago"),
        ("RSI is below 30 and price is higher than yesterday",
         "RSI(14) is below 30 and the close is above the close 1 bar ago"),
        ("the close is above the 150-day SMA and higher than yesterday",
         "the close is above SMA(150) and the close is above the close 1 bar ago"),
        ("the low is above yesterday's close", "the low is above the close 1 bar ago"),
        ("it was below 100 yesterday and is above 100 today",
         "the close 1 bar ago is below 100 and the close is above 100"),
    ],
)  # fmt: skip
def test_what_is_higher_than_yesterday_is_compared_with_itself(said: str, rule: str) -> None:
    assert entry_of(said) == rule


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("yesterday's high was lower than the previous day's high",
         "the high 1 bar ago is below the high 2 bars ago"),
        ("yesterday's close is above the prior day's close and today's open is above the previous "
         "day's close",
         "the close 1 bar ago is above the close 2 bars ago and the open is above the close 1 bar "
         "ago"),
        ("today's high is above the previous day's high", "the high is above the high 1 bar ago"),
        ("the previous day's close is below the previous day's open",
         "the close 1 bar ago is below the open 1 bar ago"),
    ],
)  # fmt: skip
def test_the_day_previous_to_yesterday_lies_two_bars_back(said: str, rule: str) -> None:
    assert entry_of(said) == rule


def test_headings_may_say_what_kind_of_rule_follows() -> None:
    text = (
        "Intermediate Trend Filter: the close must be higher than the close 30 days ago. "
        "Short-Term Dip Entry: the close must be a 4-day low. Exit Rule: sell KO when RSI(2) > 80."
    )
    entry = (
        "the close is above the close 30 bars ago and the close is below the 4-bar lowest close 1 "
        "bar ago"
    )
    assert sides_of(text) == (entry, "RSI(2) is above 80")
    assert not read(text).unsupported


@pytest.mark.parametrize(
    ("said", "stop", "target"),
    [
        ("Take profits if the market moves in your favor by more than 6 percent.", None, 0.06),
        ("Exit if the trade moves in its favour by 6% or against it by 3%.", 0.03, 0.06),
        ("Sell if the position moves against me by 3%.", 0.03, None),
    ],
)
def test_a_market_moves_in_favour_of_whoever_trades_it(
    said: str, stop: float | None, target: float | None
) -> None:
    strategy = strategy_of(LEFT + said)
    assert (strategy.stop_loss, strategy.take_profit) == (stop, target)


def test_what_remains_of_the_trades_is_left_by_the_time() -> None:
    assert strategy_of(LEFT + "Liquidate any remaining trades after six days.").max_bars == 6
    half = strategy_of(LEFT + "Sell half at +3%. Close the remaining position after 6 days.")
    assert (half.max_bars, len(half.partial_exits)) == (6, 1)


def test_how_strong_a_breakout_is_was_not_said_and_is_told() -> None:
    reading = read("Buy KO on a powerful breakout above the 30 EMA. Sell after 5 days.")
    assert [one.text for one in reading.unsupported] == ["powerful"]
    assert "close crosses above EMA(30)" in reading.sentence


def test_talk_of_performance_and_of_intentions_is_no_rule() -> None:
    text = (
        "20+ year treasury bonds (TLT) show a different performance depending on the day of the "
        "week. I intend to buy at the close when RSI(4) < 35. Sell after 2 days."
    )
    reading = read(text)
    assert not reading.unsupported
    assert not asked(reading)


@pytest.mark.parametrize(
    "said",
    ["the close is above the high of the current month", "the close is above last month's close"],
)
def test_levels_of_a_month_are_no_closes_of_it(said: str) -> None:
    assert read(f"Buy KO when {said}, sell after 10 days").unsupported

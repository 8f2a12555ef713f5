"""Well-known lists of symbols, and buying again and again that rests."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import All, Rotation, Weights
from tests.agents.language.reading_of import asked, strategy_of

SEVEN = ["AAPL", "MSFT", "GOOGL", "AMZN", "NVDA", "META", "TSLA"]


@pytest.mark.parametrize("name", ["MAG7", "the Magnificent Seven", "mag-7", "Magnificent 7 stocks"])
def test_a_list_is_its_members_and_they_are_shown(name: str) -> None:
    text = f"Equal weights in {name}, rebalanced yearly"
    assert strategy_of(text).symbols == SEVEN
    assert any(", ".join(SEVEN) in one.text for one in read(text).assumptions)


def test_a_list_beside_some_of_its_members_only_says_what_they_are() -> None:
    made = strategy_of("Monthly the best of sector ETFs XLK, XLE and XLV by 3-month return")
    assert made.symbols == ["XLK", "XLE", "XLV"]


def test_the_share_of_a_list_is_parted_among_its_members() -> None:
    made = strategy_of("50% big four banks, 50% TLT, rebalanced yearly").portfolio
    assert isinstance(made, Weights)
    assert made.weights == {"JPM": 0.125, "BAC": 0.125, "C": 0.125, "WFC": 0.125, "TLT": 0.5}


@pytest.mark.parametrize(
    ("rests", "rule"),
    [("skip the month if RSI is above 70", "RSI(14) is at or below 70"),
     ("pause while it is under its 200 day average", "the close is at or above SMA(200)"),
     ("only while it trades above its 50-day average", "the close is above SMA(50)"),
     ("pause while it is under its 200 day average, resume when it is back above it",
      "the close is at or above SMA(200)")],
)  # fmt: skip
def test_buying_again_and_again_rests_while_a_rule_says_so(rests: str, rule: str) -> None:
    entry = strategy_of(f"Put $200 a month into QQQ, {rests}").entry
    assert isinstance(entry, All)
    assert describe_condition(entry.of[1]) == rule


def test_how_much_is_bought_may_not_change_with_a_rule_and_is_named() -> None:
    reading = read("DCA $50 a week into BTC, double the amount when RSI is under 30")
    assert asked(reading) == ["rest"]
    assert "double the amount" in reading.unsupported[0].text


def test_two_sums_for_two_symbols_are_not_one_sum_for_both() -> None:
    assert read("buy $100 of SPY and $50 of GLD every month").strategy is None


def test_a_date_is_the_next_day_that_is_traded() -> None:
    reading = read("Buy SPY on the 15th of each month, sell after 5 days")
    assert asked(reading) == []
    assert "when it is the 15th of the month or the next trading day;" in reading.sentence


def test_several_symbols_are_held_each_while_a_rule_holds_for_it() -> None:
    made = strategy_of("own SPY, EFA and GLD but drop any below its 200 day average, monthly")
    assert isinstance(made.portfolio, Rotation)
    assert made.portfolio.top == 3
    assert made.portfolio.filter
    assert describe_condition(made.portfolio.filter) == "the close is at or above SMA(200)"

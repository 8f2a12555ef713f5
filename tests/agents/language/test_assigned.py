"""Rules with a name, as code has them, and days that are counted from an event."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of

UP = "SMA(12) crosses above SMA(34)"


@pytest.mark.parametrize(("up", "down"), [("Cond", "Cond1"), ("A1", "B1"), ("goesUp", "goesDown")])
def test_a_rule_with_a_name_stands_where_its_name_is_used(up: str, down: str) -> None:
    text = (
        f"The formula is as follows: {up} = Cross(MA(Close, 12), MA(Close, 34)); "
        f"{down} = Cross(MA(Close, 34), MA(Close, 12)); Buy = {up}; Sell = {down}; on KO"
    )
    assert sides_of(text) == (UP, "SMA(34) crosses above SMA(12)")
    assert read(text).unsupported == []


def test_one_of_the_rules_may_have_a_name() -> None:
    text = "oversoldx = RSI(14) < 30; Buy = oversoldx; Sell = RSI(14) > 60; KO"
    assert sides_of(text) == ("RSI(14) is below 30", "RSI(14) is above 60")


def test_a_named_rule_that_nothing_uses_is_no_part_of_the_others() -> None:
    reading = read("abcd = RSI(14) < 30; Buy when close > MA(close, 20); sell after 5 days; KO")
    assert reading.strategy is None
    assert [one.text for one in reading.unsupported] == ["RSI(14) < 30"]


def test_a_name_that_is_given_a_number_is_no_rule() -> None:
    assert strategy_of("Buy KO when RSI(14) < 30; Sell = RSI(14) > 60").symbols == ["KO"]


DAYS = "Buy KO at the close on the last trading day of each month"


def test_a_day_count_in_brackets_says_the_day_again() -> None:
    text = f"{DAYS} (day T-1). Sell at the close on the third trading day of the month (T+3)."
    reading = read(text)
    assert strategy_of(text).symbols == ["KO"]
    assert reading.unsupported == []


@pytest.mark.parametrize("count", ["T+3", "T + 3", "T−2"])
def test_a_day_count_alone_is_named_and_no_ticker(count: str) -> None:
    reading = read(f"{DAYS}, sell on {count}")
    assert reading.draft["symbols"] == ["KO"]
    assert count in [one.text for one in reading.unsupported]


@pytest.mark.parametrize("text", ["Buy T when RSI < 30, sell T at +5%", "Buy T, stop -3%"])
def test_the_ticker_is_still_one(text: str) -> None:
    reading = read(text)
    assert (reading.strategy.symbols if reading.strategy else reading.draft["symbols"]) == ["T"]

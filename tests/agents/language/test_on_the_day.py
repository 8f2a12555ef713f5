"""Rules of the day on which something happens, levels to buy at, and what a bank decides."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, sides_of, strategy_of


@pytest.mark.parametrize(
    "said",
    ["Buy KO on the day that the 10-day SMA crosses above the 40-day SMA, sell on the day it "
     "crosses below",
     "The day the 10-day SMA crosses above the 40-day, buy KO at the next open. Exit the day the "
     "10-day crosses below the 40-day."],
)  # fmt: skip
def test_the_day_on_which_something_happens_is_when_it_does(said: str) -> None:
    bought, sold = sides_of(said)
    assert bought == "SMA(10) crosses above SMA(40)"
    assert sold == "SMA(10) crosses below SMA(40)"


def test_the_day_of_an_event_is_none_of_a_rule() -> None:
    assert read("Buy KO the day of the general meeting, sell 5 days later").strategy is None


@pytest.mark.parametrize("said", ["at its 60-day SMA", "at the 60-day simple moving average"])
def test_who_buys_at_an_average_buys_where_it_is_touched(said: str) -> None:
    bought, _ = sides_of(f"buy KO {said}, sell when RSI > 70")
    assert bought == "the low is at or below SMA(60)"


def test_a_pattern_at_an_average_touches_it_too() -> None:
    bought, _ = sides_of("Buy KO on a bullish engulfing at the 20 EMA, sell when RSI > 70")
    assert bought.endswith("and the low is at or below EMA(20)")


def test_an_average_without_a_way_is_still_asked_about() -> None:
    assert asked(read("buy KO on the 50 day SMA and sell at +10%"))


@pytest.mark.parametrize(
    "said", ["the Fed cuts rates", "the ECB raises its key rate", "the RBI lowers the repo rate"]
)
def test_what_a_bank_decides_is_named(said: str) -> None:
    reading = read(f"Buy KO when RSI < 40 and {said}; sell after 10 days")
    assert reading.action == "partial"
    assert not reading.questions
    assert said.removeprefix("the ") in reading.unsupported[0].text


def test_yet_at_an_end_says_nothing() -> None:
    bought, _ = sides_of("Buy KO if RSI is below 60 (not oversold yet), sell when RSI > 70")
    assert bought.startswith("RSI(14) is below 60")


def test_money_to_start_with_is_no_plan_of_savings() -> None:
    text = "BTC weekly: buy when it closes above the 21 EMA and sell when it closes below"
    assert read(f"{text}, start with 2 BTC of cash").strategy is None
    assert strategy_of(text).timeframe == "1w"


def test_who_also_sells_pauses_no_purchases() -> None:
    reading = read("$100 of KO weekly: buy when RSI < 40 and sell when RSI > 70")
    assert reading.strategy is None or reading.strategy.exit is not None


@pytest.mark.parametrize("said", ["Test RSI 30/70 on KO", "try RSI(14) 30/70 on KO"])
def test_levels_on_both_sides_of_the_middle_are_no_variants(said: str) -> None:
    bought, sold = sides_of(said)
    assert (bought, sold) == ("RSI(14) is below 30", "RSI(14) is above 70")
    assert "variants" not in read(said).sentence


def test_two_lengths_to_try_are_variants() -> None:
    assert "2 variants" in read("Test RSI 10/14 on KO: buy below 30, sell above 70").sentence


def test_how_often_it_looks_may_stand_behind_the_symbol() -> None:
    bought, _ = sides_of("KO monthly: buy when RSI < 30, sell when RSI > 70")
    assert bought == "RSI(14) is below 30 and it is the 1st trading day of the month"


@pytest.mark.parametrize(
    "said",
    ["Test a 150-day moving average strategy on KO", "the 9 month SMA timing model on KO",
     "Compare buy and hold with a 90 day SMA strategy on KO since 2005",
     "Compare a 90 day SMA strategy with buy-and-hold on KO"],
)  # fmt: skip
def test_of_one_average_its_usual_rule_is_offered(said: str) -> None:
    reading = read(said)
    assert [one.id for one in reading.questions] == ["rules"]
    assert reading.questions[0].default
    assert not reading.unsupported


def test_what_is_held_to_compare_with_is_another_symbol() -> None:
    said = "Compare the golden cross to buy-and-hold on"
    assert strategy_of(f"{said} KO").symbols == ["KO"]
    held = "Buy KO when RSI < 30, sell when RSI > 70. Compared with buy and hold of SPY"
    assert strategy_of(held).benchmark == "SPY"

"""Moves and the time they take, said by a noun: "a daily drop of 4%", "a 10% weekly decline"."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, entry_of, exit_of, sides_of

FALL, RISE = (
    "the change over {} bar{} is at or below -{}%",
    "the change over {} bar{} is at or above {}%",
)


def fall(bars: int, size: float) -> str:
    return FALL.format(bars, "s" * (bars > 1), f"{size:g}")


def rise(bars: int, size: float) -> str:
    return RISE.format(bars, "s" * (bars > 1), f"{size:g}")


@pytest.mark.parametrize(
    ("said", "bars"),
    [("a daily drop of 4%", 1), ("a one-day drop of 4%", 1), ("a single-day fall of 4%", 1),
     ("a 4% daily drop", 1), ("a 4% one day decline", 1), ("a daily loss exceeding 4%", 1),
     ("a daily decline greater than 4%", 1), ("a weekly loss of at least 4%", 5),
     ("a 4% weekly decline", 5), ("a 3-day slide of 4%", 3), ("a monthly loss of 4% or more", 21),
     ("a 4% drop in a week", 5)],
)  # fmt: skip
def test_a_fall_takes_its_time(said: str, bars: int) -> None:
    for led in ("after", "on", "following"):
        assert sides_of(f"Buy PEP {led} {said}, sell when RSI > 60")[0] == fall(bars, 4)
    for verb in ("suffers", "posts", "has", "sees", "records"):
        assert entry_of(f"it {verb} {said}") == fall(bars, 4)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("a daily gain of 3% or more", rise(1, 3)), ("a weekly gain of 3%", rise(5, 3)),
     ("a 3% daily rise", rise(1, 3)), ("a one day gain of 3%", rise(1, 3)),
     ("a daily loss of 3%", fall(1, 3)), ("a 3% monthly loss", fall(21, 3))],
)  # fmt: skip
def test_the_move_of_a_day_is_no_target_and_no_stop(said: str, meant: str) -> None:
    assert sides_of(f"Buy PEP when RSI < 30, sell on {said}") == ("RSI(14) is below 30", meant)


@pytest.mark.parametrize(
    "said",
    ["it closes 2% lower than the day before", "it is 2% below the previous day",
     "it drops 2% compared to the previous day", "it is down 2% vs yesterday",
     "it has lost 2% since yesterday", "it falls 2% from the day before"],
)  # fmt: skip
def test_a_move_may_be_against_the_day_before(said: str) -> None:
    assert entry_of(said) == fall(1, 2)


def test_what_has_recovered_has_risen() -> None:
    assert exit_of("it has recovered 5% in a month") == rise(21, 5)


def test_a_gain_without_a_time_is_that_of_the_position() -> None:
    strategy = read("Buy PEP when RSI < 30, sell at a 3% gain").strategy
    assert strategy is not None
    assert (strategy.exit, strategy.take_profit) == (None, 0.03)


@pytest.mark.parametrize("said", ["max daily loss of 5%", "maximum daily loss 5%"])
def test_a_limit_on_the_loss_of_a_day_is_no_rule_of_prices(said: str) -> None:
    reading = read(f"Buy PEP when RSI < 30, sell when RSI > 60, {said}")
    assert "bar" not in reading.sentence.split("on daily bars")[0]
    assert reading.unsupported


def test_a_fall_without_a_time_is_asked_about() -> None:
    assert "span" in asked(read("Buy PEP when it suffers a drop of 4%, sell after 5 days"))


@pytest.mark.parametrize(
    ("said", "bars", "frame"),
    [("falls 5% within an hour", 1, "1h"), ("drops 5% in 4 hours", 4, "1h"),
     ("loses 5% over 15 minutes", 1, "15m"), ("falls 5% in 24 hours", 1, "1d")],
)  # fmt: skip
def test_a_move_within_hours_is_one_of_hourly_bars(said: str, bars: int, frame: str) -> None:
    strategy = read(f"Buy BTC when it {said}, sell when RSI > 60").strategy
    assert strategy is not None
    assert (describe_condition(strategy.entry), strategy.timeframe) == (fall(bars, 5), frame)


@pytest.mark.parametrize("said", ["drops to -3% under", "is -3% below", "falls to 3% below"])
def test_a_share_below_a_level_is_below_it_whatever_its_sign(said: str) -> None:
    assert "0.97 x" in entry_of(f"the price of SPY {said} the SPY 200 SMA")


def test_conditions_of_a_list_are_of_the_entry_that_has_none() -> None:
    text = (
        "We buy at the close and sell after 3 days. 1. RSI(10) should be lower than 40. "
        "2. The close should be above the 200 day MA. PEP"
    )
    strategy = read(text).strategy
    assert strategy is not None
    meant = "RSI(10) is below 40 and the close is above SMA(200)"
    assert (describe_condition(strategy.entry), strategy.exit) == (meant, None)

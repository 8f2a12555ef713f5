"""What an account may lose, sizes that are said twice, and talk that is no rule."""

import pytest

from agents.language import read
from agents.language.lexicon.untestable import HALTED
from tests.agents.language.reading_of import asked, sides_of, strategy_of

RULES = "Buy MSFT when RSI < 25, sell when RSI > 65."


@pytest.mark.parametrize(
    "limit",
    ["Daily loss limit of 4%", "max daily loss: 4%", "Stop trading for the day after a loss of 4%",
     "Maximum drawdown 15%", "4% daily loss limit", "Stop trading if account drawdown exceeds 9%",
     "max 3% loss per day", "weekly loss cap 6%"],
)  # fmt: skip
def test_what_the_account_may_lose_is_no_stop_of_a_position(limit: str) -> None:
    reading = read(f"{RULES} {limit}.")
    assert reading.action == "partial"
    assert [one.why for one in reading.unsupported] == [HALTED]
    assert reading.strategy is not None
    assert reading.strategy.stop_loss is None


@pytest.mark.parametrize("limit", ["max loss of 4% per trade", "maximum drawdown per trade 4%"])
def test_what_a_trade_may_lose_is_its_stop(limit: str) -> None:
    assert strategy_of(f"{RULES} {limit}").stop_loss == 0.04


def test_a_daily_loss_that_buys_is_a_move() -> None:
    said = read("Buy MSFT after a daily loss of 4%, sell after 3 days").sentence
    assert "the change over 1 bar is at or below -4%" in said


def test_two_kinds_of_size_are_asked_about() -> None:
    text = f"{RULES} Position size is 2% of the account, risk 1% per trade, stop 5%."
    assert asked(read(text)) == ["size_way"]
    reading = read(text, answers="defaults")
    assert reading.strategy is not None
    assert (reading.strategy.sizing.risk, reading.strategy.sizing.fraction) == (0.01, None)


@pytest.mark.parametrize(
    "talk",
    ["Momentum-based.", "It never loses.", "This has a 97% win rate and never loses.",
     "The market always comes back."],
)  # fmt: skip
def test_praise_is_no_rule(talk: str) -> None:
    assert read(f"{RULES} {talk}").action == "run"


@pytest.mark.parametrize(
    ("said", "capital"),
    [("invest $1,600", 1600), ("with a $1,600 investment", 1600), ("invest 1600 USDT", 1600)],
)  # fmt: skip
def test_what_is_invested_in_all_is_the_money_to_start_with(said: str, capital: float) -> None:
    assert strategy_of(f"{RULES[:-1]}, {said}").initial_capital == capital


def test_what_is_invested_in_something_is_still_its_size() -> None:
    assert strategy_of("Invest $1,600 in MSFT when RSI < 25, sell above 65").sizing.cash == 1600


@pytest.mark.parametrize(
    ("up", "down"),
    [("upwards", "downwards"), ("in an upward direction", "in a downward direction")],
)  # fmt: skip
def test_the_way_of_a_cross_may_stand_behind_its_level(up: str, down: str) -> None:
    text = f"Buy MSFT when EMA(8) crosses EMA(24) {up}, sell when EMA(8) crosses EMA(24) {down}"
    assert sides_of(text) == ("EMA(8) crosses above EMA(24)", "EMA(8) crosses below EMA(24)")


@pytest.mark.parametrize("called", ["variable", "adjustable", "configurable parameter"])
def test_that_a_number_may_be_changed_is_no_part_of_the_rule(called: str) -> None:
    text = f"Buy MSFT when EMA 8 ({called}) crosses above EMA 24 ({called}), sell after 5 days"
    assert "Buy MSFT when EMA(8) crosses above EMA(24)" in read(text).sentence


def test_a_dip_that_only_an_exit_follows_is_what_is_bought() -> None:
    text = "We define the dip as RSI(3)<=12 and RSI(6)<=30 on MSFT. Exit when RSI(3) >= 90."
    assert sides_of(text)[0] == "RSI(3) is at or below 12 and RSI(6) is at or below 30"

"""Distances in multiples of the risk, which the stop tells."""

import pytest

from agents.language import read
from backtests.engine.strategy import Atr, Money
from tests.agents.language.reading_of import asked, strategy_of

ENTRY = "Buy AAPL when RSI < 30"


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("take profit at 2R", 2),
        ("target 3R", 3),
        ("a 2.5R target", 2.5),
        ("profit target of 2 R", 2),
        ("target: 2:1", 2),
        ("sell at 3x the stop distance", 3),
        ("take profit at twice the risk", 2),
        ("take profit 3 times my risk", 3),
        ("a risk/reward of 1:2", 2),
        ("risk to reward ratio 1:3", 3),
        ("3:1 reward to risk", 3),
        ("R:R 2", 2),
        ("RR of 1:1.5", 1.5),
    ],
)
def test_a_target_is_so_many_times_the_stop(said: str, times: float) -> None:
    for text in (f"{ENTRY}, stop 4%, {said}", f"{ENTRY}, {said}, 4% stop loss"):
        strategy = strategy_of(text)
        assert (strategy.stop_loss, strategy.take_profit) == (0.04, pytest.approx(0.04 * times))


def test_what_it_was_computed_from_is_said_and_it_is_the_users_number() -> None:
    reading = read(f"{ENTRY}, stop 4%, target 2R")
    assert "'target 2R' is read as 2 times the distance of the stop" in {
        one.text for one in reading.assumptions
    }
    assert "take_profit" in reading.stated


def test_the_kind_of_the_stop_is_that_of_the_target() -> None:
    atr = strategy_of(f"{ENTRY}, stop 1.5 x ATR(10), target 3R")
    assert atr.take_profit == Atr(multiple=4.5, period=10)
    money = strategy_of(f"{ENTRY}, stop $3 below the entry, target 2R")
    assert money.take_profit == Money(distance=6)


def test_a_trailing_stop_alone_is_the_risk() -> None:
    strategy = strategy_of(f"{ENTRY}, trailing stop 5%, target 2R")
    assert (strategy.stop_loss, strategy.take_profit) == (None, 0.1)


def test_the_stop_moves_to_break_even_at_a_multiple() -> None:
    strategy = strategy_of(f"{ENTRY}, 5% stop, move the stop to break-even at 1R, target 2R")
    assert (strategy.break_even, strategy.take_profit) == (0.05, 0.1)


def test_without_a_stop_it_is_named_with_the_reason() -> None:
    reading = read(f"{ENTRY}, target 2R, sell when RSI > 60")
    assert [one.text for one in reading.unsupported] == ["target 2R"]
    assert "need a stop" in reading.unsupported[0].why
    assert reading.strategy
    assert reading.strategy.take_profit is None


def test_a_stop_that_is_answered_is_the_measure_too() -> None:
    text = f"{ENTRY}, risk 1% per trade, target 2R"
    assert "stop_loss" in asked(read(text))
    reading = read(text, answers={"stop_loss": "5%"})
    assert reading.strategy
    assert (reading.strategy.stop_loss, reading.strategy.take_profit) == (0.05, 0.1)


@pytest.mark.parametrize("said", ["take profit 10 stop loss 5", "target 10% stop 5%"])
def test_two_numbers_side_by_side_are_no_multiple(said: str) -> None:
    strategy = strategy_of(f"{ENTRY}, {said}")
    assert (strategy.stop_loss, strategy.take_profit) == (0.05, 0.1)


def test_part_of_a_position_at_a_multiple_is_named() -> None:
    reading = read(f"{ENTRY}, 5% stop, take half off at 1R and the rest at 2R")
    assert [one.text for one in reading.unsupported] == ["take half off at 1R"]


def test_how_many_times_the_risk_may_stand_before_its_name() -> None:
    for said in ("2.5 risk-reward target", "2.5 R:R"):
        sentence = read(f"Buy MSFT when RSI < 25, 2% stop, {said}").sentence
        assert "at a take profit of 5%" in sentence
    level = read("Buy MSFT when RSI < 25, sell when RSI > 70 risk reward 1:2, stop 2%").sentence
    assert "sell when RSI(14) is above 70, at a stop loss of 2% or at a take profit of 4%" in level

"""Rewards, risks and stops as people write them."""

import pytest

from agents.language import read
from backtests.engine.strategy import Atr
from tests.agents.language.reading_of import asked, strategy_of

BUYS = "Buy IBM when RSI is below 25"


@pytest.mark.parametrize(
    "said",
    [
        "1:3 reward ratio",
        "reward ratio 1:3",
        "3:1 reward to risk",
        "target 1:3 reward ratio",
        "exit when price hits 3:1 risk-reward",
        "sell once it reaches a 3:1 risk reward",
    ],
)
def test_a_ratio_is_that_of_the_reward_to_the_stop(said: str) -> None:
    reading = read(f"{BUYS}, stop 2%, {said}")
    assert reading.strategy
    assert (reading.action, reading.strategy.take_profit) == ("run", 0.06)


@pytest.mark.parametrize("said", ["reward ratio 3", "sell on a reward of 3"])
def test_a_reward_of_no_ratio_is_asked_about(said: str) -> None:
    assert "rest" in asked(read(f"{BUYS}, stop 2%, {said}"))


@pytest.mark.parametrize(
    ("said", "stop"),
    [
        ("1.5 ATR for stop loss", Atr(multiple=1.5)),
        ("1.5 x ATR(10) for the stop", Atr(multiple=1.5, period=10)),
        ("3% for the stop loss", 0.03),
    ],
)
def test_a_distance_is_used_for_the_stop(said: str, stop: object) -> None:
    made = strategy_of(f"{BUYS}, sell when RSI is above 65. Use {said}")
    assert made.stop_loss == stop


def test_a_share_for_something_else_is_no_stop() -> None:
    made = read(f"{BUYS}, use 3% for the position, sell when RSI is above 65")
    assert "stop_loss" not in made.draft


def test_a_minus_may_be_as_wide_as_a_plus() -> None:
    made = strategy_of(f"{BUYS}, exit at \u22124% or +9%")
    assert (made.stop_loss, made.take_profit) == (0.04, 0.09)

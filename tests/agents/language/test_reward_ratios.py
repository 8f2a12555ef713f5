"""Gains for what is risked, the range of a stop before its name, and symbols inside a call."""

import pytest

from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Atr
from tests.agents.language.reading_of import strategy_of

RULE = "Buy AAPL when RSI(14) < 35"


@pytest.mark.parametrize(
    ("said", "target"),
    [("stop 2%, 1:3 reward", 0.06), ("stop 2% with a 1:2 reward ratio", 0.04),
     ("stop 2%. Exit when price hits 2:1 risk-reward", 0.04),
     ("stop 2%, target 1:2 reward", 0.04), ("stop 2%, risk reward 1:3", 0.06)],
)  # fmt: skip
def test_a_reward_is_one_for_what_is_risked(said: str, target: float) -> None:
    strategy = strategy_of(f"{RULE}, {said}")
    assert (strategy.stop_loss, strategy.take_profit) == (0.02, target)


def test_a_time_beside_a_risk_is_no_ratio() -> None:
    strategy = strategy_of(
        "On 5 minute bars buy AAPL at 10:30 risk 1% per trade when RSI < 35, sell at RSI > 70, "
        "stop 2%"
    )
    assert strategy.take_profit is None


def test_a_range_may_stand_before_what_it_is_for() -> None:
    strategy = strategy_of(f"{RULE}. Use 1.5 ATR for the stop and 3 ATR for the target")
    assert (strategy.stop_loss, strategy.take_profit) == (Atr(multiple=1.5), Atr(multiple=3))


def test_a_symbol_inside_a_call_is_looked_at() -> None:
    strategy = strategy_of('Buy SPY when sym("^VIX").close > 28, sell when RSI > 70')
    assert strategy.symbols == ["SPY"]
    assert strategy.entry is not None
    assert describe_condition(strategy.entry) == "^VIX's close is above 28"

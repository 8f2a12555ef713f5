"""A stop or a target that is hit, reached or triggered."""

import pytest

from tests.agents.language.reading_of import strategy_of

ENTRY = "Buy AAPL when RSI < 30."


@pytest.mark.parametrize(
    "said",
    [
        "Sell when stop loss hits 5% or profit hits 10%.",
        "Exit when loss reaches 5% or take profit reaches 10%",
        "Exit if the stop is triggered at 5% or the 10% target is reached",
        "Sell when 5% stop is hit or the target of 10% is reached",
        "Sell when the 5% stop loss is hit or the 10% profit target is hit.",
        "Exit once the stop loss of 5% gets hit, or once the take profit hits 10%",
    ],
)
def test_what_is_hit_is_that_stop_or_target(said: str) -> None:
    made = strategy_of(f"{ENTRY} {said}")
    assert (made.stop_loss, made.take_profit, made.exit) == (0.05, 0.1, None)


def test_a_line_that_is_hit_stays_a_rule() -> None:
    said = "Buy AAPL when price hits the lower band. Sell when price hits the upper band or a 8% "
    made = strategy_of(f"{said} trailing stop is hit")
    assert made.trailing_stop == 0.08
    assert made.entry
    assert made.exit

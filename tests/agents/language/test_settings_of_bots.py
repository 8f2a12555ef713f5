"""Rules as bots and their docs list them, and money as their owners tell it."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, sides_of, strategy_of

RSI = ("RSI(9) is below 24", "RSI(9) is above 76")


@pytest.mark.parametrize(
    "text",
    [
        "KO. Trade start condition: RSI-9, 1H, Less Than 24. Trade close condition: RSI-9, 1H, "
        "Greater Than 76",
        "KO: RSI-9, 1h and Less Than 24 as a deal start condition, then the deal close condition "
        "will be RSI-9, 1h and Greater Than 76",
    ],
)
def test_conditions_of_a_bot_start_and_close_a_trade(text: str) -> None:
    assert sides_of(text) == RSI
    assert strategy_of(text).timeframe == "1h"


def test_commas_without_bars_between_part_rules_as_ever() -> None:
    said = entry_of("RSI is below 24 for 5 days, and above 12")
    assert said == "RSI(14) is below 24 for 5 bars and RSI(14) is above 12"


@pytest.mark.parametrize("name", ["BBandwidth", "bbw", "BBandwith", "Bollinger bandwidth"])
def test_the_width_of_the_bands_has_several_names(name: str) -> None:
    assert entry_of(f"the {name} is 0.04 or less") == (
        "the Bollinger Band width (20, 2) is at or below 0.04"
    )


@pytest.mark.parametrize(
    "text",
    [
        "If it has a profit of 5%, sell (or cover) to close this position. When the loss is 3% sell"
        " to stop loss.",
        "If there is a profit of 5%, sell. If a loss occurs, when the loss is 3% sell to limit "
        "losses.",
    ],
)
def test_what_is_sold_to_stop_a_loss_is_sold_at_that_loss(text: str) -> None:
    strategy = strategy_of(f"Buy KO when RSI < 24. {text}")
    assert (strategy.stop_loss, strategy.take_profit) == (0.03, 0.05)


def test_the_frame_of_a_test_is_told_at_its_end() -> None:
    text = (
        "Buy KO when RSI < 24, sell at +5%. Total capital is $60,000, per transaction for a 15% of "
        "the capital, while a maximum of 6 positions, not considering commissions"
    )
    strategy = strategy_of(text)
    assert (strategy.initial_capital, strategy.sizing.fraction) == (60_000, 0.15)
    assert (strategy.sizing.max_positions, strategy.commission) == (6, 0)


def test_a_fee_per_transaction_is_a_cost() -> None:
    text = "Buy KO when RSI < 24, sell at +5%. 0.2% fee per transaction"
    assert strategy_of(text).commission == 0.002
    assert read(text).unsupported == []

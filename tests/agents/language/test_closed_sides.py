"""Both sides with ends of their own, where the short one is called a sale."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import strategy_of


@pytest.mark.parametrize("close", ["close", "exit", "close the trade"])
def test_a_sale_with_an_end_of_its_own_is_the_other_side(close: str) -> None:
    made = strategy_of(
        f"Buy KO when CCI rises above -50 and {close} when CCI rises above 90. "
        f"Sell when CCI falls below 50 and {close} when CCI falls below -90."
    )
    assert made.direction == "both"
    assert made.short_entry is not None
    assert made.short_exit is not None
    assert describe_condition(made.short_entry) == "CCI(20) drops below 50"
    assert describe_condition(made.short_exit) == "CCI(20) drops below -90"


@pytest.mark.parametrize(
    "sold",
    ["Sell when RSI > 70 and close the position.", "Sell when RSI > 70 and close when RSI > 80.",
     "Exit when RSI > 70. Sell when RSI > 80."],
)  # fmt: skip
def test_a_sale_that_ends_what_was_bought_stays_one(sold: str) -> None:
    assert "short" not in read(f"Buy KO when RSI < 30. {sold}").sentence

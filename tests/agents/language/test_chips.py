"""Ideas in a few words: a cross for both sides, an amount without its sign, a way back."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, sides_of, strategy_of


@pytest.mark.parametrize(
    "text",
    ["EMA 9/21 crossover on IBM, long and short", "EMA 9/21 crossover long/short on IBM",
     "EMA 9/21 crossover on IBM, long & short, 5% stop"],
)  # fmt: skip
def test_a_cross_that_is_named_for_both_sides_turns_the_position_round(text: str) -> None:
    made = strategy_of(text)
    assert made.direction == "both"
    assert made.short_entry == made.exit


@pytest.mark.parametrize(
    "text",
    ["Buy IBM when EMA 9 crosses above EMA 21, long and short",
     "RSI strategy on IBM, long and short", "EMA 9/21 crossover on IBM, long only"],
)  # fmt: skip
def test_nothing_is_sold_short_where_no_cross_is_named_for_it(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None or reading.strategy.direction == "long"


@pytest.mark.parametrize(("said", "amount"), [("10k", 10_000), ("2,500", 2_500)])
def test_what_is_invested_in_something_is_money(said: str, amount: float) -> None:
    text = f"Invest {said} in IBM when RSI < 30, sell above 70"
    assert strategy_of(text).sizing.cash == amount
    assert any(one.endswith("is read as an amount of money") for one in noted(read(text)))


def test_what_is_bought_by_number_stays_a_number_of_shares() -> None:
    made = strategy_of("Buy 50 IBM when RSI < 30, sell above 70")
    assert made.sizing.quantity == 50


@pytest.mark.parametrize(
    ("text", "left"),
    [("IBM 跌破布林带下轨买入，涨回中轨卖出",
      "the close is at or above the middle Bollinger Band (20, 2)"),
     ("Compra IBM cuando la EMA 9 cruce por encima de la EMA 21 y vende al revés",
      "EMA(9) crosses below EMA(21)")],
)  # fmt: skip
def test_the_way_back_is_said_so_abroad(text: str, left: str) -> None:
    assert sides_of(text)[1] == left

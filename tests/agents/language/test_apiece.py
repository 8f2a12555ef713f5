"""Money for each of several symbols, and which verb a size behind the rules belongs to."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, sides_of, strategy_of

RULES = "Buy IBM, KO, XOM when RSI < 25, sell when RSI > 75"
SIDES = ("RSI(14) is below 25", "RSI(14) is above 75")


@pytest.mark.parametrize(
    "words",
    ["$4,000 in each stock", "4k in each", "$4,000 per stock", "4000 each", "$4,000 per symbol",
     "$4,000 for each of them", "invest $4,000 in each", "put 4k into each one", "4k USD a piece",
     "start with 4k in each stock", "capital of $4,000 for each stock", "each stock gets $4,000",
     "$4,000 a stock", "4k/stock", "each with $4,000"],
)  # fmt: skip
def test_so_much_in_each_of_three_is_three_times_as_much_in_all(words: str) -> None:
    strategy = strategy_of(f"{RULES}, {words}")
    assert strategy.sizing.cash == 4_000
    assert strategy.initial_capital == 12_000
    assert "12,000 to start with: 4,000 for each of 3" in noted(read(f"{RULES}, {words}"))
    assert sides_of(f"{RULES}, {words}") == SIDES


def test_what_there_is_is_kept_where_it_is_said() -> None:
    strategy = strategy_of(f"{RULES}, capital $20,000, $4,000 per stock")
    assert (strategy.initial_capital, strategy.sizing.cash) == (20_000, 4_000)


def test_what_a_trade_gets_is_not_for_each_of_the_symbols() -> None:
    strategy = strategy_of(f"{RULES}, $4,000 per trade")
    assert (strategy.initial_capital, strategy.sizing.cash) == (10_000, 4_000)


@pytest.mark.parametrize("words", ["100 each", "volume above 5000 each day"])
def test_what_may_be_shares_or_volume_is_no_money(words: str) -> None:
    assert read(f"{RULES}, {words}").strategy is None


def test_in_each_of_them_again_and_again_is_a_plan() -> None:
    strategy = strategy_of("Invest $1,000 in each of SPY and QQQ every month")
    assert strategy.sizing.cash == 1_000
    assert strategy.hold


def test_a_holding_of_each_of_two_takes_both_sums() -> None:
    strategy = strategy_of("Put $5,000 in each of KO and PEP and hold")
    assert (strategy.initial_capital, strategy.sizing.cash) == (10_000, 5_000)


@pytest.mark.parametrize(
    "words",
    ["invest $2,000 per trade", "buy 100 shares", "buy at the close", "enter at the next open",
     "buy with $4,000"],
)  # fmt: skip
@pytest.mark.parametrize("named", ["IBM", "IBM, KO", "IBM, KO, XOM", "IBM and KO"])
def test_a_second_verb_to_buy_leaves_the_rules_as_they_are(named: str, words: str) -> None:
    text = f"Buy {named} when RSI < 25, sell when RSI > 75, {words}"
    assert sides_of(text) == SIDES


@pytest.mark.parametrize(
    "text",
    ["Buy BTC, if RSI < 25 buy, if RSI > 75 sell",
     "Buy BTC, ETH, if RSI < 25 buy, if RSI > 75 sell",
     "Buy BTC, if RSI > 75 sell, if RSI < 25 buy"],
)  # fmt: skip
def test_a_verb_that_only_names_what_is_traded_is_read_over(text: str) -> None:
    assert sides_of(text) == SIDES

"""What there is to trade with, said inside another phrase, and said twice."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import strategy_of

RULES = "Buy IBM when RSI < 25, sell when RSI > 75, stop 5%"


@pytest.mark.parametrize(
    ("words", "capital", "size"),
    [
        ("risk 1% of my $50k account per trade", 50_000, "loses 1% of the equity"),
        ("risk 1% of 50k per trade", 50_000, "loses 1% of the equity"),
        ("risk 1% of my account of $50k per trade", 50_000, "loses 1% of the equity"),
        ("using 20% of my $40,000", 40_000, "20% of the equity"),
        ("use half of my 20k", 20_000, "50% of the equity"),
        ("position size 10% of my 250,000 USD account", 250_000, "10% of the equity"),
        ("invest 10% of a 100k portfolio in each trade", 100_000, "10% of the equity"),
        ("position sizing: 5% of $1M per trade", 1_000_000, "5% of the equity"),
        ("capital $20k, risk 1% of $20k per trade", 20_000, "loses 1% of the equity"),
    ],
)
def test_what_a_part_is_a_part_of_is_the_capital(words: str, capital: float, size: str) -> None:
    assert strategy_of(f"{RULES}, {words}").initial_capital == capital
    assert f"{size}" in read(f"{RULES}, {words}").sentence


def test_half_of_a_year_is_no_money() -> None:
    strategy = strategy_of(f"{RULES}, in the first half of 2012")
    assert strategy.initial_capital == 10_000
    assert str(strategy.end) == "2012-06-30"


def test_a_portfolio_is_of_that_capital_too() -> None:
    strategy = strategy_of("Put 60% of my $80,000 in SPY and 40% in BND, rebalance yearly")
    assert strategy.initial_capital == 80_000


@pytest.mark.parametrize(
    "words",
    [
        "fee is 0.2% of the 20,000 invested",
        "only when volume is above 50% of 1,000,000",
        "only when the close is below 95% of 200",
    ],
)
def test_a_part_of_anything_else_is_not(words: str) -> None:
    reading = read(f"{RULES}, {words}")
    assert reading.strategy is None
    assert reading.unsupported


@pytest.mark.parametrize(
    "words",
    ["with $10,000 and with $20,000", "capital $20k. Risk 1% of $50k per trade"],
)
def test_of_two_sums_none_is_left_out_silently(words: str) -> None:
    reading = read(f"{RULES}. {words}")
    assert reading.strategy is None
    assert reading.unsupported

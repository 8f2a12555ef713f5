"""Whose the parts are where some of the money is kept, and money at once beside a rhythm."""

import pytest

from agents.language import read
from backtests.engine.strategy import Weights
from tests.agents.language.reading_of import asked, noted, strategy_of


def weights_of(text: str) -> dict[str, float]:
    portfolio = strategy_of(text).portfolio
    assert isinstance(portfolio, Weights)
    return portfolio.weights


@pytest.mark.parametrize(
    "text",
    ["SPY 50%, cash 30%, GLD 20%", "SPY: 50%, GLD: 20%, cash: 30%", "cash 30%, SPY 50%, GLD 20%",
     "30% cash, 50% SPY, 20% GLD", "50% SPY, 30% cash and 20% GLD", "SPY 50, cash 30, GLD 20",
     "SPY/GLD/cash 50/20/30", "Keep 30% in cash and put 50% in SPY and 20% in GLD"],
)  # fmt: skip
def test_the_part_of_cash_is_that_beside_it(text: str) -> None:
    assert weights_of(text) == {"SPY": 0.5, "GLD": 0.2}


def test_a_part_that_nobody_has_is_told() -> None:
    told = "the 20% that nobody has stay in cash"
    assert told in noted(read("50% SPY, 30% GLD"))
    assert told not in noted(read("50% SPY, 30% GLD, 20% cash"))
    assert not [one for one in noted(read("60% SPY, 40% GLD")) if "nobody" in one]


@pytest.mark.parametrize("often", ["every 2 years", "every 18 months"])
def test_a_rhythm_longer_than_a_year_is_asked_about(often: str) -> None:
    assert asked(read(f"60% SPY and 40% TLT rebalanced {often}")) == ["rhythm"]


@pytest.mark.parametrize(
    "text",
    ["Lump sum $10,000 in VOO, then $500 per month", "Lump sum $8,000 in SPY and then $300 monthly",
     "$300/month into VTI, $100/month into VXUS, $100/month into BND",
     "$500 a month into SPY, and $1000 in January"],
)  # fmt: skip
def test_two_amounts_are_not_one_of_them(text: str) -> None:
    made = read(text).strategy
    assert made is None or made.sizing is None


@pytest.mark.parametrize(
    "text",
    ["$500 monthly into VOO, $12,000 to start", "$12,000 capital, $500/month in VOO",
     "Start with $12,000 and invest $500 per month in VOO",
     "Invest $500 per month in VOO, starting capital $12,000"],
)  # fmt: skip
def test_money_to_start_with_is_no_amount_of_each_time(text: str) -> None:
    made = strategy_of(text)
    assert made.initial_capital == 12_000
    assert made.sizing is not None
    assert made.sizing.cash == 500

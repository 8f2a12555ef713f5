"""Buying and holding is a strategy too, if the dullest."""

import pytest

from agents.language import read


@pytest.mark.parametrize(
    "text",
    [
        "buy and hold MSFT",
        "Just buy and hold Microsoft since 2005",
        "Buy MSFT and hold it forever",
        "Buy & hold MSFT with 5000 dollars from 2001 to 2010",
        "put all my money in Microsoft and never sell it",
        "buy n hold MSFT",
        "Kaufe Microsoft und halte für immer",
        "I want to buy and hold Microsoft, never sell",
    ],
)
def test_it_is_tested_and_said_to_be_for_good(text: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert reading.strategy is not None
    assert reading.strategy.portfolio.weights == {"MSFT": 1.0}
    assert reading.strategy.portfolio.rebalance == "never"
    assert "bought on the first day with all the money, and never sold" in [
        one.text for one in reading.assumptions
    ]


def test_several_are_bought_in_equal_parts() -> None:
    reading = read("buy and hold AAPL and MSFT")
    assert reading.strategy is not None
    assert reading.strategy.portfolio.weights == {"AAPL": 0.5, "MSFT": 0.5}


@pytest.mark.parametrize(
    "text",
    [
        "buy and hold",
        "buy and hold MSFT for 60 days",
        "buy and hold MSFT with a 10% stop",
        "Buy MSFT when RSI < 30 and hold forever",
        "buy and hold MSFT, sell in May",
        "buy the dip in MSFT and hold",
        "Buy MSFT on good earnings news and hold",
    ],
)
def test_what_says_more_is_not_made_of_it(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None or reading.strategy.portfolio is None

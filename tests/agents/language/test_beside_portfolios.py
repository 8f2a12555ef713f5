"""Beside the parts of a portfolio: its stops, the kinds of assets that they come to, a lump sum."""

import pytest

from agents.language import read
from backtests.engine.strategy import Rotation, Weights
from tests.agents.language.reading_of import asked, strategy_of


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("SPY/GLD 80/20 portfolio rebalanced monthly with a 20% max drawdown stop",
         "20% max drawdown stop"),
        ("75% SPY 25% TLT, rebalanced yearly with a 12% stop loss on each position",
         "12% stop loss on each position"),
        ("75/25 SPY/TLT rebalanced yearly, trailing stop of 9%", "trailing stop of 9%"),
        ("75/25 SPY/TLT rebalanced yearly, go to cash if the portfolio drops 18% from its peak",
         "go to cash if the portfolio drops 18% from its peak"),
        ("75/25 SPY/TLT rebalanced yearly. Sell everything when drawdown exceeds 25%.",
         "Sell everything when drawdown exceeds 25%"),
    ],
)  # fmt: skip
def test_a_stop_beside_a_portfolio_is_named_and_its_parts_are_tested(text: str, stop: str) -> None:
    reading = read(text)
    assert reading.action == "partial"
    assert isinstance(strategy_of(text).portfolio, Weights)
    assert [one.text for one in reading.unsupported] == [stop]
    assert "no part" in reading.unsupported[0].why or "not part" in reading.unsupported[0].why


def test_a_stop_beside_a_rotation_is_named() -> None:
    text = "Every month hold the best 2 of SPY, EFA and GLD by 3-month return with a 7% stop loss"
    assert isinstance(strategy_of(text).portfolio, Rotation)
    assert [one.text for one in read(text).unsupported] == ["7% stop loss"]


@pytest.mark.parametrize(
    "text",
    ["Buy and hold SPY with a 10% stop loss", "Buy SPY and QQQ with a 10% stop loss",
     "Buy SPY when RSI is below 30 with a 5% stop loss"],
)  # fmt: skip
def test_a_stop_of_a_rule_stays_one(text: str) -> None:
    reading = read(text)
    assert not reading.unsupported
    assert reading.strategy is None or reading.strategy.stop_loss in (0.1, 0.05)


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("Portfolio: 50% stocks, 50% bonds using four ETFs (VTI, VXUS, BND, BNDX) with equal 25% "
         "targets, rebalanced yearly", {"VTI": 0.25, "VXUS": 0.25, "BND": 0.25, "BNDX": 0.25}),
        ("Portfolio: 70% equities, 30% bonds using 50% VTI, 20% VXUS, 30% BND. Rebalance annually.",
         {"VTI": 0.5, "VXUS": 0.2, "BND": 0.3}),
        ("70% stocks and 30% bonds using VTI and BND, rebalanced yearly", {"VTI": 0.7, "BND": 0.3}),
        ("30% bonds and 70% stocks using BND and VTI, rebalanced yearly", {"BND": 0.3, "VTI": 0.7}),
    ],
)  # fmt: skip
def test_the_funds_are_held_and_their_kinds_only_add_up(
    text: str, weights: dict[str, float]
) -> None:
    portfolio = strategy_of(text).portfolio
    assert isinstance(portfolio, Weights)
    assert portfolio.weights == weights
    assert read(text).action == "run"


@pytest.mark.parametrize(
    "text",
    ["70% bonds and 30% stocks using VTI and BND, rebalanced yearly",
     "bonds 70%, stocks 30%: VTI, BND. Rebalance monthly",
     "Portfolio: 70% stocks, 30% bonds using 50% VTI, 30% VXUS, 20% BND. Rebalance annually.",
     "70% stocks, 30% bonds via four ETFs (VTI, VXUS, BND, BNDX) at 25% each"],
)  # fmt: skip
def test_funds_that_are_of_another_kind_or_sum_are_not_tested(text: str) -> None:
    assert read(text).strategy is None


def test_a_real_estate_fund_beside_its_ticker_is_no_other_ticker() -> None:
    text = (
        "50% VTI - Total Stock Market Fund - 30% VXUS - Total Int'l Stock Market Fund - "
        "20% VNQ - REIT Fund. Rebalance yearly."
    )
    portfolio = strategy_of(text).portfolio
    assert isinstance(portfolio, Weights)
    assert portfolio.weights == {"VTI": 0.5, "VXUS": 0.3, "VNQ": 0.2}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("$20k lump sum in 2014, 70/30 SPY/TLT rebalanced yearly", "2014-01-01"),
        ("$20k lump sum in March 2014, hold 70% SPY and 30% TLT", "2014-03-01"),
        ("Lump sum invested at the start of 2014: 70% SPY 30% TLT, rebalanced annually",
         "2014-01-01"),
    ],
)  # fmt: skip
def test_a_lump_sum_says_since_when_weights_are_held(text: str, start: str) -> None:
    strategy = strategy_of(text)
    assert isinstance(strategy.portfolio, Weights)
    assert strategy.portfolio.weights == {"SPY": 0.7, "TLT": 0.3}
    assert (str(strategy.start), strategy.end) == (start, None)


def test_a_lump_sum_in_a_year_is_held_to_the_end() -> None:
    strategy = strategy_of("$9k lump sum in 2014 in SPY and hold")
    assert (str(strategy.start), strategy.end) == ("2014-01-01", None)
    assert strategy.initial_capital == 9_000


def test_a_lump_sum_of_as_much_as_a_year_is_money() -> None:
    assert strategy_of("lump sum in 2000 dollars of SPY").initial_capital == 2_000


def test_parts_of_a_portfolio_are_no_shares_that_are_bought() -> None:
    assert "amount" not in asked(read("Buy 60/40 SPY/TLT, rebalanced quarterly"))
    assert "60% SPY" in read("Buy 60/40 SPY/TLT, rebalanced quarterly").sentence


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("YOLO into KO when it drops 4% in 5 days. Diamond hands for 6 trading days, then dump it. "
         "Full send.", "sell after 6 bars"),
        ("Buy KO when RSI < 30, diamond hands until RSI > 70.", "sell when RSI(14) is above 70"),
    ],
)  # fmt: skip
def test_diamond_hands_hold(text: str, meant: str) -> None:
    reading = read(text)
    assert reading.action == "run", reading.unsupported
    assert meant in reading.sentence


def test_whatever_fell_the_most_names_no_symbol_and_keeps_its_time() -> None:
    reading = read("YOLO into whatever dropped the most over 4 days. Diamond hands for 6 days.")
    assert asked(reading) == ["symbol", "entry"]
    assert reading.strategy is None
    assert [one.text for one in reading.unsupported] == ["whatever dropped the most over 4 days"]

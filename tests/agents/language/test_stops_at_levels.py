"""Stops that lie at an average, a line or a low: on the side of the loss."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import strategy_of


def exits_said(text: str) -> str:
    strategy = strategy_of(text)
    left = strategy.exit or strategy.short_exit
    assert left is not None
    return describe_condition(left)


@pytest.mark.parametrize(
    ("stop", "meant"),
    [
        ("stop loss at the 50 day moving average", "the close is below SMA(50)"),
        ("SL: 200 EMA", "the close is below EMA(200)"),
        ("stop at VWAP", "the close is below VWAP(20)"),
        ("stop loss at supertrend", "the close is below the SuperTrend line (10, 3)"),
        ("stopped out if price hits the 50 SMA", "the close is below SMA(50)"),
        ("stop loss at the 20-day low", "the close is below the 20-bar low 1 bar ago"),
        ("my stop is the 20 day low", "the close is below the 20-bar low 1 bar ago"),
        ("stop at the lower band", "the low is at or below the lower Bollinger Band (20, 2)"),
    ],
)
def test_a_stop_of_a_long_lies_below(stop: str, meant: str) -> None:
    assert exits_said(f"Buy MSFT when RSI < 25, {stop}") == meant


@pytest.mark.parametrize(
    ("stop", "meant"),
    [
        ("stop loss at the 50 SMA", "the close is above SMA(50)"),
        ("stop at the 20-day high", "the close is above the 20-bar high 1 bar ago"),
    ],
)
def test_a_stop_of_a_short_lies_above(stop: str, meant: str) -> None:
    assert exits_said(f"Short MSFT when RSI > 75, {stop}") == meant


def test_a_target_or_an_exit_at_an_average_is_reached_on_the_way_up() -> None:
    assert exits_said("Buy MSFT when RSI < 25, exit at the 50 SMA") == (
        "the close is at or above SMA(50)"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Buy MSFT when RSI < 25. Short it when RSI > 75. Stop at the 50 SMA.",
        "Short MSFT when RSI > 75, cover below 30, stop at the 20-day low",
        "Buy MSFT when RSI < 25, sell above 70, stop trading when price hits the 200 SMA",
    ],
)
def test_where_its_side_is_not_plain_it_is_asked(text: str) -> None:
    assert read(text).action != "run"


@pytest.mark.parametrize(
    ("rule", "meant"),
    [
        ("CCI<-120", "CCI(20) is below -120"),
        ("ROC(10)<-4", "the change over 10 bars is below -4%"),
        ("Williams %R<=-80", "Williams %R (14) is at or below -80"),
        ("CCI>-120", "CCI(20) is above -120"),
    ],
)
def test_a_minus_behind_a_sign_is_that_of_its_number(rule: str, meant: str) -> None:
    found = read(f"Buy MSFT when {rule}, sell after 10 days")
    assert f"when {meant};" in found.sentence

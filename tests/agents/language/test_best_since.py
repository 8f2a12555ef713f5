"""Comparisons with the best price since the entry, which are trailing stops."""

import pytest

from agents.language import read
from backtests.engine.strategy import Atr
from tests.agents.language.reading_of import sides_of, strategy_of

BUYS = "Buy KO when it breaks the 30-day high, sell when"
SHORTS = "Short KO when it breaks the 30-day low, cover when"


@pytest.mark.parametrize(
    "leaves",
    ["price is below 92% of the highest price since entry",
     "price < 0.92 * highest high since entry",
     "close < highest close since I bought * 0.92",
     "the price falls 8% below the maximum price reached since buying",
     "the close drops under the highest close since entry minus 8%"],
)  # fmt: skip
def test_a_part_of_the_best_price_since_is_a_trailing_stop(leaves: str) -> None:
    strategy = strategy_of(f"{BUYS} {leaves}")
    assert (strategy.trailing_stop, strategy.exit) == (0.08, None)


@pytest.mark.parametrize(
    ("leaves", "period"),
    [("close < highest close since entry - 2.5 ATR", 14),
     ("the price drops 2.5 ATR below the highest close since entry", 14),
     ("the close is below the highest close since entry minus 2.5 x ATR(20)", 20)],
)  # fmt: skip
def test_so_many_atr_below_it_are_one_of_them(leaves: str, period: int) -> None:
    strategy = strategy_of(f"{BUYS} {leaves}")
    assert strategy.trailing_stop == Atr(multiple=2.5, period=period)
    assert strategy.exit is None


def test_a_short_has_it_above_the_lowest() -> None:
    strategy = strategy_of(f"{SHORTS} close > 1.08 * lowest low since entry")
    assert strategy.trailing_stop == 0.08


def test_another_way_out_stays_beside_it() -> None:
    text = f"{BUYS} RSI(5) > 85 or the close is below 92% of the highest close since entry"
    assert strategy_of(text).trailing_stop == 0.08
    assert sides_of(text)[1] == "RSI(5) is above 85"


@pytest.mark.parametrize(
    "leaves",
    ["the close is above the highest close since entry",
     "the close is below 108% of the highest close since entry",
     "close < highest close since entry * volatility"],
)  # fmt: skip
def test_what_is_no_distance_below_the_best_price_is_no_stop(leaves: str) -> None:
    reading = read(f"{BUYS} {leaves}")
    assert reading.strategy is None
    assert "trailing_stop" not in reading.draft


@pytest.mark.parametrize(
    "words",
    [
        "it falls 8% from the peak since entry and RSI > 70",
        "RSI > 70 and it falls 8% from the peak since entry",
        "it drops 8% from its high and RSI > 70",
        "RSI > 70 and the drawdown from its peak exceeds 8%",
    ],
)
def test_a_fall_that_must_be_beside_another_condition_is_no_stop(words: str) -> None:
    reading = read(f"Buy IBM when RSI < 25, sell when {words}")
    assert reading.unsupported
    assert reading.strategy is None or reading.strategy.trailing_stop is None


@pytest.mark.parametrize(
    "words",
    [
        "RSI > 70 and use an 8% trailing stop",
        "RSI > 70 and when it falls 8% from the peak since entry",
        "RSI > 70, and when it drops 8% from its high",
        "it falls 8% from the peak since entry and sell when RSI > 70",
        "it drops 8% from its high or RSI > 70",
    ],
)
def test_one_that_is_a_way_out_of_its_own_is(words: str) -> None:
    reading = read(f"Buy IBM when RSI < 25, sell when {words}")
    assert reading.strategy is not None
    assert reading.strategy.trailing_stop == 0.08
    assert "RSI(14) is above 70 or at a trailing stop of 8%" in reading.sentence

"""An order that was cut to the money there is, is told with how many and how much."""

from typing import Any

import pytest

from backtests.engine.backtest import Backtest, run
from backtests.engine.describe import describe
from tests.engine.making import BUY, SELL, WAIT, closes, cued

CUES = (BUY, SELL, WAIT, BUY)


def flags(*prices: float, cues: tuple[int, ...] = CUES, **said: Any) -> list[str]:
    return done(*prices, cues=cues, **said).flags


def done(*prices: float, cues: tuple[int, ...] = CUES, **said: Any) -> Backtest:
    bars = closes(prices or (100, 100, 100, 100, 100, 100), cues)
    return run(cued(**{"initial_capital": 10_000, **said}), [bars])


@pytest.mark.parametrize(
    ("sizing", "told"),
    [
        ({"cash": 20_000}, "2 of 2 orders for 20,000 USD were cut to the money that there was: to "
                           "50% of the size on average. Begin with more, or buy less."),
        ({"quantity": 400}, "2 of 2 orders for 400 shares were cut to the money that there was: to "
                            "25% of the size on average, in fractions of a share. Begin with more, "
                            "or buy less."),
        ({"quantity": 400, "whole_shares": True}, "to 25% of the size on average. Begin"),
    ],
)  # fmt: skip
def test_a_size_that_the_money_does_not_cover_is_told(sizing: dict[str, Any], told: str) -> None:
    (flag,) = flags(sizing=sizing)
    assert told in flag


def test_only_the_orders_that_were_cut_are_counted() -> None:
    """10,000 buy all of 8,000 at first; after a fall to a half, 6,000 are left."""
    (flag,) = flags(100, 100, 50, 50, 50, 50, sizing={"cash": 8_000})
    assert flag.startswith("1 of 2 orders for 8,000 USD was cut")
    assert "to 75% of the size" in flag


@pytest.mark.parametrize("sizing", [{"cash": 5_000}, {"quantity": 10}, {"fraction": 0.5}, {}])
def test_what_the_money_covers_is_not_told(sizing: dict[str, Any]) -> None:
    assert flags(sizing=sizing) == []


def test_an_order_for_which_nothing_was_left_is_told() -> None:
    bars = [closes([100.0] * 4, (BUY,), symbol) for symbol in "XY"]
    strategy = cued(symbols=["X", "Y"], initial_capital=10_000, sizing={"cash": 10_000})
    (flag,) = run(strategy, bars).flags
    assert flag == (
        "There was no money for 1 of 2 orders for 10,000 USD: nothing was bought there."
    )


def test_less_than_one_share_is_told() -> None:
    (flag,) = flags(initial_capital=50)
    assert flag.startswith("2 of 2 orders bought less than one whole share")


def test_a_size_in_shares_that_could_not_buy_one_is_told_twice() -> None:
    cut, broken = flags(initial_capital=50, sizing={"quantity": 100})
    assert "2 of 2 orders for 100 shares were cut" in cut
    assert "to 0% of the size" not in cut
    assert "less than one whole share" in broken


def test_the_sentence_does_not_promise_what_the_money_may_not_allow() -> None:
    assert "put 20,000 USD into each position, or what the money allows" in describe(
        cued(sizing={"cash": 20_000})
    )


def test_fills_are_as_they_were() -> None:
    (one, two) = done(sizing={"quantity": 400}).trades
    assert (one.quantity, two.quantity) == (100, 100)

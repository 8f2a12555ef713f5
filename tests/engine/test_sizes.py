"""How much one entry takes: each way of sizing, with costs, limits and several symbols."""

from typing import Any

import numpy as np
import pytest

from backtests.engine.backtest import run
from backtests.engine.market import swings
from backtests.engine.trades import Trade
from tests.engine.making import BUY, SELL, WAIT, Candle, closes, cued, make_bars

FLAT = (100.0, 100.0, 100.0, 100.0)


def bought(*candles: Candle, cues: tuple[int, ...] = (BUY,), **said: Any) -> Trade:
    bars = make_bars([FLAT, *(candles or (FLAT, FLAT))], cues)
    (trade,) = run(cued(**{"initial_capital": 10_000, **said}), [bars]).trades
    return trade


def test_every_fee_is_paid_from_the_budget() -> None:
    """5 a trade, 0.01 a share and 0.1%: 9,995 / 100.11 shares."""
    costs = {"commission_per_trade": 5, "commission_per_share": 0.01, "commission": 0.001}
    trade = bought(**costs)
    assert trade.quantity == pytest.approx(99.840176, abs=1e-6)
    assert trade.costs == pytest.approx(10_000 - 9_984.0176, abs=1e-4)


@pytest.mark.parametrize(
    ("sizing", "quantity"),
    [
        ({"cash": 3_000}, 30),
        ({"cash": 30_000}, 100),
        ({"quantity": 12.5}, 12.5),
        ({"quantity": 500}, 100),
        ({"fraction": 0.3}, 30),
        ({"quantity": 12.5, "whole_shares": True}, 12),
    ],
)
def test_an_order_has_its_size_or_what_the_money_allows(
    sizing: dict[str, Any], quantity: float
) -> None:
    assert bought(sizing=sizing).quantity == pytest.approx(quantity)


@pytest.mark.parametrize(
    ("levels", "quantity"),
    [
        ({"stop_loss": 0.05}, 20),
        ({"stop_loss": {"kind": "money", "distance": 4}}, 25),
        ({"trailing_stop": 0.1}, 10),
        ({"stop_loss": 0.05, "trailing_stop": 0.02}, 50),
        ({"stop_loss": 0.001}, 100),
    ],
    ids=["fraction", "money", "trailing", "the nearest counts", "never more than all"],
)
def test_a_risk_of_1_per_cent_is_lost_at_the_stop(levels: dict[str, Any], quantity: float) -> None:
    assert bought(sizing={"risk": 0.01}, **levels).quantity == pytest.approx(quantity)


def test_a_risk_with_a_stop_of_atr_loses_what_it_says() -> None:
    """ATR 4 at the signal, the stop 8 below 100: 12.5 shares lose 100 of 10,000 at 92."""
    wide = (100.0, 102.0, 98.0, 100.0)
    bars = make_bars([wide] * 3 + [(100, 101, 95, 100), (100, 101, 90, 95)], [0, 0, BUY])
    stop = {"kind": "atr", "multiple": 2, "period": 2}
    rules = cued(initial_capital=10_000, sizing={"risk": 0.01}, stop_loss=stop)
    (trade,) = run(rules, [bars]).trades
    assert trade.quantity == pytest.approx(12.5)
    assert trade.pnl == pytest.approx(-100)


def test_a_short_risks_what_lies_above_its_price() -> None:
    trade = bought(
        FLAT, (100, 106, 99, 105), direction="short", stop_loss=0.05, sizing={"risk": 0.01}
    )  # fmt: skip
    assert (trade.quantity, trade.pnl) == pytest.approx((20, -100))


@pytest.mark.parametrize("leverage", [1, 3])
def test_a_swing_is_aimed_at_and_leverage_only_allows_more(leverage: float) -> None:
    rng = np.random.default_rng(1)
    prices = (100 * np.exp(np.cumsum(rng.normal(0, 0.02, 25)))).tolist()
    bars = closes(prices, [WAIT] * 22 + [BUY])
    swing = np.std(np.diff(prices[2:23]) / prices[2:22], ddof=1) * np.sqrt(252)
    rules = cued(sizing={"volatility": 0.1}, leverage=leverage)
    (trade,) = run(rules, [bars]).trades
    assert trade.quantity * trade.entry_price == pytest.approx(1_000 * 0.1 / swing)
    assert swings(bars.close, 252)[22] == pytest.approx(swing)


def test_nothing_is_bought_while_its_swing_is_not_known() -> None:
    bars = closes([100.0, 101.0] * 10, [BUY] * 19)
    assert run(cued(sizing={"volatility": 0.1}), [bars]).trades == []


def test_prices_that_stand_still_have_no_swing_to_size_by() -> None:
    assert run(cued(sizing={"volatility": 0.1}), [closes([100.0] * 30, [BUY] * 29)]).trades == []


def three(*cues: tuple[int, ...], **said: Any) -> list[tuple[str, float]]:
    bars = [
        closes([100] * 6, cue, name) for name, cue in zip(("X", "Y", "Z"), cues, strict=True)
    ]  # fmt: skip
    trades = run(cued(symbols=["X", "Y", "Z"], **said), bars).trades
    return [(one.symbol, one.quantity) for one in trades]


def test_no_more_positions_than_allowed_in_the_order_of_the_symbols() -> None:
    sizing = {"max_positions": 2}
    assert three((BUY,), (BUY,), (BUY,), sizing=sizing) == [("X", 5), ("Y", 5)]


def test_a_place_that_is_left_at_an_open_is_free_at_that_open() -> None:
    sizing = {"max_positions": 1}
    cues = ((BUY, SELL), (WAIT, BUY), (WAIT, BUY))
    assert three(*cues, sizing=sizing) == [("X", 10), ("Y", 10)]


def test_a_place_is_counted_once_however_often_it_is_added_to() -> None:
    sizing = {"max_positions": 2, "max_entries": 3, "cash": 100}
    cues = ((BUY, BUY), (WAIT, BUY), (WAIT, BUY))
    assert three(*cues, sizing=sizing) == [("X", 2), ("Y", 1)]

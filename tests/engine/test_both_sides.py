"""Shorts, turning round, borrowing and leverage: a few bars each, computed by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from backtests.engine.backtest import Backtest, run
from backtests.engine.bars import Bars
from backtests.engine.trades import Trade
from tests.engine.making import BUY, SELL, WAIT, Candle, closes, cued, make_bars
from tests.engine.worlds import strategy_of

FLAT = (100.0, 100.0, 100.0, 100.0)
SHORT_IN, SHORT_OUT = 4, 8


def tried(*candles: Candle, cues: tuple[int, ...] = (BUY,), **said: Any) -> Backtest:
    """The signal comes at the close of a flat first bar, and 10,000 are there."""
    rules = {"initial_capital": 10_000, "direction": "short", **said}
    bars = make_bars([FLAT, *candles], cues)
    return run(strategy_of([bars], rules), [bars])


def only(done: Backtest) -> Trade:
    assert len(done.trades) == 1
    return done.trades[0]


# Short ------------------------------------------------------------------------------------------


def test_a_short_is_sold_below_the_quote_and_stopped_above_its_price() -> None:
    """100 less 1% is 99; 10% above it is 108.9, and bought back 1% above that: 109.989."""
    trade = only(tried(FLAT, (105, 110, 104, 106), slippage=0.01, stop_loss=0.1))
    assert trade.side == "short"
    assert trade.entry_price == pytest.approx(99)
    assert trade.quantity == pytest.approx(101.010101, abs=1e-6)
    assert trade.exit_price == pytest.approx(109.989)
    assert trade.pnl == pytest.approx(-1_110.00)
    assert trade.exit_reason == "stop loss 10% hit at 109.99"


def test_a_gap_over_the_stop_of_a_short_fills_at_the_open() -> None:
    done = tried(FLAT, (120, 121, 119, 120), slippage=0.01, stop_loss=0.1)
    assert only(done).exit_price == pytest.approx(121.2)
    assert done.equity[-1] == pytest.approx(7_757.5758, abs=1e-4)


@pytest.mark.parametrize(
    ("bar", "stop", "price"),
    [
        ((95, 96, 85, 88), None, 90),
        ((80, 82, 79, 81), None, 80),
        ((100, 111, 85, 95), 0.1, 110),
    ],
    ids=["touch", "gap through the target", "the stop counts where both are in one bar"],
)
def test_the_target_of_a_short_lies_below(bar: Candle, stop: float | None, price: float) -> None:
    done = tried(FLAT, bar, take_profit=0.1, stop_loss=stop)
    assert only(done).exit_price == pytest.approx(price)


def test_a_short_pays_commission_on_both_sides() -> None:
    """10,000 / 101 shares; sold for 9,900.99 less 99.01, bought back for 8,910.89 plus 89.11."""
    trade = only(tried(FLAT, (90,) * 4, cues=(BUY, SELL), commission=0.01))
    assert trade.quantity == pytest.approx(99.00990, abs=1e-5)
    assert trade.pnl == pytest.approx(801.9802, abs=1e-4)
    assert trade.costs == pytest.approx(99.00990 + 89.10891, abs=1e-4)


def test_a_short_gains_where_prices_fall_and_says_how_far_it_stood() -> None:
    trade = only(tried((100, 110, 75, 100), (80,) * 4, cues=(BUY, SELL)))
    assert (trade.mae, trade.mfe) == pytest.approx((-0.10, 0.25))
    assert trade.pnl == pytest.approx(2_000)
    assert trade.return_ == pytest.approx(0.2)


def test_borrowing_costs_calendar_time() -> None:
    """Friday to Monday is three days: 10,000 x 36.5% x 3 / 365."""
    bars = make_bars([FLAT] * 3, (BUY, SELL))
    days = np.array(["2020-01-02", "2020-01-03", "2020-01-06"], "datetime64[s]")
    bars = replace(bars, time=days)
    rules = {"initial_capital": 10_000, "direction": "short", "borrow_cost": 0.365}
    trade = only(run(strategy_of([bars], rules), [bars]))
    assert trade.pnl == pytest.approx(-30)
    assert trade.costs == pytest.approx(30)


def test_a_long_position_borrows_nothing() -> None:
    done = tried(FLAT, FLAT, direction="both", borrow_cost=1.0)
    assert done.equity.tolist() == [10_000] * 3


# Both -------------------------------------------------------------------------------------------


TURNING = ((100.0, 110.0, 100.0, 110.0), (110.0,) * 4, (99.0,) * 4)


def test_a_signal_for_the_other_side_turns_a_position_round_at_one_open() -> None:
    """Long 100 shares from 100 to 110; short 100 from 110 to 99."""
    done = tried(*TURNING, cues=(BUY, SHORT_IN, SHORT_OUT), direction="both")
    long, short = done.trades
    assert (long.side, long.exit_price, long.quantity) == ("long", 110, 100)
    assert (short.side, short.entry_price, short.exit_price) == ("short", 110, 99)
    assert short.quantity == pytest.approx(100)
    assert long.exit_time == short.entry_time
    assert long.exit_reason.startswith("turned round: ")


def test_turning_round_ends_with_what_both_trades_made() -> None:
    done = tried(*TURNING, cues=(BUY, SHORT_IN, SHORT_OUT), direction="both")
    assert done.equity[-1] == pytest.approx(12_100)


def test_two_sides_at_one_close_cancel_each_other() -> None:
    done = tried(FLAT, FLAT, cues=(BUY | SHORT_IN,), direction="both")
    assert done.trades == []
    held = tried(FLAT, FLAT, FLAT, cues=(BUY, BUY | SHORT_IN), direction="both")
    assert only(held).is_open


def test_an_exit_of_the_other_side_leaves_a_position_alone() -> None:
    assert only(tried(FLAT, FLAT, cues=(BUY, SHORT_OUT), direction="both")).is_open


def test_an_exit_of_its_own_side_beats_an_entry_and_lets_the_other_side_in() -> None:
    done = tried(FLAT, FLAT, cues=(BUY | SELL | SHORT_IN,), direction="both")
    assert only(done).side == "short"


# Leverage and ruin ------------------------------------------------------------------------------


def test_leverage_buys_for_a_multiple_of_the_equity() -> None:
    done = tried(FLAT, (60,) * 4, direction="long", leverage=2)
    assert only(done).quantity == pytest.approx(200)
    assert done.equity[-1] == pytest.approx(2_000)
    assert "money that is borrowed for leverage costs nothing in this test" in done.flags


def test_a_lost_account_is_closed_and_stays_as_it_is() -> None:
    cues = (BUY, WAIT, BUY, BUY)
    bars = (FLAT, (60.0,) * 4, (49.0,) * 4, (30.0,) * 4, (300.0,) * 4)
    done = tried(*bars, direction="long", leverage=2, cues=cues)
    assert done.equity.tolist() == pytest.approx([10_000, 10_000, 2_000, -200, -200, -200])
    assert only(done).exit_reason == "the account was lost"
    assert only(done).exit_price == 49
    assert done.flags[-1] == done.lost
    assert done.lost == (
        "The account was lost on 2020-01-04: all of the money was gone, and more than all of it. "
        "Everything was closed there, and nothing traded any more; a real broker would have closed "
        "the position before that."
    )


def test_the_ratios_of_a_lost_account_mean_nothing() -> None:
    bars = (FLAT, (60.0,) * 4, (49.0,) * 4, (30.0,) * 4)
    done = tried(*bars, direction="long", leverage=2, cues=(BUY,))
    assert (done.metrics["sharpe"], done.metrics["sortino"]) == (None, None)
    assert done.metrics["total_return"] == pytest.approx(-1.02)


def test_an_account_that_a_gap_through_the_stop_takes_is_lost_too() -> None:
    bars = (FLAT, (40.0,) * 4, FLAT)
    done = tried(*bars, direction="long", leverage=2, stop_loss=0.1, cues=(BUY, WAIT, BUY))
    assert done.equity.tolist() == pytest.approx([10_000, 10_000, -2_000, -2_000])
    assert only(done).exit_reason == "stop loss 10% hit at 40.00"
    assert done.lost in done.flags


def test_costs_at_the_close_can_lose_the_account_too() -> None:
    """Bought at 120 for 100,000 and worth 83,333, the account is lost at that same close."""
    done = tried(FLAT, direction="long", leverage=10, slippage=0.2, fill="close")
    assert done.equity[0] == pytest.approx(10_000 - 100_000 + 100_000 / 120 * 80)
    assert only(done).exit_time == done.time[0]


def test_a_gap_leaves_less_to_turn_round_with() -> None:
    """5,000 long lose 15% at the open: 250 are left of 1,000, and 5 x 250 may be sold short."""
    done = tried(
        FLAT, (85,) * 4, cues=(BUY, SHORT_IN), direction="both", leverage=5, initial_capital=1_000
    )
    _, short = done.trades
    assert short.quantity * short.entry_price == pytest.approx(1_250)


def test_a_gap_against_one_position_leaves_less_for_another() -> None:
    """A short of 500 stands at 750 at the open: the equity is 750, so nothing more may be sold."""
    first = closes([100, 100, 150, 150], [BUY], "X")
    second = make_bars([FLAT, (100, 100, 100, 100), FLAT, FLAT], [WAIT, BUY], "Y")
    rules = {"direction": "short"}
    done = run(strategy_of([first, second], rules), [first, second])
    assert [trade.symbol for trade in done.trades] == ["X"]


def test_mirrored_moves_are_worth_the_same_to_a_short() -> None:
    """Prices that fall by what they rose: the gain in money of the same number of shares."""
    rng = np.random.default_rng(3)
    up = 100 + np.cumsum(rng.normal(0, 1, 60))
    cues = rng.integers(0, 4, 60).tolist()
    fixed = {"sizing": {"quantity": 2}, "initial_capital": 10_000}
    levels = {
        "stop_loss": {"kind": "money", "distance": 1.5},
        "take_profit": {"kind": "money", "distance": 2},
        "trailing_stop": {"kind": "money", "distance": 1.2},
    }
    pnl = {
        side: [one.pnl for one in run(cued(direction=side, **fixed, **levels), [bars]).trades]
        for side, bars in (("long", closes(up, cues)), ("short", closes(200 - up, cues)))
    }
    assert len(pnl["long"]) > 5
    assert pnl["short"] == pytest.approx(pnl["long"])


def test_the_same_bars_without_a_signal_do_nothing() -> None:
    bars: list[Bars] = [make_bars([FLAT] * 3)]
    assert run(strategy_of(bars, {"direction": "both"}), bars).trades == []

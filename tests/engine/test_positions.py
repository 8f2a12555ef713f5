"""A position that is left in parts is one trade in every figure, and its sum decides."""

import pytest

from backtests.engine.backtest import Backtest, run
from backtests.engine.positions import positions_of
from tests.engine.making import BUY, SELL, WAIT, closes, cued, make_bars

FLAT = (100.0, 100.0, 100.0, 100.0)
HALF = [{"gain": 0.03, "fraction": 0.5}]


def half_and_stop(*cues: int) -> Backtest:
    """Half is sold at 103, half at the stop of 95: 15 gained and 25 lost."""
    bars = make_bars([FLAT, (100, 104, 99, 103), (100, 101, 94, 95), FLAT, FLAT], cues or (BUY,))
    return run(cued(partial_exits=HALF, stop_loss=0.05), [bars])


def test_a_position_that_is_left_in_parts_counts_once() -> None:
    parts = [{"gain": 0.05, "fraction": 0.3}, {"gain": 0.1, "fraction": 0.3}]
    done = run(cued(partial_exits=parts), [closes([100, 100, 106, 112, 112], [BUY])])
    assert len(done.trades) == 3
    assert done.positions == done.metrics["trades"] == 1
    assert done.metrics["parts"] == 3


def test_the_sum_of_the_parts_decides_whether_it_was_won() -> None:
    done = half_and_stop()
    assert [trade.pnl for trade in done.trades] == pytest.approx([15, -25])
    assert (done.metrics["win_rate"], done.metrics["profit_factor"]) == (0, 0)
    assert done.metrics["expectancy"] == pytest.approx(-0.01)
    assert done.metrics["worst_trade"] == pytest.approx(-0.01)


def test_another_entry_is_another_position() -> None:
    done = half_and_stop(BUY, WAIT, BUY)
    assert done.metrics["trades"] == 2
    assert done.metrics["parts"] == 3
    assert [one.pnl for one in positions_of(done.trades)] == pytest.approx([-10, 0])


def test_a_position_is_open_while_a_part_of_it_is() -> None:
    bars = make_bars([FLAT, (100, 104, 99, 103), FLAT], [BUY])
    done = run(cued(partial_exits=HALF), [bars])
    (only,) = positions_of(done.trades)
    assert only.is_open
    assert only.turnover == pytest.approx(5 * 100 + 5 * 103 + 5 * 100)
    assert done.metrics["win_rate"] is None


def test_positions_that_were_left_at_once_are_their_trades() -> None:
    done = run(cued(), [closes([100, 100, 110, 100, 90], [BUY, SELL, BUY, SELL])])
    assert positions_of(done.trades) == done.trades


def test_excursions_are_those_of_whole_positions() -> None:
    """From 95, the stop, to 104 around the 100 paid, though half was sold before the fall."""
    done = half_and_stop()
    assert done.metrics["avg_mae"] == pytest.approx(-0.05)
    assert done.metrics["avg_mfe"] == pytest.approx(0.04)
    assert run(cued(), [closes([100, 100])]).metrics["avg_mae"] is None

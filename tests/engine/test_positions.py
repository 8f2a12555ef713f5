"""What counts as one decision."""

from backtests.engine.backtest import run
from tests.engine.making import BUY, closes, cued


def test_a_position_that_is_left_in_parts_counts_once() -> None:
    parts = [{"gain": 0.05, "fraction": 0.3}, {"gain": 0.1, "fraction": 0.3}]
    done = run(cued(partial_exits=parts), [closes([100, 100, 106, 112, 112], [BUY])])
    assert len(done.trades) == 3
    assert done.positions == 1

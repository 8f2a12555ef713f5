"""Slightly different numbers: which are tried, what they come to, and walking forward with them."""

from typing import Any

import numpy as np
import pytest

from agents.errors import Cancelled
from agents.judging.nearby import LEAST_STRETCH, STRETCHES, beside, nearby, steps, walked
from agents.refining.knobs import knobs
from backtests.engine import backtest
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from tests.agents.making import random_bars, rsi_strategy
from tests.engine.making import compare, indicator

BARS = [random_bars(900, drift=0.001)]


def nothing() -> None:
    """Nobody calls it off."""


def crossing(**changes: Any) -> Strategy:
    fast, slow = indicator("SMA", period=10), indicator("SMA", period=12)
    return rsi_strategy(
        entry=compare(fast, "crosses_above", slow), exit=compare(fast, "crosses_below", slow),
        **changes,
    )  # fmt: skip


def moves(strategy: Strategy) -> dict[str, list[float]]:
    return {knob.label: values for knob, values in steps(strategy, 900)}


def test_every_number_is_moved_a_step_each_way() -> None:
    assert moves(rsi_strategy(stop_loss=0.05, max_bars=2)) == {
        "period of RSI": [12, 17],
        "entry limit of RSI(14)": [25, 35],
        "exit limit of RSI(14)": [65, 75],
        "stop loss": [0.0417, 0.06],
        "bars held": [1, 3],
    }


def test_averages_keep_their_order() -> None:
    """10 x 1.2 is the slow one's 12, and 12 / 1.2 the fast one's 10."""
    values = [list(beside(crossing(), knob)) for knob in knobs(crossing())]
    assert values == [[8], [14]]


def test_a_neighbour_comes_out_as_a_test_of_its_own() -> None:
    strategy = rsi_strategy(exit=None, max_bars=5)
    found = nearby(backtest.run(strategy, BARS), BARS, nothing)
    assert found is not None
    (longer,) = [one for one in found.moved if one.label == "bars held" and one.after > 5]
    alone = backtest.run(rsi_strategy(exit=None, max_bars=6), BARS)
    assert longer.after == 6
    assert longer.total_return == alone.metrics["total_return"]


def test_the_share_is_that_of_the_neighbours_which_keep_half() -> None:
    rising = [random_bars(900, drift=0.003)]
    done = backtest.run(crossing(), rising)
    found = nearby(done, rising, nothing)
    assert found is not None
    assert found.around is not None
    own = done.metrics["total_return"]
    assert own is not None
    kept = [one for one in found.moved if one.total_return >= own / 2]
    assert found.around.neighbours == len(found.moved) == 2
    assert found.around.share == len(kept) / 2


def test_the_returns_of_all_are_daily_and_the_first_are_its_own() -> None:
    done = backtest.run(crossing(), BARS)
    found = nearby(done, BARS, nothing)
    assert found is not None
    assert found.daily.shape == (899, 3)
    assert found.daily[:, 0] == pytest.approx(np.diff(done.equity) / done.equity[:-1])
    grown = np.prod(1 + found.daily, axis=0) - 1
    assert grown[1:] == pytest.approx([one.total_return for one in found.moved])


def test_the_hours_of_a_day_are_one_return() -> None:
    hours = np.datetime64("2020-01-01", "s") + np.arange(900) * np.timedelta64(6 * 3600, "s")
    hourly = [Bars("X", "1h", hours, *BARS[0].columns().values())]
    found = nearby(backtest.run(crossing(timeframe="1h"), hourly), hourly, nothing)
    assert found is not None
    assert len(found.daily) == 900 // 4 - 1


def test_walking_forward_trades_six_stretches_that_it_did_not_choose_on() -> None:
    found = nearby(backtest.run(crossing(), BARS), BARS, nothing)
    walk = walked(found)
    assert found is not None
    assert walk is not None
    assert len(walk.chosen) == 6
    assert len(walk.equity) == 6 * (899 // STRETCHES)
    unseen = found.daily[-len(walk.equity) :]
    at = np.repeat(walk.chosen, 899 // STRETCHES)
    assert walk.equity[-1] == pytest.approx(np.prod(1 + unseen[np.arange(len(at)), at]))


def rotating(**changes: Any) -> Strategy:
    rank = {"kind": "change", "bars": 60}
    rotation = {
        "kind": "rotation",
        "rank_by": rank,
        "top": 2,
        "filter": compare(rank, ">", 0.02),
        "fallback": "X",
        **changes,
    }
    return Strategy.model_validate({"symbols": [*"XABC"], "portfolio": rotation})


MANY = [random_bars(900, symbol, seed, drift=0.001) for seed, symbol in enumerate("XABC")]


def test_the_numbers_of_a_rotation_are_moved_and_one_that_stands_twice_moves_as_one() -> None:
    assert moves(rotating()) == {
        "symbols held at once": [1, 3],
        "bars of the change over 60 bars": [50, 72],
        "filter limit of the change over 60 bars": [0.0167, 0.024],
    }
    assert moves(rotating(top=3, filter=None))["symbols held at once"] == [2]


def test_the_numbers_of_conditions_are_moved_and_weights_are_not() -> None:
    branch = {"when": compare(indicator("RSI", period=14), "<", 30), "weights": {"X": 0.5}}
    allocation = {"kind": "allocation", "branches": [branch], "otherwise": {"X": 1}}
    strategy = Strategy.model_validate({"symbols": ["X"], "portfolio": allocation})
    assert moves(strategy) == {
        "period of RSI": [12, 17],
        "condition limit of RSI(14)": [25, 35],
    }


def test_a_neighbour_of_a_rotation_comes_out_as_a_test_of_its_own() -> None:
    strategy = rotating()
    found = nearby(backtest.run(strategy, MANY), MANY, nothing)
    assert found is not None
    moved = {(one.label, one.after): one.total_return for one in found.moved}
    assert len(moved) == 6
    three = backtest.run(rotating(top=3), MANY).metrics["total_return"]
    assert moved["symbols held at once", 3] == three
    assert found.around is not None
    assert found.around.neighbours == 6
    assert walked(found) is not None


def test_refinement_leaves_a_portfolio_as_it_was_read() -> None:
    assert knobs(rotating()) == []


def test_what_has_no_numbers_or_too_few_days_is_not_measured() -> None:
    portfolio = {"kind": "weights", "weights": {"X": 1}}
    held = Strategy.model_validate({"symbols": ["X"], "portfolio": portfolio})
    assert nearby(backtest.run(held, BARS), BARS, nothing) is None
    short = [random_bars(STRETCHES * LEAST_STRETCH)]
    assert walked(nearby(backtest.run(crossing(), short), short, nothing)) is None
    assert walked(None) is None


def test_a_window_that_grows_too_long_is_left_out() -> None:
    short = [random_bars(150, drift=0.01)]
    close = {"kind": "price"}
    rule = compare(close, ">", indicator("SMA", period=140))
    strategy = rsi_strategy(entry=rule, exit=None, max_bars=5)
    found = nearby(backtest.run(strategy, short), short, nothing)
    assert found is not None
    assert {one.label for one in found.moved} == {"bars held"}


def test_very_many_bars_leave_time_for_few_numbers() -> None:
    strategy = rsi_strategy(stop_loss=0.05)
    assert len(steps(strategy, 1_000_000)) == 2
    assert len(steps(strategy, 100_000_000)) == 1


def test_it_can_be_cancelled() -> None:
    def cancelled() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        nearby(backtest.run(crossing(), BARS), BARS, cancelled)

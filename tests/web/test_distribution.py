"""How trades spread: bins and bands hold each trade once, and say the same as the drawing."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtests.pages.distribution import (
    HEIGHT,
    MOST_BINS,
    WIDTH,
    bands,
    by_exit,
    by_side,
    by_symbol,
    histogram,
    kind_of,
    round_step,
    scatter,
)
from backtests.templatetags.charts import grouped

TIMES = (f"day {n}" for n in count())
RETURNS = st.lists(st.floats(-1, 50), min_size=2, max_size=60)


def trade(gained: float, **more: Any) -> dict[str, Any]:
    return {
        "return": gained,
        "pnl": 100 * gained,
        "side": "long",
        "symbol": "X",
        "entry_time": next(TIMES),
        "entry_price": 100.0,
        "quantity": 1.0,
        "mae": min(gained, 0.0),
        "mfe": max(gained, 0.0),
        "exit_reason": "open at the end",
        **more,
    }


@given(RETURNS)
def test_every_trade_is_in_one_bin_and_no_bin_holds_losses_and_gains(returns: list[float]) -> None:
    drawn = histogram([trade(one) for one in returns])
    assert drawn is not None
    assert sum(one.trades for one in drawn.bins) == len(returns)
    assert all(one.low >= -1e-9 or one.high <= 1e-9 for one in drawn.bins)
    assert len(drawn.bins) <= MOST_BINS + 2
    assert max(one.height for one in drawn.bins) == HEIGHT
    assert drawn.bins[-1].x + drawn.bins[-1].width == pytest.approx(WIDTH)


def test_the_bins_are_round_and_as_high_as_their_counts() -> None:
    drawn = histogram([trade(one) for one in (-0.31, 0.005, 0.0, 0.019, 0.32)])
    assert drawn is not None
    at_zero = next(one for one in drawn.bins if abs(one.low) < 1e-9)
    assert (round(at_zero.high, 9), at_zero.trades, at_zero.height) == (0.02, 3, HEIGHT)
    assert [one.trades for one in drawn.bins if one.trades] == [1, 3, 1]


@pytest.mark.parametrize("trades", [[], [trade(0.1)]])
def test_one_trade_is_no_distribution(trades: list[dict[str, Any]]) -> None:
    assert histogram(trades) is None
    assert scatter(trades) is None


def test_winners_are_dots_and_losers_crosses_at_their_worst_and_best() -> None:
    won = trade(0.2, mae=-0.05, mfe=0.2)
    lost = trade(-0.1, mae=-0.1, mfe=0.1)
    drawn = scatter([won, lost, trade(0.1, mae=None)])
    assert drawn is not None
    assert drawn.won == f"M{WIDTH // 2} 0h0"
    assert re.match(r"M-3 107l6 6m-6 0l6-6$", drawn.lost)
    assert [round(tick.value, 9) for tick in drawn.up] == [0.0, 0.05, 0.1, 0.15, 0.2]


@given(st.lists(st.floats(-0.9, 0), min_size=1, max_size=60))
def test_every_trade_is_in_the_band_of_its_worst(worsts: list[float]) -> None:
    found = bands([trade(0.1, mae=one) for one in worsts])
    assert sum(group.trades for group in found) == len(worsts)
    assert [group.name for group in found] == sorted((g.name for g in found), reverse=True)
    deepest = found[-1].name
    assert deepest[1] - 1e-6 <= min(worsts) <= deepest[0] + 1e-6


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("stop loss 5% hit at 95.10", "stop loss 5%"),
        ("take profit 10% hit at 1,110.00", "take profit 10%"),
        ("trailing stop 8% hit at 0.08", "trailing stop 8%"),
        ("RSI(14) 71.25 crossed above 70", "by rule"),
        ("turned round: RSI(14) 71.25 crossed above 70", "turned round"),
        ("held for 5 bars", "held for 5 bars"),
        ("open at the end", "open at the end"),
    ],
)
def test_exits_of_one_kind_are_told_together(reason: str, kind: str) -> None:
    assert kind_of(reason) == kind
    assert [group.name for group in by_exit([trade(0.1, exit_reason=reason)])] == [kind]


def test_a_group_tells_how_many_how_often_and_how_much() -> None:
    (group,) = by_side([trade(0.1), trade(-0.2), trade(0.4)])
    assert (group.name, group.trades) == ("long", 3)
    assert (group.won, group.mean, group.pnl) == pytest.approx((2 / 3, 0.1, 30.0))


def test_parts_of_one_entry_are_one_trade_of_its_side_and_each_an_exit() -> None:
    half = {"entry_time": "monday", "symbol": "Y"}
    parts = [trade(0.2, **half, exit_reason="partial take 10% hit at 3"), trade(-0.1, **half)]
    whole = trade(0.4)
    by_y, by_x = sorted(by_symbol([*parts, whole]), key=lambda group: group.trades * group.pnl)
    assert (by_y.name, by_y.trades, by_y.won) == ("Y", 1, 1)
    assert (by_y.mean, by_y.pnl) == pytest.approx((0.05, 10.0))
    assert (by_x.name, by_x.trades) == ("X", 1)
    assert sum(group.trades for group in by_exit([*parts, whole])) == 3
    assert [title for title, counted, _ in grouped([*parts, whole]) if counted == "Parts"] == [
        "Left"
    ]
    assert {counted for _, counted, _ in grouped([trade(0.1), whole])} == {"Trades"}


@given(st.floats(-10, 0), st.floats(0.001, 10), st.integers(2, 40))
def test_a_step_is_round_and_fits(low: float, high: float, most: int) -> None:
    step = round_step(low, high, most)
    assert (high - low) / step <= most * (1 + 1e-6)
    assert f"{step:.0e}"[0] in "125"

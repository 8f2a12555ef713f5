"""Lanes of a comparison: every stay at its place, merged, cut to the period, none unseen."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtests.pages.trade_lanes import MOST_TICKS, WIDTH, lanes, ticks

PERIOD = ("2020-01-01T00:00:00Z", "2020-04-10T00:00:00Z")  # 100 days


def trade(entry: str, left: str | None, side: str = "long") -> dict[str, Any]:
    moment = f"{left}T00:00:00Z" if left else None
    return {"entry_time": f"{entry}T00:00:00Z", "exit_time": moment, "side": side}


def boxes(path: str) -> list[tuple[float, float]]:
    """Left edge and width of each, in per cent of the lane."""
    found = re.findall(r"M([\d.]+) \d+h([\d.]+)", path)
    return [(float(left) / WIDTH * 100, float(wide) / WIDTH * 100) for left, wide in found]


def test_a_stay_is_as_long_as_it_lasted() -> None:
    (lane,) = lanes([{"trades": [trade("2020-01-11", "2020-01-31")]}], PERIOD)
    assert boxes(lane.long) == [(10, 20)]
    assert lane.short == ""
    assert lane.held == pytest.approx(0.2)


def test_stays_of_several_symbols_that_overlap_are_one() -> None:
    trades = [trade("2020-01-11", "2020-01-31"), trade("2020-01-21", "2020-02-10")]
    (lane,) = lanes([{"trades": trades}], PERIOD)
    assert boxes(lane.long) == [(10, 30)]
    assert lane.held == pytest.approx(0.3)


def test_long_and_short_at_once_count_once() -> None:
    trades = [trade("2020-01-11", "2020-01-31"), trade("2020-01-11", "2020-01-31", "short")]
    (lane,) = lanes([{"trades": trades}], PERIOD)
    assert boxes(lane.long) == boxes(lane.short) == [(10, 20)]
    assert " 0h" in lane.long
    assert " 12h" in lane.short, "beneath"
    assert lane.held == pytest.approx(0.2)


def test_what_lies_outside_the_period_is_cut_and_what_is_open_goes_to_its_end() -> None:
    trades = [
        trade("2019-06-01", "2019-08-01"),
        trade("2019-12-01", "2020-01-11"),
        trade("2020-03-31", None),
        trade("2020-06-01", "2020-07-01"),
    ]
    (lane,) = lanes([{"trades": trades}], PERIOD)
    assert boxes(lane.long) == [(0, 10), (90, 10)]


def test_a_stay_of_a_moment_is_seen_also_at_the_very_end() -> None:
    (lane,) = lanes([{"trades": [trade("2020-04-10", "2020-04-10")]}], PERIOD)
    ((left, wide),) = boxes(lane.long)
    assert wide > 0
    assert left + wide <= 100


@given(st.integers(1970, 2020), st.integers(0, 60))
def test_years_are_marked_within_the_lane_and_are_not_too_many(first: int, many: int) -> None:
    found = ticks((f"{first}-03-01T00:00:00Z", f"{first + many}-09-01T00:00:00Z"))
    assert len(found) <= MOST_TICKS + 1
    assert all(0 <= tick.at <= 100 for tick in found)
    assert (found == []) is (many == 0)


def test_a_year_stands_where_it_begins() -> None:
    (tick,) = ticks(("2019-12-31T00:00:00Z", "2020-01-10T00:00:00Z"))
    assert (tick.year, tick.at) == (2020, pytest.approx(10))

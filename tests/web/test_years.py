"""Years as columns, and ranges of what else could have come out: drawn as they were counted."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from backtests.pages.ranges import WIDTH as ACROSS
from backtests.pages.ranges import ranges
from backtests.pages.years import FEW, HEIGHT, MOST_NAMES, years

RETURNS = st.lists(st.floats(-0.99, 20), min_size=2, max_size=60)


def result(own: list[float], held: list[float] | None = None) -> dict[str, Any]:
    """Buy and hold starts with 100 and ends its years with these values."""
    names = [str(1950 + n) for n in range(len(own))]
    ends = zip(names, held or [], strict=False)
    return {
        "strategy": {"initial_capital": 100.0},
        "yearly_returns": [list(one) for one in zip(names, own, strict=True)],
        "benchmark_equity": [[f"{name}-12-31T00:00:00Z", value] for name, value in ends],
    }


def band(low: float, middle: float, high: float, **more: Any) -> dict[str, Any]:
    return {"total_return": {"low": low, "middle": middle, "high": high}, **more}


@pytest.mark.parametrize("count", [2, FEW, FEW + 1, 40])
def test_what_fits_on_a_phone_is_drawn_for_one(count: int) -> None:
    drawn = years(result([0.1] * count))
    assert drawn is not None
    assert drawn.few == (count <= FEW) == (drawn.width < 390)
    last = drawn.columns[-1]
    assert drawn.width * 0.75 < last.x + last.width <= drawn.width


@given(RETURNS)
def test_each_year_stands_on_zero_and_reaches_its_return(returns: list[float]) -> None:
    drawn = years(result(returns))
    assert drawn is not None
    for one in drawn.columns:
        edge = one.y if one.own >= 0 else one.y + one.height
        base = one.y + one.height if one.own >= 0 else one.y
        assert base == pytest.approx(drawn.zero, abs=1e-6)
        assert (drawn.zero - edge) * one.own >= 0
        assert 0 <= one.x < one.x + one.width <= drawn.width
    tallest = max(drawn.columns, key=lambda one: abs(one.own))
    assert max(one.height for one in drawn.columns) == tallest.height <= HEIGHT + 1e-6
    assert sum(one.named for one in drawn.columns) <= MOST_NAMES


def test_a_year_of_holding_starts_where_the_one_before_ended() -> None:
    drawn = years(result([0.1, -0.2], held=[150.0, 75.0]))
    assert drawn is not None
    assert [one.held for one in drawn.columns] == [pytest.approx(0.5), pytest.approx(-0.5)]
    assert [one.mark for one in drawn.columns] == [0, HEIGHT]


def test_a_single_year_or_none_is_not_drawn() -> None:
    assert years(result([0.1])) is years(result([])) is None


def test_ranges_lie_on_one_axis_of_growth_with_the_run_itself() -> None:
    drawn = ranges(
        {
            "metrics": {"total_return": 1.0},
            "robustness": {
                "bootstrap": band(-0.5, 0.0, 3.0, paths=1000),
                "random_entries": band(0.0, 1.0, 3.0, draws=200),
            },
        }
    )
    assert drawn is not None
    first, second = drawn.rows
    third = pytest.approx(ACROSS / 3)
    assert (first.x, first.at, first.width) == (0, third, ACROSS)
    assert (second.x, second.at - second.x, second.of) == (third, third, 200)
    assert (drawn.at, second.y) == (pytest.approx(ACROSS * 2 / 3), drawn.height / 2)
    assert [tick.value for tick in drawn.ticks] == [0.0, 1.0, -0.5, 3.0, 0.5]


def test_an_account_that_may_be_lost_is_drawn_at_the_edge() -> None:
    robustness = {"bootstrap": band(-1.0, -0.9, 0.5, paths=1000)}
    drawn = ranges({"metrics": {"total_return": -0.8}, "robustness": robustness})
    assert drawn is not None
    assert (drawn.rows[0].x, drawn.rows[0].width) == (0, ACROSS)
    places = sorted(tick.at for tick in drawn.ticks)
    assert all(after - before > 64 for before, after in pairwise(places))


@pytest.mark.parametrize("robustness", [{}, {"bootstrap": None, "random_entries": None}])
def test_what_could_not_be_shuffled_is_not_drawn(robustness: dict[str, Any]) -> None:
    assert ranges({"metrics": {"total_return": 1.0}, "robustness": robustness}) is None


def test_ranges_are_told_as_a_table_as_well() -> None:
    robustness = {"bootstrap": band(-0.5, 0.0, 3.0, paths=1000), "findings": []}
    shown = {"result": {"metrics": {"total_return": 1.0}, "robustness": robustness}}
    text = render_to_string("ranges.html", shown)
    assert "<td>The same days in another order and mix</td>" in text
    assert "1,000" in text

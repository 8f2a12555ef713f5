"""Months, years and the deepest drawdowns, against answers worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtests.engine.metrics import depths, max_drawdown, total_return
from backtests.engine.periods import Unit, deepest_drawdowns, period_returns

DAYS = np.array(
    ["2020-11-30", "2020-12-01", "2020-12-31", "2021-01-04", "2021-01-05"], "datetime64[s]"
)
EQUITY = np.array([90.0, 99, 108, 81, 121.5])


def test_months_run_from_close_to_close_and_the_first_from_the_capital() -> None:
    found = dict(period_returns(DAYS, EQUITY, 100, "M"))
    assert found == pytest.approx({"2020-11": -0.1, "2020-12": 0.2, "2021-01": 0.125})


def test_years_run_from_close_to_close() -> None:
    found = dict(period_returns(DAYS, EQUITY, 100, "Y"))
    assert found == pytest.approx({"2020": 0.08, "2021": 0.125})


def test_a_lost_account_has_no_returns_any_more() -> None:
    lost = np.array([50.0, 0, 0, 0, 0])
    assert period_returns(DAYS, lost, 100, "Y") == [("2020", -1), ("2021", None)]


@pytest.mark.parametrize("unit", ["M", "Y"])
@given(st.lists(st.floats(1, 1e6), min_size=5, max_size=5))
def test_the_periods_make_the_total(unit: Unit, values: list[float]) -> None:
    equity = np.array(values)
    grown = [1 + (one or 0) for _, one in period_returns(DAYS, equity, 100, unit)]
    assert np.prod(grown) == pytest.approx(1 + total_return(equity, 100))


def test_drawdowns_run_from_a_peak_to_its_recovery() -> None:
    """90 is 10% below the capital; 81 is 25% below the 108 of before."""
    deep, shallow = deepest_drawdowns(DAYS, EQUITY, 100)
    assert deep.depth == pytest.approx(-0.25)
    assert deep.bars == 1
    assert (deep.start, deep.lowest, deep.end) == (DAYS[2], DAYS[3], DAYS[4])
    assert shallow.depth == pytest.approx(-0.1)
    assert (shallow.start, shallow.end, shallow.bars) == (DAYS[0], DAYS[2], 2)


def test_a_drawdown_that_lasts_has_no_end() -> None:
    (only,) = deepest_drawdowns(DAYS, np.array([100.0, 120, 90, 60, 80]), 100)
    assert (only.start, only.lowest, only.bars) == (DAYS[1], DAYS[3], 3)
    assert only.end is None


def test_no_more_than_five_and_none_where_nothing_fell() -> None:
    time = np.arange(40).astype("datetime64[D]").astype("datetime64[s]")
    rising = np.arange(100.0, 140.0)
    saw = np.where(np.arange(40) % 4 == 3, rising - 10, rising)
    assert len(deepest_drawdowns(time, saw, 100)) == 5
    assert deepest_drawdowns(time, rising, 100) == []


@given(st.lists(st.floats(0, 1e6), min_size=5, max_size=5))
def test_the_first_is_the_maximum_drawdown(values: list[float]) -> None:
    equity = np.array(values)
    found = deepest_drawdowns(DAYS, equity, 100)
    worst = max_drawdown(depths(equity, 100))
    assert (found[0].depth if found else 0) == worst

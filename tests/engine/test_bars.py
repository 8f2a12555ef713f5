"""Bars: ranges, fingerprints and the common calendar."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from backtests.engine.bars import FIELDS, BadBars, align
from tests.engine.making import closes


def test_a_range_includes_both_its_days() -> None:
    bars = closes([1, 2, 3, 4])
    assert bars.between(date(2020, 1, 2), date(2020, 1, 3)).close.tolist() == [2, 3]
    assert len(bars.between(None, None)) == 4
    assert len(bars.between(date(2021, 1, 1), date(2019, 1, 1))) == 0


def test_the_last_day_includes_its_hours() -> None:
    bars = replace(closes([1, 2]), time=np.array(["2020-01-01T15", "2020-01-02T15"], "M8[s]"))
    assert len(bars.between(None, date(2020, 1, 1))) == 1


def test_the_fingerprint_depends_on_every_price() -> None:
    bars = closes([1, 2, 3])
    assert bars.sha256() == closes([1, 2, 3]).sha256()
    assert bars.sha256() != closes([1, 2, 3.0000001]).sha256()
    assert bars.sha256() != replace(bars, symbol="Y").sha256()


def test_the_calendar_is_a_column_where_a_bar_is_not_a_day() -> None:
    days = closes([1, 2])
    assert set(days.columns()) == set(FIELDS)
    hours = replace(days, timeframe="1h")
    assert set(hours.columns()) == {*FIELDS, "per_year", "session"}
    assert np.diff(hours.columns()["session"]).tolist() == [1]
    assert set(replace(days, timeframe="1w").columns()) == {*FIELDS, "per_year"}


def test_times_must_ascend_and_columns_agree() -> None:
    bars = closes([1, 2])
    with pytest.raises(BadBars, match="ascend"):
        replace(bars, time=bars.time[::-1])
    with pytest.raises(BadBars, match="length"):
        replace(bars, close=np.ones(1))


def test_symbols_meet_at_the_times_that_both_have() -> None:
    first, second = closes([1, 2, 3, 4]), closes([5, 6, 7, 8], symbol="Y")
    second = second.take(np.array([0, 2, 3]))
    one, other = align([first, second.take(slice(0, 2))])
    assert one.close.tolist() == [1, 3]
    assert other.close.tolist() == [5, 7]


def test_bars_without_a_price_are_left_out() -> None:
    bars = closes([1, np.nan, 0, -1, 2])
    assert align([bars])[0].close.tolist() == [1, 2]

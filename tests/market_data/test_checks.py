"""Each check finds what it is there for, and longer bars are made as they should be."""

from dataclasses import replace

import numpy as np
import pytest

from backtests.engine.bars import Bars
from backtests.market_data.checks import check
from backtests.market_data.columns import Columns, make_bars
from backtests.market_data.resample import resample


def bars(*closes: float, first: str = "2024-01-01", step: str = "D", timeframe: str = "1d") -> Bars:
    close = np.array(closes, float)
    start = np.datetime64(first, "s")
    time = start + np.arange(len(close)) * np.timedelta64(1, step).astype("timedelta64[s]")
    high, low = close + 1, close - 1
    return Bars("ACME", timeframe, time, close, high, low, close, np.full(len(close), 5.0))


def test_nothing_is_said_of_good_bars() -> None:
    assert check(bars(10, 11, 12)) == []


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (replace(bars(10, 11), low=np.array([9.0, 0])), "1 bar without a price above zero"),
        (replace(bars(10, 11), high=np.array([9.0, 12])), "outside of high and low"),
        (bars(10, 16), "1 bar that moved by more than 50%"),
        (bars(10, 11).take(np.array([0])), ""),
        (replace(bars(10, 11), close_only=True), "closes only"),
        (replace(bars(10, 11), volume=np.full(2, np.nan)), "no volume"),
    ],
)
def test_what_is_suspicious_is_said(found: Bars, says: str) -> None:
    assert says in " ".join(check(found))


def test_a_break_is_named_with_the_day_after_it() -> None:
    broken = bars(*range(100, 120)).take(np.array([0, 1, 9, 10]))
    assert check(broken) == [
        "1 bar that came more than 5 days after the one before; the first on 2024-01-10"
    ]


@pytest.mark.parametrize(
    ("step", "timeframe", "says"),
    [
        ("D", "1h", "these look like 1d bars, not 1h"),
        ("h", "1d", "these look like 1h bars, not 1d"),
        ("m", "1h", "these look like 1m bars, not 1h"),
        ("W", "1d", "these look like 1w bars, not 1d"),
        ("D", "1d", ""),
        ("h", "1h", ""),
    ],
)
def test_bars_of_another_length_than_said_are_told(step: str, timeframe: str, says: str) -> None:
    found = check(bars(*range(100, 140), step=step, timeframe=timeframe))
    assert says in " ".join(found)
    assert bool(says) == any("look like" in one for one in found)


def test_the_nights_between_a_few_bars_a_day_do_not_make_them_daily() -> None:
    hours = [24 * day + hour for day in range(20) for hour in (8, 12)]
    twice_a_day = bars(*range(100, 100 + 24 * 20), step="h", timeframe="4h").take(np.array(hours))
    assert not any("look like" in one for one in check(twice_a_day))


def test_repeated_times_keep_the_last_row_and_are_told() -> None:
    time = np.array(["2024-01-02", "2024-01-01", "2024-01-02"], "datetime64[s]")
    made, notes = make_bars(Columns(time, np.array([1.0, 2, 3])), "ACME", "1d", "test")
    assert list(made.close) == [2, 3]
    counts = "the row that comes last in the file counts"
    assert notes == [f"1 repeated time left out, with another close: {counts}"]
    time, close = np.repeat(time[:1], 3), np.array([3.0, 1, 3])
    assert make_bars(Columns(time, close), "ACME", "1d", "test")[1] == [
        f"2 repeated times left out, 1 of them with another close: {counts}"
    ]


def test_a_row_without_a_price_has_no_other_close() -> None:
    time, close = np.repeat(np.array(["2024-01-02"], "datetime64[s]"), 2), np.array([np.nan, 2])
    notes = make_bars(Columns(time, close), "ACME", "1d", "test")[1]
    assert notes == ["1 repeated time left out", "1 row without a price left out"]


def test_weeks_begin_on_monday() -> None:
    weeks = resample(bars(*range(10, 20), first="2024-01-04"), "1w")  # a Thursday
    assert [str(day)[:10] for day in weeks.time] == ["2024-01-04", "2024-01-08"]
    assert list(weeks.open) == [10, 14]
    assert list(weeks.close) == [13, 19]
    assert list(weeks.high) == [14, 20]
    assert list(weeks.low) == [9, 13]
    assert list(weeks.volume) == [20, 30]


def test_four_hours_begin_at_the_open_of_each_day() -> None:
    hours = bars(*range(10, 17), first="2024-01-02T14:30", step="h", timeframe="1h")
    four = resample(hours, "4h")
    assert [str(time)[11:16] for time in four.time] == ["14:30", "18:30"]
    assert list(four.close) == [13, 16]


def test_no_bars_make_no_bars() -> None:
    assert len(resample(bars(10).take(slice(0, 0)), "1w")) == 0

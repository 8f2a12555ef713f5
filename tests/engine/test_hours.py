"""A time of the day at which no bar begins is told of, for its rule never holds."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from backtests.engine.backtest import run
from backtests.engine.bars import Bars
from tests.engine.making import closes, cued

LAST = "the last bar of a day begins at 15:30"


def session() -> Bars:
    """Two days of hourly bars in New York, from 9:30 to 15:30."""
    days = [np.datetime64(f"2020-07-0{day}T13:30") for day in (1, 2)]
    times = np.array([day + np.timedelta64(hour, "h") for day in days for hour in range(7)])
    bars = closes([100.0 + n for n in range(14)])
    hourly = replace(bars, time=times.astype("datetime64[s]"), timeframe="1h")
    return replace(hourly, timezone="America/New_York")


def at(**times: str) -> dict[str, Any]:
    return {"kind": "calendar", **times}


def told(**rules: Any) -> list[str]:
    done = run(cued(timeframe="1h", **rules), [session()])
    return [flag for flag in done.flags if "no bar begins" in flag]


def test_a_sale_after_the_last_bar_never_happens_and_is_told() -> None:
    (flag,) = told(exit=at(from_time="16:00"))
    assert flag == f"no bar begins when it is 16:00 or later, so that this rule never held; {LAST}"


@pytest.mark.parametrize(
    "rule", [at(from_time="15:30"), {"kind": "not", "of": at(from_time="16:00")}]
)
def test_what_holds_or_must_not_hold_is_not_told(rule: dict[str, Any]) -> None:
    assert told(exit=rule) == []

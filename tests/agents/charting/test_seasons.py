"""Days of a calendar rule beside all others: each bar once, and what was held in which."""

from typing import Any

import numpy as np
import pytest

from agents.charting.seasons import asked_for, columns
from backtests.engine import backtest
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from tests.agents.making import random_bars, rsi_strategy

Json = dict[str, Any]


def dated(**rule: Any) -> Json:
    return {"kind": "calendar", **rule}


def between(entry: Json, leave: Json, **more: Any) -> Strategy:
    return rsi_strategy(entry=entry, exit=leave, **more)


MONDAY_TO_FRIDAY = between(dated(weekdays=[1]), dated(weekdays=[5]))


def seen(strategy: Strategy, bars: Bars) -> dict[str, Json]:
    (by,) = asked_for(strategy)
    done = backtest.run(strategy, [bars])
    found = columns(by, done, backtest.prepared(strategy, [bars]))
    return {one["name"]: one for one in found}


@pytest.mark.parametrize(
    ("rule", "by"),
    [
        ({"weekdays": [1]}, ["weekday"]),
        ({"months": [11]}, ["month"]),
        ({"first_days": 3}, ["day of the month"]),
        ({"month_day": -1}, ["day of the month"]),
        ({"session_bar": 1}, ["hour"]),
        ({"months": [5], "weekdays": [2]}, ["weekday", "month"]),
    ],
)
def test_time_is_parted_as_the_rule_parts_it(rule: Json, by: list[str]) -> None:
    frame = "1h" if by == ["hour"] else "1d"
    strategy = rsi_strategy(entry=dated(**rule), exit=None, max_bars=2, timeframe=frame)
    assert asked_for(strategy) == by


def test_a_rule_without_dates_asks_for_none_and_one_that_only_buys_has_no_other_days() -> None:
    assert asked_for(rsi_strategy()) == []
    assert asked_for(rsi_strategy(entry=dated(month_day=1), exit=None, hold=True)) == []


def test_each_bar_counts_once_and_its_mean_is_that_of_its_days() -> None:
    bars = random_bars(700)
    found = seen(MONDAY_TO_FRIDAY, bars)
    assert sum(one["count"] for one in found.values()) == len(bars) - 1
    gains = np.diff(bars.close) / bars.close[:-1]
    monday = gains[(bars.time[1:].astype("datetime64[D]").astype(int) + 3) % 7 == 0]
    assert found["Monday"]["mean"] == pytest.approx(monday.mean())
    assert found["Monday"]["margin"] == pytest.approx(2 * monday.std(ddof=1) / np.sqrt(len(monday)))


def test_held_are_the_days_between_the_entry_and_the_exit() -> None:
    found = seen(MONDAY_TO_FRIDAY, random_bars(700))
    held = {name: one["held"] for name, one in found.items()}
    assert min(held[name] for name in ("Monday", "Tuesday", "Wednesday", "Thursday")) > 0.95
    assert max(held[name] for name in ("Friday", "Saturday", "Sunday")) < 0.05


def test_orders_at_the_close_hold_from_the_next_bar_on() -> None:
    strategy = between(dated(weekdays=[1]), dated(weekdays=[5]), fill="close")
    found = seen(strategy, random_bars(700))
    assert found["Monday"]["held"] < 0.05
    assert found["Friday"]["held"] > 0.95


def test_a_month_counts_once_with_its_whole_return() -> None:
    bars = random_bars(800)  # from 2010-01-01 on, every day
    found = seen(between(dated(months=[11]), dated(months=[5])), bars)
    assert list(found) == [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]  # fmt: skip
    day = bars.time.astype("datetime64[D]").tolist().index
    dates = [
        np.datetime64(one).item()
        for one in ("2010-05-31", "2010-06-30", "2011-05-31", "2011-06-30")
    ]
    one, two, three, four = (bars.close[day(date)] for date in dates)
    assert found["June"]["mean"] == pytest.approx((two / one - 1 + four / three - 1) / 2)
    assert (found["June"]["count"], found["December"]["held"], found["July"]["held"]) == (2, 1, 0)


def test_both_ends_of_a_month_are_told_apart_and_the_rest_is_one() -> None:
    found = seen(between(dated(month_day=-1), dated(month_day=3)), random_bars(700))
    assert list(found) == [
        "5th last", "4th last", "3rd last", "2nd last", "last", "1st", "2nd", "3rd", "4th", "5th",
        "between",
    ]  # fmt: skip
    assert found["last"]["held"] > 0.9
    assert found["between"]["held"] == 0

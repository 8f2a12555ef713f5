"""Calendar conditions, the days of the exchange, and conditions on other symbols."""

from typing import Any

import numpy as np
import pytest

from backtests.engine import calendar
from backtests.engine.backtest import TooFewBars, run
from backtests.engine.bars import Bars
from backtests.engine.calendar import exchange_days
from backtests.engine.conditions import Calendar
from tests.engine.making import closes, compare, cued, indicator, make_bars

# What no rule could know: the attacks of 2001, two state funerals, a hurricane.
UNPLANNED = {
    "2001-09-11", "2001-09-12", "2001-09-13", "2001-09-14", "2004-06-11", "2007-01-02",
    "2012-10-29", "2012-10-30",
}  # fmt: skip


def test_the_rules_of_the_exchange_give_its_real_days(stocks: dict[str, Bars]) -> None:
    days = stocks["AAPL"].time.astype("datetime64[D]")
    every = np.arange(days[0], days[-1] + 1)
    ruled = every[np.is_busday(every, busdaycal=exchange_days(2000, 2013))]
    assert set(days) <= set(ruled)
    assert {str(day) for day in set(ruled) - set(days)} == UNPLANNED


@pytest.mark.parametrize("day", ["2010-05-28", "2010-12-31", "2013-03-28"])
def test_the_last_trading_day_of_a_month_is_known_in_advance(day: str) -> None:
    """A long weekend, a year's end, and Good Friday behind it."""
    month = np.arange(np.datetime64(day) - 9, np.datetime64(day) + 1)
    days = month[np.is_busday(month, busdaycal=exchange_days(2009, 2014))]
    assert calendar.held_at(Calendar(last_days=1), days.astype("datetime64[s]")).tolist() == [
        *[False] * (len(days) - 1),
        True,
    ]


def test_new_years_day_on_a_saturday_is_not_made_up_for() -> None:
    assert np.is_busday(np.datetime64("2010-12-31"), busdaycal=exchange_days(2010, 2011))


def days_of(first: str, last: str, **said: Any) -> list[str]:
    """The trading days of the exchange, the last one included, at which a rule holds."""
    every = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    days = every[np.is_busday(every, busdaycal=exchange_days(2000, 2030))]
    holds = calendar.held_at(Calendar(**said), days.astype("datetime64[s]"))
    return [str(day) for day in days[holds]]


def test_a_date_is_the_next_trading_day() -> None:
    """The 15th: a Saturday, a Sunday, a day on which there is trade; Easter Monday is one."""
    assert days_of("2020-02-01", "2020-04-30", date=15) == [
        "2020-02-18",
        "2020-03-16",
        "2020-04-15",
    ]
    assert days_of("2021-04-01", "2021-04-30", date=2) == ["2021-04-05"]


def test_a_date_that_a_month_has_not_is_its_last_trading_day() -> None:
    assert days_of("2020-02-01", "2020-02-29", date=31) == ["2020-02-28"]
    assert days_of("2020-05-01", "2020-05-31", date=30) == ["2020-05-29"]


def test_the_third_friday_lies_between_two_days_of_the_calendar() -> None:
    third = {"weekdays": [5], "from_day": 15, "to_day": 21}
    assert days_of("2020-01-01", "2020-04-30", **third) == [
        "2020-01-17",
        "2020-02-21",
        "2020-03-20",
        "2020-04-17",
    ]
    assert days_of("2020-01-01", "2020-01-31", from_day=30) == ["2020-01-30", "2020-01-31"]
    assert days_of("2020-01-01", "2020-01-31", to_day=3) == ["2020-01-02", "2020-01-03"]


def test_every_other_week_is_counted_through_the_years() -> None:
    every_other = {"weekdays": [1], "every_weeks": 2}
    mondays = ["2019-12-16", "2019-12-30", "2020-01-13", "2020-01-27"]
    assert days_of("2019-12-03", "2020-02-09", **every_other) == mondays
    assert days_of("2020-01-01", "2020-02-09", **every_other) == mondays[2:]


def monday(**said: Any) -> dict[str, Any]:
    return {"kind": "calendar", "weekdays": [1], **said}


def test_on_mondays_buys_at_the_open_of_monday() -> None:
    """2020-01-01 is a Wednesday, so the sixth bar is a Monday."""
    bars = closes([100] * 9)
    (trade,) = run(cued(entry=monday(), max_bars=9), [bars]).trades
    assert str(trade.entry_time)[:10] == "2020-01-06"
    (later,) = run(cued(entry=monday(on="signal"), max_bars=9), [bars]).trades
    assert str(later.entry_time)[:10] == "2020-01-07"
    (close,) = run(cued(entry=monday(), max_bars=9, fill="close"), [bars]).trades
    assert str(close.entry_time)[:10] == "2020-01-06"


def test_whether_the_next_bar_is_a_monday_is_not_known_at_the_last_one() -> None:
    bars = closes([100] * 5)
    assert run(cued(entry={"kind": "not", "of": monday()}, max_bars=1), [bars]).trades


@pytest.mark.parametrize("negated", [False, True])
def test_another_symbol_without_a_bar_makes_a_condition_unknown(negated: bool) -> None:
    """Y has no third bar: neither the condition nor its opposite holds there."""
    high = compare({"kind": "price", "field": "close", "symbol": "Y"}, ">", 50)
    entry = {"kind": "not", "of": high} if negated else high
    bars = closes([100] * 5)
    value = 10.0 if negated else 90.0
    other = closes([value] * 5, symbol="Y").take(np.array([0, 1, 3, 4]))
    done = run(
        cued(entry=entry, max_bars=1, exit=None, fill="close"), [bars, other]
    )  # fmt: skip
    entries = {int(np.searchsorted(bars.time, one.entry_time)) for one in done.trades}
    assert 2 not in entries
    assert {0, 4} & entries
    calm = run(cued(entry=entry, max_bars=1, fill="close"), [bars, closes([value] * 5, symbol="Y")])
    assert len(calm.trades) >= len(done.trades)


def test_a_symbol_that_is_looked_at_takes_no_day_of_trading_away() -> None:
    entry = compare({"kind": "price", "field": "close", "symbol": "Y"}, ">", 50)
    other = closes([90.0] * 5, symbol="Y").take(np.array([0, 4]))
    done = run(cued(entry=entry), [make_bars([(100.0,) * 4] * 5), other])
    assert len(done.time) == 5


def high(symbol: str) -> dict[str, Any]:
    return compare({"kind": "price", "field": "close", "symbol": symbol}, ">", 50)


@pytest.mark.parametrize(("last", "told"), [(20, True), (35, False)])
def test_a_test_ends_where_a_symbol_that_its_rules_look_at_does(last: int, told: bool) -> None:
    """Behind that nothing would say when to sell; a few days are not worth a word."""
    falls = closes([90.0] * 10 + [40.0] * (last - 10), symbol="Y")
    rises = closes([90.0] * 40, symbol="Z")
    own = closes([float(100 + n) for n in range(40)])
    strategy = cued(entry={"kind": "all", "of": [high("Y"), high("Z")]}, benchmark="SPY")
    done = run(strategy, [own, falls, rises, closes([1.0] * 40, symbol="SPY")])
    assert done.time.tolist() == own.time[:last].tolist()
    day = str(own.time[last - 1])[:10]
    words = f"the test ends on {day}: Y, which its rules look at, has no later prices"
    assert (words in done.flags) is told
    assert done.trades[-1].exit_time <= own.time[last - 1]


@pytest.mark.parametrize(("first", "told"), [(20, True), (5, False)])
def test_a_test_begins_where_a_symbol_that_its_rules_look_at_does(first: int, told: bool) -> None:
    """Before that nothing would say when to buy; what lies there warms indicators up."""
    own = closes([float(100 + n) for n in range(40)])
    beside = closes([90.0] * 40, symbol="Y").take(slice(first, 40))
    average = compare({"kind": "price"}, ">", indicator("SMA", period=5))
    entry = {"kind": "all", "of": [high("Y"), average]}
    done = run(cued(entry=entry), [own, beside])
    assert done.time.tolist() == own.time[first:].tolist()
    assert done.trades[0].entry_time == own.time[first + 1]
    words = f"the test begins on {str(own.time[first])[:10]}: Y, which its rules look at, has no "
    assert (done.flags == [words + "earlier prices"]) is told
    assert told or not done.flags


def test_of_several_that_begin_late_or_end_early_the_one_that_decides_is_named() -> None:
    spans = {"X": (0, 90), "Y": (20, 80), "Z": (40, 60)}
    bars = [closes([100.0] * 90, symbol=name).take(slice(*at)) for name, at in spans.items()]
    done = run(cued(symbols=list(spans)), bars)
    assert done.flags == [
        "the test begins on 2020-02-10: Z has no earlier prices",
        "the test ends on 2020-02-29: Z has no later prices",
    ]


def test_a_symbol_that_begins_before_the_range_shortens_nothing() -> None:
    own, beside = closes([100.0] * 40), closes([90.0] * 40, symbol="Y").take(slice(10, 40))
    done = run(cued(entry=high("Y"), start="2020-01-26"), [own, beside])
    assert (str(done.time[0])[:10], done.flags) == ("2020-01-26", [])


def test_a_benchmark_that_ends_ends_no_test() -> None:
    done = run(cued(benchmark="SPY"), [closes([100] * 40), closes([1.0] * 20, symbol="SPY")])
    assert len(done.time) == 40


@pytest.mark.parametrize(
    "said",
    [
        {"stop_loss": {"kind": "atr", "multiple": 2}, "trailing_stop": 0.1},
        {"sizing": {"volatility": 0.2}},
        {"entry": None, "exit": None, "portfolio": {"kind": "weights", "weights": {"X": 1}}},
        {"direction": "short", "borrow_cost": 0.1},
    ],
)
def test_a_benchmark_of_its_own_is_bought_and_held_whatever_the_rules(said: dict[str, Any]) -> None:
    """Its bars need not be those of the symbol: between them its last price counts."""
    other = closes([50, 50, 60, 75, 100], symbol="SPY").take(np.array([0, 1, 3, 4]))
    done = run(cued(**{"benchmark": "SPY", **said}), [closes([100] * 5), other])
    assert done.benchmark_equity.tolist() == pytest.approx([1_000, 1_000, 1_000, 1_500, 2_000])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([0, 2, 4], []),
        ([3, 4], ["the benchmark SPY has no prices before 2020-01-04"]),
        ([0, 1], ["the benchmark SPY has no prices after 2020-01-02"]),
    ],
)
def test_a_benchmark_that_lacks_a_part_of_the_test_is_flagged(
    rows: list[int], words: list[str]
) -> None:
    other = closes([50, 50, 60, 75, 100], symbol="SPY").take(np.array(rows))
    assert run(cued(benchmark="SPY"), [closes([100] * 5), other]).flags == words


def test_a_benchmark_without_bars_is_refused() -> None:
    other = closes([50], symbol="SPY").take(slice(0, 0))
    with pytest.raises(TooFewBars, match="the benchmark SPY has no bars in this range"):
        run(cued(benchmark="SPY"), [closes([100] * 5), other])

"""Times that are no time of the test: years left out, a second stretch, bars of history."""

import datetime as dt

import pytest

from agents.language import ImpossibleStrategy, read
from tests.agents.language.reading_of import noted, strategy_of

RULES = "Buy IBM when RSI < 25, sell when RSI > 75"
TODAY = dt.date(2020, 6, 30)


@pytest.mark.parametrize(
    "words",
    ["excluding 2009", "without 2009", "except for 2009", "skip 2009", "not in 2009",
     "leaving out 2009", "apart from 2009", "do not trade in 2009", "no trades during 2009",
     "ignoring 2009 and 2010", "excluding 2009-01-15 to 2009-04-30", "all years but 2009"],
)  # fmt: skip
def test_a_year_that_is_left_out_is_named_and_never_all_that_is_tested(words: str) -> None:
    reading = read(f"{RULES}, {words}")
    assert reading.action == "partial"
    assert reading.strategy is not None
    assert (reading.strategy.start, reading.strategy.end) == (None, None)
    assert "nothing in the middle" in reading.unsupported[-1].why


def test_the_years_around_it_are_kept() -> None:
    strategy = strategy_of(f"{RULES}, from 2005 to 2012 but not 2009")
    assert strategy.start == dt.date(2005, 1, 1)
    assert strategy.end == dt.date(2012, 12, 31)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("no trades before 2010", dt.date(2010, 1, 1), None),
        ("not before March 2010", dt.date(2010, 3, 1), None),
        ("do not trade after 2010", None, dt.date(2010, 12, 31)),
        ("no stop, 2005-2010", dt.date(2005, 1, 1), dt.date(2010, 12, 31)),
        ("2008 and 2009 only", dt.date(2008, 1, 1), dt.date(2009, 12, 31)),
        ("between 2008 and 2011", dt.date(2008, 1, 1), dt.date(2011, 12, 31)),
        ("2008-2011. Test from 2008 to 2011", dt.date(2008, 1, 1), dt.date(2011, 12, 31)),
    ],
)
def test_what_leaves_out_an_end_says_where_it_begins(
    words: str, start: dt.date | None, end: dt.date | None
) -> None:
    strategy = strategy_of(f"{RULES}, {words}")
    assert (strategy.start, strategy.end) == (start, end)


@pytest.mark.parametrize(
    "words",
    ["2008-2010 and 2013-2015", "from 2008 to 2010 and from 2013 to 2015", "in 2008 and 2011",
     "2008, 2010 and 2012", "train 2000-2008, test 2009-2012"],
)  # fmt: skip
def test_of_two_stretches_neither_is_dropped_nor_what_lies_between_added(words: str) -> None:
    reading = read(f"{RULES}, {words}")
    assert reading.strategy is None
    assert reading.unsupported


@pytest.mark.parametrize(
    "words",
    ["last 400 bars", "over the last 400 bars", "test on the last 400 candles",
     "on the most recent 400 bars", "past 400 sessions"],
)  # fmt: skip
def test_bars_of_history_are_named_and_no_exit(words: str) -> None:
    reading = read(f"{RULES}, {words}")
    assert reading.strategy is not None
    assert reading.strategy.max_bars is None
    assert "in dates, months or years" in reading.unsupported[0].why


def test_days_and_weeks_are_counted_back() -> None:
    reading = read(f"{RULES}, last 90 days", today=TODAY)
    assert reading.strategy is not None
    assert reading.strategy.start == TODAY - dt.timedelta(days=90)
    assert f"the last 90 days are counted back from {TODAY}" in noted(reading)
    reading = read(f"{RULES}, last 26 weeks", today=TODAY)
    assert reading.strategy is not None
    assert reading.strategy.start == TODAY - dt.timedelta(days=182)


def test_a_few_days_may_be_a_time_of_a_rule() -> None:
    assert read("Buy IBM when RSI < 25, last 10 days, sell when RSI > 75").strategy is None
    text = "Hold the best of SPY, QQQ and TLT by return, last 90 days, monthly"
    assert "change over 90 bars" in read(text).sentence
    assert strategy_of(f"{RULES}, 30 days").max_bars == 30


@pytest.mark.parametrize("words", ["from Feb 30 2010", "until 31 June 2011", "from Feb 29 2011"])
def test_a_day_that_does_not_exist_is_refused(words: str) -> None:
    with pytest.raises(ImpossibleStrategy, match="is not a day of the calendar"):
        read(f"{RULES}, {words}")
    assert strategy_of(f"{RULES}, from Feb 29 2012").start == dt.date(2012, 2, 29)

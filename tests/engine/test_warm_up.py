"""What lies before the tested period fills the windows of indicators, and is not traded."""

from datetime import date
from typing import Any

from backtests.engine.backtest import Backtest, run
from tests.engine.making import closes, compare, cued, indicator

CLOSE = {"kind": "price", "field": "close"}
SMA = indicator("SMA", period=5)
PRICES = [9, 8, 7, 6, 5, 6, 9, 9, 9, 9]
START = date(2020, 1, 7)  # the seventh bar, at which the close crosses its average


def backtest(start: date | None, **changes: Any) -> Backtest:
    rules: dict[str, Any] = {"entry": compare(CLOSE, "crosses_above", SMA), "exit": None}
    strategy = cued(**{**rules, "max_bars": 2, "start": start, **changes})
    return run(strategy, [closes(PRICES)])


def test_a_signal_of_the_first_tested_bar_fills_at_the_next() -> None:
    done = backtest(START)
    assert [str(trade.entry_time)[:10] for trade in done.trades] == ["2020-01-08"]
    assert str(done.time[0])[:10] == "2020-01-07"
    assert len(done.equity) == len(done.time) == 4


def test_the_reason_of_an_entry_is_that_of_its_own_bar() -> None:
    [trade] = backtest(START).trades
    assert "9" in trade.entry_reason
    assert trade.entry_reason == backtest(None).trades[-1].entry_reason


def test_nothing_is_traded_before_the_period() -> None:
    every_bar = compare(CLOSE, ">", 0)
    done = backtest(START, entry=every_bar)
    assert done.trades[0].entry_time == done.time[1]


def test_a_rule_that_is_known_late_is_flagged_and_one_that_was_warmed_up_is_not() -> None:
    assert backtest(START).flags == []
    assert "nothing could trade before 2020-01-06" in backtest(None).flags[0]

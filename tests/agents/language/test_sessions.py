"""Hours of the day: a window to enter in, and a time to be out by, on bars within the day."""

import datetime as dt

import pytest

from agents.language import read
from agents.language.lexicon import untestable
from agents.language.setup.sessions import clock
from backtests.engine.strategy import All, Calendar, Not
from tests.agents.language.reading_of import asked, strategy_of

RULE = "Buy AAPL on 15-minute bars when RSI < 25, sell when RSI > 60"


@pytest.mark.parametrize(
    ("said", "window"),
    [("trade only between 10:00 and 15:00", Calendar(from_time=dt.time(10), to_time=dt.time(15))),
     ("10:00-11:30 only", Calendar(from_time=dt.time(10), to_time=dt.time(11, 30))),
     ("only from 9:45am to 3pm", Calendar(from_time=dt.time(9, 45), to_time=dt.time(15))),
     ("only after 10:30", Calendar(from_time=dt.time(10, 30)))],
)  # fmt: skip
def test_it_enters_only_within_its_hours(said: str, window: Calendar) -> None:
    entry = strategy_of(f"{RULE}. {said}.").entry
    assert isinstance(entry, All)
    assert entry.of[1] == window


def test_it_is_out_when_the_clock_says_so() -> None:
    made = strategy_of(f"{RULE}. Close all positions at 15:45.")
    assert made.exit is not None
    assert Calendar(from_time=dt.time(15, 45)) in made.exit.of  # type: ignore[union-attr]


def test_on_daily_bars_such_hours_are_named_and_not_tested() -> None:
    reading = read("Buy AAPL when RSI < 25, sell when RSI > 60, only between 10:00 and 15:00")
    assert reading.action == "partial"
    assert any(one.why == untestable.TIMES for one in reading.unsupported)


AT_TEN = Calendar(from_time=dt.time(10), to_time=dt.time(11))


@pytest.mark.parametrize(
    ("said", "short"),
    [("Buy AAPL at 10:00 and sell at 15:00 on hourly bars", False),
     ("On hourly bars buy AAPL at the 10:00 bar every day, sell at 3pm", False),
     ("At 10 am short AAPL and cover it at 3pm every day, 1h bars", True)],
)  # fmt: skip
def test_the_clock_alone_may_say_when_to_enter(said: str, short: bool) -> None:
    made = strategy_of(said)
    assert made.entry == AT_TEN
    assert made.exit == Calendar(from_time=dt.time(15))
    assert (made.direction == "short") == short


def test_a_time_to_enter_at_holds_beside_a_rule() -> None:
    entry = strategy_of("Hourly: buy AAPL at 10:00 when RSI < 25, sell when RSI > 60").entry
    assert isinstance(entry, All)
    assert entry.of[1] == AT_TEN


@pytest.mark.parametrize(
    "said",
    ["buy AAPL when the close is above its high at 10:00, sell at 15:00",
     "buy AAPL when RSI < 25, sell half at 15:00"],
)  # fmt: skip
def test_a_time_of_something_else_is_no_time_to_enter_at(said: str) -> None:
    reading = read(f"On hourly bars {said}", answers="defaults")
    assert reading.action != "run"
    assert '"from_time":"10:00:00"' not in reading.model_dump_json()


@pytest.mark.parametrize(
    ("text", "time"),
    [("9:30", dt.time(9, 30)), ("3pm", dt.time(15)), ("12 am", dt.time(0)), ("25:00", None)],
)
def test_a_clock_is_read(text: str, time: dt.time | None) -> None:
    assert clock(text) == time


def test_the_vwap_of_a_session_speaks_of_no_number_of_bars() -> None:
    rules = "price crosses above VWAP, sell when price crosses below VWAP"
    within = read(f"AAPL 5 minute chart: buy when {rules}")
    daily = read(f"Buy AAPL when {rules}")
    said = [one.text for one in within.assumptions]
    assert "on bars within the day the VWAP begins anew with each session" in said
    assert not any("period 20" in text for text in said)
    assert any("period 20" in one.text for one in daily.assumptions)


@pytest.mark.parametrize(
    "said",
    ["Do not trade between 12:00 and 13:00", "No new entries between 12:00 and 13:00",
     "Never buy from 12:00 to 13:00", "Don't enter during lunch (12:00-13:00)",
     "Skip signals between noon and 1pm", "Stay out between 12:00 and 13:00"],
)  # fmt: skip
def test_hours_that_are_barred_are_no_hours_to_enter_in(said: str) -> None:
    entry = strategy_of(f"{RULE}. {said}.").entry
    barred = Calendar(from_time=dt.time(12), to_time=dt.time(13))
    assert isinstance(entry, All)
    assert entry.of[1] == Not(of=barred)


def test_before_and_after_may_both_be_barred() -> None:
    entry = strategy_of(f"{RULE}. No trades before 10:00 or after 15:00.").entry
    assert isinstance(entry, All)
    assert entry.of[1:] == [
        Not(of=Calendar(to_time=dt.time(10))),
        Not(of=Calendar(from_time=dt.time(15))),
    ]


@pytest.mark.parametrize(
    "moment",
    ["two minutes before the closing bell", "5 mins before market close", "at 3:55 pm", "at noon",
     "in the last 15 minutes of trading", "half an hour after the open", "10am EST"],
)  # fmt: skip
def test_on_daily_bars_a_moment_of_the_day_is_named_and_takes_nothing_with_it(moment: str) -> None:
    reading = read(f"{moment} buy QQQ if RSI is below 30, sell when RSI is above 60")
    assert reading.action == "partial"
    assert reading.strategy
    assert reading.strategy.symbols == ["QQQ"]
    assert [one.why for one in reading.unsupported] == [untestable.TIMES]


def test_a_moment_of_the_day_is_named_also_while_something_is_asked() -> None:
    assert read("Buy QQQ at 10:30 when RSI is below 30").action == "partial"


@pytest.mark.parametrize(
    ("said", "bars"),
    [("on the 3 minute chart", "5m"), ("on the 2h chart", "1h"), ("45-minute bars", "1h")],
)  # fmt: skip
def test_bars_that_there_are_none_of_are_asked_about(said: str, bars: str) -> None:
    text = f"Buy BTC {said} when RSI < 30, sell when RSI > 60"
    assert asked(read(text)) == ["timeframe"]
    made = read(text, answers="defaults").strategy
    assert made
    assert made.timeframe == bars


def test_so_many_hours_to_hold_are_no_bars() -> None:
    assert "timeframe" not in asked(read("Buy BTC 1h when RSI < 30, sell after 3 hours"))

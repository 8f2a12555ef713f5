"""Hours of the day: a window to enter in, and a time to be out by, on bars within the day."""

import datetime as dt

import pytest

from agents.language import read
from agents.language.setup.sessions import clock
from backtests.engine.strategy import All, Calendar
from tests.agents.language.reading_of import strategy_of

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
    assert any("times of the day" in one.why for one in reading.unsupported)


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

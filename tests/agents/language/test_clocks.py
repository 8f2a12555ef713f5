"""Times of the day as people say them, and bars whose length is abbreviated."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of

TEN = "it is 10:00 or later and before 10:05"


@pytest.mark.parametrize(
    ("text", "out"),
    [("On 5 minute bars buy SPY at 10 o'clock, sell at 3 o'clock", "15:00"),
     ("On 5 minute bars buy SPY at ten o'clock and sell at four o'clock", "16:00"),
     ("On 5 minute bars buy SPY at 10 o'clock in the morning, sell at 2 o'clock in the afternoon",
      "14:00"),
     ("Kaufe SPY auf 5-Minuten-Kerzen um 10 Uhr, verkaufe um 15.30 Uhr", "15:30"),
     ("Kaufe SPY im 5-Minuten-Chart um 10 Uhr, verkaufe um 15 Uhr 45", "15:45"),
     ("Acheter SPY à 10h sur bougies 5 minutes, vendre à 15h30", "15:30"),
     ("Compra SPY en velas de 5 minutos a las 10, vende a las 15:00", "15:00")],
)  # fmt: skip
def test_a_time_of_the_day_is_read_however_it_is_written(text: str, out: str) -> None:
    assert sides_of(text) == (TEN, f"it is {out} or later")


def test_a_full_hour_of_the_afternoon_is_told() -> None:
    notes = [
        one.text
        for one in read("On hourly bars buy SPY at 10 o'clock, sell at 3 o'clock").assumptions
    ]
    assert "3 o'clock is read as 3 o'clock pm" in notes


def test_on_daily_bars_a_full_hour_is_named() -> None:
    reading = read("Buy SPY at 10 o'clock, sell at 3 o'clock")
    assert reading.strategy is None
    assert "at 10 o'clock" in [one.text for one in reading.unsupported]


@pytest.mark.parametrize(
    "text",
    ["Kaufe SPY wenn er um 10% unter dem Hoch der letzten 30 Tage liegt, verkaufe nach 10 Tagen",
     "Compra SPY cuando baje a 10, vende después de 10 días"],
)  # fmt: skip
def test_a_number_behind_a_small_word_is_no_time(text: str) -> None:
    assert "later" not in str(read(text).sentence)


@pytest.mark.parametrize(
    ("bars", "timeframe"),
    [("5 min bars", "5m"), ("15min candles", "15m"), ("30-min bars", "30m"), ("5 min chart", "5m")],
)
def test_minutes_may_be_cut_short(bars: str, timeframe: str) -> None:
    text = f"Buy SPY on {bars} when RSI < 30, sell when RSI > 50"
    assert strategy_of(text).timeframe == timeframe


def test_the_min_of_the_last_bars_is_their_low() -> None:
    text = "Buy SPY when close is below the min of the last 20 bars, sell after 5 days"
    assert "20-bar low" in str(read(text).sentence)


def test_bars_of_an_hour_have_one_word_in_german() -> None:
    text = "Kaufe SPY im Stundenchart wenn der RSI unter 30 fällt, verkaufe um 15:30 Uhr"
    assert strategy_of(text).timeframe == "1h"

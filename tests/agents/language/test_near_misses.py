"""What looks like a turn of phrase that is read, and is another: never a rule that nobody said."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, sides_of, strategy_of


@pytest.mark.parametrize("end", ["with a 5% gain in the last hour", "at +5% in the last hour"])
def test_a_target_in_the_last_hour_is_no_move_of_an_hour(end: str) -> None:
    reading = read(f"Buy KO when RSI < 30, sell {end}")
    assert reading.strategy is not None
    assert (reading.strategy.take_profit, reading.strategy.timeframe) == (0.05, "1d")
    assert [one.text for one in reading.unsupported] == ["in the last hour"]


@pytest.mark.parametrize("day", ["the next day (T+2)", "the day (T-2)", "the previous day (T+1)"])
def test_a_count_of_days_that_is_not_what_was_said_is_asked_about(day: str) -> None:
    assert read(f"Buy KO when RSI < 30, sell at the close of {day}").action == "clarify"


def test_a_day_of_trading_in_german_is_one_of_the_month_only_where_that_is_said() -> None:
    first = "Kaufe KO am 3. Handelstag des Monats, verkaufe am 10. Handelstag"
    assert read(first).action == "clarify"
    assert sides_of(f"{first} des Monats")[1] == "it is the 10th trading day of the month"


def test_a_full_stop_before_a_weekday_ends_a_sentence() -> None:
    assert sides_of("Kaufe KO bei RSI unter 30. Montag verkaufen")[1] == "it is Monday"


def test_two_lengths_with_a_comma_are_no_decimal() -> None:
    assert read("Compra KO si la EMA de 9,21 cruza al alza").action == "clarify"
    french = "Achète KO quand le RSI passe au-dessus de 51,5, vends en dessous de 48,5"
    assert sides_of(french) == ("RSI(14) rises above 51.5", "RSI(14) is below 48.5")


def test_m_is_a_minute_where_minutes_are_spoken_of() -> None:
    text = "Buy KO when the 5m return is above 1%, sell when it is below 0, on 5-minute bars"
    assert strategy_of(text).timeframe == "5m"
    assert "105 bars" not in read(text).sentence


def test_a_cross_may_be_said_twice() -> None:
    text = (
        "Buy KO if RSI crosses the 25 level from below upward, "
        "sell when it crosses the 75 level from above downward"
    )
    assert sides_of(text) == ("RSI(14) rises above 25", "RSI(14) drops below 75")
    assert asked(read(text)) == []


def test_either_side_may_leave_at_the_close_of_its_day() -> None:
    text = "Buy KO when RSI < 30, exit at the close. Short KO when RSI > 70, exit at the close."
    reading = read(text)
    assert "leave either at the close of the same day" in reading.sentence
    assert strategy_of(text).fill == "next_open"


def test_who_buys_at_a_close_does_not_leave_at_that_very_one() -> None:
    text = "Buy KO at the close when RSI < 30, sell at the next close"
    assert (strategy_of(text).fill, strategy_of(text).max_bars) == ("close", 1)

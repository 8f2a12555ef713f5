"""Days, months and ends of months as rules; what they mean is said."""

import datetime as dt

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import All, Calendar, Condition
from tests.agents.language.reading_of import noted, strategy_of


def calendar(text: str) -> list[Condition | None]:
    made = strategy_of(text)
    return [made.entry, made.exit]


@pytest.mark.parametrize(
    ("text", "rules"),
    [("Buy MSFT on Mondays, sell on Fridays",
      [Calendar(weekdays=[1]), Calendar(weekdays=[5])]),
     ("Buy MSFT on Tuesday's open and sell on Thursday's open",
      [Calendar(weekdays=[2]), Calendar(weekdays=[4])]),
     ("Buy MSFT on Mondays and Wednesdays, sell every Friday",
      [Calendar(weekdays=[1, 3]), Calendar(weekdays=[5])]),
     ("Buy MSFT on the last trading day of the month, sell on the 4th trading day of the month",
      [Calendar(month_day=-1), Calendar(month_day=4)]),
     ("Buy MSFT at the end of each month, sell on the third day of the month",
      [Calendar(month_day=-1), Calendar(month_day=3)]),
     ("Sell MSFT in May and go away, buy in October",
      [Calendar(months=[10]), Calendar(months=[5])]),
     ("Buy MSFT on the first trading day of November, sell on the last day of April",
      [Calendar(months=[11], month_day=1), Calendar(months=[4], month_day=-1)]),
     ("Buy MSFT on the first trading day of the year, sell on the last day of the quarter",
      [Calendar(months=[1], month_day=1), Calendar(months=[3, 6, 9, 12], month_day=-1)]),
     ("Buy MSFT at the start of the quarter, sell at the end of the year",
      [Calendar(months=[1, 4, 7, 10], month_day=1), Calendar(months=[12], month_day=-1)]),
     ("Buy MSFT on the 3rd last day of the month, sell on the first trading day",
      [Calendar(month_day=-3), Calendar(month_day=1)]),
     ("Sell MSFT on the 2nd trading day of May, buy back in October",
      [Calendar(months=[10]), Calendar(months=[5], month_day=2)])],
)  # fmt: skip
def test_days_and_months(text: str, rules: list[Calendar]) -> None:
    assert calendar(text) == rules


@pytest.mark.parametrize(
    ("when", "rule"),
    [("and it is a Monday or Tuesday", Calendar(weekdays=[1, 2])),
     ("and the day must be a Monday or Tuesday", Calendar(weekdays=[1, 2])),
     ("and the month is October", Calendar(months=[10])),
     ("and it's the first day of the month", Calendar(month_day=1)),
     ("in the first 4 days of the month", Calendar(first_days=4)),
     ("in the last 2 days of the month", Calendar(last_days=2)),
     ("between November and February", Calendar(months=[1, 2, 11, 12])),
     ("but only on Fridays", Calendar(weekdays=[5]))],
)  # fmt: skip
def test_a_calendar_beside_another_rule(when: str, rule: Calendar) -> None:
    entry = strategy_of(f"Buy MSFT when RSI < 30 {when}, sell when RSI > 60").entry
    assert isinstance(entry, All)
    assert entry.of[1] == rule


def test_a_season_is_held_while_it_lasts() -> None:
    entry, exit_ = calendar("Hold MSFT from November to April")
    assert entry == Calendar(months=[1, 2, 3, 4, 11, 12])
    assert exit_ == Calendar(months=[5, 6, 7, 8, 9, 10])


def test_which_day_is_meant_is_said() -> None:
    reading = read("Buy MSFT on Mondays, sell on the last trading day of the month")
    said = " ".join(one.text for one in reading.assumptions)
    assert "the order is filled" in said
    assert "trading days" in said


@pytest.mark.parametrize(
    "when",
    ["on the turn of the month", "on the day before a holiday"],
)
def test_other_days_are_named_and_not_guessed(when: str) -> None:
    reading = read(f"Buy MSFT {when}, sell after 3 days", answers="defaults")
    assert reading.strategy is None
    assert reading.unsupported


@pytest.mark.parametrize(
    "when", ["Friday was a down day", "Friday's close is below Friday's open",
             "Friday was a red day (Friday's close below Friday's open)"],
)  # fmt: skip
def test_what_a_day_was_like_is_known_at_its_close(when: str) -> None:
    entry = strategy_of(f"When {when}, buy MSFT on Monday's open. Sell after 3 days").entry
    assert isinstance(entry, All)
    assert entry.of[0] == Calendar(on="signal", weekdays=[5])
    assert entry.of[2] == Calendar(weekdays=[1])


def test_the_year_to_date_is_a_period_and_a_move_since_its_start_is_named() -> None:
    text = "Buy MSFT when RSI < 30, sell when RSI > 60"
    made = read(f"{text}, test it year to date", today=dt.date(2020, 5, 5)).strategy
    assert made
    assert str(made.start) == "2020-01-01"
    moved = read("Buy MSFT when it is up 10% YTD and RSI < 30, sell after 5 days")
    assert moved.action == "partial"
    assert [one.text for one in moved.unsupported] == ["up 10% YTD"]


def test_may_with_a_year_is_a_date() -> None:
    made = strategy_of("Buy MSFT when RSI < 30, sell when RSI > 60, from May 2005 to June 2010")
    assert (str(made.start), str(made.end)) == ("2005-05-01", "2010-06-30")


@pytest.mark.parametrize(
    "leaves",
    ["third trading day of next", "third trading day of the next month", "3rd day of the new month",
     "third trading day of the next one", "3rd trading day of the following"],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["", "Turn of the month: ", "Month end effect. "])
def test_the_days_of_the_next_month(heading: str, leaves: str) -> None:
    text = f"{heading}Buy SPY on the last trading day of the month, sell on the {leaves}"
    made = strategy_of(text)
    assert (made.entry, made.exit) == (Calendar(month_day=-1), Calendar(month_day=3))


def test_what_is_sold_may_be_called_it() -> None:
    made = strategy_of("Buy SPY on the first day of March and sell it at the end of June")
    assert made.exit == Calendar(months=[6], month_day=-1)


def test_days_before_the_end_of_a_month_and_into_the_next() -> None:
    made = strategy_of(
        "buy SPY 2 days before the end of each month and sell 3 days into the next month"
    )
    assert made.exit is not None
    assert describe_condition(made.entry) == "it is the 3rd last trading day of the month"
    assert describe_condition(made.exit) == "it is the 3rd trading day of the month"


def test_a_time_behind_a_day_of_the_month_is_no_day_of_the_month() -> None:
    made = strategy_of("buy SPY on the last day of the month, sell after 5 days")
    assert (made.exit, made.max_bars) == (None, 5)


@pytest.mark.parametrize(
    "text",
    ["buy the open and sell the close every day on SPY",
     "buy SPY every day at the open, sell at the close"],
)  # fmt: skip
def test_every_day_is_a_rule_for_who_sells_on_the_same_day(text: str) -> None:
    reading = read(text)
    assert reading.strategy is not None
    assert reading.strategy.same_day
    assert "it buys on every day that is traded" in [a.text for a in reading.assumptions]


@pytest.mark.parametrize(
    ("text", "entry", "leave"),
    [
        ("The old sell in May thing on DIA: buy each Nov 1st, sell each May 1st, 2011 to 2019",
         "it is November and the 1st trading day", "it is May and the 1st trading day"),
        ("Every November 3 buy SPY; every April 20 sell",
         "it is November and the 3rd", "it is April and the 20th"),
        ("On October 28 buy SPY. On May 5 sell it.",
         "it is October and the 28th", "it is May and the 5th"),
        ("QQQ: in from November 1 to April 30, else cash",
         "it is November and the 1st trading day", "it is April and the last trading day"),
        ("Buy SPY each year on Nov 1st, sell each year on May 1st, 2010 to 2020",
         "it is November and the 1st trading day", "it is May and the 1st trading day"),
        ("Santa rally: buy SPY on December 20, sell January 3",
         "it is December and the 20th", "it is January and the 3rd"),
        ("Hold SPY only from the 1st to the 5th of each month",
         "it is from the 1st to the 5th", "it is not the case that it is from the 1st to the 5th"),
        ("Go long SPY only in months November to April",
         "January, February, March, April, November or December", "May, June, July"),
        ("only hold SPY Nov-Apr",
         "January, February, March, April, November or December", "May, June, July"),
    ],
)  # fmt: skip
def test_days_of_every_year_are_read_in_many_words(text: str, entry: str, leave: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    bought, _, sold = reading.sentence.partition("; sell when ")
    assert entry in bought
    assert sold.startswith((leave, f"it is {leave}")) or f"when {leave}" in sold
    assert "or it is May" not in sold


def test_the_years_behind_a_day_of_every_year_are_those_of_the_test() -> None:
    strategy = read("Buy SPY Nov 1st, sell May 1st, 2010 to 2020").strategy
    assert strategy is not None
    assert (str(strategy.start), str(strategy.end)) == ("2010-01-01", "2020-12-31")
    dated = read("buy TSLA when RSI < 30, sell when RSI > 60, from March 1, 2015 to 2020").strategy
    assert dated is not None
    assert str(dated.start) == "2015-03-01"


def test_the_turn_of_the_month_in_german() -> None:
    reading = read(
        "DAX: Kaufen zum Schlusskurs des letzten Handelstages im alten Monat und verkaufen zum "
        "Schlusskurs des ersten Handelstages im neuen Monat."
    )
    assert reading.sentence.startswith(
        "Buy ^GDAXI when it is the last trading day of the month; "
        "sell when it is the 1st trading day of the month"
    )
    assert "trade at the close" in reading.sentence


@pytest.mark.parametrize(
    ("leaves", "read_as"),
    [
        ("sell at the end of the month if RSI > 60",
         "it is the last trading day of the month and RSI(14) is above 60"),
        ("sell on Friday when RSI > 60", "it is Friday and RSI(14) is above 60"),
        ("sell on Friday or when RSI > 60", "it is Friday or RSI(14) is above 60"),
        ("sell when RSI > 70 or on Friday if RSI > 60",
         "RSI(14) is above 70 or (it is Friday and RSI(14) is above 60)"),
    ],
)  # fmt: skip
def test_a_day_on_which_something_must_be_so_is_no_way_out_of_its_own(
    leaves: str, read_as: str
) -> None:
    made = strategy_of(f"Buy MSFT when RSI < 25, {leaves}")
    assert made.exit is not None
    assert describe_condition(made.exit) == read_as


ABOVE = "the close is above SMA(210) and it is the 1st trading day of the month"
BELOW = "the close is below SMA(210) and it is the 1st trading day of the month"


@pytest.mark.parametrize(
    ("enters", "leaves"),
    [
        ("the monthly close is above its 10-month average", "the monthly close is below it"),
        ("it closes the month above its 10-month average", "it ends the month below it"),
        ("the month-end close is over its 10-month average",
         "the last close of the month is below its 10-month average"),
        ("the price at month end is above its 10-month average",
         "the monthly candle closes below it"),
    ],
)  # fmt: skip
def test_a_monthly_close_is_looked_at_once_a_month(enters: str, leaves: str) -> None:
    reading = read(f"Buy MSFT when {enters}, sell when {leaves}")
    assert f"when {ABOVE}; sell when {BELOW}" in reading.sentence
    note = "it is looked at on the last close of each month, and traded at the next open"
    assert note in noted(reading)


def test_a_monthly_close_beside_another_rule_binds_only_its_own() -> None:
    made = read("Buy MSFT on a monthly close above its 10-month average, sell when RSI > 75")
    assert f"when {ABOVE}; sell when RSI(14) is above 75" in made.sentence
    low = read("Buy MSFT when RSI is below 40 on a monthly close, sell after 20 days").sentence
    assert "RSI(14) is below 40 and it is the 1st trading day of the month" in low


def test_who_holds_while_a_monthly_close_is_above_leaves_on_such_a_close() -> None:
    made = read("Hold MSFT while the monthly close is above its 10-month average")
    assert "sell when the close is at or below SMA(210) and it is the 1st" in made.sentence
    either = read("Long MSFT on every monthly close above its 10-month average, otherwise cash")
    assert "while the close is above SMA(210), else 100% cash, looking every month" in (
        either.sentence
    )


def test_who_trades_at_the_close_does_so_on_the_last_of_the_month() -> None:
    made = read("Buy MSFT at the close when the monthly close is above its 10-month average, "
                "sell when the monthly close is below it").sentence  # fmt: skip
    assert "above SMA(210) and it is the last trading day of the month" in made


def test_a_cross_of_monthly_closes_is_no_cross_of_the_last_two_days() -> None:
    reading = read(
        "Buy MSFT when the monthly close crosses above the 200-day SMA, sell after 9 days"
    )
    assert "crosses" not in reading.sentence
    assert any("a cross of closes of a month" in one for one in noted(reading))


@pytest.mark.parametrize(
    "text",
    ["Buy MSFT on the monthly close, sell after 5 days",
     "Buy MSFT if the close of the month is above the open of the month, hold 1 month",
     "Buy MSFT when RSI is below 30 on monthly closes, sell after 20 days"],
)  # fmt: skip
def test_a_monthly_close_that_says_no_rule_is_asked_about(text: str) -> None:
    assert read(text).action == "clarify"


@pytest.mark.parametrize("day", ["Every Friday", "At the end of each month", "On Mondays"])
def test_a_day_that_is_said_first_is_that_of_the_exit_that_undoes_the_entry(day: str) -> None:
    text = f"{day} buy MSFT if it is above its 90-day SMA, sell if it is below"
    made = strategy_of(text)
    assert isinstance(made.entry, All)
    assert isinstance(made.exit, All)
    assert made.entry.of[0] == made.exit.of[0]
    assert any("which undoes the entry" in one for one in noted(read(text)))


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("Every Friday buy MSFT when RSI < 40, sell when RSI > 60", "RSI(14) is above 60"),
        ("Every Friday buy MSFT when RSI < 40, sell on Mondays", "it is Monday"),
        ("Every Friday buy MSFT if it is above its 90-day SMA. Sell if it is below it.",
         "the close is below SMA(90)"),
        ("In November buy MSFT if it is above its 90-day SMA, sell if it is below",
         "the close is below SMA(90)"),
        ("Buy MSFT on Friday if it is above its 90-day SMA, sell if it is below",
         "the close is below SMA(90)"),
    ],
)  # fmt: skip
def test_any_other_exit_is_looked_at_on_every_bar(text: str, leaves: str) -> None:
    made = strategy_of(text)
    assert made.exit is not None
    assert describe_condition(made.exit) == leaves

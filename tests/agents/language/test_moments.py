"""At which moment of the day it buys and sells, and what cannot be done about it."""

import pytest

from agents.language import read
from agents.language.lexicon import untestable
from backtests.engine.strategy import Calendar
from tests.agents.language.reading_of import asked, noted, sides_of, strategy_of


@pytest.mark.parametrize(
    "leaves",
    ["sell tomorrow's open", "sell at the next open", "exit next morning", "sell in the morning",
     "sell on the next day's open", "sell at the open the next day",
     "sell the following day at the open"],
)  # fmt: skip
def test_in_at_a_close_and_out_at_the_open_is_a_night(leaves: str) -> None:
    made = strategy_of(f"If SPY is up more than 1% today, buy at the close and {leaves}")
    assert (made.fill, made.max_bars, made.exit) == ("close_to_open", 1, None)
    assert made.entry == strategy_of("Buy SPY if up more than 1% today, sell after 2 days").entry


@pytest.mark.parametrize(
    "text",
    ["overnight strategy on SPY: buy at close, sell at open", "buy on close sell on open SPY",
     "Buy SPY at the close and sell at the next open every day",
     "Kaufe SPY zum Schlusskurs und verkaufe zur nächsten Eröffnung"],
)  # fmt: skip
def test_nights_without_a_condition_are_all_there_are(text: str) -> None:
    reading = read(text, answers="defaults")
    made = reading.strategy
    assert made is not None
    assert (made.fill, made.max_bars) == ("close_to_open", 1)
    assert made.entry == Calendar(weekdays=[1, 2, 3, 4, 5, 6, 7])
    assert "it buys on every day that is traded" in noted(reading)


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("Buy SPY on Friday close, sell Monday open", Calendar(weekdays=[1])),
        ("Buy SPY at the close on Fridays, sell at the open on Tuesdays", Calendar(weekdays=[2])),
        ("Buy SPY at the close of the last trading day of the month, "
         "sell at the open of the first trading day",
         Calendar(month_day=1)),
    ],
)  # fmt: skip
def test_the_night_it_is_sold_after_may_be_told(text: str, leaves: Calendar) -> None:
    made = strategy_of(text)
    assert (made.fill, made.max_bars, made.exit) == ("close_to_open", None, leaves)


def test_a_rule_to_sell_at_the_open_by_ends_the_night_that_it_holds_before() -> None:
    made = strategy_of("Buy MSFT at the close when RSI < 25, sell at the next open when RSI > 60")
    plain = strategy_of("Buy MSFT when RSI < 25, sell when RSI > 60")
    assert (made.fill, made.max_bars, made.exit) == ("close_to_open", None, plain.exit)


def test_a_short_has_nights_too() -> None:
    made = strategy_of("Short TSLA at the close when RSI(14) > 70, cover at the next open, stop 5%")
    assert (made.direction, made.fill, made.max_bars) == ("short", "close_to_open", 1)
    assert made.stop_loss == 0.05


@pytest.mark.parametrize(
    "text",
    ["Buy QQQ at the close when RSI < 30 and short at the close when RSI > 70, exit both at the "
     "next open",
     "On 1h bars: buy QQQ at the close when RSI < 30, sell at the next open",
     "Buy AAPL on the open and sell on the close if it gapped down",
     "Buy AAPL and MSFT at the open when RSI < 30, sell AAPL at the close"],
)  # fmt: skip
def test_moments_that_one_test_cannot_have_are_asked(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None
    assert "fill" in asked(reading)


def test_overnight_alone_says_neither_end() -> None:
    reading = read("hold SPY overnight when RSI < 30")
    assert reading.strategy is None
    assert untestable.OVERNIGHT in [one.why for one in reading.unsupported]


@pytest.mark.parametrize(
    "text",
    ["Buy SPY at the open and sell SPY at the close",
     "Buy 2 SPY every weekday at the open and sell the entire SPY holding at the same day's close"],
)  # fmt: skip
def test_days_without_a_condition_are_all_there_are(text: str) -> None:
    made = strategy_of(text)
    assert made.same_day
    assert made.entry == Calendar(weekdays=[1, 2, 3, 4, 5, 6, 7])


@pytest.mark.parametrize("text", ["sell SPY at the close", "SPY: close it at the end of the day"])
def test_who_only_sells_says_not_when_it_is_bought(text: str) -> None:
    assert "entry" in asked(read(text))


def test_the_next_open_to_buy_at_is_where_orders_are_filled_anyway() -> None:
    said = strategy_of("Buy MSFT at tomorrow's open if RSI < 30, sell when RSI > 60")
    assert said == strategy_of("Buy MSFT if RSI < 30, sell when RSI > 60")


def test_the_close_of_the_next_day_lets_it_trade_at_closes() -> None:
    made = strategy_of("Buy MSFT when RSI < 30, sell at tomorrow's close")
    assert (made.max_bars, made.fill) == (1, "close")


@pytest.mark.parametrize(
    "leaves",
    ["flat by close", "flat at the close", "be flat by the close", "out by end of day",
     "no overnight", "no overnight positions"],
)  # fmt: skip
def test_who_stays_no_night_is_out_on_the_same_day(leaves: str) -> None:
    made = strategy_of(f"Buy MSFT when RSI < 30, sell when RSI > 60, {leaves}")
    assert made.same_day
    assert made.exit


@pytest.mark.parametrize("leaves", ["flat by the end of the day", "flat at the close"])
def test_limits_in_front_of_the_close_are_no_condition_of_it(leaves: str) -> None:
    entries = "Buy EURUSD when RSI < 30 and short it when RSI > 70, on hourly bars"
    made = strategy_of(f"{entries}. 0.3% stop, 0.6% target, {leaves}.")
    assert (made.same_day, made.stop_loss, made.take_profit) == (True, 0.003, 0.006)


def test_not_to_hold_overnight_may_be_a_sentence_of_its_own() -> None:
    said = "Buy MSFT when it gaps down 2%. Don't hold overnight."
    made = read(said, answers="defaults").strategy
    assert made is not None
    assert made.same_day


WITHIN = ["short MSFT for the day when it gaps up 2%, 1% stop",
          "when MSFT gaps up 2%, short for the day with a 1% stop",
          "short MSFT when it gaps up 2%, hold until the close, 1% stop",
          "short MSFT when it gaps up 2%, hold it to the end of the day, 1% stop",
          "short MSFT when it gaps up 2%, hold for the day, 1% stop"]  # fmt: skip


@pytest.mark.parametrize("text", WITHIN)
def test_what_is_held_for_the_day_is_left_at_its_close(text: str) -> None:
    reading = read(text, answers="defaults")
    assert "at the close of the same day" in reading.sentence
    assert not reading.unsupported


@pytest.mark.parametrize(
    "text",
    ["Buy MSFT when it is down 2% for the day, sell after 3 days",
     "Buy MSFT when RSI < 25, hold for a day",
     "Buy MSFT when RSI < 25, hold until the close is above the 9 day SMA",
     "Buy MSFT when RSI < 25, hold until the close of Friday"],
)  # fmt: skip
def test_another_time_or_a_move_of_the_day_is_no_trade_of_one_day(text: str) -> None:
    assert "same day" not in read(text).sentence


@pytest.mark.parametrize("title", ["Fade the opening gap on MSFT", "Fade the gap", "MSFT gap fade"])
def test_a_gap_that_is_faded_may_be_a_heading(title: str) -> None:
    reading = read(f"{title}: short MSFT when it gaps up 2%, cover after 3 days")
    assert not reading.unsupported


def test_a_gap_that_is_faded_in_the_rule_itself_is_not_passed_over() -> None:
    reading = read("Fade the gap on MSFT when it gaps up 2%, cover after 3 days")
    assert reading.unsupported


@pytest.mark.parametrize(
    "said",
    ["Trading is at the same day close", "All trades are executed at the close of the same day",
     "Orders are filled at the same day's closing price", "Trading happens at the day's close"],
)  # fmt: skip
def test_where_all_orders_are_filled_is_told_of_them_as_a_whole(said: str) -> None:
    reading = read(f"Buy KO when RSI < 30, sell when RSI > 70. {said}.")
    assert reading.strategy is not None
    assert reading.strategy.fill == "close"
    assert not reading.unsupported


def test_a_sale_at_the_close_of_the_same_day_fills_no_order_of_the_entry_there() -> None:
    reading = read("Buy KO when RSI < 30 and exit at the same day's close.")
    assert reading.strategy is not None
    assert reading.strategy.same_day
    assert reading.strategy.fill == "next_open"


@pytest.mark.parametrize(
    "said",
    ["Here is an example of buying KO when RSI < 30 and selling it when RSI > 70",
     "For example, buy KO when RSI < 30 and sell it when RSI > 70",
     "A simple example would be buying KO when RSI < 30 and selling it when RSI > 70"],
)  # fmt: skip
def test_that_it_is_an_example_says_no_more(said: str) -> None:
    assert sides_of(said) == ("RSI(14) is below 30", "RSI(14) is above 70")
    assert not read(said).unsupported

"""At which moment of the day it buys and sells, and what cannot be done about it."""

import pytest

from agents.language import read
from agents.language.lexicon import untestable
from tests.agents.language.reading_of import asked, strategy_of


@pytest.mark.parametrize(
    "leaves",
    ["sell tomorrow's open", "sell at the next open", "exit next morning", "sell in the morning",
     "sell on the next day's open", "sell at the open the next day",
     "sell the following day at the open"],
)  # fmt: skip
def test_at_which_of_two_moments_all_is_filled_is_asked(leaves: str) -> None:
    said = f"If SPY is up more than 1% today, buy at the close and {leaves}"
    assert asked(read(said)) == ["fill"]
    answered = read(said, answers={"fill": "at the next open"}).strategy
    assert answered is not None
    assert answered.fill == "next_open"


@pytest.mark.parametrize(
    "text",
    ["hold SPY overnight when RSI < 30", "overnight strategy on SPY: buy at close, sell at open"],
)
def test_holding_over_one_night_is_named(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None
    assert untestable.OVERNIGHT in [one.why for one in reading.unsupported]


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

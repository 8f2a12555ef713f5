"""Shares that nobody names are named as such, and the rest is offered for symbols to be given."""

import pytest

from agents.language import read
from agents.language.lexicon import untestable
from tests.agents.language.reading_of import asked, noted, strategy_of

OUT = ", sell when RSI > 65"


@pytest.mark.parametrize(
    "shares",
    ["large caps", "small cap stocks", "US mid-cap names", "penny stocks", "blue chips",
     "tech and biotech stocks"],
)  # fmt: skip
def test_a_kind_of_shares_is_named_and_symbols_are_asked(shares: str) -> None:
    reading = read(f"Buy {shares} when RSI < 35{OUT}")
    assert [one.why for one in reading.unsupported] == [untestable.MEMBERS]
    assert asked(reading) == ["symbol"]


@pytest.mark.parametrize(
    "movers",
    ["the top gainers", "the 5 biggest losers of the day", "the most active stocks",
     "the top 3 stock gainers"],
)  # fmt: skip
def test_a_screen_of_the_market_is_named_and_the_days_are_kept(movers: str) -> None:
    reading = read(f"Buy {movers} every Tuesday and sell on Friday")
    assert [one.why for one in reading.unsupported] == [untestable.SCREEN]
    assert (reading.action, asked(reading)) == ("partial", ["symbol"])


def test_an_index_of_which_the_best_is_bought_is_not_bought_itself() -> None:
    reading = read("Buy the top gainer of the S&P 500 every Tuesday and sell on Friday")
    assert asked(reading) == ["symbol"]


@pytest.mark.parametrize(
    "scan", ["Scan for stocks with", "Find stocks whose", "Look for shares with"]
)
def test_who_scans_for_shares_buys_what_is_found(scan: str) -> None:
    reading = read(f"{scan} RSI below 35, sell when RSI is above 65")
    assert asked(reading) == ["symbol"]
    assert not reading.unsupported


@pytest.mark.parametrize(
    "text",
    ["Buy small caps (IWM) when RSI < 35, sell when RSI > 65",
     "Buy tech stocks like AAPL and MSFT when RSI < 35, sell when RSI > 65"],
)  # fmt: skip
def test_shares_that_are_named_behind_are_those(text: str) -> None:
    assert strategy_of(text).symbols in (["IWM"], ["AAPL", "MSFT"])


def test_the_first_and_the_last_day_of_the_week_are_said_to_be_those() -> None:
    text = "Buy KO on the first trading day of the week, sell on the last trading day of the week"
    reading = read(text)
    assert "Buy KO when it is Monday; sell when it is Friday" in reading.sentence
    assert sum("a week that is short of that day has none" in one for one in noted(reading)) == 2


@pytest.mark.parametrize("time", ["10AM", "10 AM", "10 a.m.", "3 P.M."])
def test_a_time_of_the_day_is_no_price_and_takes_no_weekday_with_it(time: str) -> None:
    reading = read(f"Buy KO at {time} every Tuesday, sell on Friday")
    assert untestable.TIMES in [one.why for one in reading.unsupported]
    assert "Buy KO when it is Tuesday; sell when it is Friday" in reading.sentence


def test_shares_of_a_ticker_that_looks_like_a_time_are_shares() -> None:
    assert strategy_of("Buy 3 PM shares when RSI < 35, sell when RSI > 65").symbols == ["PM"]

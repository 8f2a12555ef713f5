"""Capitals that nobody here knows: a symbol where only one can stand, and else a question."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted

PLACES = [
    "buy 25 QZBD at open on Mondays, sell on Fridays",
    "Buying QZBD whenever its MACD crosses above signal, sell when it crosses below",
    "RSI strategy on QZBD, buy below 30, sell above 70",
    "QZBD: buy when RSI < 30, sell when RSI > 70",
    "Buy QZBD when RSI is below 30, sell above 70",
    "go long QZBD if RSI is under 30, exit over 70",
    "sell short 10 QZBD at the open on Mondays, cover on Fridays",
    "Buy 100 shares of QZBD when RSI < 30, sell above 70",
    "MACD crossover on QZBD",
    "backtest QZBD with RSI 30/70",
    "Buy $500 of QZBD every month",
]  # fmt: skip


@pytest.mark.parametrize("text", PLACES)
@pytest.mark.parametrize("name", ["QZBD", "QZBEESX"])
def test_where_only_a_symbol_can_stand_capitals_are_asked_about_as_one(
    text: str, name: str
) -> None:
    said = text.replace("QZBD", name)
    reading = read(said)
    asked = next(one for one in reading.questions if one.id == f"ticker-{name.lower()}")
    assert not any(name in one.text for one in reading.unsupported)
    answers = {one.id: one.choices[0] for one in reading.questions}
    made = read(said, answers={**answers, asked.id: f"use {name}"}).strategy
    assert made
    assert made.symbols == [name]


def test_it_stands_beside_others_too() -> None:
    reading = read("Buy AAPL and QZBD when RSI < 30, sell above 70")
    assert [one.id for one in reading.questions] == ["ticker-qzbd"]


@pytest.mark.parametrize(
    ("text", "symbol"),
    [("buy 25 BANKBEES at open on Mondays, sell on Fridays", "BANKBEES.NS"),
     ("Buying LT whenever its MACD crosses above signal, sell when it crosses below", "LT.NS"),
     ("₹10,000 every month into NIFTYBEES", "NIFTYBEES.NS")],
)  # fmt: skip
def test_what_is_listed_elsewhere_is_found_there(text: str, symbol: str) -> None:
    reading = read(text)
    assert reading.strategy
    assert reading.strategy.symbols == [symbol]
    assert any(f"({symbol})" in one for one in noted(reading))


@pytest.mark.parametrize(
    "text",
    ["Buy AAPL on XETRA when RSI is below 30, sell above 70",
     "Buy AAPL at NYSE open when RSI < 30, sell above 70",
     "buy AAPL on NSE when RSI < 30, sell above 70"],
)  # fmt: skip
def test_an_exchange_is_no_symbol_and_it_is_told_that_it_changes_nothing(text: str) -> None:
    reading = read(text)
    assert reading.strategy
    assert reading.strategy.symbols == ["AAPL"]
    assert any("prices are those of the symbol as it is written" in one for one in noted(reading))


@pytest.mark.parametrize(
    "text",
    ["Compute the XIRR of buying $100 of AAPL every month",
     "Buy AAPL when IBS is below 0.2, sell ABOVE 0.8",
     "Buy AAPL ONLY when RSI is below 30, sell above 70",
     "Sell EVERYTHING when RSI > 70, buy AAPL when RSI < 30",
     "BUY AAPL WHEN RSI IS BELOW 30 AND SELL WHEN RSI IS ABOVE 70",
     "Buy AAPL if CLOSE GT SMA(20), sell if CLOSE LT SMA(20)",
     "TLDR: buy AAPL when RSI is below 30, sell above 70"],
)  # fmt: skip
def test_words_in_capitals_are_words(text: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert reading.strategy
    assert reading.strategy.symbols == ["AAPL"]


@pytest.mark.parametrize("word", ["ONLY", "STOCKS", "EOD", "BREAKOUT", "MOMENTUM", "DIP", "CE"])
def test_no_word_is_bought(word: str) -> None:
    reading = read(f"Buy {word} when RSI is below 30, sell above 70")
    assert reading.strategy is None or reading.strategy.symbols != [word]
    assert "symbols" not in reading.draft


def test_elsewhere_capitals_are_asked_about() -> None:
    reading = read("Buy when QZBD is above 25, sell when RSI > 60")
    assert "ticker-qzbd" in [one.id for one in reading.questions]


def test_capitals_that_may_be_a_day_are_asked_about() -> None:
    reading = read("Invest $70 a week in TUE, starting in 2012")
    assert reading.action == "clarify"

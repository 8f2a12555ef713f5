"""Where "short" is no side of the market: switched off, a cost, a part of a name, or not long."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, sides_of, strategy_of

RULES = "Buy IBM when RSI < 25, sell when RSI > 75"
SIDES = ("RSI(14) is below 25", "RSI(14) is above 75")


@pytest.mark.parametrize(
    "words",
    ["short selling off", "shorting not allowed", "shorts disabled", "short: no", "short = false",
     "shorts are not permitted", "allow shorts: no", "short side: off", "direction: long"],
)  # fmt: skip
def test_shorts_that_are_switched_off_are_no_side(words: str) -> None:
    reading = read(f"{RULES}, {words}")
    assert reading.action == "run"
    assert reading.strategy is not None
    assert reading.strategy.short_entry is None
    assert sides_of(f"{RULES}, {words}") == SIDES


@pytest.mark.parametrize(
    "words",
    ["short selling: on", "shorts allowed", "shorts off when VIX > 30", "shorts off in May"],
)
def test_a_switch_that_says_no_rule_is_asked_about(words: str) -> None:
    reading = read(f"{RULES}, {words}")
    assert reading.strategy is None
    assert reading.unsupported


@pytest.mark.parametrize("words", ["short borrow fee 3% a year", "shorting costs 3% per year"])
def test_what_is_paid_to_borrow_adds_no_side(words: str) -> None:
    reading = read(f"{RULES}, {words}")
    assert reading.strategy is not None
    assert reading.strategy.short_entry is None
    assert [one.text for one in reading.unsupported] == ["borrow cost"]
    short = strategy_of(f"Short IBM when RSI > 75, cover when RSI < 25, {words}")
    assert short.borrow_cost == 0.03


@pytest.mark.parametrize(
    ("named", "symbol"),
    [
        ("the short VIX ETF SVXY", "SVXY"),
        ("short VIX ETF SVXY", "SVXY"),
        ("SVXY (short volatility)", "SVXY"),
        ("ProShares Short S&P500 (SH)", "SH"),
        ("SH, the short S&P ETF,", "SH"),
        ("the inverse ETF SH", "SH"),
        ("the Short QQQ fund PSQ", "PSQ"),
        ("short-term treasuries SHY", "SHY"),
        ("long-dated bonds TLT", "TLT"),
        ("the bond ETF TLT", "TLT"),
        ("iShares 20+ Year Treasury Bond ETF (TLT)", "TLT"),
    ],
)
def test_the_name_of_a_fund_says_not_which_side_is_traded(named: str, symbol: str) -> None:
    strategy = strategy_of(f"Buy {named} when RSI < 25, sell when RSI > 75")
    assert (strategy.symbols, strategy.direction) == ([symbol], "long")


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Short the VIX ETF UVXY when RSI > 75, cover when RSI < 25", "UVXY"),
        ("Short bond ETF TLT when RSI > 75, cover when RSI < 25", "TLT"),
        ("Take a short position in the inverse ETF SH when RSI > 75, cover when RSI < 25", "SH"),
        ("A short strategy: short IBM when RSI > 75, cover when RSI < 25", "IBM"),
        ("Write a short backtest: short IBM when RSI > 75, cover when RSI < 25", "IBM"),
    ],
)
def test_the_verb_still_sells_short(text: str, symbol: str) -> None:
    strategy = strategy_of(text)
    assert (strategy.symbols, strategy.direction) == ([symbol], "short")


@pytest.mark.parametrize(
    "text",
    [
        f"In short: {RULES}",
        f"{RULES}. A short test from 2008 to 2011",
        f"A quick short test: {RULES}",
    ],
)
def test_what_is_just_not_long_is_read_over(text: str) -> None:
    assert read(text).action == "run"
    assert strategy_of(text).short_entry is None


def test_just_short_of_a_level_is_not_beyond_it() -> None:
    reading = read("Buy IBM when the close falls just short of the 20-day high, sell after 5 days")
    assert asked(reading) == ["entry"]
    assert reading.unsupported


def test_a_squeeze_is_not_in_prices() -> None:
    reading = read("Buy GME on a short squeeze, sell when RSI > 75")
    assert reading.action == "partial"
    assert asked(reading) == ["entry"]


@pytest.mark.parametrize("named", ["long and short", "long/short", "long & short"])
def test_a_heading_of_both_sides_is_neither(named: str) -> None:
    strategy = strategy_of(f"Trade IBM {named}: RSI < 25 buy, RSI > 75 short")
    sentence = read(f"Trade IBM {named}: RSI < 25 buy, RSI > 75 short").sentence
    assert strategy.direction == "both"
    assert "Buy IBM when RSI(14) is below 25" in sentence
    assert "sell IBM short when RSI(14) is above 75" in sentence

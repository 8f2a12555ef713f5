"""Symbols that are named as alternatives, and shares that are listed in two countries."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, strategy_of

RULES = "when the RSI is below 30, sell when it is above 60"


@pytest.mark.parametrize(
    ("said", "symbol"),
    [
        ("SPY or the S&P 500", "SPY"),
        ("the Nasdaq 100 or QQQ", "^NDX"),
        ("GLD or gold", "GLD"),
        ("VOO, SPY or IVV", "VOO"),
        ("QQQ/Nasdaq 100", "QQQ"),
    ],
)
def test_two_names_of_one_thing_are_traded_once_and_that_is_said(said: str, symbol: str) -> None:
    reading = read(f"Buy {said} {RULES}")
    assert reading.strategy is not None
    assert reading.strategy.symbols == [symbol]
    assert any("one thing" in text for text in noted(reading))


def test_the_name_that_comes_first_in_the_text_counts() -> None:
    assert strategy_of(f"Buy SPY {RULES}. Works on the S&P 500 index or SPY.").symbols == ["SPY"]


def test_of_two_different_things_both_are_traded_and_that_is_said() -> None:
    reading = read(f"Buy NVDA or AMD {RULES}")
    assert reading.strategy is not None
    assert reading.strategy.symbols == ["NVDA", "AMD"]
    assert "'NVDA or AMD' is read as each of them, by the same rules" in noted(reading)


@pytest.mark.parametrize("said", ["SPY and the S&P 500", "SPY, QQQ", "NVDA and AMD", "NVDA/AMD"])
def test_a_list_is_no_alternative(said: str) -> None:
    reading = read(f"Buy {said} {RULES}")
    assert reading.strategy is not None
    assert len(reading.strategy.symbols) == 2
    assert not any("is read as" in text and " or " in text for text in noted(reading))


def test_what_a_condition_looks_at_is_no_alternative() -> None:
    made = strategy_of("Buy TLT when SPY or the S&P 500 falls 3% in a day, sell after 5 days")
    assert made.symbols == ["TLT"]


def test_a_monthly_purchase_of_one_thing_or_the_other_buys_one() -> None:
    assert strategy_of("Invest $300 every month in IVV or SPY").symbols == ["IVV"]


@pytest.mark.parametrize(
    "text",
    [
        f"Buy RELIANCE, TCS and INFY {RULES}",
        f"Buy Infosys with ₹50,000 {RULES}",
        f"Buy INFY {RULES} on the NSE with 1 lakh",
    ],
)
def test_among_indian_shares_and_money_the_indian_listing_is_meant(text: str) -> None:
    assert "INFY.NS" in [*read(text).draft.get("symbols", []), *_symbols(text)]


def _symbols(text: str) -> list[str]:
    made = read(text).strategy
    return made.symbols if made else []


def test_alone_the_share_in_new_york_is_read_and_the_other_one_is_named() -> None:
    reading = read(f"Buy INFY {RULES}")
    assert reading.strategy is not None
    assert reading.strategy.symbols == ["INFY"]
    assert any("INFY.NS" in text for text in noted(reading))


def test_a_short_ticker_of_mumbai_counts_behind_a_verb_of_trading_alone() -> None:
    made = strategy_of("Test buying LT whenever its RSI is below 30, and selling above 60")
    assert made.symbols == ["LT.NS"]
    assert "LT.NS" not in strategy_of_draft("For the LT, buy AAPL when RSI < 30, sell at RSI > 60")


def strategy_of_draft(text: str) -> list[str]:
    return list(read(text).draft.get("symbols", []))

"""What a purchase would have become: it is bought once and held, with the money that was said."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, strategy_of


@pytest.mark.parametrize(
    ("text", "symbol", "capital", "start"),
    [
        ("What if I had bought $4,000 of KO in 2005?", "KO", 4_000, "2005-01-01"),
        ("how would 5k in ibm since 2001 have done", "IBM", 5_000, "2001-01-01"),
        ("How would a $5,000 investment in IBM have performed since 2001?", "IBM", 5_000,
         "2001-01-01"),
        ("If I had put $1,000 in KO in 2005, what would it be worth today?", "KO", 1_000,
         "2005-01-01"),
        ("What would $2,000 in IBM be worth now if bought in 2003?", "IBM", 2_000, "2003-01-01"),
        ("put 7000 in SPY in 2008 and hold", "SPY", 7_000, "2008-01-01"),
        ("lump sum 4k into SPY in 2005", "SPY", 4_000, "2005-01-01"),
        ("How has KO done since 2009?", "KO", 10_000, "2009-01-01"),
    ],
)  # fmt: skip
def test_it_is_held(text: str, symbol: str, capital: float, start: str) -> None:
    strategy = strategy_of(text)
    assert f"Hold 100% {symbol}" in read(text).sentence
    assert strategy.initial_capital == capital
    assert str(strategy.start) == start


@pytest.mark.parametrize(
    "text",
    ["invest 5000 in KO and never sell", "Buy KO on the first day and sell on the last day",
     "Buy KO at the start and sell at the end of the test"],
)  # fmt: skip
def test_what_is_sold_at_the_end_is_held_until_then(text: str) -> None:
    assert "Hold 100% KO" in read(text).sentence


def test_the_days_of_a_month_are_no_end_of_the_test() -> None:
    text = "Buy KO on the first day of the month and sell on the last day of the month"
    assert "sell when it is the last trading day of the month" in read(text).sentence


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("What if I buy KO when RSI < 25 and sell when RSI > 75?", "sell when RSI(14) is above 75"),
        ("If I bought KO every time it fell 5% in a week and sold after a month, and now?",
         "sell after 21 bars"),
        ("If I invested $100 a month in KO since 2005, how much would I have?", "100 USD"),
        ("What if I bought KO in 2005 and sold in 2010?", "from 2005-01-01 to 2010-12-31"),
    ],
)  # fmt: skip
def test_a_rule_or_a_rhythm_stays_one(text: str, meant: str) -> None:
    assert meant in read(text).sentence


@pytest.mark.parametrize(
    "text",
    ["how would $5,000 in KO have done with a 10% stop?",
     "Lump sum $10,000 in KO, sell when RSI > 80"],
)  # fmt: skip
def test_what_says_more_is_asked_about(text: str) -> None:
    assert asked(read(text)) == ["entry"]


@pytest.mark.parametrize(
    "text", ["Invest $8,000 in VTI once", "Put $8,000 into VTI one time.", "Buy VTI once"]
)
def test_what_is_bought_once_is_held(text: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert "Hold 100% VTI" in reading.sentence


@pytest.mark.parametrize(
    "text",
    [
        "Buy VTI if it falls 5% once",
        "Sell VTI once",
        "Buy VTI when RSI < 30, sell when RSI > 70, only once",
    ],
)
def test_once_beside_a_rule_or_a_sale_is_no_purchase_to_hold(text: str) -> None:
    assert "Hold 100%" not in read(text).sentence
    assert read(text).action != "run"

"""An amount that is said without its money is in that of the market."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, strategy_of

NOTED = "the money is {}, that of its market"


@pytest.mark.parametrize(
    ("symbol", "money"),
    [
        ("600036.SS", "CNY"), ("0700.HK", "HKD"), ("BMW.DE", "EUR"), ("AIR.PA", "EUR"),
        ("TCS.NS", "INR"), ("7203.T", "JPY"), ("BP.L", "GBP"), ("^GDAXI", "EUR"), ("^HSI", "HKD"),
    ],
)  # fmt: skip
def test_a_bare_amount_is_in_the_money_of_its_market(symbol: str, money: str) -> None:
    text = f"Buy {symbol} when RSI < 30, sell when RSI > 70, capital 40,000"
    assert strategy_of(text).currency == money
    assert NOTED.format(money) in noted(read(text))


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("招商银行RSI低于25买入，高于60卖出，本金8万", "CNY"),
        ("Kaufe Siemens wenn der RSI unter 25 ist, verkaufe über 60, Startkapital 8.000", "EUR"),
        ("Buy TCS.NS when RSI < 30, sell when RSI > 70, $5,000 per trade", "USD"),
        ("招商银行RSI低于25买入，高于60卖出，本金8万港元", "HKD"),
    ],
)
def test_money_that_is_named_stays_what_it_is(text: str, money: str) -> None:
    assert strategy_of(text).currency == money


@pytest.mark.parametrize(
    "text",
    [
        "Buy TCS.NS when RSI < 30, sell when RSI > 70",
        "Buy TCS.NS and MSFT when RSI < 30, sell when RSI > 70, capital 40,000",
        "Buy AAPL when RSI < 30, sell when RSI > 70, capital 40,000",
    ],
)
def test_no_money_is_taken_where_no_amount_was_said_or_markets_differ(text: str) -> None:
    assert strategy_of(text).currency == "USD"
    assert not any("that of its market" in one for one in noted(read(text)))

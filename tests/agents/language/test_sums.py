"""Sums as other countries write them: a point or an apostrophe between thousands, whose dollars."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, noted, strategy_of

RULES = "Buy IBM when RSI < 30, sell when RSI > 70"


@pytest.mark.parametrize(
    ("words", "capital"),
    [
        ("Initial cash: 50.000 €", 50_000),
        ("Budget 7.500€", 7_500),
        ("Capital: 20.000 dollars", 20_000),
        ("with $35.000 starting cash", 35_000),
        ("Start with 15.000", 15_000),
        ("Kapital: 20.000,50 EUR", 20_000.5),
        ("capital 10 000,50 €", 10_000.5),
        ("CHF 75'000", 75_000),
        ("capital of 75’000 CHF", 75_000),
        ("capital 2.000.000", 2_000_000),
        ("capital 20,000.00", 20_000),
        ("capital $12.50", 12.5),
    ],
)
def test_money_has_its_thousands_parted_in_any_way(words: str, capital: float) -> None:
    assert strategy_of(f"{RULES}. {words}").initial_capital == capital


def test_a_point_read_as_thousands_is_told() -> None:
    assert "'50.000' is read as '50,000'" in noted(read(f"{RULES}. Budget: 50.000 €"))


def test_a_fee_or_a_distance_with_three_decimals_keeps_them() -> None:
    strategy = strategy_of(f"{RULES}, commission $1.250 per trade")
    assert strategy.commission_per_trade == 1.25
    assert "1.5 a share" in read(f"{RULES}, stop $1.500 below entry").sentence


@pytest.mark.parametrize(
    ("condition", "meant"),
    [
        ("volume is above 750.000", "volume is above 750,000"),
        ("volume > 2.500.000", "volume is above 2,500,000"),
        ("volume > 1.250 times its average", "volume is above 1.25 x the 20-bar average volume"),
        ("RSI is under 30.000", "RSI(14) is below 30"),
        ("the close is above 1.025 x SMA(50)", "the close is above 1.025 x SMA(50)"),
        ("the price is above 150.250", "the close is above 150.25"),
        ("MACD crosses above 1.250", "the MACD line (12, 26, 9) rises above 1.25"),
    ],
)
def test_volume_is_counted_and_levels_are_measured(condition: str, meant: str) -> None:
    assert entry_of(condition) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Buy BTC when it closes above 30.500, sell below 28.000", "above 30,500"),
        ("Buy gold when it closes above 2.050, sell below 1.900", "above 2,050"),
        ("Buy BTC when RSI(14) < 30.000, sell when RSI(14) > 70", "RSI(14) is below 30"),
        ("Buy ^GSPC when VIX closes above 30.500, sell when VIX < 20", "above 30.5;"),
        ("Buy EURUSD when it closes above 1.125, sell below 1.100", "above 1.125"),
        ("Kaufe EURUSD, wenn der Kurs über 1.125 steigt, verkaufe unter 1.100", "above 1.125"),
        ("Kaufe BTC, wenn der Kurs über 30.500 steigt, verkaufe unter 28.000", "above 30,500"),
    ],
)
def test_a_price_is_in_thousands_only_where_it_can_be(text: str, meant: str) -> None:
    assert meant in read(text).sentence


@pytest.mark.parametrize(
    ("words", "currency"),
    [
        ("with C$20,000", "CAD"),
        ("capital A$20,000", "AUD"),
        ("capital of HK$20,000", "HKD"),
        ("start with NZ$20k", "NZD"),
        ("S$20,000 to start", "SGD"),
        ("capital R$ 20.000", "BRL"),
        ("US$20,000", "USD"),
        ("with CAD $20,000", "CAD"),
        ("with 20,000 Canadian dollars", "CAD"),
        ("with 20,000 Swiss francs", "CHF"),
        ("with 20,000 SGD", "SGD"),
    ],
)
def test_it_is_said_whose_dollars_they_are(words: str, currency: str) -> None:
    strategy = strategy_of(f"{RULES}, {words}")
    assert (strategy.initial_capital, strategy.currency) == (20_000, currency)
    assert strategy.symbols == ["IBM"]


def test_the_letter_of_a_dollar_is_no_share() -> None:
    text = "Buy SHOP.TO when the price is below C$80, sell above C$100"
    assert "the close is below 80; sell when the close is above 100" in read(text).sentence
    assert strategy_of("Buy C when RSI < 30, sell when RSI > 70, with $20,000").symbols == ["C"]

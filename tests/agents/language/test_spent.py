"""An amount without its sign: money where it is spent, shares where they are counted."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, strategy_of

RULES = "when RSI < 25, sell when RSI > 75"


@pytest.mark.parametrize(
    ("bought", "cash"),
    [
        ("Put 500 into KO", 500),
        ("Put 500 in KO", 500),
        ("Spend 500 on KO", 500),
        ("Allocate 5000 to KO", 5_000),
        ("Invest 500 in KO", 500),
        ("Buy 500 worth of KO", 500),
        ("Buy 500 of KO", 500),
        ("Buy 1k of KO", 1_000),
        ("Buy 1k KO", 1_000),
        ("Short 1k of KO", 1_000),
    ],
)
def test_it_is_money_and_told(bought: str, cash: float) -> None:
    rules = RULES.replace("sell", "cover") if bought.startswith("Short") else RULES
    assert strategy_of(f"{bought} {rules}").sizing.cash == cash
    assert any("is read as an amount of money" in note for note in noted(read(f"{bought} {rules}")))


@pytest.mark.parametrize(
    ("bought", "quantity"),
    [
        ("Buy 100 KO", 100),
        ("Buy 500 KO", 500),
        ("Buy 100 of KO", 100),
        ("Buy 1k shares of KO", 1_000),
        ("Buy 1k KO shares", 1_000),
        ("Buy 2 BTC", 2),
        ("Buy 10k EURUSD", 10_000),
    ],
)
def test_shares_coins_and_units_of_a_pair_are_counted(bought: str, quantity: float) -> None:
    assert strategy_of(f"{bought} {RULES}").sizing.quantity == quantity


def test_an_option_stays_one() -> None:
    assert read("Buy a KO 150 put when RSI > 75").strategy is None

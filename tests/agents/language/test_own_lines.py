"""Bands that hit their own lines, and pairs that are called so."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, sides_of, strategy_of

LOW = "the low is at or below the lower Bollinger Band (20, 2)"
HIGH = "the high is at or above the upper Bollinger Band (20, 2)"


@pytest.mark.parametrize(
    "text",
    [
        "Sell KO when Bollinger Bands hit upper band, buy when they hit lower band",
        "Buy KO when the Bollinger bands touch the lower band, sell when BB reaches the upper band",
    ],
)
def test_bands_that_hit_a_band_are_hit_by_the_price(text: str) -> None:
    assert sides_of(text) == (LOW, HIGH)


def test_so_do_channels() -> None:
    assert entry_of("the Keltner channel hits the lower band") == (
        "the low is at or below the lower Keltner Channel (20, 2, 10)"
    )


def test_bands_that_cross_bands_of_another_kind_are_no_prices() -> None:
    crossed = entry_of("the upper Bollinger band crosses above the upper Keltner channel")
    assert crossed.startswith("the upper Bollinger Band (20, 2) crosses above the upper Keltner")
    text = "Buy KO when the Bollinger Bands cross above the upper Keltner band, sell after 4 days"
    assert read(text).action != "run"


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Buy the EUR/USD pair when RSI hits 24, sell after 4 days", "EURUSD"),
        ("Buy when RSI hits 24, sell after 4 days on SOL/USDC pair", "SOL-USD"),
        ("Trading pair LTC/USDT: buy when RSI hits 24, sell after 4 days", "LTC-USD"),
        ("Buy EUR/USD when the pair's RSI hits 24, sell after 4 days", "EURUSD"),
    ],
)
def test_a_pair_that_is_called_so_is_its_symbol(text: str, symbol: str) -> None:
    assert strategy_of(text).symbols == [symbol]
    assert read(text).unsupported == []


@pytest.mark.parametrize(
    "text",
    [
        "BTC ETH pair trade: buy when RSI is below 24, sell after 4 days",
        "Buy the KO pair when RSI is below 24, sell after 4 days",
    ],
)
def test_two_symbols_against_each_other_are_no_pair_of_that_kind(text: str) -> None:
    assert read(text).unsupported

"""What "it", "lower" and "below" compare with, where the rule before has said it."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, sides_of, strategy_of


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "buy MSFT if it is higher than 30 days ago, sell if lower",
            "the close is below the close 30 bars ago",
        ),
        (
            "Buy MSFT when the 40-day SMA is above its value 10 days ago, sell when it is below",
            "SMA(40) is below SMA(40) 10 bars ago",
        ),
        (
            "Buy MSFT when the 40-day SMA is above its value 10 days ago, "
            "sell when price crosses below it",
            "the close crosses below SMA(40)",
        ),
        ("Buy MSFT when RSI > 55, sell when it is below", "RSI(14) is below 55"),
        ("Buy MSFT when VIX < 20, sell when above", "^VIX's close is above 20"),
        (
            "Buy MSFT when it is above its 150 SMA, sell when it falls 3% below it",
            "the close is below 0.97 x SMA(150)",
        ),
        (
            "Buy MSFT within 3% of its 52 week high, sell when it falls 12% below it",
            "the distance from the 252-bar high is at or below -12%",
        ),
    ],
)
def test_it_is_what_the_entry_compared_with(text: str, left: str) -> None:
    assert sides_of(text)[1] == left


@pytest.mark.parametrize(
    "entry", ["RSI < 25", "it makes a new 52 week high", "it crosses above 40.5"]
)
def test_what_stays_where_it_was_is_the_price_paid(entry: str) -> None:
    text = f"Buy MSFT when {entry}, sell when it falls 6% below it"
    strategy = strategy_of(text)
    assert strategy.stop_loss == 0.06
    assert "'it' is the price paid" in " ".join(noted(read(text)))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Buy MSFT when SMA(40) - SMA(160) > 0, sell when it is below 0", "below 0"),
        (
            "Buy MSFT when 2 of 3 are true: RSI<30, close<SMA(20), CCI<-100. "
            "Sell when fewer than 2 are true",
            "fewer than 2 are true",
        ),
        (
            "Buy MSFT, IBM, KO when one of them has RSI under 30, sell after 9 days",
            "one of them has RSI",
        ),
    ],
)
def test_what_no_price_and_no_oscillator_is_said_to_be_is_asked(text: str, asked: str) -> None:
    found = read(text)
    assert found.action == "clarify"
    assert any(asked in one.text for one in found.unsupported)


def test_volume_above_average_today_is_above_its_usual_average() -> None:
    entry = sides_of("Buy MSFT when volume is above average today, sell when RSI > 70")[0]
    assert entry == "volume is above the 20-bar average volume"


def test_a_bare_number_behind_a_move_is_a_price_where_nothing_moves_by_it() -> None:
    entry = sides_of("Buy MSFT when it is down for 3 days and below 140, sell when RSI > 70")[0]
    assert entry == "the change over 3 bars is below 0% and the close is below 140"

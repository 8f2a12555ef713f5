"""Ideas as they are asked for in threads about bots: wishes, waits and what is named first."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of


def test_what_turns_and_goes_back_crosses() -> None:
    bought, sold = sides_of(
        "if cci goes above 90 and then turns and goes below, I want to sell KO and if cci goes "
        "below -90 and then turns and goes above -90 I want to buy"
    )
    assert (bought, sold) == ("CCI(20) rises above -90", "CCI(20) drops below 90")


def test_who_waits_before_buying_buys_then() -> None:
    bought, sold = sides_of(
        "KO: we want to wait until the RSI crosses back above 25 before we place a buy trade. Wait "
        "until the RSI falls back below 75 and then place our sell trade."
    )
    assert (bought, sold) == ("RSI(14) rises above 25", "RSI(14) drops below 75")


def test_a_wish_for_values_is_an_entry() -> None:
    made = strategy_of(
        "I want the close price to be greater than the 8 ema and the 8 ema crosses above the 21 "
        "ema. If there is 10% loss after entry, then exit immediately. KO"
    )
    assert made.stop_loss == 0.1
    assert made.entry is not None


@pytest.mark.parametrize(
    "said",
    ["how can i change my basic rsi strat so that it will buy KO when rsi is below 30 but sell "
     "right after the value has increased 2%",
     "is there any way to make the bot buy KO when rsi is below 30 and sell when it gained 2%"],
)  # fmt: skip
def test_what_is_asked_for_around_a_rule_is_no_part_of_it(said: str) -> None:
    made = strategy_of(said)
    assert made.take_profit == 0.02


def test_a_trade_that_closes_some_bars_after_the_entry_lasts_so_long() -> None:
    made = strategy_of("a strategy on KO that enters when RSI < 30 and closes 5 bars after entry")
    assert made.max_bars == 5


@pytest.mark.parametrize(
    "said",
    ["Use a 200 and 50 day simple moving average.", "I use the 50 and 200 SMA.",
     "KO: 50/200 day SMA."],
)  # fmt: skip
def test_two_lengths_of_one_kind_are_two_averages(said: str) -> None:
    bought, sold = sides_of(
        f"{said} Buy KO when the 50 crosses above the 200, sell when the 50 is below the 200"
    )
    assert bought == "SMA(50) crosses above SMA(200)"
    assert sold == "SMA(50) is below SMA(200)"


def test_the_length_of_another_indicator_is_none_of_an_average() -> None:
    bought, _ = sides_of(
        "RSI 14 and 20 EMA. Buy KO when RSI > 50 and price > EMA, sell when RSI < 50"
    )
    assert bought == "RSI(14) is above 50 and the close is above EMA(20)"


@pytest.mark.parametrize("said", ["Can anyone help?", "could somebody please help me with this"])
def test_a_plea_for_help_is_no_rule(said: str) -> None:
    reading = read(f"Buy KO when RSI < 30, sell when RSI > 70. {said}")
    assert (reading.action, reading.unsupported) == ("run", [])

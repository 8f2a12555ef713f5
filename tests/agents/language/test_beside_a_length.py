"""What is said beside a length, in brackets behind a spike, or as what the rules are called."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import entry_of, sides_of, strategy_of

RULES = "Buy MSFT when RSI crosses above 25 and sell when it crosses below 65."


@pytest.mark.parametrize(
    ("said", "stop", "target"),
    [("Use a 12-period RSI and include stop loss at 4%.", 0.04, None),
     ("Use a 12-period RSI with a 4% stop.", 0.04, None),
     ("Use a 12-period RSI, take profit 9%.", None, 0.09)],
)  # fmt: skip
def test_a_stop_beside_a_length_is_kept(
    said: str, stop: float | None, target: float | None
) -> None:
    strategy = strategy_of(f"{RULES} {said}")
    assert (strategy.stop_loss, strategy.take_profit) == (stop, target)
    assert sides_of(f"{RULES} {said}")[0] == "RSI(12) rises above 25"


def test_a_size_beside_a_length_is_kept() -> None:
    text = (
        "Use an 8-period EMA and risk 1% per trade with stop 4%. Buy MSFT when the close crosses "
    )
    assert strategy_of(f"{text}above the EMA, sell below.").sizing.risk == 0.01


@pytest.mark.parametrize(
    "head",
    ["Oversold bounce:", "Oversold Bounce Strategy.", "RSI oversold:", "Overbought reversal:"],
)  # fmt: skip
def test_what_the_rules_are_called_adds_none_to_them(head: str) -> None:
    text = f"{head} buy MSFT when RSI < 35, sell when RSI > 55"
    assert sides_of(text) == ("RSI(14) is below 35", "RSI(14) is above 55")


def test_a_zone_that_heads_no_other_rule_is_the_rule() -> None:
    assert "RSI(14) is below 30" in read("RSI oversold: buy MSFT, sell when RSI > 55").sentence


@pytest.mark.parametrize(
    "spike",
    ["volume spike (>1.6x 20-period average)", "volume spike (volume > 1.6x its 20-day average)"],
)  # fmt: skip
def test_how_large_a_spike_is_may_stand_behind_it(spike: str) -> None:
    said = entry_of(f"the close is above the 30-day SMA with a {spike}")
    assert said == "the close is above SMA(30) and volume is above 1.6 x the 20-bar average volume"


def test_a_price_may_say_in_brackets_which_one_it_is() -> None:
    assert entry_of("Price(Close) > 40 SMA") == "the close is above SMA(40)"


def test_a_price_at_a_band_touches_it() -> None:
    said = entry_of("RSI is below 25 and price is at the lower Bollinger Band")
    assert said == (
        "RSI(14) is below 25 and the low is at or below the lower Bollinger Band (20, 2)"
    )


def test_oversold_when_something_falls_is_that_fall() -> None:
    text = "I think Tesla is oversold when it falls 14% in a week. I'd buy then and sell at +9%."
    assert (
        "Buy TSLA when the change over 5 bars is at or below -14%; sell at" in read(text).sentence
    )


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Buy MSFT when KO is oversold if it is above its SMA(150)",
         "KO's RSI(14) is below 30 and the close is above SMA(150)"),
        ("Buy MSFT when it is oversold when it is above the SMA(150)",
         "RSI(14) is below 30 and the close is above SMA(150)"),
        ("Buy MSFT when RSI is oversold if the price is above the SMA(150)",
         "RSI(14) is below 30 and the close is above SMA(150)"),
    ],
)  # fmt: skip
def test_oversold_beside_another_condition_is_a_rule_of_its_own(text: str, entry: str) -> None:
    strategy = read(f"{text}, sell after 6 days").strategy
    assert strategy is not None
    assert describe_condition(strategy.entry) == entry

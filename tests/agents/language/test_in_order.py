"""Rules that come one after the other, and words of order that say nothing of the kind."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, sides_of, strategy_of

LATER = "at some time in the last 5 bars"


@pytest.mark.parametrize(
    ("said", "first", "then"),
    [
        ("RSI goes below 30 and then it closes above the 10 SMA", "drops below 30", "SMA(10)"),
        ("RSI < 30 then a close above the 10 SMA", "RSI(14) is below 30", "SMA(10)"),
        ("the MACD crosses up after RSI was below 30", "RSI(14) is below 30", "the MACD line"),
        ("RSI drops below 30 and then crosses back above 40", "RSI(14) drops below 30", "above 40"),
        ("RSI < 30 for 3 days and then a close above the 5 SMA", "below 30 for 3 bars", "SMA(5)"),
        ("it breaks the 30 day high then pulls back to the 20 SMA", "30-bar high 1 bar ago", "SMA"),
        ("once RSI has been below 30 and MACD crosses up", "RSI(14) is below 30", "the MACD line"),
        ("after a golden cross when RSI < 40", "SMA(50) crosses above SMA(200)", "is below 40"),
    ],
)  # fmt: skip
def test_how_long_before_what_comes_first_may_have_been_is_asked(
    said: str, first: str, then: str
) -> None:
    text = f"Buy MSFT when {said}, sell after 10 days"
    assert asked(read(text)) == ["entry_before"]
    made = read(text, answers="defaults").sentence
    assert f"{first} {LATER}" in made
    assert then in made


@pytest.mark.parametrize(
    ("text", "first", "then"),
    [
        ("Wait for a golden cross on KO, then buy when RSI < 40", "SMA(200)", "RSI(14)"),
        ("Wait until MACD crosses up and then buy KO when RSI < 40", "the MACD signal", "RSI(14)"),
        ("After a golden cross buy KO at the first pullback to the 20 SMA", "SMA(200)", "the low"),
        ("Once SMA 50 crosses over SMA 200 buy KO on a pullback to SMA 20", "SMA(200)", "the low"),
    ],
)  # fmt: skip
def test_what_is_bought_behind_a_cross_comes_after_it(text: str, first: str, then: str) -> None:
    """A cross is over on the next bar: both at once would hardly ever be."""
    text = f"{text}. Sell after 10 days."
    assert asked(read(text)) == ["entry_before"]
    made = read(text, answers="defaults").sentence
    assert f"{LATER} and {then}" in made
    assert first in made.partition(LATER)[0]


def test_what_stays_so_is_no_cross_that_is_waited_for() -> None:
    text = "Wait for KO to close above its 200 SMA, then buy when RSI < 40. Sell above 70."
    assert sides_of(text)[0] == "the close is above SMA(200) and RSI(14) is below 40"


def test_another_answer_counts() -> None:
    text = "Buy MSFT when RSI goes below 30 and then MACD crosses up, sell after 10 days"
    longer = read(text, answers={"entry_before": "within 12 bars before"})
    assert "drops below 30 at some time in the last 12 bars and" in longer.sentence
    same = read(text, answers={"entry_before": "on the same bar"})
    assert "drops below 30 and the MACD line" in same.sentence
    assert asked(read(text, answers={"entry_before": "a while"})) == ["entry_before"]


def test_an_exit_and_a_short_have_their_order_too() -> None:
    text = "Buy MSFT when RSI < 25, sell when RSI rises above 70 and then closes below the 10 SMA"
    assert asked(read(text)) == ["exit_before"]
    assert f"rises above 70 {LATER} and" in read(text, answers="defaults").sentence
    short = "Short MSFT when RSI goes above 70 and then MACD crosses down, cover after 10 days"
    assert f"rises above 70 {LATER} and" in read(short, answers="defaults").sentence


def test_each_of_several_is_asked() -> None:
    text = "RSI drops below 30, then MACD crosses up, then price closes above the 20 SMA"
    reading = read(f"Buy MSFT when {text}, sell after 10 days")
    assert asked(reading) == ["entry_before", "entry_before_2"]


@pytest.mark.parametrize(
    "text",
    [
        "If close > SMA(200) and RSI < 25 then buy MSFT. If RSI > 65 then sell.",
        "Buy MSFT if the close is above the 200 SMA, then if RSI < 25, sell RSI > 65",
        "If the close is above SMA(200) then buy MSFT when RSI < 25, then sell when RSI > 65",
    ],
)
def test_then_may_say_what_is_done_or_what_more_must_be_so(text: str) -> None:
    assert sides_of(text) == (
        "the close is above SMA(200) and RSI(14) is below 25",
        "RSI(14) is above 65",
    )


def test_what_is_set_then_is_no_rule_that_follows() -> None:
    text = "Buy MSFT when RSI < 25 and MACD crosses up, then place a stop at 5%"
    assert strategy_of(text).stop_loss == 0.05
    assert LATER not in read(text).sentence
    assert sides_of("Buy MSFT on Monday then sell on Friday")[1] == "it is Friday"
    german = "Wenn RSI unter 25 dann MSFT kaufen, wenn RSI über 65 dann verkaufen"
    assert sides_of(german) == ("RSI(14) is below 25", "RSI(14) is above 65")


def test_a_rule_behind_after_alone_is_one_of_its_bar() -> None:
    crossed = entry_of("price closes above the 50 SMA after being below it")
    assert crossed == "the close crosses above SMA(50)"
    alone = "Buy MSFT after RSI drops below 30, sell after RSI rises above 70"
    assert sides_of(alone) == ("RSI(14) drops below 30", "RSI(14) rises above 70")
    both = "Once RSI < 30 and MACD crosses up buy MSFT, sell after 10 days"
    assert LATER not in read(both).sentence
    back = "Buy MSFT when RSI drops below 30, then rises above 30, sell after 10 days"
    assert "when RSI(14) rises above 30;" in read(back).sentence

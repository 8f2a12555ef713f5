"""Conditions that a text names and then trades by, and two rules that are said in one sentence."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of

CALLED = "RSI(3) is at or below 12 and RSI(6) is at or below 30"


@pytest.mark.parametrize(
    "text",
    ['We define the "dip" as RSI(3) <= 12 and RSI(6) <= 30. Buy the dip in MSFT. Sell after 4 days',
     "Let's call it a washout when RSI(3) <= 12 and RSI(6) <= 30. Buy MSFT on a washout, sell "
     "after 4 days",
     "Panic: RSI(3) <= 12 and RSI(6) <= 30. Buy MSFT when there is a panic, sell after 4 days",
     "Condition A: RSI(3) <= 12. Condition B: RSI(6) <= 30. Buy MSFT when A and B, sell after 4 "
     "days"],
)  # fmt: skip
def test_a_condition_with_a_name_stands_wherever_the_name_does(text: str) -> None:
    assert read(text).sentence.startswith(f"Buy MSFT when {CALLED}; sell after 4 bars")
    assert read(text).action == "run"


def test_what_is_oversold_is_what_the_text_says_it_is() -> None:
    text = "Overbought: RSI > 85, oversold: RSI < 15. Buy MSFT when oversold, sell when overbought."
    assert sides_of(text) == ("RSI(14) is below 15", "RSI(14) is above 85")


def test_a_named_trend_narrows_what_else_is_said() -> None:
    text = (
        "An uptrend is when SMA(40) is above SMA(160). Buy MSFT when RSI(3) < 12 in an uptrend, "
        "sell after 4 days"
    )
    assert "RSI(3) is below 12 and SMA(40) is above SMA(160)" in read(text).sentence


@pytest.mark.parametrize(
    "text",
    ["A dip is RSI(3) below 12. Buy MSFT when MACD crosses above its signal, sell after 4 days",
     "An uptrend is when SMA(40) is above SMA(160). Don't buy MSFT when it is not in an uptrend. "
     "Buy when RSI < 25, sell after 4 days"],
)  # fmt: skip
def test_a_name_that_nothing_is_traded_by_or_that_is_denied_is_not_passed_over(text: str) -> None:
    reading = read(text)
    assert reading.unsupported or reading.questions


DIP = "A dip is RSI(3) < 12. "
UP = "An uptrend is when SMA(40) > SMA(160). "
DOWN = "A downtrend is when SMA(40) < SMA(160). "
AFTER = ", sell after 4 days"


@pytest.mark.parametrize(
    "text",
    [f"{DIP}Buy MSFT on the first dip{AFTER}", f"{DIP}Buy MSFT on the third dip{AFTER}",
     f"A pullback is RSI(3) < 12. Buy MSFT on the first pullback after a 52-week high{AFTER}",
     f"{DIP}Buy MSFT if AAPL has a dip{AFTER}", f"{DIP}Buy MSFT on a dip in AAPL{AFTER}",
     f"{DIP}Buy MSFT at the end of a dip{AFTER}", f"{DIP}Buy MSFT after the dip{AFTER}",
     f"Panic: VIX > 28. Buy MSFT after panic{AFTER}", f"{DIP}Buy MSFT on a dip for 3 days{AFTER}",
     f"A panic is when VIX > 28. Buy MSFT when RSI < 25 rather than in a panic{AFTER}",
     f"{DOWN}Buy MSFT when RSI < 25, sell when RSI > 65, use a 4% stop in a downtrend",
     f"{UP}Buy MSFT when RSI < 40 in an uptrend, at RSI < 20 otherwise. Sell when RSI > 65",
     f"{UP}Buy MSFT when RSI < 40 in a strong uptrend{AFTER}",
     f"{DOWN}Buy MSFT when RSI < 25, in a downtrend only when RSI < 15. Sell when RSI > 65",
     f"{DOWN}Buy MSFT when RSI < 25 (RSI < 15 in a downtrend). Sell when RSI > 65",
     f"{DOWN}Buy MSFT when RSI < 25 but stand aside during a downtrend; sell when RSI > 65",
     "Overbought is when RSI > 72. Buy MSFT when RSI < 25, sell 2 days after overbought",
     "Overbought is when RSI > 72. Buy MSFT when RSI < 25, sell when no longer overbought",
     f"{DIP}Buy MSFT on a dip and rising{AFTER}", f"{DIP}Buy MSFT on a dip yesterday{AFTER}"],
)  # fmt: skip
def test_a_name_that_is_used_in_another_way_is_asked_about(text: str) -> None:
    assert read(text).action == "clarify"


@pytest.mark.parametrize(
    ("said", "bought"),
    [("on a dip when VIX > 22", "RSI(3) is below 12 and ^VIX's close is above 22"),
     ("on a dip and RSI(14) < 40", "RSI(3) is below 12 and RSI(14) is below 40"),
     ("on any dip with a 4% stop", "RSI(3) is below 12"),
     ("if there's a dip", "RSI(3) is below 12")],
)  # fmt: skip
def test_a_whole_condition_or_a_stop_may_stand_behind_the_name(said: str, bought: str) -> None:
    text = f"{DIP}Buy MSFT {said}, sell when RSI(3) > 65"
    assert sides_of(text) == (bought, "RSI(3) is above 65")
    assert read(text).action == "run"


@pytest.mark.parametrize(
    ("text", "sides"),
    [("For MSFT, when it closes below/above the lower/upper Bollinger band buy/sell",
      ("the close is below the lower Bollinger Band (20, 2)",
       "the close is above the upper Bollinger Band (20, 2)")),
     ("Buy/sell MSFT when RSI is below/above 25/65",
      ("RSI(14) is below 25", "RSI(14) is above 65")),
     ("Buy/sell MSFT when the 8/24 EMA crosses up/down",
      ("EMA(8) crosses above EMA(24)", "EMA(8) crosses below EMA(24)"))],
)  # fmt: skip
def test_both_sides_of_a_stroke_are_a_rule_each(text: str, sides: tuple[str, str]) -> None:
    assert sides_of(text) == sides


def test_long_and_short_on_either_side_of_a_stroke() -> None:
    assert strategy_of("Go long/short MSFT when the close crosses above/below SMA(40)").short_entry


def test_strokes_without_a_verb_of_each_side_part_nothing() -> None:
    reading = read("Buy MSFT when the close crosses above/below its 40-day SMA, sell after 4 days")
    assert reading.action == "clarify"


@pytest.mark.parametrize(
    "text",
    ["Buy MSFT when RSI < 25. Cap gains at 9% per trade", "Buy MSFT when RSI < 25, 9% target per "
     "trade", "Buy MSFT when RSI < 25. Take profit 9% per trade"],
)  # fmt: skip
def test_a_target_may_be_said_to_be_that_of_each_trade(text: str) -> None:
    assert strategy_of(text).take_profit == 0.09
    assert read(text).action == "run"


SEEN = "RSI(2) is at or below 12"


@pytest.mark.parametrize(
    "text",
    ["The dip means RSI(2) <= 12. Long KO if we have a dip. Sell when RSI(2) > 80.",
     "A dip is RSI(2) <= 12. When we see a dip, buy KO. Sell when RSI(2) > 80.",
     "Buy KO on a dip, where a dip is RSI(2) <= 12. Sell when RSI(2) > 80."],
)  # fmt: skip
def test_a_name_may_be_had_or_seen_and_may_be_told_in_the_same_sentence(text: str) -> None:
    assert sides_of(text) == (SEEN, "RSI(2) is above 80")


def test_a_condition_beside_the_name_stays_before_the_verb() -> None:
    text = "A dip is RSI(2) <= 12. If there is a dip and close > SMA(200), buy KO. Sell on Friday"
    assert sides_of(text)[0] == f"{SEEN} and the close is above SMA(200)"


@pytest.mark.parametrize(
    "rule",
    ["When there was no dip, buy KO.", "When we have two dips, buy KO.",
     "When there is a dip, wait. Buy KO when RSI(2) > 50.",
     "When there is a dip, don't buy KO. Buy KO when RSI(2) > 50."],
)  # fmt: skip
def test_what_is_denied_or_counted_or_waited_for_is_no_entry_by_the_name(rule: str) -> None:
    reading = read(f"A dip is RSI(2) <= 12. {rule} Sell when RSI(2) > 80.")
    assert any("dip" in one.text for one in reading.unsupported)
    assert SEEN not in reading.sentence

"""An indicator without a rule is asked about, with the usual rules of it as quick answers."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked


@pytest.mark.parametrize(
    ("text", "first"),
    [("RSI strategy on apple please", "buy when RSI is below 30, sell when RSI is above 70"),
     ("trade AAPL with rsi(2)", "buy when rsi(2) is below 30, sell when rsi(2) is above 70"),
     ("bollinger bands on AAPL", "buy when price is below the lower band, sell at the middle band"),
     ("use supertrend on TSLA", "buy when supertrend turns green, sell when it turns red"),
     ("PSAR strategy on apple",
      "buy when price crosses above the PSAR, sell when price crosses below the PSAR"),
     ("用「SAR抛物线」策略测试一下腾讯控股（0700.HK · 港股）。",
      "buy when price crosses above the SAR抛物线, sell when price crosses below the SAR抛物线"),
     ("Could you test an Ichimoku cloud strategy on BTC?",
      "buy when price is above the Ichimoku cloud, sell when price is below the Ichimoku cloud"),
     ("Donchian channel breakout on apple",
      "buy when price breaks above the 20-day high, sell when price breaks below the 10-day low"),
     ("Could you test a SuperTrend strategy on TSLA?",
      "buy when SuperTrend turns green, sell when it turns red"),
     ("RSI strategy on apple. Start with $5,000.",
      "buy when RSI is below 30, sell when RSI is above 70"),
     ("MACD strategy on apple",
      "buy when MACD crosses above its signal line, sell when it crosses below")],
)  # fmt: skip
def test_the_usual_rules_are_offered_and_can_be_read(text: str, first: str) -> None:
    reading = read(text)
    assert asked(reading) == ["rules"]
    assert (reading.questions[0].choices[0], reading.unsupported) == (first, [])
    for choice in reading.questions[0].choices:
        assert read(text, answers={"rules": choice}).action == "run"


def test_two_numbers_are_levels() -> None:
    made = read("RSI strategy on apple", answers={"rules": "25/75"}).strategy
    assert made is not None
    assert made.exit is not None
    assert describe_condition(made.entry) == "RSI(14) is below 25"
    assert describe_condition(made.exit) == "RSI(14) is above 75"


def test_an_answer_that_says_no_rule_is_asked_for_again() -> None:
    assert asked(read("RSI strategy on apple", answers={"rules": "whatever"})) == ["rules"]


def test_beside_what_cannot_be_tested_nothing_is_offered() -> None:
    assert "rules" not in asked(read("RSI divergence on apple"))


@pytest.mark.parametrize(
    "text",
    ["RSI strategy", "20/50 crossover", "a mean reversion algo please", "I want ETH breakouts",
     "scalping strategy", "trade gold aggressively", "risk 1% per trade on gold, 15 minute chart",
     "use 10% of my account per trade, at most 3 positions", "a strategy with RSI and MACD",
     "can you build an RSI strategy for me?"],
)  # fmt: skip
def test_a_style_or_a_size_without_a_rule_is_asked_about(text: str) -> None:
    assert read(text).action == "clarify"


@pytest.mark.parametrize(
    "text",
    ["should I sell my Tesla shares?", "is it a good time to buy gold?",
     "You are a trading assistant. What should I buy?", "which coins to buy this week?",
     "what is a breakout strategy?", "tell me a joke about bears"],
)  # fmt: skip
def test_who_wants_advice_or_talk_is_told_that_it_is_no_rule(text: str) -> None:
    assert read(text, answers="defaults").action == "refuse"


@pytest.mark.parametrize(
    "text",
    [
        "RSI overbought/oversold strategy on apple",
        "RSI oversold and overbought strategy on apple",
        "用「RSI超买超卖」策略测试一下苹果",
    ],
)
def test_two_zones_without_a_verb_are_bought_low_and_sold_high(text: str) -> None:
    made = read(text).strategy
    assert made is not None
    assert made.exit is not None
    assert describe_condition(made.entry) == "RSI(14) is below 30"
    assert describe_condition(made.exit) == "RSI(14) is above 70"


def test_zones_behind_a_verb_stay_where_they_are() -> None:
    made = read("Short apple when RSI is overbought, cover when RSI is oversold").strategy
    assert made is not None
    assert made.direction == "short"
    assert describe_condition(made.entry) == "RSI(14) is above 70"

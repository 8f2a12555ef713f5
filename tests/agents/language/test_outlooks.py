"""A trend that nobody defined is asked about; the rest can be tested without it."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, sides_of

OUT = ", sell when RSI > 65"
VAGUE = [
    ("in an uptrend", "trend-up"),
    ("during a strong long-term uptrend", "trend-up"),
    ("in a bullish weekly trend", "trend-up"),
    ("and the overall trend is bullish", "trend-up"),
    ("and the market is trending higher", "trend-up"),
    ("and it is in a downtrend", "trend-down"),
    ("in a bear market", "trend-down"),
    ("and the trend is strong enough", "trend-strong"),
    ("in a trending market", "trend-strong"),
    ("and the market is range-bound", "trend-flat"),
    ("in a sideways market", "trend-flat"),
    ("and the daily trend turns up", "trend-turns-up"),
]


@pytest.mark.parametrize(("said", "kind"), VAGUE)
def test_a_trend_that_nobody_defined_is_asked_about_and_may_be_left_out(
    said: str, kind: str
) -> None:
    reading = read(f"Buy KO when RSI < 35 {said}{OUT}")
    assert asked(reading) == [f"entry_{kind}"]
    rest = read(f"Buy KO when RSI < 35 {said}{OUT}", answers="defaults")
    assert rest.strategy is not None
    assert rest.strategy.entry is not None
    assert describe_condition(rest.strategy.entry) == "RSI(14) is below 35"
    assert any("What is meant by this" in one.why for one in rest.unsupported)


def test_what_is_meant_by_a_trend_is_taken_from_the_answer() -> None:
    text = f"Buy KO when RSI < 35 in an uptrend{OUT}"
    reading = read(text, answers={"entry_trend-up": "when the close is above its 50-bar average"})
    assert reading.action == "run"
    assert "RSI(14) is below 35 and the close is above SMA(50)" in reading.sentence
    assert not reading.unsupported


def test_a_trend_that_keeps_out_is_denied_as_a_whole() -> None:
    text = f"Don't buy KO in a downtrend. Buy it when RSI < 35{OUT}"
    reading = read(
        text, answers={"entry_trend-down": "when the close is below its 200-bar average"}
    )
    assert "not the case that the close is below SMA(200)" in reading.sentence
    rest = read(text, answers="defaults")
    assert "Buy KO when RSI(14) is below 35;" in rest.sentence


def test_a_trend_that_is_the_whole_rule_cannot_be_left_out_of_it() -> None:
    reading = read("Buy KO when the trend turns up, sell when the trend turns down")
    assert asked(reading) == ["entry_trend-turns-up", "exit_trend-turns-down"]
    assert all("leave it out" not in one.choices for one in reading.questions)


def test_the_trend_of_another_symbol_is_asked_about_for_that_symbol() -> None:
    text = f"Buy KO when SPY is in an uptrend and RSI < 35{OUT}"
    reading = read(text, answers={"entry_trend-up": "when SPY is above its 200-bar average"})
    assert "SPY's close is above SPY's SMA(200) and RSI(14) is below 35" in reading.sentence


def test_a_trend_on_other_bars_says_that_all_rules_have_the_same() -> None:
    reading = read(f"Buy KO on the 1h chart when RSI < 35 in a daily uptrend{OUT}")
    assert asked(reading) == ["entry_trend-up"]
    assert "bars of one length" in reading.questions[0].text


DEFINED = {
    "Buy KO in an uptrend (close > SMA 90) when RSI < 35": "the close is above SMA(90)",
    "Buy KO in an uptrend above its 90-day SMA when RSI < 35": "the close is above SMA(90)",
    "The trend is bullish: price above the 90 SMA. Buy KO when RSI < 35": "above SMA(90)",
}


@pytest.mark.parametrize(("text", "meant"), DEFINED.items())
def test_a_trend_that_is_defined_beside_its_name_is_not_asked_about(text: str, meant: str) -> None:
    assert meant in sides_of(text + OUT)[0]


@pytest.mark.parametrize(
    "text",
    ["Buy KO when the supertrend is bullish, sell when the supertrend is bearish",
     "Trend following strategy on KO: buy when it closes above the 50 SMA, sell below it",
     "Buy KO when the market is up 2% in a day, sell after 5 days"],
)  # fmt: skip
def test_what_only_sounds_like_a_trend_is_read_as_before(text: str) -> None:
    assert not [one for one in asked(read(text)) if "trend" in one]


def test_a_dip_of_no_size_is_not_passed_over_beside_a_trend() -> None:
    reading = read("Buy the dip on KO in a bull market, sell after 10 days")
    assert any("dip" in one.text for one in reading.unsupported)


def test_averages_that_cross_behind_their_bars_are_read() -> None:
    reading = read("A simple strategy on EURUSD 1h using EMA crossovers")
    assert asked(reading) == ["periods"]
    assert reading.draft["timeframe"] == "1h"

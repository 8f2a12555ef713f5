"""Lines that change sides, said in short: SuperTrend, the dots of the SAR, the cloud."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, noted, sides_of, strategy_of

GREEN, RED = (
    "the SuperTrend direction (10, 3) is above 0",
    "the SuperTrend direction (10, 3) is below 0",
)
TURNS = (
    "the SuperTrend direction (10, 3) rises above 0",
    "the SuperTrend direction (10, 3) drops below 0",
)


@pytest.mark.parametrize(
    "text",
    ["Supertrend on KO: long when green, out when red",
     "Supertrend: buy KO when green, sell when red",
     "Buy KO on a green supertrend, exit on a red supertrend",
     "Hold KO when the supertrend is green, cash when red"],
)  # fmt: skip
def test_a_colour_alone_is_that_of_the_one_line(text: str) -> None:
    assert sides_of(text) == (GREEN, RED)


@pytest.mark.parametrize(
    "text",
    ["Buy KO on a bullish supertrend flip, sell on a bearish flip",
     "Buy KO on a bullish supertrend (10, 3) flip, sell on a bearish supertrend (10, 3) flip"],
)  # fmt: skip
def test_a_flip_is_a_turn(text: str) -> None:
    assert sides_of(text) == TURNS


@pytest.mark.parametrize(
    ("text", "exit_"),
    [("Buy KO when supertrend turns green, sell when MACD turns red",
      "the MACD histogram (12, 26, 9) drops below 0"),
     ("Buy KO when supertrend turns green, sell on a red candle", "the close is below the open")],
)  # fmt: skip
def test_the_colour_of_something_else_is_not_its_own(text: str, exit_: str) -> None:
    assert sides_of(text)[1] == exit_


def test_a_colour_of_nothing_is_asked_about() -> None:
    assert "entry" in asked(read("Buy KO when green, sell when red"))


@pytest.mark.parametrize(
    "text",
    ["Buy KO when SAR dots are below the candles, sell when they are above",
     "Buy KO when the dots of the SAR are below the price, sell when the dots are above the price"],
)  # fmt: skip
def test_dots_are_the_line_and_candles_the_price(text: str) -> None:
    assert sides_of(text) == (
        "the Parabolic SAR (0.02, 0.2) is below the close",
        "the Parabolic SAR (0.02, 0.2) is above the close",
    )


@pytest.mark.parametrize("end", ["below", "below it", "price is below the cloud"])
def test_out_when_below_means_the_cloud(end: str) -> None:
    entry, exit_ = sides_of(f"Buy KO when price closes above the cloud, sell when {end}")
    assert exit_ == entry.replace("above", "below")


def test_beside_another_level_a_bare_below_is_asked_about() -> None:
    text = "Buy KO when price breaks above its 200 SMA while above the cloud, sell when below"
    assert "exit" in asked(read(text))


@pytest.mark.parametrize(
    "text",
    ["Supertrend on KO, stop and reverse", "KO: reverse the position on every supertrend flip",
     "Supertrend on KO, always in the market"],
)  # fmt: skip
def test_to_stop_and_reverse_offers_both_sides(text: str) -> None:
    assert asked(read(text)) == ["rules"]
    made = read(text, answers="defaults").strategy
    assert made is not None
    assert (made.direction, made.short_entry) == ("both", made.exit)
    assert describe_condition(made.entry) == TURNS[0]


def test_where_it_is_sold_it_is_sold_short_as_well() -> None:
    text = "Buy KO when RSI < 30, sell when RSI > 70, stop and reverse"
    made = strategy_of(text)
    assert (made.direction, made.short_entry, made.short_exit) == ("both", made.exit, made.entry)
    assert "a signal for the other side turns the position round" in noted(read(text))


def test_not_to_reverse_is_no_short() -> None:
    reading = read("Buy KO when RSI < 30, sell when RSI > 70, don't stop and reverse")
    assert reading.unsupported
    made = read(
        "Buy KO when RSI < 30, sell when RSI > 70, don't stop and reverse", answers="defaults"
    )
    assert made.strategy is not None
    assert made.strategy.direction == "long"


@pytest.mark.parametrize(
    ("text", "first"),
    [("KO bollinger breakout strategy", "buy when price is above the upper band"),
     ("KO bollinger mean reversion", "buy when price is below the lower band"),
     ("KO bollinger bands", "buy when price is below the lower band")],
)  # fmt: skip
def test_what_is_offered_first_goes_the_way_of_the_words(text: str, first: str) -> None:
    assert read(text).questions[0].choices[0].startswith(first)


def test_nothing_is_taken_for_the_breakout_of_an_oscillator() -> None:
    question = read("KO RSI breakout strategy").questions[0]
    assert (question.id, question.default) == ("rules", None)


def test_williams_is_written_in_short() -> None:
    assert sides_of("Buy KO when W%R is between -100 and -90, exit above -30") == (
        "Williams %R (14) is at or above -100 and Williams %R (14) is at or below -90",
        "Williams %R (14) is above -30",
    )


@pytest.mark.parametrize(
    "text",
    ["Supertrend on KO: buy when price closes above, sell when it closes below",
     "Using the supertrend (10, 3) on KO, buy when price closes above it, sell when below"],
)  # fmt: skip
def test_above_is_above_the_line_of_the_heading(text: str) -> None:
    assert sides_of(text) == (
        "the close is above the SuperTrend line (10, 3)",
        "the close is below the SuperTrend line (10, 3)",
    )


def test_beside_another_indicator_above_is_asked_about() -> None:
    assert "entry" in asked(read("Supertrend on KO: buy when RSI is above, sell when below"))


@pytest.mark.parametrize("heading", ["Stop and reverse", "Reverse on every signal"])
def test_to_reverse_may_head_the_rules(heading: str) -> None:
    made = strategy_of(f"{heading}: buy KO when RSI < 30, sell when RSI > 70")
    assert (made.direction, made.short_entry) == ("both", made.exit)

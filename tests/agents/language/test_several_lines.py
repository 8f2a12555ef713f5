"""Several averages at once, moods of the MACD, bars of one value, and candles that form."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, noted, sides_of

ALL = "the close is above EMA(15) and the close is above EMA(40) and the close is above EMA(150)"


@pytest.mark.parametrize(
    "condition",
    ["price is above all three EMAs: 15, 40, 150", "price is above all EMAs (15, 40, 150)",
     "price is above the 15, 40 and 150 EMA"],
)  # fmt: skip
def test_above_all_is_above_each(condition: str) -> None:
    assert entry_of(condition) == ALL


def test_what_is_crossed_of_all_of_them_is_the_last_one() -> None:
    text = (
        "Using three simple moving averages of 15, 40, and 150. Buy MSFT when the price crosses "
        "above all three moving averages. Exit when it crosses below any of the three averages."
    )
    entry, exit_ = sides_of(text)
    assert entry.startswith(ALL.replace("EMA", "SMA"))
    assert entry.endswith("(the close crosses above SMA(15) or the close crosses above SMA(40) or "
                          "the close crosses above SMA(150))")  # fmt: skip
    assert exit_ == (
        "the close crosses below SMA(15) or the close crosses below SMA(40) or the close crosses "
        "below SMA(150)"
    )


@pytest.mark.parametrize(
    ("condition", "said"),
    [("all EMAs are aligned bullishly (9, 18, 36)", "EMA(9) is above EMA(18) and EMA(18) is above "
      "EMA(36)"),
     ("the SMAs 9, 18 and 36 are stacked bearishly", "SMA(36) is above SMA(18) and SMA(18) is "
      "above SMA(9)")],
)  # fmt: skip
def test_averages_that_are_stacked_stand_in_their_order(condition: str, said: str) -> None:
    assert entry_of(condition) == said


def test_averages_whose_order_is_not_said_are_not_stacked() -> None:
    assert read("Buy MSFT when the EMAs 9, 18 and 36 are aligned, sell after 5 days").unsupported


def test_a_macd_that_is_bullish_is_above_its_signal_and_one_that_turns_crosses_it() -> None:
    state = "the MACD line (12, 26, 9) is above the MACD signal (12, 26, 9)"
    assert entry_of("the MACD is bullish and RSI > 45") == f"{state} and RSI(14) is above 45"
    assert "crosses above" in entry_of("the MACD turns bullish")
    assert "crosses above" in entry_of("there is a bullish MACD crossover")
    note = "a bullish MACD is read as its line above its signal, a bearish one as below"
    assert note in noted(read("Buy MSFT when the MACD is bullish, sell after 5 days"))


@pytest.mark.parametrize(
    "where", ["with the crossover below zero", "and the cross occurring below 0"]
)
def test_where_a_cross_takes_place_is_no_cross_of_its_own(where: str) -> None:
    said = entry_of(f"MACD crosses above its signal line, {where}")
    assert said.endswith("and the MACD line (12, 26, 9) is below 0")


def test_bars_of_one_value_among_others_are_asked_about() -> None:
    reading = read("Buy MSFT when RSI(3) < 12, sell when the weekly RSI falls below 45")
    assert asked(reading) == ["timeframe"]
    assert reading.questions[0].default == "1d"
    assert read("Buy MSFT when the weekly RSI < 25, sell when RSI > 65").action == "run"


@pytest.mark.parametrize(
    ("condition", "said"),
    [("a bullish engulfing pattern forms", "the close 1 bar ago is below the open 1 bar ago"),
     ("three white soldiers appear", "for 3 bars")],
)  # fmt: skip
def test_candles_that_form_are_there(condition: str, said: str) -> None:
    assert said in entry_of(condition)


def test_a_surge_of_volume_is_a_spike() -> None:
    assert asked(read("Buy MSFT on a volume surge, sell after 5 days")) == ["entry_volume"]


@pytest.mark.parametrize(
    "text",
    ["Buy MSFT when it is above all EMAs (15, 40), sell when it is below one of them",
     "Buy MSFT when it is above all EMAs (15, 40), sell when it is below two of them",
     "Buy MSFT when it is above all EMAs (15, 40), sell when it falls below",
     "Buy MSFT above all three EMAs: 15, 40, 150; sell when it crosses below any of them",
     "Buy MSFT when RSI < 25, sell when it is below one of them",
     "Buy MSFT when it is above all EMAs (15, 40), sell when it is below all SMAs (9, 18)",
     "Using two SMAs of 15 and 40. Buy MSFT when it is above both averages for 4 days. Sell after "
     "10 days"],
)  # fmt: skip
def test_what_else_is_said_of_some_of_them_is_asked(text: str) -> None:
    assert read(text).action != "run"


@pytest.mark.parametrize(
    "condition",
    ["RSI < 25 unless it is below any of the EMAs (15, 40)", "it is not above all EMAs: 15, 40",
     "it is 3% above all EMAs: 15, 40, 150", "it is 2 ATR above all EMAs (15, 40)",
     "it is above all EMAs (15, 40) for 4 days", "it was above all EMAs (15, 40) yesterday",
     "it is above all EMAs (15, 40) by 3%", "it is above all five EMAs (15, 40)",
     "RSI < 25 and it is below any of the EMAs (15, 40)",
     "it is below any of the EMAs (15, 40) and RSI < 25",
     "the EMAs 9, 18 and 36 are stacked bullishly for 4 days",
     "the volume is above all EMAs (15, 40)"],
)  # fmt: skip
def test_distances_denials_and_spans_of_all_of_them_are_asked(condition: str) -> None:
    assert read(f"Buy MSFT when {condition}, sell after 10 days").action != "run"


def test_a_stack_that_is_denied_is_asked() -> None:
    text = "Buy MSFT unless the SMAs 9, 18 and 36 are stacked bullishly, sell after 10 days"
    assert read(text).action != "run"


def test_plain_words_about_any_of_them_are_read() -> None:
    either = "the close is below EMA(15) or the close is below EMA(40)"
    assert entry_of("it is below any of the EMAs (15, 40)") == either
    assert sides_of("Buy MSFT when it is above all EMAs (15, 40), sell when it is below any of the "
                    "averages")[1] == either  # fmt: skip

"""What is called a filter: an average alone, a condition behind its heading, shares of one side."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, noted, sides_of

RULE = "buy AAPL when RSI < 25, sell when RSI > 60"
LONG = "RSI(14) is below 25 and the close is above SMA(200)"


@pytest.mark.parametrize(
    "text",
    ["Buy AAPL when RSI < 25, 200 MA as a filter, sell when RSI > 60",
     "Buy AAPL when RSI < 25 with the 200-day MA as trend filter, sell when RSI > 60",
     "Buy AAPL when RSI < 25 filtered by the 200 SMA, sell when RSI > 60",
     f"Trend filter: 200 MA. {RULE}", f"Filter: price above the 200 SMA. {RULE}",
     f"Use the 200 SMA as a trend filter: {RULE}",
     "AAPL RSI strategy with a 200 MA filter, buy below 25, sell above 60"],
)  # fmt: skip
def test_a_long_enters_only_above_an_average_that_is_its_filter(text: str) -> None:
    assert sides_of(text) == (LONG, "RSI(14) is above 60")


def test_what_a_filter_is_read_as_is_told() -> None:
    notes = noted(read(f"Trend filter: 200 MA. {RULE}"))
    assert "an average as a filter is read as: it enters only while the close is above it" in notes


def test_a_short_enters_only_below_it() -> None:
    text = "Short TSLA when RSI > 75 with the 200 MA as a filter, cover when RSI < 50"
    assert "RSI(14) is above 75 and the close is below SMA(200)" in str(read(text).sentence)


def test_of_both_sides_each_would_have_its_own_and_it_is_named() -> None:
    text = "Buy AAPL when RSI < 25, short AAPL when RSI > 75, 200 MA as a filter"
    reading = read(text)
    assert asked(reading) == ["rest"]
    assert [one.text for one in reading.unsupported] == ["200 MA"]


def test_a_filter_of_another_symbol_is_needed_by_the_entry_alone() -> None:
    text = "Regime filter: SPY above its 200 MA. Buy AAPL when RSI < 25, sell at RSI 60"
    assert sides_of(text) == (
        "RSI(14) is below 25 and SPY's close is above SPY's SMA(200)",
        "RSI(14) is at or above 60",
    )


def test_a_sentence_before_the_rule_does_not_take_the_place_of_its_entry() -> None:
    text = "SPY above its 200 MA. Buy AAPL when RSI < 25, sell at RSI 60"
    assert sides_of(text)[1] == "RSI(14) is at or above 60"


@pytest.mark.parametrize(
    "text",
    ["Kaufe AAPL wenn RSI unter 25, 200er SMA als Filter, verkaufe wenn RSI über 60",
     "Compra AAPL cuando RSI < 25, filtro de tendencia: SMA 200, vende cuando RSI > 60"],
)  # fmt: skip
def test_a_filter_is_read_in_other_languages(text: str) -> None:
    assert sides_of(text) == (LONG, "RSI(14) is above 60")


def test_no_filter_is_none() -> None:
    reading = read(f"Filter: none. {RULE}")
    assert "SMA" not in str(reading.draft) + str(reading.strategy)


def test_a_filter_that_is_explained_is_one_rule() -> None:
    text = f"{RULE}. Uses a 200 MA as a market filter, does not trade when it is below its 200 MA"
    assert sides_of(text)[0] == "RSI(14) is below 25 and the close is at or above SMA(200)"

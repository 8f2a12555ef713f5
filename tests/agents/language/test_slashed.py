"""Both sides in one sentence, parted by slashes or brackets."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, sides_of, strategy_of


def both_of(text: str) -> tuple[str, str, str, str]:
    read_ = read(text)
    assert read_.strategy is not None, [one.text for one in read_.questions]
    parts = read_.sentence.split("; ")
    return parts[0], parts[1], parts[2], parts[3]


@pytest.mark.parametrize(
    "text",
    ["Go long/short on KO when the close crosses above/below the 30-day SMA",
     "Long (short) KO when the close crosses above (below) its SMA(30)",
     "KO: enter long / short when price crosses over / under the 30-day SMA"],
)  # fmt: skip
def test_each_side_has_its_own_word_of_each_pair(text: str) -> None:
    bought, _, shorted, _ = both_of(text)
    assert bought == "Buy KO when the close crosses above SMA(30)"
    assert shorted == "sell KO short when the close crosses below SMA(30)"


@pytest.mark.parametrize(
    "text",
    ["KO: buy/sell when RSI crosses above/below 30/70",
     "Buy (sell) KO when RSI crosses above (below) 30 (70)"],
)  # fmt: skip
def test_numbers_are_parted_where_something_is_compared_with_them(text: str) -> None:
    assert sides_of(text) == ("RSI(14) rises above 30", "RSI(14) drops below 70")


def test_the_opposite_band_is_the_other_one_of_either_side() -> None:
    text = (
        "KO: enters long/short when the close has been below/above and then crosses above/below "
        "the lower/upper Bollinger band. Long/short positions are closed when the close crosses "
        "above/below the opposite band."
    )
    made = both_of(text)
    assert made[0].endswith("the close crosses above the lower Bollinger Band (20, 2)")
    assert made[1].endswith("the close crosses above the upper Bollinger Band (20, 2)")
    assert made[2].endswith("the close crosses below the upper Bollinger Band (20, 2)")
    assert made[3].startswith("buy back when the close crosses below the lower Bollinger Band")


def test_the_lengths_of_two_averages_are_no_sides() -> None:
    crossing = "KO: long/short when the 9/21 EMA crosses up/down"
    assert "EMA(9) crosses above EMA(21)" in read(crossing).sentence
    plain = "Buy KO when the 9/21 EMA crosses up and sell when it crosses down"
    assert sides_of(plain) == ("EMA(9) crosses above EMA(21)", "EMA(9) crosses below EMA(21)")


def test_one_pair_alone_says_no_more_than_it_did() -> None:
    assert strategy_of("KO long/short: long above the 200 SMA, short below").symbols == ["KO"]
    assert "exit" not in asked(read("BTC/USD: buy when RSI < 30, sell when RSI > 70"))


@pytest.mark.parametrize("mark", ["; exit", ". Exit", ", exit", ". Close it"])
def test_a_sentence_of_exits_is_that_of_either_side(mark: str) -> None:
    text = f"Buy/short KO when the close crosses above/below SMA(30){mark} when it closes "
    made = both_of(f"{text}below/above SMA(15)")
    assert made[1] == "sell when the close is below SMA(15)"
    assert made[3].startswith("buy back when the close is above SMA(15)")


@pytest.mark.parametrize(
    "text",
    ["Buy/short KO when the close crosses above/below SMA(30). Exit longs/shorts when it closes "
     "below/above SMA(15)",
     "Buy/short KO when the close crosses above/below SMA(30). Stop 4%. Exit when it closes "
     "below/above SMA(15)",
     "Buy/sell KO when the close crosses above/below SMA(30). Exit when it closes below/above "
     "SMA(15)",
     "Buy/short KO when it gaps up/down 3%, exit at the close",
     "Buy/short KO at the open and exit at the close when RSI is below/above 25/75",
     "Buy/sell KO when the price crosses over/under the 10/40 EMA"],
)  # fmt: skip
def test_sides_that_cannot_be_told_apart_are_asked_about(text: str) -> None:
    assert read(text).action == "clarify"


def test_leaving_at_the_close_is_no_moment_of_every_order() -> None:
    text = "Buy/short KO when RSI is below/above 25/75, exit at the close"
    assert strategy_of(text).fill == "next_open"
    assert "leave either at the close of the same day" in read(text).sentence

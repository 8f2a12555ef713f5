"""What is demanded between two orders of one side: a condition of the second, no other way in."""

import pytest

from tests.agents.language.reading_of import noted, read

BUY, SELL = "buy when MACD crosses above its signal", "Sell when RSI is above 75."
CROSS = "the MACD line (12, 26, 9) crosses above the MACD signal (12, 26, 9)"


def entry_of(text: str) -> str:
    return read(f"{text}. {SELL}").sentence.split(" when ")[1].split(";")[0]


@pytest.mark.parametrize(
    ("demand", "said"),
    [
        (", MFI should be above 40 and", "MFI(14) is above 40"),
        (". The MFI must be above 40.", "MFI(14) is above 40"),
        (": price has to be over the 90 SMA, then", "the close is above SMA(90)"),
        (" on the daily chart, the close needs to be above the 90 SMA and",
         "the close is above SMA(90)"),
        (", 15 EMA and 40 EMA should above 90 EMA and",
         "EMA(15) is above EMA(90) and EMA(40) is above EMA(90)"),
        (". MFI must be above 40. Price must be above the 90 SMA.",
         "MFI(14) is above 40 and the close is above SMA(90)"),
    ],
)  # fmt: skip
def test_what_is_demanded_between_two_orders_holds_beside_the_second(
    demand: str, said: str
) -> None:
    assert entry_of(f"Buy KO{demand} {BUY}") == f"{CROSS} and {said}"


def test_a_short_is_narrowed_by_what_is_demanded_before_it_too() -> None:
    text = (
        "Short KO, price must be below the 90 SMA and short when RSI crosses below 65. "
        "Cover at 5% profit."
    )
    assert "when RSI(14) drops below 65 and the close is below SMA(90);" in read(text).sentence


@pytest.mark.parametrize(
    "demand",
    [
        " when MFI is below 30, it must be a Monday, and",  # the first order has a time of its own
        ", MFI must be below 30, or",
        ", MFI must be below 30. Also",
    ],
)
def test_another_way_in_stays_one(demand: str) -> None:
    assert f" or {CROSS}" in entry_of(f"Buy KO{demand} {BUY}")


def test_what_is_demanded_of_one_side_is_not_demanded_of_the_other() -> None:
    text = (
        "Buy KO, the close must be above the 90 SMA and buy when RSI crosses above 35. "
        "Short KO, the close must be below the 90 SMA and short when RSI crosses below 65."
    )
    said = read(text).sentence
    assert "Buy KO when RSI(14) rises above 35 and the close is above SMA(90);" in said
    assert "sell KO short when RSI(14) drops below 65 and the close is below SMA(90);" in said


def test_the_mirror_of_what_is_demanded_holds_for_the_mirror_of_the_order() -> None:
    text = "Buy KO, RSI should be above 55 and buy when the 8 EMA crosses above the 30 EMA, "
    short = "EMA(8) crosses below EMA(30) and RSI(14) is below 45"
    assert f"sell KO short when {short}" in read(f"{text}vice versa for short").sentence


def test_the_other_way_round_of_a_cross_beside_a_level_says_that_the_cross_alone_sells() -> None:
    text = "Buy KO when RSI is above 55 and the 8 EMA crosses above the 30 EMA, vice versa for sell"
    reading = read(text)
    assert "sell when EMA(8) crosses below EMA(30), on" in reading.sentence
    assert any("on the cross back alone" in one for one in noted(reading))

"""A condition that is said last, behind the sale, is none for which to sell."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, noted, sides_of

RULES = "Buy KO when RSI < 28, sell when RSI > 72"
IN, OUT = "RSI(14) is below 28", "RSI(14) is above 72"


@pytest.mark.parametrize(
    "said",
    [
        "price must be above the 150 SMA",
        "the price should be above the 150 SMA",
        "price needs to be above the 150 SMA",
        "with price above the 150 SMA",
        "only above the 150 SMA",
        "as long as price is above the 150 SMA",
        "but only if price is above the 150 SMA",
    ],
)
def test_where_the_words_say_so_it_is_of_the_entry(said: str) -> None:
    text = f"{RULES}, {said}"
    assert sides_of(text) == (f"{IN} and the close is above SMA(150)", OUT)


@pytest.mark.parametrize(
    "said",
    ["price above the 150 SMA", "ADX above 22", "VIX under 25", "when VIX is under 25",
     "volume above average"],
)  # fmt: skip
def test_where_nothing_says_of_which_rule_it_is_that_is_asked(said: str) -> None:
    assert asked(read(f"{RULES}, {said}")) == ["said_last"]


def test_the_answer_puts_it_in_its_place() -> None:
    text = f"{RULES}, ADX above 22"
    strong = "ADX(14) is above 22"
    for answer, entry, exit_ in (
        ("it buys only then", f"{IN} and {strong}", OUT),
        ("it also sells then", IN, f"{OUT} or {strong}"),
        ("it sells only then", IN, f"{OUT} and {strong}"),
    ):
        made = read(text, answers={"said_last": answer}).strategy
        assert made is not None
        assert made.exit is not None
        assert (describe_condition(made.entry), describe_condition(made.exit)) == (entry, exit_)


def test_the_default_sells_by_what_was_said_to_sell_by() -> None:
    made = read(f"{RULES}, VIX under 25", answers="defaults").strategy
    assert made is not None
    assert made.exit is not None
    assert describe_condition(made.exit) == OUT


def test_behind_a_target_and_beside_a_short_it_is_asked_too() -> None:
    assert asked(read("Buy KO when RSI < 28, sell at 9% profit, price above the 150 SMA")) == [
        "said_last"
    ]
    short = "Short KO when RSI > 72, cover when RSI < 40, price below the 150 SMA"
    assert asked(read(short)) == ["said_last"]


def test_both_with_it_means_both() -> None:
    strong = "ADX(14) is above 22"
    assert sides_of(f"{RULES}, both with ADX > 22") == (f"{IN} and {strong}", f"{OUT} and {strong}")


@pytest.mark.parametrize(
    ("said", "out"),
    [
        (", close < 40 SMA", f"{OUT} or the close is below SMA(40)"),
        (", or price above the 150 SMA", f"{OUT} or the close is above SMA(150)"),
        (" and price above the 150 SMA", f"{OUT} and the close is above SMA(150)"),
        (", MFI > 85, CCI > 150", f"{OUT} or MFI(14) is above 85 or CCI(20) is above 150"),
        (", only if MFI > 85", f"{OUT} and MFI(14) is above 85"),
        (", and MFI must be above 85", f"{OUT} and MFI(14) is above 85"),
    ],
)
def test_what_a_position_is_left_by_stays_a_way_out(said: str, out: str) -> None:
    assert sides_of(f"{RULES}{said}") == (IN, out)


def test_in_a_sentence_of_its_own_the_sale_has_its_list() -> None:
    reading = read("Buy KO when RSI < 28. Sell when RSI > 72, close < 40 SMA.")
    assert reading.action == "run"
    assert not any("said last" in note for note in noted(reading))


def test_signs_in_one_line_are_a_list_of_the_entry() -> None:
    text = "Buy KO: RSI<28 - close>SMA150 - volume above avg. Sell: RSI>72."
    assert sides_of(text) == (
        f"{IN} and the close is above SMA(150) and volume is above the 20-bar average volume",
        OUT,
    )

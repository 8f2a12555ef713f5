"""Several cases of one value, and what is held in each."""

import pytest

from agents.language import read

THREE = (
    "Hold 100% QQQ while QQQ's RSI(14) is above 65, else 100% MSFT while QQQ's RSI(14) is at or "
    "above 45 and QQQ's RSI(14) is at or below 65, else 100% cash"
)


@pytest.mark.parametrize(
    "text",
    ["If QQQ's RSI > 65 it puts 100% in QQQ, if 45-65 MSFT, else cash",
     "If RSI(14) of QQQ is above 65 hold 100% QQQ, if it is between 45 and 65 hold MSFT, otherwise "
     "cash",
     "If RSI(14) of QQQ > 65, hold 100% QQQ; between 45 and 65, hold MSFT; below 45 cash"],
)  # fmt: skip
def test_each_case_is_one_for_which_those_before_do_not_hold(text: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert reading.sentence.startswith(THREE)


@pytest.mark.parametrize(
    "second",
    ["If it is below, hold TLT.", "When it's below it, move to TLT.",
     "If SPY is below its 150-day SMA, hold TLT."],
)  # fmt: skip
def test_the_other_side_of_the_same_level_is_all_the_rest(second: str) -> None:
    said = read(f"If SPY is above its 150-day SMA hold SPY. {second}").sentence
    assert "Hold 100% SPY while SPY's close is above SPY's SMA(150), else 100% TLT" in said


@pytest.mark.parametrize(
    "text",
    ["If SPY is above its 150-day SMA hold SPY. If SPY is below its 40-day SMA hold TLT.",
     "If the VIX is above 30 hold TLT, if it is between 15 and 25 hold GLD, below 15 hold SPY"],
)  # fmt: skip
def test_cases_that_leave_something_open_are_asked_about(text: str) -> None:
    assert read(text).action == "clarify"


def test_what_sells_is_no_case_of_what_is_held() -> None:
    text = "If VIX is 7% above its 15-day SMA, buy SPY. If 7% below its 15-day SMA, sell."
    assert "sell when ^VIX's close" in read(text).sentence


def test_a_fund_on_an_index_is_held_by_its_name() -> None:
    text = (
        "If the S&P 500 is above its 9-month moving average invest 100% in an S&P 500 index fund. "
    )
    assert "100% SPY while ^GSPC's close" in read(text + "Otherwise, hold 100% cash.").sentence


def test_buying_puts_is_still_an_option() -> None:
    assert read("When RSI > 75 buy puts on SPY").unsupported


@pytest.mark.parametrize("verb", ["falls", "drops", "closes", "then trades"])
def test_what_moves_in_a_later_case_is_what_the_first_one_compares(verb: str) -> None:
    said = read(f"If VIX is above 33 hold TLT, if it {verb} below 18 hold QQQ, else KO").sentence
    assert "else 100% QQQ while ^VIX's close is below 18, else 100% KO" in said


@pytest.mark.parametrize(
    "text",
    [
        "If KO is above its 150-day SMA and RSI(2) is below 12 hold QQQ, if it is below hold TLT",
        "If KO closes 4% above its 150-day SMA hold QQQ, if it is below hold TLT",
        "If KO is above its SMA(40) on Friday hold KO, if it is below hold TLT",
        "If KO is above its SMA(40) for 6 days hold KO, if it is below hold TLT",
        "If VIX is above 33 for 4 days hold TLT, between 18 and 33 hold GLD, below 18 hold KO",
        "If VIX is above 33 and RSI(14) of KO below 45 hold TLT, between 18 and 33 hold GLD, below"
        " 18 hold KO",
    ],
)
def test_beside_more_than_one_side_the_other_one_is_not_all_the_rest(text: str) -> None:
    assert read(text).action == "clarify"


@pytest.mark.parametrize(
    "text",
    [
        "If RSI of KO is above 55 hold KO, if above 75 hold TLT, else GLD",
        "Hold KO if VIX < 22, hold QQQ if VIX < 16",
        "Hold KO if VIX < 22, hold QQQ if VIX < 16, else TLT",
    ],
)
def test_a_case_that_can_never_come_is_asked_about(text: str) -> None:
    assert read(text).action == "clarify"


@pytest.mark.parametrize(
    "text",
    [
        "Hold QQQ if QQQ > SMA(150) and RSI(12) < 77, hold TLT if RSI(12) > 77, else BIL",
        "Hold KO when the RSI is above 55, hold GLD when the RSI is below 35, otherwise cash",
    ],
)
def test_nobody_guesses_whose_value_a_later_case_compares(text: str) -> None:
    assert read(text).action == "clarify"


def test_its_own_value_is_that_of_what_is_held() -> None:
    text = "Hold KO if its RSI is above 55, hold GLD if its RSI is below 35, else cash"
    assert "100% GLD while GLD's RSI(14) is below 35" in read(text).sentence

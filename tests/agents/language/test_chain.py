"""Several cases in a row, each with what is held in it."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, sides_of, strategy_of

RANGES = (
    "Hold 100% QQQ while SPY's RSI(10) is above 60, else 100% MSFT while SPY's RSI(10) is at or "
    "above 50 and SPY's RSI(10) is at or below 60, else 100% KO"
)


@pytest.mark.parametrize(
    "text",
    ["If SPY's 10-day RSI is above 60, it puts 100% in QQQ. If 50–60, it holds MSFT. If <50, KO.",
     "If RSI(10) of SPY > 60 hold QQQ. If it is between 50 and 60 hold MSFT. If below 50 hold KO.",
     "When RSI(10) of SPY > 60 hold QQQ, when it is between 50 and 60 hold MSFT, otherwise KO"],
)  # fmt: skip
def test_the_last_case_is_what_is_left_over(text: str) -> None:
    assert read(text).sentence.startswith(RANGES)


def test_the_first_that_fits_counts_and_speaks_of_what_was_spoken_of() -> None:
    text = "If RSI(10) of SPY is above 60 hold QQQ, if above 50 hold MSFT, else KO."
    assert "else 100% MSFT while SPY's RSI(10) is above 50, else 100% KO" in read(text).sentence


@pytest.mark.parametrize(
    "text",
    ["If QQQ is above its SMA(200) hold TQQQ. If QQQ is below it hold QQQ. If RSI < 30 hold SPY.",
     "If RSI(10) of SPY > 70 hold UVXY. If it is 60 to 70 hold MSFT. If below 50 hold TQQQ."],
)  # fmt: skip
def test_cases_that_leave_something_open_are_asked_about(text: str) -> None:
    assert "rules_differ" in asked(read(text))


def test_a_case_behind_else_looks_at_what_it_holds() -> None:
    text = "hold SPY if it is above its SMA(150), else TLT if it is above its SMA(150), else cash"
    assert "TLT while TLT's close is above TLT's SMA(150)" in read(text).sentence


def test_it_may_lie_in_a_range() -> None:
    text = "Buy IBM when RSI < 30, sell when it is between 60 and 70"
    assert sides_of(text)[1] == "RSI(14) is at or above 60 and RSI(14) is at or below 70"
    prices = "Buy IBM when it is between 400 and 420, sell when it is above 450"
    assert sides_of(prices)[0].startswith("the close is at or above 400")


def test_what_somebody_puts_somewhere_is_no_option() -> None:
    made = strategy_of("It puts 60% in SPY and 40% in TLT, rebalanced monthly")
    assert made.symbols == ["SPY", "TLT"]
    assert read("Buy puts on SPY when RSI > 70, sell when RSI < 30").action != "run"

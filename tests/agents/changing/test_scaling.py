"""A number is changed by so much of itself."""

from typing import Any

import pytest

from agents.changing.amending import NotAmended, amend
from tests.agents.changing.test_amending import TODAY, changed, strategy

ONE = "Buy AAPL when RSI(14) is below 30, sell when RSI(14) is above 60, 5% stop, 10% target"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("stop twice as wide", {"stop_loss": ("5%", "10%")}),
        ("twice as wide a stop", {"stop_loss": ("5%", "10%")}),
        ("a stop half as wide", {"stop_loss": ("5%", "2.5%")}),
        ("make the stop twice as tight", {"stop_loss": ("5%", "2.5%")}),
        ("triple the target", {"take_profit": ("10%", "30%")}),
        ("50% more on the target", {"take_profit": ("10%", "15%")}),
        ("increase the target by half", {"take_profit": ("10%", "15%")}),
        ("half the stop, double the target",
         {"stop_loss": ("5%", "2.5%"), "take_profit": ("10%", "20%")}),
        ("double my starting capital", {"initial_capital": ("10,000", "20,000")}),
        ("double the period", {"entry": ("RSI(14) is below 30", "RSI(28) is below 30"),
                               "exit": ("RSI(14) is above 60", "RSI(28) is above 60")}),
    ],
)  # fmt: skip
def test_the_new_number_is_computed(words: str, wanted: Any) -> None:
    assert changed(words, ONE) == wanted


@pytest.mark.parametrize(
    ("text", "way", "half"),
    [
        (ONE, "fraction", 0.5),
        (ONE.replace("AAPL", "AAPL and MSFT"), "fraction", 0.25),
        (f"{ONE}, buy 100 shares", "quantity", 50),
        (f"{ONE}, risk 2% per trade", "risk", 0.01),
    ],
)
def test_half_the_size_is_half_of_what_it_is_now(text: str, way: str, half: float) -> None:
    sizing = amend(strategy(text), "half the position size", TODAY).strategy.sizing
    assert getattr(sizing, way) == half


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("make the stop 3% wider", "Say the new number instead of 'the stop 3% wider'"),
        ("make the stop a bit tighter", "Say the new number instead of 'a bit tighter'"),
        ("double the position size", "needs a leverage"),
        ("double the trailing stop", "none of that name"),
    ],
)
def test_by_what_is_not_clear_the_new_number_is_asked_for(words: str, why: str) -> None:
    with pytest.raises(NotAmended, match=why):
        amend(strategy(ONE), words, TODAY)

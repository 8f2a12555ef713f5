"""Returns whose symbol is said behind them, and what "either" means beside two of them."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of

UP = "the change over 60 bars is above 0%"


@pytest.mark.parametrize(
    "condition",
    ["the 12-week return for both KO and PEP is positive",
     "the 12-week total return of KO and PEP is positive",
     "the 12-week return of KO is positive and the 12-week return of PEP is positive"],
)  # fmt: skip
def test_the_symbols_of_a_return_may_stand_behind_it(condition: str) -> None:
    text = f"Buy KO if {condition}, sell on Fridays"
    assert sides_of(text)[0] == f"{UP} and PEP's {UP.removeprefix('the ')}"


def test_the_return_of_another_symbol_is_its_own() -> None:
    text = "Buy KO when the 1-month return of PEP is above 5%, sell on Fridays"
    assert sides_of(text)[0] == "PEP's change over 21 bars is above 5%"


def test_either_return_is_that_of_each() -> None:
    text = (
        "Buy KO if the 12-week return of KO and PEP is positive, sell if either return is negative"
    )
    assert sides_of(text)[1] == (
        "the change over 60 bars is below 0% or PEP's change over 60 bars is below 0%"
    )


def test_either_of_two_symbols_is_not_the_one_that_is_traded_alone() -> None:
    text = (
        "Buy KO when both KO's and PEP's 3-month return is positive, sell when either is negative"
    )
    reading = read(text)
    assert reading.strategy is None
    assert [one.text for one in reading.unsupported] == ["either is negative"]

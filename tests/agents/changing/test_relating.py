"""A limit is said by another one: the first one named moves, and nothing else does."""

from typing import Any

import pytest

from agents.changing.amending import NotAmended, amend
from tests.agents.changing.test_amending import TODAY, changed, strategy

ONE = "Buy AAPL when RSI(14) is below 30, sell when RSI(14) is above 60, 5% stop, 20% target"
ATR = "Short AAPL when RSI is above 80, cover when RSI is below 50. 3 ATR stop."
TRAILS = "Buy AAPL when RSI is below 30, sell when RSI is above 60, trailing stop of 4%"


@pytest.mark.parametrize(
    "words",
    [
        "target at twice the stop loss",
        "take profit at double the stop",
        "put the target at double the stop",
        "make the target twice the stop",
        "set the profit target to 2 times the stop",
        "target twice as far as the stop",
        "risk reward 2:1",
        "1:2 risk reward",
        "reward to risk of 2",
        "a 2R target",
    ],
)
def test_the_target_follows_from_the_stop_which_stays(words: str) -> None:
    assert changed(words, ONE) == {"take_profit": ("20%", "10%")}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("stop at half the target", {"stop_loss": ("5%", "10%")}),
        ("make the stop a quarter of the target and test since 2012",
         {"start": ("none", "2012-01-01")}),
        ("2% stop and a 3R target", {"stop_loss": ("5%", "2%"), "take_profit": ("20%", "6%")}),
        ("double the stop", {"stop_loss": ("5%", "10%")}),
    ],
)  # fmt: skip
def test_the_stop_moves_only_where_it_is_what_is_said(words: str, wanted: Any) -> None:
    assert changed(words, ONE) == wanted


def test_a_distance_in_atrs_stays_one() -> None:
    assert changed("target at twice the stop", ATR) == {"take_profit": ("none", "6 x ATR(14)")}


def test_a_trailing_stop_is_a_stop_too() -> None:
    assert changed("risk reward 3:1", TRAILS) == {"take_profit": ("none", "12%")}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("a target of around twice the stop", "Say the new number"),
        ("make the stop twice the stop", "Say the new number"),
    ],
)
def test_what_is_not_clear_changes_nothing(words: str, why: str) -> None:
    with pytest.raises(NotAmended, match=why):
        amend(strategy(ONE), words, TODAY)


def test_what_is_not_there_measures_nothing() -> None:
    bare = strategy("Buy AAPL when RSI is below 30, sell when RSI is above 60")
    with pytest.raises(NotAmended, match="has no stop that this could be measured by"):
        amend(bare, "target at twice the stop", TODAY)


def test_the_new_number_is_one_that_the_user_stated() -> None:
    assert "take_profit" in amend(strategy(ONE), "risk reward 3:1", TODAY).numbers

"""Tests that somebody tells of: what was decided, picked and assumed."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of

RULES = "Buy when RSI(14) is below 30, sell when RSI(14) is above 60."
SIDES = ("RSI(14) is below 30", "RSI(14) is above 60")


@pytest.mark.parametrize(
    "text",
    [
        "Buy decisions were made when RSI(14) was below 30, and sell decisions were made when"
        " RSI(14) was above 60. I tested KO.",
        "Entry decisions: RSI(14) below 30. Exit decisions: RSI(14) above 60. On KO.",
        f"I picked KO as the stock I would invest in. {RULES}",
        f"We chose Coca-Cola as our sample company. {RULES}",
        f"{RULES} I simulated a backtest of KO over the daily close data.",
    ],
)
def test_what_was_decided_is_a_rule_and_what_was_picked_is_traded(text: str) -> None:
    assert sides_of(text) == SIDES
    assert strategy_of(text).symbols == ["KO"]


@pytest.mark.parametrize(
    "said", ["I assumed a $700 investment.", "My initial investment was $700.", "We assume an"
             " initial $700 USD investment."]
)  # fmt: skip
def test_an_assumed_investment_is_what_there_is_to_start_with(said: str) -> None:
    assert strategy_of(f"KO. {RULES} {said}").initial_capital == 700


def test_whoever_picks_the_best_ranks() -> None:
    reading = read("We picked the strongest of KO and PEP by 6-month return each month.")
    assert reading.strategy is not None
    assert reading.strategy.portfolio is not None


@pytest.mark.parametrize(
    "said",
    ["Position sizing: full allocation.", "Position sizing: full capital; flat otherwise.",
     "Size: full allocation during the 5-day window; flat otherwise."],
)  # fmt: skip
def test_a_full_allocation_puts_all_of_the_money_in(said: str) -> None:
    text = f"KO. {RULES} {said}"
    assert sides_of(text) == SIDES
    assert strategy_of(text).sizing.fraction in (None, 1.0)


def test_flat_otherwise_does_not_leave_between_two_levels() -> None:
    assert sides_of(f"KO. {RULES} Flat otherwise.") == SIDES


def test_flat_otherwise_leaves_where_nothing_else_does() -> None:
    text = "Buy KO when the close is above SMA(50). Flat otherwise."
    assert sides_of(text)[1] == "the close is at or below SMA(50)"

"""Rotations that are to rank by what the engine cannot rank by."""

import pytest

from agents.language import read
from agents.language.plans.unranked import WHY
from tests.agents.language.reading_of import asked


@pytest.mark.parametrize(
    "text",
    [
        "Hold the top 2 by Sharpe ratio of KO, PEP and TLT monthly",
        "Hold the best of KO, PEP and TLT by Sortino ratio, every month",
        "Every Monday, rebalance my portfolio to hold the top 2 by Sharpe ratio from KO, PEP, TLT",
    ],
)
def test_no_return_stands_in_for_another_measure(text: str) -> None:
    reading = read(text)
    assert WHY in [one.why for one in reading.unsupported]
    assert asked(reading) == ["look_back"]
    assert reading.draft["symbols"] == ["KO", "PEP", "TLT"]


def test_a_measure_that_is_only_to_be_reported_changes_no_ranking() -> None:
    text = "Hold the top 2 of KO, PEP and TLT by 3-month return, monthly. Show the Sharpe ratio."
    assert read(text).action == "run"


def test_a_time_of_the_day_is_named_beside_a_rotation() -> None:
    reading = read("Every Monday at 9:30 hold the best of KO and PEP by 3-month return")
    assert reading.strategy is not None
    assert [one.text for one in reading.unsupported] == ["at 9:30"]


def test_no_other_symbol_stands_in_for_those_that_are_named() -> None:
    text = "Every Friday, hold the top 2 by 3-month return from KO, PEP, TLT"
    question = next(one for one in read(text).questions if one.id == "symbol")
    assert question.choices == ["KO", "PEP", "TLT"]
    assert question.default is None
    assert read(text, answers="defaults").strategy is None

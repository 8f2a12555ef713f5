"""Weights that are restored, although nothing is ever to be sold."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked

WEIGHTS = "50% KO and 50% PEP, rebalanced every quarter"


@pytest.mark.parametrize("never", ["never sell", "and never sell anything", "don't sell"])
def test_restoring_weights_without_selling_is_asked_about(never: str) -> None:
    assert asked(read(f"{WEIGHTS}, {never}.")) == ["restored"]
    assert read(f"{WEIGHTS}, {never}.", answers="defaults").strategy is None


@pytest.mark.parametrize(
    ("answer", "restored"), [("restore the weights", True), ("never sell", False)]
)
def test_the_answer_says_which_of_the_two_counts(answer: str, restored: bool) -> None:
    reading = read(f"{WEIGHTS}, never sell", answers={"restored": answer})
    assert reading.strategy is not None
    assert ("restored every quarter" in reading.sentence) is restored


@pytest.mark.parametrize(
    "text",
    [
        "Hold 60% KO and 40% PEP and never sell",
        "60% KO 40% PEP, no rebalancing, never sell",
        "Buy $300 of KO and PEP every month and never sell",
        WEIGHTS,
    ],
)
def test_one_without_the_other_is_no_contradiction(text: str) -> None:
    assert "restored" not in asked(read(text))


def test_beside_a_rhythm_of_buying_the_restoring_is_named_as_a_whole() -> None:
    text = "Put $900 a month into KO and PEP, never sell, and rebalance them to equal weights."
    reading = read(text)
    assert asked(reading) == ["restored"]
    assert [one.text for one in reading.unsupported] == ["rebalance them to equal weights"]

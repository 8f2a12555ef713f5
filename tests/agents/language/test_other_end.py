"""A rotation holds one end of its ranking; what is said of the other is named."""

import pytest

from agents.language import read

RANKED = "Rank AAPL, MSFT, IBM and GOOG by 3-month momentum; buy the 2 best {}; rebalance monthly"


@pytest.mark.parametrize("other", ["and short the 2 worst", "and sell the 2 weakest"])
def test_the_other_end_is_named_and_the_rest_is_held(other: str) -> None:
    reading = read(RANKED.format(other))
    assert reading.action == "partial"
    assert "hold the 2 of AAPL, MSFT, IBM and GOOG with the highest change" in reading.sentence
    assert [one.text for one in reading.unsupported] == [other.removeprefix("and ")]
    assert "one end of its ranking" in reading.unsupported[0].why


def test_the_worst_may_be_what_is_held() -> None:
    reading = read("Each month buy the worst of AAPL, MSFT and IBM by 1-month return")
    assert reading.action == "run"
    assert "with the lowest change" in reading.sentence

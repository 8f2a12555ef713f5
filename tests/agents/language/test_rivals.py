"""What is stronger than another symbol: it is compared, and never traded."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, sides_of


@pytest.mark.parametrize(
    ("said", "op"),
    [
        ("it is stronger than PEP", ">"),
        ("it outperforms PEP", ">"),
        ("it is doing better than PEP", ">"),
        ("KO beats PEP", ">"),
        ("it is weaker than PEP", "<"),
        ("it performs worse than PEP", "<"),
        ("it underperforms PEP", "<"),
    ],
)
def test_over_what_time_it_is_stronger_is_asked(said: str, op: str) -> None:
    reading = read(f"Buy KO when {said}, sell after 7 days")
    assert asked(reading) == ["entry_rival"]
    assert reading.draft["symbols"] == ["KO"]
    assert reading.draft["entry"]["op"] == op
    assert reading.draft["entry"]["right"]["symbol"] == "PEP"


def test_what_is_answered_counts_for_the_way_out_as_well() -> None:
    text = "Hold KO while it is doing better than PEP"
    reading = read(text, answers={"entry_rival": "it beats PEP over the last 60 days"})
    assert "the change over 60 bars is above PEP's change over 60 bars" in reading.sentence
    assert "the change over 60 bars is at or below PEP's change over 60 bars" in reading.sentence


def test_a_time_that_was_said_is_not_asked_about() -> None:
    assert sides_of("Buy KO when it beats PEP over the last 30 days, sell when it lags") == (
        "the change over 30 bars is above PEP's change over 30 bars",
        "the change over 30 bars is below PEP's change over 30 bars",
    )


@pytest.mark.parametrize("said", ["outperforms PEP by 3%", "beats PEP by 3% over 20 days"])
def test_by_how_much_it_is_better_is_no_distance_of_prices(said: str) -> None:
    reading = read(f"Buy KO when it {said}, sell after 7 days")
    assert reading.strategy is None
    assert reading.draft["symbols"] == ["KO"]
    assert [one.text for one in reading.unsupported] == [said]


def test_better_and_stronger_numbers_are_levels() -> None:
    text = "Buy KO when RSI(14) is better than 50, sell when RSI(14) is worse than 40"
    assert sides_of(text) == ("RSI(14) is above 50", "RSI(14) is below 40")


def test_the_better_one_of_two_is_still_a_rotation() -> None:
    assert asked(read("Hold KO when it outperforms PEP, otherwise PEP")) == ["look_back"]

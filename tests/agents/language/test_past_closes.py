"""Beyond the closes before: all of several, and which one is asked of "the 20-day close"."""

import pytest

from agents.language import read as read_with
from tests.agents.language.reading_of import asked, entry_of, read

MOST, THEN = "the close is above the 30-bar highest close 1 bar ago", "the close 30 bars ago"


@pytest.mark.parametrize(
    "condition",
    [
        "it closes above the previous 30 closes",
        "the close is above the last 30 days' closes",
        "it closes higher than the previous 30-day close (not the 30-day high)",
    ],
)
def test_beyond_several_closes_is_beyond_all_of_them(condition: str) -> None:
    assert entry_of(condition) == MOST


@pytest.mark.parametrize("said", ["the previous 30 day close", "the 30-day close"])
@pytest.mark.parametrize("who", ["it", "MSFT"])
def test_which_close_is_asked_where_one_is_spoken_of(said: str, who: str) -> None:
    text = f"Buy KO when {who} closes higher than {said}. Sell when RSI is above 75."
    reading = read(text)
    assert asked(reading) == ["entry_closes"]
    whose = "MSFT's " if who == "MSFT" else "the "
    for choice, close in zip(
        reading.questions[0].choices, ("highest close", "close 30"), strict=True
    ):
        answered = read_with(text, answers={"entry_closes": choice}).sentence
        assert f"when {whose}close is above" in answered
        assert close in answered.split(";")[0]


def test_a_close_and_an_average_are_no_close_of_so_many_days() -> None:
    assert (
        entry_of("it closes above the previous close") == "the close is above the close 1 bar ago"
    )
    assert entry_of("it closes above the close 30 days ago").endswith(THEN)
    assert read("Buy KO when it closes above the 30-day close average, sell at 5%").unsupported

"""A breakout that ends what a longer breakout began is one the other way."""

import pytest

from tests.agents.language.reading_of import noted, read, sides_of

LOW, HIGH = (
    "the close is below the 8-bar low 1 bar ago",
    "the close is above the 8-bar high 1 bar ago",
)


@pytest.mark.parametrize(
    "text",
    [
        "Buy KO on a 30-day breakout, 8-day breakout exit",
        "Buy KO on a 30-day breakout. Exit on an 8-day breakout.",
        "Buy KO when it makes a new 30-day high, sell on an 8-day breakout",
        "30-day breakout entry, 8-day breakout exit, KO",
    ],
)
def test_a_shorter_breakout_leaves_on_the_other_side_and_says_so(text: str) -> None:
    assert sides_of(text)[1] == LOW
    assert any("one the other way" in one for one in noted(read(text)))


@pytest.mark.parametrize(
    "entry",
    ["when RSI is below 25", "on a 30-day breakdown", "on a 5-day breakout"],
)
def test_a_breakout_that_the_entry_does_not_mean_already_stays_one_upwards(entry: str) -> None:
    assert sides_of(f"Buy KO {entry}, sell on an 8-day breakout")[1] == HIGH


def test_a_new_high_is_said_to_be_one() -> None:
    assert sides_of("Buy KO on a 30-day breakout, sell on a new 8-day high")[1] == HIGH

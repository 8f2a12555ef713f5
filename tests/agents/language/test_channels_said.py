"""The numbers in the brackets of a channel."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, sides_of


@pytest.mark.parametrize(
    ("numbers", "meant"),
    [
        ("(12, 12)", "(12, 2, 12)"),
        ("(20, 15)", "(20, 2, 15)"),
        ("(20, 1.5)", "(20, 1.5, 10)"),
        ("(20, 3)", "(20, 3, 10)"),
        ("(20, 10, 2)", "(20, 2, 10)"),
    ],
)
def test_two_lengths_of_a_keltner_channel_are_no_width(numbers: str, meant: str) -> None:
    text = (
        f"Buy KO when price closes above the upper Keltner channel {numbers}, "
        "sell when it closes below the lower band"
    )
    assert sides_of(text) == (
        f"the close is above the upper Keltner Channel {meant}",
        f"the close is below the lower Keltner Channel {meant}",
    )


def test_the_width_that_was_not_said_is_told() -> None:
    text = "Buy KO when price closes above the upper Keltner channel (9, 9), sell after 5 days"
    assert any("its width is the usual 2 ATR" in one for one in noted(read(text)))

"""Where a bar closes in its range, under a name of the text, and what "it" is behind a formula."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of

LOW, HIGH = "Stochastic %K (1, 1, 1) is below 25", "Stochastic %K (1, 1, 1) is above 75"


@pytest.mark.parametrize(
    "text",
    ["Bar place = (close - low) / (high - low). Buy KO when bar place < 0.25, sell when it is "
     "above 0.75",
     "Define the close spot as (close - low) / (high - low). Buy KO when the close spot is below "
     "25%, sell when the close spot is above 75%",
     "Q = (C - L) / (H - L) * 100. Buy KO when Q < 25, sell when Q > 75",
     "Calculate the IBS as (close - low) / (high - low). Buy KO when it is below 0.25, sell when "
     "it is above 0.75"],
)  # fmt: skip
def test_the_strength_of_a_bar_may_have_any_name(text: str) -> None:
    assert sides_of(text) == (LOW, HIGH)
    assert not read(text).unsupported


def test_behind_another_value_it_is_that_value() -> None:
    text = (
        "IBS = (close - low) / (high - low). Buy KO when the close is above SMA(200) and it is "
        "below 250, sell when IBS > 0.75"
    )
    assert sides_of(text) == ("the close is above SMA(200) and the close is below 250", HIGH)


def test_a_name_that_no_rule_speaks_of_is_told() -> None:
    text = "Let q = (close - low) / (high - low). Buy KO when RSI(2) < 10, sell after 9 days."
    assert [one.text for one in read(text).unsupported] == ["(close - low) / (high - low)"]

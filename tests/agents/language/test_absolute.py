"""Values without their sign, and how German says that a position is opened."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, sides_of

NEAR = "the 20-bar z-score is at or above -0.5 and the 20-bar z-score is at or below 0.5"


@pytest.mark.parametrize("said", ["|zscore| < 0.5", "abs(zscore) < 0.5", "|zscore| is below 0.5"])
def test_a_value_without_its_sign_lies_between_two(said: str) -> None:
    assert sides_of(f"Buy SPY when zscore < -2, sell when {said}")[1] == NEAR


def test_so_far_out_on_either_side_is_named() -> None:
    reading = read("Buy SPY when |zscore| > 2, sell after 5 days")
    assert "entry" in asked(reading)
    assert reading.unsupported


@pytest.mark.parametrize(
    "text",
    ["| Buy SPY | RSI < 25 | sell | RSI > 60 |",
     "Symbol: SPY | Entry: RSI < 25 | Exit: RSI > 60"],
)  # fmt: skip
def test_the_bars_of_a_table_part_its_fields(text: str) -> None:
    assert sides_of(text) == ("RSI(14) is below 25", "RSI(14) is above 60")


@pytest.mark.parametrize(
    "text",
    ["Eine Long-Position in AAPL wird eröffnet, wenn der RSI unter 25 liegt, Verkauf nach 5 Tagen",
     "Ein Kaufsignal für AAPL erscheint, wenn der RSI unter 25 liegt, verkaufe nach 5 Tagen"],
)  # fmt: skip
def test_a_position_that_is_opened_is_bought_in_german(text: str) -> None:
    assert "Buy AAPL when RSI(14) is below 25; sell after 5 bars" in str(read(text).sentence)

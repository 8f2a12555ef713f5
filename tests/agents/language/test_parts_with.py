"""Parts that are sold, the gain first: "take 1% with half and 2% with the rest"."""

import pytest

from tests.agents.language.reading_of import read

TEXT = "Buy KO when RSI is below 25. "


@pytest.mark.parametrize(
    "parts",
    [
        "Take a profit of 3% with half of the quantity and 6% with the rest.",
        "Take a profit of 3% with half the quantity, 50%, and a profit of 6% with the remainder.",
        "Take profit: 3% with half, 6% with the other half.",
        "Take 3% profit on half of the position, then 6% on the rest of the position.",
    ],
)
def test_a_gain_with_a_part_and_one_with_the_rest(parts: str) -> None:
    sold = "sell at a take profit of 6%; take 50% off at a gain of 3%"
    assert sold in read(TEXT + parts).sentence


@pytest.mark.parametrize("arrow", ["=>", "==>", "->", ":"])
@pytest.mark.parametrize("what", ["", " position", " of the position"])
def test_an_arrow_points_from_the_gain_to_the_part(arrow: str, what: str) -> None:
    parts = f"15% gain {arrow} sell 10%{what}. 30% gain {arrow} sell 40%{what}. "
    reading = read(f"{TEXT}{parts}Sell the rest when RSI is above 75.")
    assert "take 10% off at a gain of 15%; take 40% off at a gain of 30%" in reading.sentence
    assert "put everything into each position" in reading.sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Target 5% with a 2% stop", "at a stop loss of 2% or at a take profit of 5%"),
        ("15% gain => sell", "at a take profit of 15%"),
    ],
)
def test_a_target_of_all_stays_one(text: str, said: str) -> None:
    assert said in read(TEXT + text).sentence


def test_a_part_without_a_rest_is_not_guessed() -> None:
    assert read(f"{TEXT}Take profit at 5% with half position.").questions

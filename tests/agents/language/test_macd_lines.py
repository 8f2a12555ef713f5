"""The lines of the MACD by their speed, and ways from one end to the other."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, sides_of

MACD, SIGNAL = "the MACD line (12, 26, 9)", "the MACD signal (12, 26, 9)"


@pytest.mark.parametrize(
    "said",
    ["the MACD fast line crosses above the slow line",
     "MACD's fast line crosses the slow line upwards",
     "the fast line of the MACD crosses above the slow line"],
)  # fmt: skip
def test_the_fast_line_is_the_macd_and_the_slow_one_its_signal(said: str) -> None:
    assert entry_of(said) == f"{MACD} crosses above {SIGNAL}"


def test_beside_averages_fast_and_slow_are_theirs() -> None:
    reading = read(
        "Buy KO when the fast EMA crosses above the slow EMA and MACD > 0, sell in 5 days"
    )
    assert [one.id for one in reading.questions] == ["periods"]


def test_from_the_bottom_to_the_top_is_upwards() -> None:
    bought, sold = sides_of(
        "Buy KO when %K crosses %D from bottom to top, sell when it crosses %D from top to bottom"
    )
    assert bought.split(" crosses ")[1].startswith("above")
    assert sold.split(" crosses ")[1].startswith("below")


def test_a_slow_stochastic_is_the_usual_one() -> None:
    assert entry_of("the 9-day slow stochastic is below 20") == (
        "Stochastic %K (9, 3, 3) is below 20"
    )


@pytest.mark.parametrize("said", ["the 20/50 EMA", "the 20 and 50 EMA"])
def test_a_pullback_to_two_averages_is_to_each(said: str) -> None:
    bought, _ = sides_of(f"Buy KO on a pullback to {said}. Sell when RSI > 70")
    assert bought == "the close is at or below EMA(20) and the close is at or below EMA(50)"


def test_a_macd_that_crosses_above_crosses_its_signal() -> None:
    enters, leaves = sides_of("Buy KO when MACD crosses above, sell when MACD crosses below")
    assert enters.endswith("crosses above the MACD signal (12, 26, 9)")
    assert leaves.endswith("crosses below the MACD signal (12, 26, 9)")
    assert entry_of("MACD crosses above 0").endswith("rises above 0")

"""Rules and conditions under a number of their own: "Rule 1: ...", "Condition 2: ..."."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of


@pytest.mark.parametrize(
    "text",
    [
        "Rule 1: buy IBM when RSI is below 30. Rule 2: sell IBM when RSI is above 70.",
        "Step 1 - buy IBM when RSI is below 30. Step 2 - sell when RSI is above 70.",
    ],
)
def test_the_number_of_a_rule_is_no_value(text: str) -> None:
    assert read(text).action == "run"
    assert sides_of(text) == ("RSI(14) is below 30", "RSI(14) is above 70")


TWO = "Condition 1: RSI is below 30. Condition 2: the close is above its 200-day average. "


def test_numbered_conditions_are_joined_as_it_is_said() -> None:
    joined = TWO + "If {} conditions are met, buy IBM. Exit when RSI is above 70."
    both = sides_of(joined.format("both"))[0]
    assert both == "RSI(14) is below 30 and the close is above SMA(200)"
    assert read(TWO + "Buy IBM if condition 1 is true. Exit when RSI is above 70.").action != "run"
    assert read(TWO + "Buy IBM if condition 1. Sell if condition 2.").action == "clarify"


def test_what_is_risked_is_no_share_of_the_money() -> None:
    text = ("Comprar AAPL cuando el RSI baje de 30; vender cuando supere 70. Arriesgar el 2% por "
            "operación. Stop del 5%.")  # fmt: skip
    assert "what loses 2% of the equity at the stop" in read(text).sentence

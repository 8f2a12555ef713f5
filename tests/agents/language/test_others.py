"""Brackets that tell of what others do."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, sides_of


@pytest.mark.parametrize(
    "aside", ["some papers say 3 days", "others wait 2 days", "many traders use 4"]
)
def test_what_others_do_is_told_and_not_tested(aside: str) -> None:
    text = f"Buy SPY 1 day ({aside}) before the end of the month, sell after 5 days"
    reading = read(text)
    assert reading.strategy is not None
    assert f"'{aside}' is what others do, and not what is tested" in noted(reading)
    assert "2nd last trading day" in reading.sentence


def test_other_brackets_stay_rules() -> None:
    text = "Buy IBM when RSI < 25 (with volume above average), sell when RSI > 60"
    assert sides_of(text)[0] == "RSI(14) is below 25 and volume is above the 20-bar average volume"

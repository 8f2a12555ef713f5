"""A rule that is said twice, once with the name of what is traded, is one rule."""

import pytest

from tests.agents.language.reading_of import sides_of


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("IBM must be down four days in a row. Buy on the 4th down day, sell when MFI > 80",
         "the streak of down closes is at or above 4"),
        ("Buy IBM when IBM is above its 90-day SMA and the price is above the 90-day SMA, "
         "sell when MFI > 80", "the close is above SMA(90)"),
        ("Buy IBM when IBM's RSI is below 25 or RSI is below 25, sell when MFI > 80",
         "RSI(14) is below 25"),
    ],
)  # fmt: skip
def test_a_rule_said_with_the_name_and_without_is_one(text: str, entry: str) -> None:
    assert sides_of(text)[0] == entry


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Buy IBM when MSFT's RSI is below 25 and IBM's RSI is below 25, sell when MFI > 80",
         "MSFT's RSI(14) is below 25 and RSI(14) is below 25"),
        ("Buy IBM and MSFT when MSFT's RSI is below 25 and RSI is below 25, sell when MFI > 80",
         "MSFT's RSI(14) is below 25 and RSI(14) is below 25"),
        ("Buy IBM when IBM's RSI is below 25 and RSI is above 15, sell when MFI > 80",
         "RSI(14) is below 25 and RSI(14) is above 15"),
    ],
)  # fmt: skip
def test_rules_of_another_symbol_or_level_stay_two(text: str, entry: str) -> None:
    assert sides_of(text)[0] == entry

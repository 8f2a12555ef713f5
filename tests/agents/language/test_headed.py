"""What a set-up is called before its symbol and its rules: "Opening gap fade on SPY: ..."."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of


@pytest.mark.parametrize(
    ("text", "entry"),
    [("RSI oversold bounce on IBM: buy when RSI < 30, sell above 50", "RSI(14) is below 30"),
     ("Gap and go on IBM: buy when it gaps up 3%, sell above 50",
      "the open is above 1.03 x the close 1 bar ago"),
     ("Dip buying on IBM: buy after a 3% drop in one day, sell above 50",
      "the change over 1 bar is at or below -3%"),
     ("Keltner channel breakout on IBM: buy above the upper band, sell at the middle",
      "the close is above the upper Keltner Channel (20, 2, 10)")],
)  # fmt: skip
def test_the_rules_say_what_the_name_means(text: str, entry: str) -> None:
    assert sides_of(text)[0] == entry


def test_a_name_with_a_second_symbol_is_not_passed_over() -> None:
    text = "VIX spike reversal on SPY: buy when VIX closes above 30, sell when VIX closes below 20"
    assert read(text).action != "run"


@pytest.mark.parametrize(
    "text",
    ["20 day breakout on IBM: buy when volume is above average, sell after 5 days",
     "RSI oversold on IBM: buy; sell when RSI above 50"],
)  # fmt: skip
def test_a_number_or_a_zone_in_the_name_may_be_a_rule(text: str) -> None:
    assert read(text).action != "run"


def test_a_gap_that_is_the_rule_stays_one() -> None:
    made = strategy_of("Gap up on IBM: buy, sell after 5 days")
    assert "open" in str(made.entry)

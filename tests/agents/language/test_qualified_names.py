"""Names of strategies with a filter beside them of which no value is said."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MACD crossover with volume confirmation on IBM", "volume confirmation"),
        ("EMA 12/40 crossover with a momentum filter on IBM", "momentum filter"),
        ("golden cross with RSI confirmation on IBM", "RSI confirmation"),
    ],
)
def test_a_cross_is_read_and_its_filter_asked_about(text: str, names: str) -> None:
    reading = read(text)
    assert reading.draft["entry"]["op"] == "crosses_above"
    assert asked(reading) == ["rest"]
    assert [one.text for one in reading.unsupported] == [names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bollinger Bands with an RSI filter on IBM", "RSI filter"),
        ("Donchian breakout with volume filter on IBM", "volume filter"),
        ("Supertrend with ADX filter on IBM, 5% stop", "ADX filter"),
    ],
)
def test_an_indicator_keeps_its_usual_rules_beside_a_filter(text: str, names: str) -> None:
    reading = read(text)
    assert "rules" in asked(reading)
    assert [one.text for one in reading.unsupported] == [names]


def test_a_filter_in_a_rule_or_with_a_value_is_left_as_it_is() -> None:
    ruled = read("Buy IBM when RSI < 25 with volume confirmation, sell when RSI > 65")
    assert ruled.draft["entry"]["op"] == "<"
    assert "rest" in asked(ruled)
    assert read("IBM with volume confirmation").action == "refuse"

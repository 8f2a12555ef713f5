"""What is waited for before a signal that is its opposite."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, strategy_of

TEXTS = [
    "Wait for the RSI to drop below 30. Buy KO when the RSI rises above 40. Sell after 6 days.",
    "Wait until RSI falls below 30, then buy KO when it rises above 40. Sell after 6 days.",
    "Attendez que le RSI descende sous 30. Achetez KO quand le RSI remonte au-dessus de 40."
    " Vendez après 6 jours.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_how_long_before_it_may_have_been_is_asked(text: str) -> None:
    assert asked(read(text)) == ["entry_before"]
    reading = read(text, answers={"entry_before": "within 12 bars before"})
    assert "at some time in the last 12 bars and RSI(14) rises above 40" in reading.sentence


def test_an_answer_without_a_number_is_asked_for_again() -> None:
    reading = read(TEXTS[0], answers={"entry_before": "a while"})
    assert asked(reading) == ["entry_before"]
    assert reading.strategy is None


def test_what_nobody_waits_for_is_still_a_contradiction() -> None:
    text = "Buy KO when RSI is below 30 and RSI is above 70, sell after 6 days"
    assert asked(read(text)) == ["contradiction"]


def test_to_wait_for_one_thing_is_that_rule_alone() -> None:
    text = "Wait until RSI(14) is below 30 and buy KO, sell after 6 days"
    assert "Buy KO when RSI(14) is below 30;" in read(text).sentence
    assert strategy_of(text).max_bars == 6

"""What only the asker has prices of is known by name, and only while the asker's words are read."""

import pytest

from agents.language import naming, read
from agents.language.reading import Reading


def known(text: str, *own: str) -> Reading:
    with naming(own):
        return read(text)


@pytest.mark.parametrize(
    ("own", "said"), [("ACME", "ACME"), ("ACME", "acme"), ("ZWW.DE", "ZWW.DE"), ("X-Y1", "X-Y1")]
)
def test_a_symbol_of_ones_own_is_a_symbol(own: str, said: str) -> None:
    reading = known(f"Buy {said} when RSI drops below 30, sell above 70", own)
    assert reading.action == "run"
    assert reading.strategy
    assert reading.strategy.symbols == [own]
    assert reading.questions == []


def test_nobody_else_knows_it() -> None:
    reading = known("Buy ACME when RSI drops below 30, sell above 70", "OTHER")
    after = read("Buy ACME when RSI drops below 30, sell above 70")
    for one in (reading, after):
        assert [question.id for question in one.questions] == ["ticker-acme"]
    assert known("Buy acme when RSI drops below 30, sell above 70", "OTHER").action == "clarify"


def test_a_word_stays_a_word_unless_it_is_written_as_a_symbol() -> None:
    reading = known("Buy AAPL when the low is below 100, sell after 5 days", "LOW", "DAYS")
    assert reading.strategy
    assert reading.strategy.symbols == ["AAPL"]


def test_it_may_be_looked_at_beside_what_is_traded() -> None:
    reading = known("Buy AAPL when MYVIX is above 30, sell after 10 days", "MYVIX")
    assert reading.strategy
    assert reading.strategy.symbols == ["AAPL"]
    assert "MYVIX" in reading.sentence

"""Several cases, each with what is held in it."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, noted

HELD = (
    "Hold 100% KO while ^VIX's close is above 25, else 100% PEP while ^VIX's close is below 15, "
    "else 100% TLT, looking every day, on daily bars."
)


@pytest.mark.parametrize(
    "text",
    [
        "If VIX > 25 hold KO; if VIX < 15 hold PEP; otherwise TLT",
        "If VIX > 25 buy KO, if VIX < 15 buy PEP, else buy TLT",
        "When VIX is above 25 hold KO, when VIX is below 15 hold PEP, otherwise hold TLT",
        "KO if VIX > 25, PEP if VIX < 15, else TLT",
        "Hold KO when VIX is above 25, PEP when VIX is below 15, TLT in between",
        "Hold KO when VIX is above 25; PEP when it is below 15; TLT when 15-25",
    ],
)
def test_each_case_holds_its_own_symbol(text: str) -> None:
    assert read(text).sentence.split(" Start with")[0] == HELD


def test_where_no_case_holds_it_is_in_cash_and_that_is_told() -> None:
    reading = read("If VIX > 25 hold KO; if VIX < 15 hold PEP")
    assert "else 100% cash" in reading.sentence
    assert "where none of the cases holds, it is in cash" in noted(reading)


def test_a_rhythm_that_the_engine_lacks_is_asked_about() -> None:
    text = "Buy KO when VIX > 25; PEP when VIX < 15; TLT when 15-25. Rotate every 4 days on the VIX"
    reading = read(text)
    assert asked(reading) == ["rhythm"]
    assert reading.unsupported == []


@pytest.mark.parametrize(
    "text",
    [
        "Buy KO when RSI < 30; PEP when RSI < 20. Sell after 5 days",
        "Buy KO when VIX > 25; PEP when VIX < 15",
        "Hold KO when RSI(14) is above 60, hold PEP when RSI(14) is below 40",
        "Buy KO when VIX > 25; PEP when VIX < 15; sell after 5 days",
    ],
)
def test_symbols_with_rules_of_their_own_are_never_put_under_one(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None
    assert "rules_differ" in asked(reading)


@pytest.mark.parametrize(
    "text",
    [
        "KO and PEP. Buy when RSI < 30, sell when RSI > 60",
        "Buy KO and PEP when RSI < 30, sell when RSI > 60",
        "KO when RSI < 30, sell when RSI > 60",
        "Buy KO when RSI < 30, hold KO until RSI > 60",
    ],
)
def test_symbols_under_one_rule_have_none_of_their_own(text: str) -> None:
    assert "rules_differ" not in asked(read(text))

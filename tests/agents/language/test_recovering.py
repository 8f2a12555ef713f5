""" "Sell when it recovers": to where it fell from, where that is clear."""

import pytest

from agents.language import read

BACK = "sell when the close is at or above {}"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Buy IBM when it is 2% below its 20-day average, sell when it recovers", "SMA(20)"),
        ("Buy IBM once it closes under its 50-day EMA, sell when it rebounds", "EMA(50)"),
        ("Kaufe SAP, wenn der Kurs 3% unter dem 20-Tage-Durchschnitt liegt, verkaufe, wenn er sich "
         "erholt", "SMA(20)"),
        ("Achète LVMH quand le cours est 3% sous sa moyenne mobile à 20 jours, vends quand il "
         "revient", "SMA(20)"),
    ],
)  # fmt: skip
def test_what_fell_below_an_average_has_recovered_when_it_is_back_there(
    text: str, level: str
) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert BACK.format(level) in reading.sentence
    assert any("'recovers' means" in one.text for one in reading.assumptions)


@pytest.mark.parametrize(
    "entry",
    [
        "RSI is below 30",
        "it closes below the lower Bollinger band",
        "it falls 5% in a day",
        "it is 3% below its 20-day average and RSI is below 30",
    ],
)
def test_how_far_back_is_asked_where_nothing_says_it(entry: str) -> None:
    reading = read(f"Buy IBM when {entry}, sell when it recovers")
    assert reading.action == "clarify"
    assert any(question.id == "exit" for question in reading.questions)


def test_a_recovery_of_a_size_is_a_target() -> None:
    reading = read("Buy IBM when it is 3% below its 20-day average, sell when it recovers 2%")
    assert "take profit of 2%" in reading.sentence

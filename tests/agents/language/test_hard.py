"""Harder turns of phrase: times of the test, positions, "otherwise", passives, slips, formulas."""

import datetime as dt
import json
from pathlib import Path

import pytest

from agents.language import read
from agents.language.lexicon.untestable import COOLING

SAID = [json.loads(line) for line in (Path(__file__).parent / "said/hard.jsonl").open()]
TODAY = dt.date(2025, 6, 30)


@pytest.mark.parametrize("case", SAID, ids=[case["said"][:60] for case in SAID])
def test_it_is_read_as_a_careful_person_reads_it(case: dict[str, str]) -> None:
    reading = read(case["said"], today=TODAY)
    assert reading.action == ("partial" if "named" in case else "run")
    assert reading.sentence.split(" Start with")[0] == case["means"]
    assert [one.text for one in reading.unsupported] == case.get("named", [])


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("position = 2 BTC", {"quantity": 2}),
        ("max 0.5 BTC per trade", {"quantity": 0.5}),
        ("quantity: 4", {"quantity": 4}),
        ("use a 20% position for each", {"fraction": 0.2}),
        ("max 5% portfolio exposure", {"fraction": 0.05}),
        ("exposure 50%", {"fraction": 0.5}),
    ],
)
def test_what_each_position_gets(words: str, size: dict[str, float]) -> None:
    reading = read(f"Buy BTC when RSI < 30, sell when RSI > 60. {words}")
    assert reading.strategy
    assert reading.strategy.sizing.model_dump(exclude_defaults=True) == size


@pytest.mark.parametrize(
    "words",
    [
        "wait 10 days before buying again",
        "cooldown of 5 bars",
        "no new trade for a week after a loss",
    ],
)
def test_a_pause_after_a_trade_is_named(words: str) -> None:
    reading = read(f"Buy QQQ when RSI < 30, sell above 60. {words}.")
    assert reading.action == "partial"
    assert [one.why for one in reading.unsupported] == [COOLING]

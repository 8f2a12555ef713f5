"""Entries and conditions as people write them: shorthand, code, questions, lists, what must be."""

import json
from pathlib import Path

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, noted, strategy_of

SAID = [json.loads(line) for line in (Path(__file__).parent / "said/entries.jsonl").open()]


@pytest.mark.parametrize("case", SAID, ids=[case["said"][:60] for case in SAID])
def test_it_is_read_as_a_careful_person_reads_it(case: dict[str, str]) -> None:
    reading = read(case["said"])
    assert reading.action == ("partial" if "named" in case else "run")
    assert reading.sentence.split(" Start with")[0] == case["means"]


@pytest.mark.parametrize(
    "said",
    [
        "short QQQ at the open when it gaps up 1%, cover at the close",
        "If SPY opens above yesterday's high, buy at the open and sell at the close",
        "buy QQQ when it gaps down 1%, sell at the close of the same day",
    ],
)
def test_how_a_gap_that_is_traded_at_its_own_open_is_tested_is_asked(said: str) -> None:
    assert asked(read(said)) == ["fill"]
    answered = read(said, answers="defaults")
    assert answered.strategy is not None
    assert answered.strategy.fill == "next_open"
    assert "orders are filled at the next open, as answered" in noted(answered)


@pytest.mark.parametrize("moment", ["buy QQQ at the close", "buy QQQ"])
def test_a_gap_is_traded_at_a_later_moment(moment: str) -> None:
    assert read(f"{moment} when it gaps down 1%, sell after 3 days").action == "run"


def test_numbers_that_leave_out_a_condition_are_asked_about() -> None:
    said = (
        "1. SPY closes below its 5-day low. 2. RSI(2) is under 10. 3. Close above the 200 SMA. "
        "If 1 and 3 are true, buy. Sell when RSI(2) is over 70."
    )
    assert read(said).action == "clarify"


def test_a_number_of_times_is_no_cross() -> None:
    said = "buy AAPL when volume is 1.5 x above average and sell after 3 days"
    assert "1.5 x the 20-bar average volume" in read(said).sentence


def test_what_must_be_so_for_the_exit_is_no_filter() -> None:
    exit_ = "Buy AAPL when RSI(2) < 10. Exit rules. RSI(2) must be over 70."
    assert strategy_of(exit_) == strategy_of("Buy AAPL when RSI(2) < 10. Sell if RSI(2) > 70.")


def test_a_limit_on_the_number_of_trades_is_named() -> None:
    reading = read("Buy AAPL when RSI(2) < 10. Only one trade per week. Sell after 3 days.")
    assert [one.text for one in reading.unsupported] == ["Only one trade per week"]


def test_what_a_pullback_leaves_open_is_asked() -> None:
    reading = read(
        "In an uptrend, I buy the first pullback to the rising 20-EMA that prints a bullish "
        "engulfing, stop below the swing low"
    )
    assert reading.action == "clarify"
    assert {"symbol", "stop_loss"} <= set(asked(reading))

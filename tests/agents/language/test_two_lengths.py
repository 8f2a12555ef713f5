"""Two averages that are named by their lengths alone, and averages that are merely introduced."""

import pytest

from agents.language import Reading, read
from tests.agents.language.reading_of import noted, sides_of

UP, DOWN = "EMA(8) crosses above EMA(30)", "EMA(8) crosses below EMA(30)"


@pytest.mark.parametrize(
    "said",
    [
        "Test an 8 and 30 EMA crossover on KO",
        "Try the 8 and 30 day EMA cross on KO",
        "Test EMA 8 and 30 crossover on KO",
        "Test 8, 30 EMA crossovers on KO",
        "Trade the 8 & 30 EMA cross on KO",
        "Trade EMA 8 and EMA 30 crossover on KO",
        "EMA 8 and EMA 30 crossover on KO",
    ],
)
def test_a_crossover_of_two_lengths_is_one_of_two_averages(said: str) -> None:
    assert sides_of(said) == (UP, DOWN)
    assert not ranges_of(read(said))


@pytest.mark.parametrize(
    "said", ["Try a 20 or 50 SMA crossover on KO", "Try 20, 50 and 100 SMA crossovers on KO"]
)
def test_several_lengths_of_one_average_are_still_tried_in_turn(said: str) -> None:
    assert ranges_of(read(said))
    assert "a cross of one average is read as one of the price" in noted(read(said))


def test_two_averages_that_both_cross_a_third_are_no_pair() -> None:
    said = "Try the 10 and 20 EMA cross above the 50 EMA on KO, sell after 9 days"
    reading = read(said)
    assert reading.strategy is None or "EMA(10) crosses above EMA(20)" not in reading.sentence


def test_what_stands_beside_another_length_is_no_cross_of_the_price() -> None:
    reading = read("Trade KO by the 8 with 30 EMA crossover")
    assert reading.strategy is None
    assert not reading.draft.get("entry")


@pytest.mark.parametrize("said", ["SMA(8,30)", "SMA 8/30", "SMA (8, 30)"])
def test_two_lengths_without_a_rule_are_asked_about_with_both(said: str) -> None:
    question = read(f"Backtest {said} on KO").questions[0]
    assert question.default is not None
    reading = read(f"Backtest {said} on KO", answers={question.id: question.default})
    assert "SMA(8) crosses above SMA(30)" in reading.sentence
    assert "SMA(8) crosses below SMA(30)" in reading.sentence


def test_of_three_lengths_no_rule_is_offered() -> None:
    reading = read("Backtest SMA(8,30,90) on KO")
    assert not any("8,30,90" in choice for one in reading.questions for choice in one.choices)
    assert {"30", "90"} <= {one.text for one in reading.unsupported}


@pytest.mark.parametrize(
    "led",
    [
        "I used 8-day and 30-day EMAs.",
        "This uses 8 and 30 EMAs.",
        "We apply the 8-day and the 30-day EMA.",
    ],
)
def test_averages_that_are_introduced_before_their_rules_are_none_themselves(led: str) -> None:
    text = f"{led} Buy KO when the EMA 8 goes above the EMA 30, sell when it goes below."
    assert sides_of(text) == (UP, DOWN)


def test_an_introduced_average_that_no_rule_takes_up_is_named() -> None:
    text = "I used 8-day and 30-day EMAs. Buy KO when RSI is below 30, sell when RSI is above 60."
    assert [one.text for one in read(text).unsupported] == ["8-day", "30-day EMAs"]


def ranges_of(reading: Reading) -> object:
    assert reading.strategy is not None
    return reading.strategy.model_dump().get("ranges")

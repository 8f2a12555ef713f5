"""Numbers that take several values: by a step, or by a word that asks to try them."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.language import ImpossibleStrategy, Reading, read
from agents.language.spreads.spreads import usual_step
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import strategy_of

RULES = "Buy AAPL when RSI drops below 30, sell when RSI rises above 70"
LIMIT = "entry.right.value"
PERIODS = "entry.left.params.period, exit.left.params.period"
SLOW = "entry.right.params.period, exit.right.params.period"


def ranges_of(text: str, **more: Any) -> dict[str, list[float]]:
    reading = read(text, **more)
    assert reading.strategy, reading.questions
    return {one.path: one.points for one in reading.strategy.ranges}


def noted(reading: Reading) -> str:
    return " ".join(one.text for one in reading.assumptions)


@pytest.mark.parametrize(
    ("words", "path", "values"),
    [
        ("sweep the RSI limit from 20 to 40 by 5", LIMIT, [20, 25, 30, 35, 40]),
        ("RSI limit from 20 to 40 by 5", LIMIT, [20, 25, 30, 35, 40]),
        ("vary the entry level 20-40 step 10", LIMIT, [20, 30, 40]),
        ("try exit limits of 60, 70 and 80", "exit.right.value", [60, 70, 80]),
        ("sweep 20 to 40 by 10 for the entry limit", LIMIT, [20, 30, 40]),
        ("test RSI periods between 5 and 30 in steps of 5", PERIODS, [5, 10, 15, 20, 25, 30]),
        ("test RSI periods of 7, 14 and 21", PERIODS, [7, 14, 21]),
        ("try stops of 3%, 5% and 8%", "stop_loss", [0.03, 0.05, 0.08]),
        ("try 3%, 5% and 8% stops", "stop_loss", [0.03, 0.05, 0.08]),
        ("try stops of 3, 5 or 8%", "stop_loss", [0.03, 0.05, 0.08]),
        ("stop loss 2-6% step 2%", "stop_loss", [0.02, 0.04, 0.06]),
        ("with a stop anywhere from 2 to 6 percent (step 2)", "stop_loss", [0.02, 0.04, 0.06]),
        ("trailing stop from 5% to 15% in 5% steps", "trailing_stop", [0.05, 0.1, 0.15]),
        ("take profit between 5% and 15% in increments of 5%", "take_profit", [0.05, 0.1, 0.15]),
        ("or after 5 to 15 days by 5", "max_bars", [5, 10, 15]),
    ],
)
def test_one_number_takes_several_values(words: str, path: str, values: list[float]) -> None:
    assert ranges_of(f"{RULES}, {words}") == {path: values}


@pytest.mark.parametrize(
    ("text", "path", "values"),
    [
        ("Buy AAPL when RSI is below 20 to 40 by 10, sell when it is above 70", LIMIT,
         [20, 30, 40]),
        ("Buy AAPL when RSI(5 to 15 by 5) is below 30, sell when it is above 70", PERIODS,
         [5, 10, 15]),
        ("Buy AAPL when RSI crosses below a threshold ranging from 20 to 40 in steps of 10, "
         "sell when RSI is above 70", LIMIT, [20, 30, 40]),
        ("Buy AAPL when the close crosses above its 20 to 60 by 20 day average, sell when it "
         "crosses below", SLOW, [20, 40, 60]),
        ("Buy AAPL when it falls 2% to 4% by 1% in a day, sell after 5 days", LIMIT,
         [-0.04, -0.03, -0.02]),
    ],
)  # fmt: skip
def test_a_range_stands_where_a_number_would(text: str, path: str, values: list[float]) -> None:
    assert ranges_of(text) == {path: values}


@pytest.mark.parametrize(
    "rules",
    [
        "Buy AAPL when the 20-day SMA crosses above the 100-day SMA, sell when it crosses below",
        "Buy AAPL when the fast moving average crosses above the slow moving average, sell when "
        "it crosses back below",
        "Buy AAPL when the fast average crosses above the slow average, sell when it crosses below",
    ],
)
def test_several_numbers_vary_at_once(rules: str) -> None:
    asked = "sweep the fast average from 10 to 30 by 10 and the slow one from 100 to 200 by 50"
    assert ranges_of(f"{rules}. {asked}.") == {PERIODS: [10, 20, 30], SLOW: [100, 150, 200]}


def test_an_average_beside_another_keeps_it() -> None:
    text = "Buy AAPL when the 10 to 30 by 10 day EMA crosses above the 50 day EMA, sell when below"
    strategy = read(text).strategy
    assert strategy
    assert strategy.model_dump()["entry"]["right"]["params"] == {"period": 50}
    assert [one.points for one in strategy.ranges] == [[10, 20, 30]]


ROTATION = "Each month hold the {} of AAPL, MSFT and IBM by {} return"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ROTATION.format("top 1 to 2 by 1", "6 month"), {"portfolio.top": [1, 2]}),
        (ROTATION.format("best", "3 to 12 by 3 month"),
         {"portfolio.rank_by.bars": [63, 126, 189, 252]}),
        (ROTATION.format("top 1 to 3 by 1", "3 to 9 by 3 month"),
         {"portfolio.top": [1, 2, 3], "portfolio.rank_by.bars": [63, 126, 189]}),
        ("Hold AAPL when its RSI is above 50 to 70 by 10, otherwise IBM",
         {"portfolio.branches.0.when.right.value": [50, 60, 70]}),
        ("Hold AAPL while it is above its 200 day average, otherwise IBM. "
         "Try averages of 50, 100 and 200 days",
         {"portfolio.branches.0.when.right.params.period": [50, 100, 200]}),
        ("Hold 20 to 60% by 20% AAPL and 40% IBM, rebalanced monthly",
         {"portfolio.weights.AAPL": [0.2, 0.4, 0.6]}),
    ],
)  # fmt: skip
def test_the_numbers_of_a_portfolio_take_several_values(
    text: str, found: dict[str, list[float]]
) -> None:
    assert ranges_of(text) == found


def test_an_impossible_portfolio_among_the_variants_is_refused() -> None:
    with pytest.raises(ImpossibleStrategy, match="needs more symbols than the 3 ranked"):
        read(ROTATION.format("top 1 to 5 by 1", "6 month"))


def test_a_named_range_takes_the_place_of_what_was_said() -> None:
    text = f"{RULES} or at a 5% stop loss. Try stops of 3% and 8%."
    strategy = read(text).strategy
    assert strategy
    assert strategy.stop_loss == 0.03
    assert strategy.count == 2


@pytest.mark.parametrize(
    "text",
    [
        "Buy AAPL when RSI is between 30 and 40, sell when RSI is above 70",
        "Test AAPL from 2005 to 2010: buy when RSI is below 30, sell when RSI is above 70",
        "Buy AAPL when RSI rises from below 30 to above 30, sell when RSI is above 70",
        "Buy AAPL when the 20, 50 and 200 day averages are rising, sell when RSI is above 70",
        "Buy AAPL when RSI is below 30, sell half at +3% and the rest at +8%",
    ],
)
def test_what_is_no_range_stays_what_it_was(text: str) -> None:
    reading = read(text)
    assert not reading.strategy or not reading.strategy.ranges
    assert not any("range" in question.id for question in reading.questions)


def test_between_two_limits_is_a_condition() -> None:
    strategy = read("Buy AAPL when RSI is between 30 and 40, sell when RSI is above 70").strategy
    assert strategy
    limits = [one["right"]["value"] for one in strategy.model_dump()["entry"]["of"]]
    assert limits == [30, 40]


def test_a_rotation_may_be_tried_with_several_numbers_and_spans() -> None:
    made = read("Each month own the top 1 to 3 of SPY, TLT, GLD and EEM by 3, 6 or 12 month return")
    assert made.strategy
    values = {one.path: one.points for one in made.strategy.ranges}
    assert values == {"portfolio.top": [1, 2, 3], "portfolio.rank_by.bars": [63, 126, 252]}


def test_a_step_that_was_not_said_is_assumed_and_told() -> None:
    reading = read(f"{RULES}. Vary the RSI limit from 20 to 40.")
    assert reading.strategy
    assert reading.strategy.ranges[0].step == 2
    assert "no step was said for the entry limit of RSI: it goes in steps of 2" in noted(reading)


def test_which_of_two_limits_is_meant_is_told() -> None:
    assert "is read as the entry limit of RSI" in noted(read(f"{RULES}, RSI limit 20 to 40 by 5"))


def test_per_cents_without_their_sign_are_told() -> None:
    reading = read(f"{RULES} or at a 5% stop loss. Sweep the stop from 2 to 10 by 2.")
    assert reading.strategy
    assert reading.strategy.ranges[0].points == [0.02, 0.04, 0.06, 0.08, 0.1]
    assert "are per cents" in noted(reading)


def test_a_range_without_a_number_is_asked_about() -> None:
    text = f"{RULES}, sweep from 5 to 25 by 5"
    (question,) = read(text).questions
    assert {"period of RSI (14 now)", "leave it out"} <= set(question.choices)
    answers = {question.id: "period of RSI (14 now)"}
    assert ranges_of(text, answers=answers) == {PERIODS: [5, 10, 15, 20, 25]}


def test_a_range_that_is_left_out_is_named_as_not_tested() -> None:
    reading = read(f"{RULES}, sweep from 5 to 25 by 5", answers="defaults")
    assert reading.strategy
    assert not reading.strategy.ranges
    assert [one.text for one in reading.unsupported] == ["sweep from 5 to 25 by 5"]
    assert reading.action == "partial"


def test_every_word_of_a_range_is_accounted_for() -> None:
    text = f"{RULES}. Sweep the RSI limit from 20 to 40 by 5 and try stops of 3%, 5% and 8%."
    spans = read(text).spans
    used = [text[one.start : one.end] for one in spans if one.kind == "used"]
    assert "Sweep the RSI limit from 20 to 40 by 5" in used
    assert used[-1] == "of 3%, 5% and 8%"
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_the_ranges_are_said_back() -> None:
    sentence = read(f"{RULES}, try stops of 3%, 5% and 8%").sentence
    assert sentence.endswith("Tried in 3 variants: stop loss at 3%, 5% or 8%.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("stop loss of 2% to 140% by 2%", "below 100%"),
        ("sweep the entry limit from 20 to 120 by 20", "120 is impossible"),
        ("sweep the RSI period from 2 to 1000 by 0.001", "variants; at most 100,000"),
    ],
)
def test_impossible_ranges_are_refused(words: str, said: str) -> None:
    with pytest.raises(ImpossibleStrategy, match=said):
        read(f"{RULES}, {words}")


@settings(deadline=None)
@given(st.integers(5, 20), st.integers(1, 5), st.integers(1, 6))
def test_a_range_in_words_has_the_values_that_it_says(low: int, step: int, steps: int) -> None:
    text = f"{RULES}, sweep the RSI period from {low} to {low + step * steps} by {step}"
    assert ranges_of(text) == {PERIODS: [low + step * each for each in range(steps + 1)]}


@given(st.floats(1e-3, 1e4), st.floats(1.1, 100))
def test_a_usual_step_is_round_and_makes_about_ten(low: float, times: float) -> None:
    step = usual_step(low, low * times, whole=False)
    assert 4 <= (low * times - low) / step <= 10 + 1e-6
    assert f"{step:e}"[0] in "125"


def test_levels_of_an_oscillator_of_which_nothing_else_is_said() -> None:
    text = "test RSI buy levels from 20 to 40 in steps of 5 and sell levels 60, 70, 80 on IBM"
    made = strategy_of(text)
    assert describe_condition(made.entry) == "RSI(14) is below 20"
    assert [one.points for one in made.ranges] == [[20, 25, 30, 35, 40], [60, 70, 80]]

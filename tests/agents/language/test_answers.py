"""Answers are read as the text is: used to the last word, or asked for again."""

import pytest

from agents.language import ImpossibleStrategy, Reading, read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked

NO_EXIT = "Buy AAPL when RSI is below 30"
SAME = "Buy AAPL when RSI is below 30 and sell when RSI is below 30"
NEVER = "Buy AAPL when RSI > 80 and RSI < 20, sell after 5 days"


def answered(text: str, about: str, answer: str) -> Reading:
    return read(text, answers={about: answer})


def test_two_parts_that_cannot_hold_together_are_offered_and_one_is_kept() -> None:
    question = read(NEVER).questions[0]
    assert question.choices == ["when RSI(14) is above 80", "when RSI(14) is below 20"]
    for choice in question.choices:
        made = answered(NEVER, "contradiction", choice).strategy
        assert made is not None
        assert f"when {describe_condition(made.entry)}" == choice


def test_where_entry_and_exit_are_one_rule_the_answer_is_the_exit() -> None:
    assert read(SAME).questions[0].choices[:2] == ["when RSI is above 70", "after 20 bars"]
    assert answered(SAME, "contradiction", "after 20 bars").sentence.count("RSI") == 1
    made = answered(SAME, "contradiction", "when RSI is above 65").strategy
    assert made is not None
    assert made.exit is not None
    assert describe_condition(made.exit) == "RSI(14) is above 65"


def test_where_both_sides_are_one_rule_the_answer_is_the_short_one() -> None:
    text = "Buy AAPL when RSI is below 30 and short when RSI is below 30"
    made = answered(text, "contradiction", "when RSI is above 70").strategy
    assert made is not None
    assert made.short_entry is not None
    assert describe_condition(made.short_entry) == "RSI(14) is above 70"


@pytest.mark.parametrize("text", [SAME, NEVER])
@pytest.mark.parametrize("answer", ["asdf", "when RSI is below 30 and RSI is above 50"])
def test_an_answer_that_settles_nothing_is_asked_for_again(text: str, answer: str) -> None:
    reading = answered(text, "contradiction", answer)
    assert reading.action == "clarify"
    assert asked(reading) == ["contradiction"]
    assert reading.questions[0].choices


def test_the_same_contradiction_is_no_answer() -> None:
    assert answered(SAME, "contradiction", "when RSI is below 30").action == "clarify"


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("when RSI is above 60 or news is bad", "news is bad"),
        ("after 10 days with a 3% stop and 10x leverage", "10x leverage"),
        ("when RSI is above 60; and also buy MSFT", "buy MSFT"),
        ("at +10% and short it then", "short it then"),
    ],
)
def test_no_part_of_an_answer_is_dropped(answer: str, left: str) -> None:
    reading = answered(NO_EXIT, "exit", answer)
    assert reading.action == "clarify"
    assert asked(reading) == ["exit"]
    assert left in reading.questions[0].text


@pytest.mark.parametrize(
    "answer",
    [
        "when RSI > 60 or after 10 days",
        "stop 3%, target 8%",
        "at a 5% stop loss or a 10% take profit",
    ],
)
def test_what_is_read_to_the_last_word_is_taken(answer: str) -> None:
    assert answered(NO_EXIT, "exit", answer).action == "run"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (f"{NO_EXIT}, sell above 60, 5% stop and 8% stop", "stop_loss"),
        (f"{NO_EXIT}, sell above 60, over the last 2 years", "dates"),
        (f"{NO_EXIT} on the hourly and on the 15 minute chart, sell above 60", "timeframe"),
    ],
)
def test_what_is_no_answer_does_not_count_as_the_first_choice(text: str, about: str) -> None:
    assert asked(read(text)) == [about]
    again = answered(text, about, "asdf")
    assert (again.action, asked(again)) == ("clarify", [about])
    assert answered(text, about, again.questions[0].choices[-1]).action == "run"


# "Use defaults" ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said", "assumed"),
    [
        ("Buy AAPL", "any day; keep what was bought", "it buys at once, to hold it"),
        ("Short AAPL", "any day; keep it short", "it sells short at once"),
        ("Buy AAPL, 5% stop loss", "stop loss of 5%", "at once, and again after each exit"),
        ("Sell AAPL when RSI is above 70", "Buy AAPL when RSI(14) is below 30", "it buys when"),
        ("Sell AAPL when it falls below its 200-day average", "crosses above SMA(200)", "it buys"),
        (f"{NO_EXIT}, 8% stop, 5% stop", "stop loss of 5%,", "for the stop loss, 5% counts"),
        (f"{NO_EXIT}, 8% target, 5% target", "take profit of 8%,", "take profit, 8% counts"),
        (
            "MACD strategy on MSFT",
            "the MACD line (12, 26, 9) crosses above",
            "buy when MACD crosses",
        ),
        ("Invest 100 dollars every month", "Buy AAPL when it is the 1st trading day", ""),
    ],
)
def test_defaults_make_a_careful_strategy_of_it_and_are_told(
    text: str, said: str, assumed: str
) -> None:
    assert read(text).action == "clarify"
    reading = read(text, answers="defaults")
    assert reading.action == "run"
    assert said in reading.sentence
    assert any(assumed in one.text for one in reading.assumptions)
    assert all(one.given == one.default for one in reading.answered)


@pytest.mark.parametrize("text", [NEVER, SAME])
def test_no_default_stands_in_for_rules_that_contradict_each_other(text: str) -> None:
    reading = read(text, answers="defaults")
    assert (reading.action, asked(reading)) == ("clarify", ["contradiction"])
    assert reading.draft["entry"]


@pytest.mark.parametrize(
    "text",
    [
        "Buy XQZZY when RSI is below 30, sell above 70",
        "Buy AAPL when twitter is happy",
        "Momentum on AAPL",
        "Do not buy MSFT when RSI > 70",
    ],
)
def test_there_is_no_default_for_what_nobody_can_know(text: str) -> None:
    reading = read(text, answers="defaults")
    assert reading.strategy is None
    assert reading.questions[0].default is None


@pytest.mark.parametrize("about", ["at once, to hold it", "RSI drops below 30", "golden cross"])
def test_every_answer_that_is_offered_for_the_entry_can_be_given(about: str) -> None:
    assert about in read("Buy AAPL").questions[0].choices
    assert answered("Buy AAPL", "entry", about).answered[0].given == about


@pytest.mark.parametrize(
    "words",
    ["in May", "on Friday", "on the third day", "at the next open", "the next morning",
     "at the end of the month", "5 days later", "at the close"],
)  # fmt: skip
def test_an_answer_speaks_of_days_as_a_text_does(words: str) -> None:
    made = answered(NO_EXIT, "exit", words)
    assert made.action == "run"
    assert made.sentence == read(f"{NO_EXIT}, sell {words}").sentence


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("Buy AAPL when RSI < 30, sell when RSI > 70, with a stop loss", ["stop_loss"]),
        ("Buy AAPL when RSI < 30 with take profit and stop loss", ["take_profit", "stop_loss"]),
        ("Buy AAPL when RSI < 30 with a stop and a target", ["stop_loss", "take_profit"]),
        ("Buy AAPL when RSI < 30, sell when RSI > 70, trailing stop", ["trailing_stop"]),
    ],
)
def test_how_far_a_stop_or_target_lies_is_asked(text: str, open_: list[str]) -> None:
    reading = read(text)
    assert (asked(reading), reading.unsupported) == (open_, [])
    assert all(len(one.choices) == 3 and one.default for one in reading.questions)


def test_the_distance_that_is_answered_is_the_one_that_is_tested() -> None:
    text = "Buy AAPL when RSI < 30 with take profit and stop loss"
    done = read(text, answers={"take_profit": "12%", "stop_loss": "2 ATR"}).strategy
    assert done is not None
    assert done.take_profit == 0.12
    assert getattr(done.stop_loss, "multiple", None) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Buy AAPL when RSI < 30, sell above 70, no stop loss",
        "Buy AAPL when RSI < 30, 5% stop loss, sell when RSI > 70",
    ],
)
def test_a_stop_with_its_distance_or_none_is_not_asked(text: str) -> None:
    assert asked(read(text)) == []


def test_never_more_than_three_are_asked_at_once() -> None:
    text = "Buy with stop loss, take profit, trailing stop and break even"
    reading = read(text)
    assert len(reading.questions) == 3


def test_who_sells_short_is_offered_entries_of_a_short() -> None:
    (question,) = read("Short AAPL").questions
    assert question.id == "entry"
    assert {"RSI rises above 70", "death cross"} < set(question.choices)
    assert not {"RSI drops below 30", "golden cross"} & set(question.choices)
    for choice in question.choices:
        then = read("Short AAPL", answers={"entry": choice, "exit": "after 20 bars"}).strategy
        assert then is not None
        assert then.direction == "short"


@pytest.mark.parametrize(
    ("text", "about", "answer", "meant"),
    [
        (NO_EXIT, "exit", "70", "sell when RSI(14) is above 70"),
        ("Buy AAPL when the close is above 100", "exit", "$90", "sell when the close is below 90"),
        ("Sell AAPL when RSI is above 70", "entry", "30", "Buy AAPL when RSI(14) is below 30;"),
        ("Sell AAPL when RSI is above 70", "entry", "now", "Buy AAPL when it is any day;"),
        ("Buy AAPL when RSI is low, sell above 70", "entry_level", "25", "RSI(14) is below 25;"),
        (f"{NO_EXIT}, sell with a stop loss", "stop_loss", "$3", "a stop loss of 3 a share"),
        (f"{NO_EXIT}, sell with a stop loss", "stop_loss", "7", "a stop loss of 7%"),
    ],
)
def test_a_number_or_a_word_alone_is_an_answer(
    text: str, about: str, answer: str, meant: str
) -> None:
    reading = answered(text, about, answer)
    assert reading.action == "run"
    assert meant in reading.sentence


def test_what_could_not_be_read_is_told_before_its_question_is_asked_again() -> None:
    question, *_ = answered(NO_EXIT, "exit", "banana " * 20).questions
    assert question.text.startswith("I could not read 'banana banana")
    assert question.text.endswith("\N{HORIZONTAL ELLIPSIS}'. When should it sell?")
    assert question.choices == read(NO_EXIT).questions[0].choices
    with_stop = f"{NO_EXIT}, sell with a stop loss"
    (question,) = answered(with_stop, "stop_loss", "maybe a bit").questions
    assert question.text.startswith("I could not read 'maybe a bit'. How far from the price paid")


@pytest.mark.parametrize(
    ("text", "about", "answer", "why"),
    [
        (f"{NO_EXIT}, sell with a stop loss", "stop_loss", "0%", "A stop loss must be more than 0"),
        (NO_EXIT, "exit", "when RSI is above 150", "RSI only takes values from 0 to 100"),
    ],
)
def test_an_answer_that_no_test_can_have_is_asked_for_again_with_the_reason(
    text: str, about: str, answer: str, why: str
) -> None:
    reading = read(text, answers={"other": "x", about: answer})
    assert asked(reading) == [about]
    assert reading.answered == []
    assert reading.questions[0].text.startswith(why)
    assert reading.questions[0].choices


def test_where_the_text_itself_is_impossible_its_answers_are_not_blamed() -> None:
    with pytest.raises(ImpossibleStrategy):
        read("Buy AAPL when RSI is above 150", answers={"exit": "after 5 days"})


@pytest.mark.parametrize(
    ("said", "told"),
    [("with a Stop Loss", ""), ("stop below the recent swing low", "'stop below the recent")],
)
def test_words_that_do_not_tell_how_far_are_said_where_they_were_to_tell(
    said: str, told: str
) -> None:
    question, *_ = read(f"{NO_EXIT}, sell above 70, {said}").questions
    assert question.text.partition("?")[2].strip().startswith(told)
    assert ("does not tell" in question.text) == bool(told)

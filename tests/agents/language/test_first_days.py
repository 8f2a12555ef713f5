"""The first day of a kind behind a date, and days counted back from the end of a month."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, noted, sides_of

LATE = "it is from the 22nd to the 31st of the month at the close of the signal"
DOWN, UP = "the streak of down closes is at or above 1", "the streak of up closes is at or above 1"


@pytest.mark.parametrize("kind", ["down day", "red day", "lower close", "down-day"])
def test_the_first_day_of_a_kind_behind_a_date_enters_while_nothing_is_held(kind: str) -> None:
    text = f"Buy KO on the first {kind} after the 21st, sell on the last day of the month"
    assert sides_of(text)[0] == f"{LATE} and {DOWN}"
    assert any("so that the first one does" in note for note in noted(read(text)))


def test_what_is_bought_late_is_sold_on_the_first_up_day_of_the_next_month() -> None:
    text = "Buy KO on the first down day after the 21st, sell on the first up day of the next month"
    early = "it is from the 1st to the 21st of the month at the close of the signal"
    assert sides_of(text)[1] == f"{early} and {UP}"
    assert any("the next month is looked at up to day 21" in note for note in noted(read(text)))


def test_who_buys_at_the_end_of_a_month_does_so_too() -> None:
    text = "Buy KO on the last trading day of the month, sell on the first green day of the new one"
    assert sides_of(text.replace("one", "month"))[1].endswith(UP)


@pytest.mark.parametrize(
    "text",
    ["Buy KO when RSI < 30, sell on the first up day of the next month",
     "Buy KO on the first down day after the 21st, sell on the first up day of the month",
     "Buy KO on the first down day of the month, sell on the first up day"],
)  # fmt: skip
def test_where_the_month_is_not_known_nothing_is_made_of_it(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None
    assert any("of the" in one.text for one in reading.unsupported)


def test_the_first_up_day_after_several_down_days_is_none_behind_a_date() -> None:
    assert "of the month" not in entry_of("it is the first up day after the 3rd down day")


@pytest.mark.parametrize(
    ("day", "means"),
    [("penultimate trading day of", "2nd last"), ("next to last day of", "2nd last"),
     ("fourth-to-last trading of", "4th last")],
)  # fmt: skip
def test_days_counted_back_need_no_number_and_no_word_for_day(day: str, means: str) -> None:
    text = f"Buy KO on the {day} each month, sell on the 4th session of the following month"
    assert sides_of(text) == (
        f"it is the {means} trading day of the month",
        "it is the 4th trading day of the month",
    )


def test_every_so_many_days_is_named_with_the_reason() -> None:
    reading = read("Buy 10 shares of KO every 4 trading days, sell after 9 trading days")
    assert "every so many days is not supported" in reading.unsupported[0].why
    assert reading.strategy is None

"""Every assumption leads somewhere: to a field, to words of the text, or to words that are read."""

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from agents.language import ImpossibleStrategy, Reading, read
from agents.language.pointing import FIELDS, Way, ways
from agents.language.reading import Assumption
from backtests.pages.examples import EXAMPLES
from benchmarks.score_reader import load

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.jsonl"))
SETS = {path.stem: [item["text"] for item in load(path)] for path in CORPUS}
SETS["examples"] = list(EXAMPLES.values())
TODAY = dt.date(2026, 1, 1)
SOME = 4  # of so many texts one is read again for each of its assumptions, which takes long
RULE = "Buy AAPL when RSI is below 30, sell when RSI is above 60"
# What no words make otherwise, in any text or in a portfolio, a saving plan or a rule of few words.
FIXED = (
    "nothing is converted",
    "equal parts",
    "what is bought is kept to the end",
    "not of an option",
    "trades are filled at the next open",
    "every entry uses all the money",
    "a portfolio without a rhythm",
)


@cache
def reading_of(text: str, answers: str | None = None) -> Reading | None:
    try:
        return read(text, answers=answers, today=TODAY)
    except ImpossibleStrategy:
        return None


def pressed(text: str, about: str) -> tuple[str, str]:
    """What stands in the text behind the press, and what of it is selected; or the field."""
    reading = reading_of(text)
    assert reading
    found = zip(reading.assumptions, ways(text, reading), strict=True)
    way = next(way for one, way in found if about in one.text)
    assert way is not None
    new, selected = after(text, way)
    return new, way.field or selected


def after(text: str, way: Way) -> tuple[str, str]:
    if not way.said:
        return text, text[way.start : way.end]
    return text[: way.start] + way.said + text[way.end :], way.part


def problems(text: str, reading: Reading, one: Assumption, way: Way | None) -> list[str]:
    if way is None:
        return [] if any(part in one.text for part in FIXED) else ["leads nowhere"]
    if way.field or way.answer:
        known = way.field in FIELDS or way.answer in {each.id for each in reading.answered}
        return [] if known else ["no such field or answer"]
    if way.said:
        return []
    return [] if text[way.start : way.end].strip() else ["selects nothing"]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("answers", [None, "defaults"])
def test_every_assumption_leads_somewhere(name: str, answers: str | None) -> None:
    found = [
        (text, one.text, told)
        for text in SETS[name]
        if (reading := reading_of(text, answers))
        for one, way in zip(reading.assumptions, ways(text, reading), strict=True)
        if (told := problems(text, reading, one, way))
    ]
    assert not found


@pytest.mark.parametrize("name", SETS)
def test_what_is_added_is_read_as_just_that(name: str) -> None:
    found = [
        (new, one.text, told)
        for text in SETS[name][::SOME]
        if (reading := reading_of(text))
        for one, way in zip(reading.assumptions, ways(text, reading), strict=True)
        if way and way.said
        for new in [after(text, way)[0]]
        if (told := differences(reading, read(new, today=TODAY), one))
    ]
    assert not found


def differences(before: Reading, after: Reading, one: Assumption) -> list[str]:
    """All that reading the changed text has changed beyond the one assumption."""
    was, now = ({each.text for each in reading.assumptions} for reading in (before, after))
    questions = [[each.text for each in reading.questions] for reading in (before, after)]
    told = [f"assumptions: {was ^ now}"] if was - {one.text} != now else []
    told += ["action"] if before.action != after.action else []
    told += ["questions"] if questions[0] != questions[1] else []
    if before.strategy and after.strategy:
        old, new = (each.model_dump() for each in (before.strategy, after.strategy))
        place = one.path.split(".")[0]
        said = {place} if place in ("fill", "sizing", "portfolio") else set()
        changed = {name for name in old if old[name] != new[name]}
        told += [f"changed: {changed}"] if changed != said else []
    return told


@pytest.mark.parametrize(
    ("text", "about", "selected"),
    [
        (EXAMPLES["Trend"], "moving average", "average"),
        (EXAMPLES["Breakout"], "a new extreme", "new 20-day high"),
        (EXAMPLES["Breakout"], "the S&P 500", "S&P 500"),
        (EXAMPLES["Bands"], "reaching a level", "at the middle band"),
        (EXAMPLES["Candles"], "an engulfing candle", "engulfing candle"),
        (EXAMPLES["Hours"], "times of the day", "10:00 and 14:00"),
        (EXAMPLES["Hours"], "sold at the close", "at the close of the day"),
        (EXAMPLES["Calendar"], "days of a month", "day of the month"),
        (EXAMPLES["Saving plan"], "every month is read", "every month"),
        (EXAMPLES["Another market"], "looks at ^GSPC", "S&P 500"),
        (EXAMPLES["Dip with the trend"], "with its sign", "+4%"),
        ("Buy IBM when Oversold, sell after 5 days", "oversold is read", "Oversold"),
        ("茅台，跌破20日均线买入，持有6天", "moving average", "日均线"),
        ("buy aaple when rsi < 30, sell after 5 days", "'aaple'", "aaple"),
    ],
)
def test_the_words_that_it_is_about_are_selected(text: str, about: str, selected: str) -> None:
    assert pressed(text, about) == (text, selected)


def test_the_usual_number_is_said_where_it_stands() -> None:
    assert pressed(RULE, "RSI uses") == (RULE.replace("RSI", "RSI(14)", 1), "14")
    bands = "Buy IBM below the lower Bollinger band, sell after 5 days"
    assert pressed(bands, "Bollinger") == (bands.replace("band", "band(20, 2)"), "20, 2")


def test_what_nobody_said_is_added() -> None:
    assert pressed(RULE, "next open") == (f"{RULE}. Trade at the close.", "close")
    plan = EXAMPLES["Saving plan"]
    assert pressed(plan, "next open") == (f"{plan}. At the close.", "close")


def test_an_exit_that_was_said_is_not_added_again() -> None:
    """Its words are selected instead."""
    new, _ = pressed(EXAMPLES["Bands"], "reaching a level")
    assert new == EXAMPLES["Bands"]


def test_an_answer_is_taken_back() -> None:
    text = "Buy AAPL when RSI is below 30"
    reading = reading_of(text, "defaults")
    assert reading
    told = dict(zip([one.text for one in reading.assumptions], ways(text, reading), strict=True))
    assert [way.answer for text, way in told.items() if way and "as answered" in text] == ["exit"]

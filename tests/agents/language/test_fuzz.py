"""Good descriptions, damaged at random: no exception, no invention, no long wait."""

import random
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any, Literal

import pytest

from agents.language import ImpossibleStrategy, InvalidPrompt, Reading, read
from agents.language.tokens.gibberish import is_gibberish
from agents.language.tokens.tokens import tokenise
from agents.language_model import evidence
from backtests.engine.strategy import Strategy
from benchmarks.score_reader import load
from tests.agents.language.test_corpus import CORPUS

TEXTS = [item["text"] for path in CORPUS for item in load(path)]
INTRUDERS = ["news", "not", "or", "unless", "otherwise", "NaN", "1e309", "-5%", "0%", "(", ")",
             "999999999999", "\u4e70", "\u202e", "every", "half", "\x00", "x\u00b2", "\u0663",
             "\U0001f680"]  # fmt: skip
SIGNS = ".,;:!?()%$\u20ac\"'=<>\u2192\n\u200b"
LENGTH = 2_000
# Keeps the work from growing unseen; the time it takes is measured by `benchmarks.reading_speed`.
MOST_LINES = 1_050_000


def damaged(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(words))
        match rng.randrange(5):
            case 0 if len(words) > 1:
                words.pop(at)
            case 1:
                words.insert(at, rng.choice(rng.choice(TEXTS).split(" ")))
            case 2:
                words[at] = words[at][::-1] + rng.choice(SIGNS)
            case 3:
                rng.shuffle(words)
            case _:
                words.insert(at, rng.choice(INTRUDERS))
    return " ".join(words)[:LENGTH]


def read_or_none(text: str, answers: Literal["defaults"] | None = None) -> Reading | None:
    try:
        return read(text, answers=answers)
    except (ImpossibleStrategy, InvalidPrompt):
        return None


@pytest.mark.parametrize("seed", range(150))
def test_a_damaged_description_is_read_or_refused_and_nothing_is_invented(seed: int) -> None:
    rng = random.Random(seed)
    text = damaged(rng.choice(TEXTS), rng)
    read_or_none(text, "defaults")
    reading = read_or_none(text)
    strategy = reading.strategy if reading else None
    if strategy is None:
        return
    said = tokenise(text).tokens
    numbers = {abs(token.value) for token in said if token.value is not None}
    assert set(strategy.symbols) <= {token.symbol for token in said}
    levels = [strategy.stop_loss, strategy.trailing_stop]
    levels += [] if any("distance of the stop" in one.text for one in reading.assumptions) else [
        strategy.take_profit
    ]  # fmt: skip
    for level in levels:
        if isinstance(level, float):
            assert any(abs(level * 100 - number) < 1e-6 for number in numbers)


@pytest.mark.parametrize("seed", range(60))
def test_a_description_is_read_or_refused_at_every_word_of_typing_it(seed: int) -> None:
    words = random.Random(seed).choice(TEXTS).split(" ")
    for many in range(1, len(words)):
        read_or_none(" ".join(words[:many]))
        read_or_none(" ".join(words[many:]))


@pytest.mark.parametrize("end", ["if 5% is", "if 5% above", "if 5% is above"])
def test_a_comparison_without_its_other_side_is_asked_about(end: str) -> None:
    reading = read(f"Buy SPY when RSI < 30. Sell {end}")
    assert reading.action == "clarify"


@pytest.mark.parametrize("seed", range(150))
def test_every_number_of_a_damaged_rule_was_said_or_is_told_as_assumed(seed: int) -> None:
    rng = random.Random(seed)
    text = damaged(rng.choice(TEXTS), rng)
    reading = read_or_none(text)
    if reading is None or reading.strategy is None:
        return
    said = {abs(one.value) for one in tokenise(text).tokens if one.value is not None}
    rules = dict(numbers_of(reading.strategy))
    told = {path: value for path, value in rules.items() if is_told(reading, path)}
    for path, value in rules.items():
        twin = (path.rpartition(".")[2], value)
        again = any(twin == (one.rpartition(".")[2], other) for one, other in told.items())
        size = abs(value)
        assert path in told or again or {size, size * 100, round(abs(1 - size) * 100, 6)} & said


def numbers_of(strategy: Strategy) -> Iterator[tuple[str, float]]:
    """Those of the rules; words such as "Friday" and "higher" say some of them without figures."""
    rules = strategy.model_dump(mode="json", include={"entry", "exit", "short_entry", "short_exit"})
    for path, value in evidence.numbers(rules):
        kind, _, name = path.rpartition(".")
        spoken = "weekdays" in kind or "months" in kind or name in ("lag", "month_day", "bars")
        if not spoken and value != 1:
            yield path, value


def is_told(reading: Reading, path: str) -> bool:
    known = [*reading.stated, *(one.path for one in reading.assumptions)]
    return any(f"{path}.".startswith(f"{one}.") for one in known)


def two_thousand_characters(seed: int) -> str:
    rng = random.Random(seed)
    return ". ".join(rng.choice(TEXTS) for _ in range(40))[:LENGTH]


@pytest.mark.parametrize("seed", range(12))
def test_two_thousand_characters_are_read_in_no_time(seed: int) -> None:
    assert lines_run(two_thousand_characters(seed)) < MOST_LINES


@pytest.mark.parametrize(
    "piece", ["buy AAPL when rsi < 30 ", "\u4e70", "\x00", "\U0001f680 ", "(", "-5% "]
)
def test_a_hundred_thousand_characters_are_turned_down_at_once(piece: str) -> None:
    with pytest.raises(InvalidPrompt):
        read((piece * 100_000)[:100_000])


def lines_run(text: str) -> int:
    """How many lines of code a reading takes, which no other process can change."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        read_or_none(text)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("first", [0x4E00, 0x21, 0x1F300], ids=["han", "signs", "pictures"])
def test_twice_as_much_gibberish_takes_no_more_than_twice_as_long(first: int) -> None:
    rng = random.Random(first)
    text = "".join(chr(rng.randrange(first, first + 0x400)) for _ in range(1200))
    read_or_none("Buy AAPL when RSI < 30, sell when RSI > 70.")
    assert lines_run(text) < 2.2 * lines_run(text[:600])


SCRIPTS = {
    "any": [(0x20, 0x2FFFF)],
    "han": [(0x4E00, 0x9FFF)],
    "mixed": [(0x20, 0x7F), (0x4E00, 0x9FFF), (0x400, 0x4FF), (0x1F300, 0x1F6FF), (0x600, 0x6FF),
              (0xAC00, 0xD7A3), (0x2000, 0x206F), (0xFF00, 0xFFEF)],
    "ascii": [(0x21, 0x7F)],
}  # fmt: skip


@pytest.mark.parametrize("name", SCRIPTS)
def test_random_letters_are_refused_in_no_time(name: str) -> None:
    rng = random.Random(name)
    letters = (chr(rng.randrange(*rng.choice(SCRIPTS[name]))) for _ in range(2 * LENGTH))
    text = "".join(one for one in letters if not "\ud800" <= one <= "\udfff")[:LENGTH]
    reading = read_or_none(text)
    assert reading is not None
    assert (reading.action, reading.strategy) == ("refuse", None)
    assert len(reading.spans) == 1
    assert lines_run(text) < MOST_LINES


def test_no_description_that_anybody_wrote_is_gibberish() -> None:
    for text in TEXTS:
        assert not is_gibberish(text)
        assert not is_gibberish(f"{text}\n" * (1 + 500 // len(text)))

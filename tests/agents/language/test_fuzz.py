"""Good descriptions, damaged at random: no exception, no invention, no long wait."""

import random
import time
from typing import Literal

import pytest

from agents.language import ImpossibleStrategy, InvalidPrompt, Reading, read
from agents.language.tokens import tokenise
from benchmarks.score_reader import load
from tests.agents.language.test_corpus import CORPUS

TEXTS = [item["text"] for path in CORPUS for item in load(path)]
INTRUDERS = ["news", "not", "or", "unless", "otherwise", "NaN", "1e309", "-5%", "0%", "(", ")",
             "999999999999", "\u4e70", "\u202e", "every", "half", "\x00", "x\u00b2", "\u0663",
             "\U0001f680"]  # fmt: skip
SIGNS = ".,;:!?()%$\u20ac\"'=<>\u2192\n\u200b"
BUDGET = 0.05
LENGTH = 2_000


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
    for level in (strategy.stop_loss, strategy.take_profit, strategy.trailing_stop):
        if isinstance(level, float):
            assert any(abs(level * 100 - number) < 1e-6 for number in numbers)


@pytest.mark.parametrize("seed", range(12))
def test_two_thousand_characters_are_read_in_no_time(seed: int) -> None:
    rng = random.Random(seed)
    text = ". ".join(rng.choice(TEXTS) for _ in range(40))[:LENGTH]
    assert min(_seconds(text) for _ in range(4)) < BUDGET


def _seconds(text: str) -> float:
    """Of this process, so that a busy machine counts for nothing."""
    began = time.process_time()
    read_or_none(text)
    return time.process_time() - began


@pytest.mark.parametrize(
    "piece", ["buy AAPL when rsi < 30 ", "\u4e70", "\x00", "\U0001f680 ", "(", "-5% "]
)
def test_a_hundred_thousand_characters_are_turned_down_at_once(piece: str) -> None:
    with pytest.raises(InvalidPrompt):
        read((piece * 100_000)[:100_000])

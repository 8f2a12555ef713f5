"""Numbers that are told with what each is of."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, noted, sides_of


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("(30-period EMA, ATR(12) with 3x multiplier)", "(30, 3, 12)"),
        ("(30-period EMA, ATR 12, multiplier 3)", "(30, 3, 12)"),
        ("(30 EMA, 3x ATR(12))", "(30, 3, 12)"),
        ("(EMA 30, 3 * ATR 12)", "(30, 3, 12)"),
        ("with EMA 30, ATR(12) and a multiplier of 2.5", "(30, 2.5, 12)"),
    ],
)
def test_a_channel_has_the_range_that_is_said(said: str, numbers: str) -> None:
    text = (
        f"Keltner Channel {said}: buy IBM when it closes below the lower band, sell above the upper"
    )
    entry, exit_ = sides_of(text)
    assert entry == f"the close is below the lower Keltner Channel {numbers}"
    assert exit_ == f"the close is above the upper Keltner Channel {numbers}"


def test_a_range_of_no_length_is_the_usual_one_and_told() -> None:
    head = "Keltner Channel with a 30-day EMA and 3 x ATR"
    text = f"{head}: buy IBM below the lower band, sell at the middle"
    assert sides_of(text)[0] == "the close is below the lower Keltner Channel (30, 3, 10)"
    assert "Keltner Channel uses its usual atr 10" in noted(read(text))


def test_the_length_of_the_deviation_is_no_number_of_them() -> None:
    text = (
        "Use Bollinger Bands with a 30-period SMA and the 30-period standard deviation. Buy IBM "
        "below the lower band, sell above the upper band"
    )
    assert sides_of(text)[0] == "the close is below the lower Bollinger Band (30, 2)"
    three = text.replace("the 30-period standard deviation", "3 standard deviations")
    assert sides_of(three)[0] == "the close is below the lower Bollinger Band (30, 3)"


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("3 ATR(12) below its 40 EMA", "(40, 3, 12)"),
        ("more than 3 times the 12-day ATR below its 40 EMA", "(40, 3, 12)"),
        ("3 ATR below its 40 EMA", "(40, 3, 14)"),
    ],
)
def test_so_many_ranges_off_an_average(said: str, numbers: str) -> None:
    assert entry_of(f"it is {said}") == f"the close is below the lower Keltner Channel {numbers}"


def test_ranges_off_a_simple_average_are_no_channel() -> None:
    reading = read("Buy IBM when it is 3 times the ATR below its 40 SMA, sell after 5 days")
    assert reading.action == "clarify"


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("a volume spike (1.5x average)", "1.5 x the 20-bar average volume"),
        ("a volume spike (3x its 40-day average)", "3 x the 40-bar average volume"),
        ("high volume (twice its 40-day average)", "2 x the 40-bar average volume"),
    ],
)
def test_brackets_say_how_high_the_volume_is(said: str, level: str) -> None:
    assert entry_of(said) == f"volume is at or above {level}"


def test_other_brackets_leave_the_height_open() -> None:
    reading = read("Buy IBM on a volume spike (2 days), sell after 5 days")
    assert {"entry_volume", "rest"} <= {one.id for one in reading.questions}

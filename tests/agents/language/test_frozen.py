"""Levels as they were when it was bought, which no test keeps."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import exit_of, noted, sides_of

KEPT = "as it was at the entry is not kept"


@pytest.mark.parametrize(
    "level",
    ["upper Bollinger band at the time of buying", "upper band as it was at entry",
     "SMA(20) of the entry day", "50-day EMA at the moment we bought", "high of the entry candle",
     "upper band from when I entered"],
)  # fmt: skip
def test_a_level_as_it_was_at_the_entry_is_named_and_not_read_as_that_of_today(level: str) -> None:
    reading = read(f"Buy KO when RSI < 30, sell when the close is above the {level}")
    assert [KEPT in one.why for one in reading.unsupported] == [True]
    assert [one.id for one in reading.questions] == ["exit"]


def test_the_other_way_out_is_still_tested() -> None:
    text = "Buy KO when RSI < 30, sell when RSI > 70 or close < the low of the day we bought"
    reading = read(text)
    assert reading.action == "partial"
    assert KEPT in reading.unsupported[0].why
    assert sides_of(text)[1] == "RSI(14) is above 70"


@pytest.mark.parametrize(
    "exit_",
    ["sell when it drops below the breakout level, or after 9 days",
     "sell after 9 days, stop loss just below the breakout level"],
)  # fmt: skip
def test_the_level_that_was_broken_is_not_kept_either(exit_: str) -> None:
    reading = read(f"Buy KO when it breaks above the 20-day high, {exit_}")
    assert KEPT in reading.unsupported[0].why
    assert reading.strategy is not None
    assert reading.strategy.exit is None
    assert reading.strategy.max_bars == 9


def test_at_the_entry_itself_a_level_is_that_of_its_signal() -> None:
    text = "Buy KO when the close is above the SMA(200) at the time of entry, sell when RSI > 70"
    assert sides_of(text)[0] == "the close is above SMA(200)"
    assert not read(text).unsupported


def test_what_is_told_of_the_entry_behind_a_level_leaves_it_as_it_is() -> None:
    assert exit_of("the close is above its 20-day high. At entry use 10% of capital") == (
        "the close is above the 20-bar high 1 bar ago"
    )
    text = "Buy KO when RSI < 30, stop at 2 ATR at the time of entry, sell when RSI > 70"
    assert not read(text).unsupported
    assert "the ATR uses its usual 14 bars" in noted(read(text))


@pytest.mark.parametrize(
    "leaves",
    ["at a 50% recovery", "when it has recovered half of the drop",
     "when it gives back a third of its gains", "when the price regains 60% of its fall"],
)  # fmt: skip
def test_a_part_of_a_move_that_is_won_back_is_named_with_the_reason(leaves: str) -> None:
    reading = read(f"Buy KO when it drops 4% in a day, sell {leaves}")
    assert ["won back or given back" in one.why for one in reading.unsupported] == [True]
    assert [one.id for one in reading.questions] == ["exit"]


def test_a_rise_from_a_low_and_a_retracement_level_are_no_such_part() -> None:
    for text in (
        "Buy KO when it recovers 5% from its 20-day low, sell after 9 days",
        "Buy KO at the 50% retracement level, sell after 9 days",
    ):
        assert not any("won back" in one.why for one in read(text).unsupported)

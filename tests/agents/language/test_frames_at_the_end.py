"""A frame that stands alone at the end is how long a bar is, and no time to hold."""

import pytest

from tests.agents.language.reading_of import strategy_of

RULES = "Buy MSFT when RSI<30, sell when RSI>70"


@pytest.mark.parametrize("frame", [", 1d", ". 1d", " 1d", " (1d)", " on 1d", ", tf 1d"])
def test_one_day_behind_the_rules_is_the_bar(frame: str) -> None:
    made = strategy_of(RULES + frame)
    assert (made.timeframe, made.max_bars) == ("1d", None)


@pytest.mark.parametrize(
    ("words", "bars"),
    [(" or 1d", 1), (" or after 1d", 1), (", 5d max", 5), (" or 5 days max", 5),
     (", hold 5 days max", 5)],
)  # fmt: skip
def test_a_time_to_hold_has_a_word_of_its_own(words: str, bars: int) -> None:
    made = strategy_of(RULES + words)
    assert made.max_bars == bars


def test_a_minimum_of_some_days_is_still_their_low() -> None:
    made = strategy_of("Buy MSFT when it breaks the 20-day max, sell on the 10-day min")
    assert made.max_bars is None
    assert made.exit is not None

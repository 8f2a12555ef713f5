"""Stops that go with a level that moves, and the middle line under another name."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of

BUYS = "Buy KO when the close crosses over the upper band"
MIDDLE = "the close is at or below the middle Bollinger Band (20, 2)"


@pytest.mark.parametrize(
    ("stop", "leaves"),
    [("The stop loss follows the middle band", MIDDLE),
     ("Set the SL at the basis line. The stop loss follows the basis line at each new close",
      MIDDLE),
     ("The stop tracks the 30-day average", "the close is below SMA(30)"),
     ("Trail the stop along the 20 EMA", "the close is below EMA(20)"),
     ("Move the stop to the 20 EMA every day", "the close is below EMA(20)"),
     ("The stop will follow the 10-day low", "the close is below the 10-bar low 1 bar ago")],
)  # fmt: skip
def test_a_stop_that_goes_with_a_level_leaves_there(stop: str, leaves: str) -> None:
    assert sides_of(f"{BUYS}. {stop}.")[1] == leaves


def test_a_short_leaves_above_it() -> None:
    text = "Short KO when the close drops below the lower band. The stop follows the middle band."
    assert sides_of(text)[1] == "the close is at or above the middle Bollinger Band (20, 2)"


def test_a_stop_that_is_moved_once_is_not_at_that_level_from_the_start() -> None:
    text = f"{BUYS}. Stop loss 5%, move the stop to the 20 EMA after a gain of 10%"
    reading = read(text)
    assert any("move the stop to the 20 EMA" in one.text for one in reading.unsupported)
    assert "exit" not in reading.draft


def test_a_basis_that_is_no_line_stays_one() -> None:
    text = f"{BUYS}, sell at the lower band. Check it on a daily basis."
    assert "middle" not in sides_of(text)[1]
    assert strategy_of(text).timeframe == "1d"

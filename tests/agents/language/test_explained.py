"""Labels and headings that the rules below them tell more closely."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import strategy_of

RULES = "Buy IBM when RSI is below 30, sell when RSI is above 70"


@pytest.mark.parametrize(
    ("label", "bars"),
    [("Period: daily.", "1d"), ("Period: weekly.", "1w"), ("Period: 15 min.", "15m"),
     ("Period (daily).", "1d")],
)  # fmt: skip
def test_a_period_of_bars_is_the_timeframe(label: str, bars: str) -> None:
    assert strategy_of(f"{label} {RULES}").timeframe == bars


@pytest.mark.parametrize(
    "text",
    [
        "EMA pullback in an uptrend on IBM. Buy when the close is above the 50-day EMA (uptrend) "
        "but below the 20-day EMA (short-term pullback). Sell when RSI is above 70.",
        "Trend pullback on IBM: buy when the close is above its 200-day average (uptrend) and RSI "
        "is below 30 (pullback), sell when RSI is above 70",
    ],
)
def test_a_heading_is_told_by_the_brackets_behind_its_conditions(text: str) -> None:
    assert read(text).action == "run"


@pytest.mark.parametrize(
    "text",
    [
        f"Pullback in an uptrend on IBM. {RULES}",
        "Pullback in an uptrend on IBM. Buy when RSI is below 30 (pullback), sell when RSI is "
        "above 70",
        "Buy IBM in an uptrend when RSI is below 30 (pullback), sell when RSI is above 70",
    ],
)
def test_what_no_bracket_tells_is_named_or_asked(text: str) -> None:
    assert read(text).action != "run"

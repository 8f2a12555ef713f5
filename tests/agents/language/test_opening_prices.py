"""The open by its longer name, as a value and as the moment of trading."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, strategy_of


@pytest.mark.parametrize(
    ("condition", "means"),
    [("the close is above the opening price", "the close is above the open"),
     ("it closes 2% above its opening price", "the close is above 1.02 x the open"),
     ("price falls 3% below the opening price", "the close is below 0.97 x the open"),
     ("the day's opening price is above the 20-day average", "the open is above SMA(20)")],
)  # fmt: skip
def test_the_opening_price_is_the_open(condition: str, means: str) -> None:
    assert entry_of(condition) == means


def test_at_the_opening_price_is_a_moment() -> None:
    strategy = strategy_of("Buy KO when RSI < 30 at the opening price, sell after 9 days")
    assert strategy.fill == "next_open"
    assert strategy == strategy_of("Buy KO when RSI < 30 at the open, sell after 9 days")


def test_what_is_known_at_the_opening_price_itself_is_asked_about() -> None:
    text = "Buy KO if the opening price is 2% above yesterday's closing price, sell at the close"
    assert asked(read(text)) == asked(read(text.replace("opening price", "open")))
    assert asked(read(text))

"""A distance from a level that is not said again, and a better one whose rest is cash."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of


@pytest.mark.parametrize(
    ("text", "leaves"),
    [("Buy KO when it crosses above its 150 SMA, sell when it falls 3% below",
      "the close is below 0.97 x SMA(150)"),
     ("Buy KO when it is 5% above its 150 SMA, sell when it drops 3% below or after 20 days",
      "the close is below 0.97 x SMA(150)"),
     ("Buy KO when it is 5% below its 40 EMA, sell when it rises 3% above",
      "the close is above 1.03 x EMA(40)"),
     ("Buy KO when PEP is 5% above its 150 SMA, sell when PEP falls 3% below",
      "PEP's close is below 0.97 x PEP's SMA(150)")],
)  # fmt: skip
def test_so_far_below_is_below_the_level_of_the_entry(text: str, leaves: str) -> None:
    assert sides_of(text)[1] == leaves
    assert strategy_of(text).stop_loss is None


@pytest.mark.parametrize("exit_", ["it falls 3% below entry", "it falls 3%"])
def test_a_fall_without_a_place_or_with_its_own_is_a_stop(exit_: str) -> None:
    strategy = strategy_of(f"Buy KO when it is above its 150 SMA, sell when {exit_}")
    assert (strategy.stop_loss, strategy.exit) == (0.03, None)


def test_without_an_average_a_place_is_asked_about() -> None:
    assert read("Buy KO when RSI < 30, sell when it falls 3% below").strategy is None


@pytest.mark.parametrize(
    "text",
    ["Go long KO if the 12-month return of KO exceeds the 12-month return of PEP, otherwise cash",
     "Hold KO when it outperforms PEP over 12 months, otherwise go to cash"],
)  # fmt: skip
def test_the_other_one_is_not_held_where_the_rest_is_cash(text: str) -> None:
    assert sides_of(text) == (
        "the change over 252 bars is above PEP's change over 252 bars",
        "the change over 252 bars is at or below PEP's change over 252 bars",
    )
    assert strategy_of(text).symbols == ["KO"]

"""Words that open a way out by saying that something was bought order nothing."""

import pytest

from tests.agents.language.reading_of import read, strategy_of

BUY = "Buy KO when RSI is below 25."


@pytest.mark.parametrize(
    "lead", ["After buying", "When I buy a stock", "Once bought", "After I have bought it"]
)
def test_a_gain_or_a_loss_behind_them_is_a_target_or_a_stop(lead: str) -> None:
    text = f"{BUY} {lead}, if it has a profit of 4%, sell it. {lead}, if the loss is 3%, sell."
    reading = read(text)
    assert (reading.action, reading.unsupported) == ("run", [])
    strategy = strategy_of(text)
    assert (strategy.take_profit, strategy.stop_loss) == (0.04, 0.03)


@pytest.mark.parametrize(
    "rest",
    [
        "After buying, if RSI drops below 15, buy more. Sell at 75.",
        "After buying, wait 3 days. Sell at 75.",
    ],
)
def test_what_buys_again_or_waits_behind_them_is_not_passed_over(rest: str) -> None:
    assert read(f"{BUY} {rest}").unsupported


def test_a_short_that_nothing_else_tells_of_is_not_passed_over() -> None:
    text = f"{BUY} When I buy or short a stock, if it has a profit of 4%, sell it."
    assert read(text).questions

"""To stay out, in cash or flat: where the case of buying is over, or while something else is so."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import sides_of

SIDES = ("the close is above SMA(120)", "the close is below SMA(120)")


@pytest.mark.parametrize(
    "text",
    [
        "If the price is above the 120-day SMA - buy, if it is below the 120-day SMA - stay in"
        " cash. KO",
        "Buy KO when price is above its 120-day SMA, when it is below stay in cash",
        "Above the 120-day SMA buy KO; below, stay in cash",
        "KO: above the 120-day SMA hold, below it sit in cash",
        "Buy KO above the 120-day SMA and below it stay out of the market",
        "Buy KO if price is above the 120-day SMA; if it is below, hold the value constant",
        "Buy KO when price is above its 120-day SMA; remain in cash when it is below",
        "hold KO when it is above its 120-day SMA, hold cash when below",
    ],
)
def test_who_stays_out_below_has_sold_there(text: str) -> None:
    assert sides_of(text) == SIDES


@pytest.mark.parametrize("said", ["stay in cash", "stay out of the market", "remain in cash"])
@pytest.mark.parametrize("lead", ["when", "while"])
def test_beside_an_exit_it_keeps_from_buying(said: str, lead: str) -> None:
    text = f"Buy KO when RSI(14) < 30, sell when RSI(14) > 70. {said} {lead} VIX is above 35."
    assert sides_of(text) == (
        "RSI(14) is below 30 and ^VIX's close is at or below 35",
        "RSI(14) is above 70",
    )


def test_no_time_of_staying_out_becomes_one_of_buying() -> None:
    text = "Buy KO when RSI(14) < 30, stay in cash when VIX is above 35, sell after 5 days"
    assert "^VIX's close is at or below 35" in read(text).sentence


@pytest.mark.parametrize(
    "text",
    [
        "If KO is above its 120-day SMA buy, if it is below do nothing",
        "Buy KO when price is above its 120-day SMA and RSI is below 30, stay in cash",
    ],
)
def test_what_may_mean_to_keep_it_is_no_sale(text: str) -> None:
    assert read(text).strategy is None


def test_otherwise_in_cash_is_the_opposite_still() -> None:
    text = "Go long KO when it is above its 120-day SMA, otherwise stay in cash"
    assert sides_of(text)[1] == "the close is at or below SMA(120)"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        (
            "Buy KO when RSI(14) is below 25 and hold until RSI(14) is above 60; stay in cash when"
            " it is below its 150-day SMA",
            "RSI(14) is below 25 and the close is at or above SMA(150)",
        ),
        (
            "Stay out when VIX is above 35, buy KO when RSI(14) < 25 and sell when RSI(14) > 60",
            "RSI(14) is below 25 and ^VIX's close is at or below 35",
        ),
        (
            "When VIX is above 35 stay out. Buy KO when RSI(14) < 25. Sell when RSI(14) > 60.",
            "RSI(14) is below 25 and ^VIX's close is at or below 35",
        ),
        (
            "Stay out of the market below the 150-day SMA, buy KO when RSI(14) < 25, sell when"
            " RSI(14) is above 60",
            "RSI(14) is below 25 and the close is at or above SMA(150)",
        ),
    ],
)
def test_wherever_it_stands_it_keeps_from_buying_beside_an_exit(text: str, entry: str) -> None:
    assert sides_of(text) == (entry, "RSI(14) is above 60")


@pytest.mark.parametrize("limit", ["Take profit 4%.", "Stop loss 4%."])
def test_a_limit_is_an_exit_beside_which_it_sells_nothing(limit: str) -> None:
    strategy = read(f"Buy KO when RSI(14) < 25. Stay in cash when VIX > 35. {limit}").strategy
    assert strategy is not None
    assert strategy.exit is None
    assert "at or below 35" in describe_condition(strategy.entry)


@pytest.mark.parametrize(
    "text",
    [
        "Hold KO when VIX is below 22, stay in cash when RSI is above 75",
        "Buy KO when the close is above its 40-day SMA, stay in cash when VIX is below 14",
        "Buy KO when RSI is above 55; when VIX is below 14 stay in cash",
        "Stay out when VIX is above 35. Hold KO when RSI(14) < 25.",
        "Buy KO when RSI(14) < 25 and VIX < 22, stay in cash when VIX > 22",
    ],
)
def test_what_is_the_other_side_of_nothing_is_asked_about(text: str) -> None:
    assert read(text).action != "run"


def test_it_keeps_from_selling_short_too() -> None:
    text = "Short KO when RSI > 75, cover when RSI < 35, stay out when VIX is above 35"
    strategy = read(text).strategy
    assert strategy is not None
    assert describe_condition(strategy.entry) == (
        "RSI(14) is above 75 and ^VIX's close is at or below 35"
    )

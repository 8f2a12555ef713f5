"""What a position has been through, as programs measure it, and the last close of a month."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, noted, sides_of, strategy_of

BUY = "Buy IBM when RSI < 25, sell when"


@pytest.mark.parametrize(
    "words",
    [
        "RSI > 70 or bars held > 20",
        "(RSI > 70 OR days in trade >= 20)",
        "bars held > 20 or RSI > 70",
        "I have been holding for more than 20 bars or if RSI > 70",
        "we have held it for more than 20 days or RSI > 70",
    ],
)
def test_bars_that_are_counted_in_the_position_end_it(words: str) -> None:
    strategy = strategy_of(f"{BUY} {words}")
    assert strategy.max_bars == 20
    assert sides_of(f"{BUY} {words}")[1] == "RSI(14) is above 70"


@pytest.mark.parametrize(
    "words",
    [
        "RSI > 70 and bars held > 20",
        "bars held > 20 and RSI > 70",
        "held for more than 20 bars and RSI > 70",
        "RSI was above 70 for more than 3 days",
    ],
)
def test_a_count_that_only_joins_another_condition_is_no_exit_of_its_own(words: str) -> None:
    reading = read(f"{BUY} {words}")
    assert reading.unsupported
    assert reading.strategy is None or reading.strategy.max_bars is None


@pytest.mark.parametrize(
    "words",
    [
        "my unrealised loss from the entry crosses 4 percent",
        "the unrealized loss exceeds 4%",
        "the floating loss rises above 4%",
    ],
)
def test_a_loss_that_is_not_yet_realised_is_a_stop(words: str) -> None:
    assert strategy_of(f"{BUY} {words}").stop_loss == 0.04


def test_a_loss_at_which_more_is_bought_is_none() -> None:
    text = "Buy IBM when RSI < 25, buy more when my unrealised loss crosses 4%, sell when RSI > 70"
    reading = read(text)
    assert any("buy more" in one.text for one in reading.unsupported)
    assert reading.strategy is None or reading.strategy.stop_loss is None


@pytest.mark.parametrize(
    "words",
    ["the drawdown from peak >= 7 percent", "RSI > 70 or when the drop from its peak exceeds 7%"],
)
def test_a_drawdown_from_the_peak_is_a_stop_that_follows(words: str) -> None:
    trailing = strategy_of(f"{BUY} {words}").trailing_stop
    assert trailing is not None
    assert trailing == 0.07


@pytest.mark.parametrize(
    "text",
    [
        f"{BUY} RSI > 70 or the account's drawdown from peak exceeds 20%",
        f"{BUY} the drawdown from peak exceeds 7% and RSI > 70",
        f"{BUY} RSI > 70. Stop trading when the drawdown from peak exceeds 20%",
        "Buy IBM when the drawdown from peak >= 10%, sell after 20 days",
        f"{BUY} the drop from the 52-week high exceeds 8%",
    ],
)
def test_of_an_account_or_beside_a_condition_it_is_not(text: str) -> None:
    reading = read(text)
    assert reading.unsupported
    assert reading.strategy is None or reading.strategy.trailing_stop is None


@pytest.mark.parametrize("led", ["for a", "with a", "at a"])
def test_a_position_is_closed_for_a_profit_or_a_loss(led: str) -> None:
    text = f"Buy IBM when RSI < 25. The position will be closed {led} profit of 3% or a loss of 2%."
    strategy = strategy_of(text)
    assert (strategy.take_profit, strategy.stop_loss) == (0.03, 0.02)


def test_closed_for_the_day_is_no_profit() -> None:
    assert read("Buy IBM when RSI < 25. The position is closed for the day.").unsupported


@pytest.mark.parametrize(
    "text",
    [
        "buy 50 shares of TLT at the close in March and sell at the close in May",
        "buying TLT at the close in March and selling at the close of May every year",
        "Buy TLT at the close of March, sell at the close of May, from 2004 until 2016",
    ],
)
def test_the_close_of_a_month_is_its_last_one(text: str) -> None:
    last = "and the last trading day of the month"
    assert sides_of(text) == (f"it is March {last}", f"it is May {last}")
    assert strategy_of(text).fill == "close"


@pytest.mark.parametrize(
    "text",
    [
        "Buy TLT at the close in March when RSI < 40, sell after 5 days",
        "Buy TLT at the close when RSI < 40 in March, sell after 5 days",
        "Buy TLT at the close on the 5th of March, sell after 5 days",
    ],
)
def test_where_another_condition_says_which_close_it_is_not(text: str) -> None:
    assert "last trading day" not in sides_or_entry(text)


def sides_or_entry(text: str) -> str:
    return read(text).sentence + " ".join(noted(read(text)))


@pytest.mark.parametrize("said", ["close at a profit", "close with a profit", "close in profit"])
def test_the_first_close_at_a_profit_is_no_first_of_the_month(said: str) -> None:
    reading = read(f"Buy IBM when RSI < 25. Sell on the first {said}.")
    assert asked(reading) == ["exit"]
    assert "trading day of the month" not in reading.sentence

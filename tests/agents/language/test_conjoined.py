"""Gains, losses and times that must be so beside a rule, and those that leave by themselves."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import exit_of, noted, sides_of, strategy_of

BUY = "Buy MSFT when RSI < 25"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Exit when RSI > 65 and profit is at least 5%", "and profit is at least 5%"),
        ("sell when the profit is above 5% and RSI > 65", "profit is above 5%"),
        ("sell if RSI > 65, and the gain is over 4%", "and the gain is over 4%"),
        ("sell when up 5% and RSI > 65", "up 5%"),
        ("sell when RSI > 65 with at least 3% profit", "with at least 3% profit"),
        ("sell when RSI > 65 but at least 3% above the entry", "but at least 3% above the entry"),
        ("sell when RSI > 65 if we're up 5%", "if we're up 5%"),
        ("sell when RSI > 65 while profit is above 5%", "while profit is above 5%"),
        ("sell when RSI > 65, but only if the close is 4% higher than my buy price",
         "but only if the close is 4% higher than my buy price"),
        ("sell when RSI > 65 but only if I'm up at least 4%", "but only if I'm up at least 4%"),
        ("sell when RSI > 65, only at a 5% profit", "only at a 5% profit"),
        ("sell after 10 days and RSI > 65", "after 10 days"),
        ("verkaufe wenn RSI > 65 und Gewinn über 5%", "und Gewinn über 5%"),
        ("vends quand RSI > 65 et gain supérieur à 5%", "et gain supérieur à 5%"),
    ],
)  # fmt: skip
def test_what_must_be_so_beside_a_rule_is_named_and_no_other_way_out(said: str, named: str) -> None:
    reading = read(f"{BUY}, {said}.")
    assert reading.action == "partial"
    assert [one.text for one in reading.unsupported] == [named]
    assert sides_of(f"{BUY}, {said}.")[1] == "RSI(14) is above 65"
    strategy = strategy_of(f"{BUY}, {said}.")
    assert (strategy.take_profit, strategy.stop_loss, strategy.max_bars) == (None, None, None)


def test_a_loss_beside_a_rule_is_no_stop() -> None:
    text = f"{BUY}, sell if it has lost 5% and the close is below the 200 SMA"
    assert read(text).action == "partial"
    assert strategy_of(text).stop_loss is None
    covered = "Short MSFT when RSI > 75, cover when RSI < 50 and profit above 3%"
    assert read(covered).action == "partial"
    assert strategy_of(covered).take_profit is None


@pytest.mark.parametrize(
    ("said", "limit", "size"),
    [
        ("sell when RSI > 65 and stop loss 5%", "stop_loss", 0.05),
        ("sell when RSI > 65 and take profit at 8%", "take_profit", 0.08),
        ("sell when RSI > 65 and also at a loss of 5%", "stop_loss", 0.05),
        ("exit at 5% profit and at RSI > 65", "take_profit", 0.05),
        ("exit at 5% profit and RSI > 65", "take_profit", 0.05),
        ("sell at 10% profit, 5% loss and RSI > 65", "stop_loss", 0.05),
        ("sell when RSI > 65 or profit is 5%", "take_profit", 0.05),
        ("only sell when RSI > 65 or at 5% profit", "take_profit", 0.05),
        ("sell when RSI > 65, profit 5%, or loss 3%", "stop_loss", 0.03),
        ("sell when RSI > 65 and when it drops 5% from entry", "stop_loss", 0.05),
        ("sell when RSI > 65 and hold for max 10 days", "max_bars", 10),
    ],
)
def test_an_exit_of_its_own_stays_one(said: str, limit: str, size: float) -> None:
    assert read(f"{BUY}, {said}").action == "run"
    assert getattr(strategy_of(f"{BUY}, {said}"), limit) == size


def test_two_limits_are_two_ways_out() -> None:
    strategy = strategy_of(f"{BUY}, sell at 5% profit and 3% loss")
    assert (strategy.take_profit, strategy.stop_loss) == (0.05, 0.03)


def test_where_and_may_be_or_it_is_told() -> None:
    told = noted(read(f"{BUY}, sell after 10 days and when RSI > 65"))
    assert "'and when RSI > 65' is read as another way out: whichever comes first" in told


@pytest.mark.parametrize("joint", ["if", "when"])
def test_a_time_under_a_condition_is_a_time_and_the_condition_is_named(joint: str) -> None:
    text = f"{BUY}, sell after 10 days {joint} RSI is under 50"
    assert [one.text for one in read(text).unsupported] == [f"{joint} RSI is under 50"]
    assert (strategy_of(text).max_bars, strategy_of(text).exit) == (10, None)


def test_rules_alone_are_joined_as_they_are_said() -> None:
    both = "RSI > 65 and the close is 3% above the 20 SMA"
    assert exit_of(both) == "RSI(14) is above 65 and the close is above 1.03 x SMA(20)"
    over = "it is up 5% in 3 days and RSI > 60"
    assert exit_of(over) == "the change over 3 bars is at or above 5% and RSI(14) is above 60"
    assert strategy_of("Buy MSFT on days when RSI < 25, sell after 5 days").max_bars == 5

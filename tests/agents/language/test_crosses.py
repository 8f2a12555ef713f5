"""Crosses that have a name, and of what: two averages, the MACD, the lines of the Stochastic."""

import pytest

from backtests.engine.describe import describe_condition
from tests.agents.language.reading_of import entry_of, strategy_of

MACD = "MACD(12, 26, 9) line crosses {} MACD(12, 26, 9) signal"
KD = "STOCHASTIC(14, 3, 3) k crosses {} STOCHASTIC(14, 3, 3) d"


@pytest.mark.parametrize(
    ("lines", "meant"), [("MACD", MACD), ("KDJ", KD), ("Stochastic", KD)]
)  # fmt: skip
@pytest.mark.parametrize("death", ["death cross", "dead cross", "the death cross"])
def test_a_death_cross_is_of_the_lines_that_crossed_before(
    lines: str, meant: str, death: str
) -> None:
    strategy = strategy_of(f"Buy ORCL on a {lines} golden cross, sell on {death}")
    assert describe_condition(strategy.entry) == meant.format("above")
    assert strategy.exit
    assert describe_condition(strategy.exit) == meant.format("below")


def test_it_may_say_where() -> None:
    exit_ = strategy_of("Stochastic golden cross below 25 buy ORCL, death cross above 75 sell").exit
    assert exit_
    assert describe_condition(exit_).endswith("and STOCHASTIC(14, 3, 3) k is above 75")


@pytest.mark.parametrize("verb", ["makes", "forms", "gets", "gives", "prints", "has", "shows"])
@pytest.mark.parametrize(
    ("said", "meant"),
    [("MACD {} a golden cross", MACD.format("above")),
     ("MACD {} a bearish crossover", MACD.format("below")),
     ("it {} a death cross", "SMA(50) crosses below SMA(200)"),
     ("QQQ {} a golden cross", "QQQ's SMA(50) crosses above QQQ's SMA(200)")],
)  # fmt: skip
def test_who_makes_a_cross_crosses(verb: str, said: str, meant: str) -> None:
    assert entry_of(said.format(verb)) == meant


@pytest.mark.parametrize(
    "pair",
    ["of the 20 and 50 EMA", "of the 20 day EMA and the 50 day EMA", "(EMA 20 and EMA 50)",
     "of EMA 50 and EMA 20", ": EMA 20 / EMA 50"],
)  # fmt: skip
def test_a_golden_cross_may_be_of_other_averages(pair: str) -> None:
    strategy = strategy_of(f"Buy ORCL on the golden cross {pair}. Sell on the death cross.")
    assert describe_condition(strategy.entry) == "EMA(20) crosses above EMA(50)"
    assert strategy.exit
    assert describe_condition(strategy.exit) == "EMA(20) crosses below EMA(50)"


def test_beside_an_oscillator_in_the_same_rule_it_is_of_averages() -> None:
    said = "MACD crosses above its signal and there is a golden cross"
    assert entry_of(said).endswith("SMA(50) crosses above SMA(200)")


def test_the_symbol_of_a_cross_is_kept_from_the_exit_to_the_entry() -> None:
    text = "When QQQ makes a MACD death cross sell TQQQ, when it makes a MACD golden cross buy TQQQ"
    assert "QQQ's MACD" in describe_condition(strategy_of(text).entry)

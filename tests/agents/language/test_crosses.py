"""Crosses that have a name, and of what: two averages, the MACD, the lines of the Stochastic."""

import pytest

from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import entry_of, sides_of, strategy_of

MACD = "the MACD line (12, 26, 9) crosses {} the MACD signal (12, 26, 9)"
KD = "Stochastic %K (14, 3, 3) crosses {} Stochastic %D (14, 3, 3)"


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
    assert describe_condition(exit_).endswith("and Stochastic %K (14, 3, 3) is above 75")


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


@pytest.mark.parametrize(
    ("text", "entry", "exit_"),
    [("buy ORCL on a supertrend buy signal, sell on a supertrend sell signal",
      "the SuperTrend direction (10, 3) rises above 0", "the SuperTrend direction (10, 3) drops "
      "below 0"),
     ("SuperTrend(10, 3) buy signal go long ORCL, sell signal go short",
      "the SuperTrend direction (10, 3) rises above 0", "the SuperTrend direction (10, 3) drops "
      "below 0"),
     ("buy ORCL on a MACD buy signal, exit on a MACD sell signal",
      MACD.format("above"), MACD.format("below"))],
)  # fmt: skip
def test_the_signal_of_an_indicator_is_how_it_turns(text: str, entry: str, exit_: str) -> None:
    assert sides_of(text) == (entry, exit_)


def test_a_signal_that_rules_spell_out_is_no_turn() -> None:
    text = "Buy signal: RSI < 30. Sell signal: RSI > 70. ORCL"
    assert sides_of(text) == ("RSI(14) is below 30", "RSI(14) is above 70")


@pytest.mark.parametrize(
    ("said", "meant"),
    [("today's volume exceeds yesterday's volume", "volume is above volume 1 bar ago"),
     ("volume is lower than the previous day's volume", "volume is below volume 1 bar ago"),
     ("volume is above the volume of the previous day", "volume is above volume 1 bar ago"),
     ("volume is above 1.5x its 20 day average", "volume is above 1.5 x the 20-bar average "
      "volume")],
)  # fmt: skip
def test_volume_may_be_compared_with_that_of_the_day_before(said: str, meant: str) -> None:
    assert entry_of(said) == meant


def test_all_three_may_be_said_of_a_list() -> None:
    rules = "1. Price above 200 EMA 2. RSI(14) < 40 3. MACD > 0."
    text = f"{rules} If all three then buy ORCL. Exit: RSI > 60"
    assert sides_of(text)[0].count(" and ") == 2


def test_bars_may_be_named_beside_the_symbol() -> None:
    text = "Buy when price crosses VWAP from below on 5 min SPY, sell when it crosses from above"
    assert strategy_of(text).timeframe == "5m"

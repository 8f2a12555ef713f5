"""Stops and targets in pips, points and money."""

import pytest

from agents.language import Overrides, read
from backtests.engine.strategy import Money
from tests.agents.language.reading_of import asked, noted, strategy_of

RULE = "buy when RSI < 25"


@pytest.mark.parametrize(
    ("said", "stop", "target"),
    [("EURUSD {}, SL 30 pips, TP 60 pips", 0.003, 0.006),
     ("USDJPY 1h {}, stop 20 pips, target 45 pips", 0.2, 0.45),
     ("EURUSD and GBPUSD {} with a 25 pip stop and a 50 pip target", 0.0025, 0.005),
     ("EURUSD 4h {}, 70SL and 140TP", 0.007, 0.014),
     ("GBPUSD {}, SL: 40, TP: 90", 0.004, 0.009)],
)  # fmt: skip
def test_pips_are_those_of_the_currency_pair(said: str, stop: float, target: float) -> None:
    strategy = strategy_of(said.format(RULE))
    assert strategy.stop_loss == Money(distance=stop)
    assert strategy.take_profit == Money(distance=target)


def test_a_trailing_stop_and_a_german_one_may_be_in_pips() -> None:
    assert strategy_of(f"EURUSD {RULE}, trailing stop 30 pips").trailing_stop == Money(
        distance=0.003
    )
    german = strategy_of("EURUSD kaufen wenn RSI unter 25, Stop 30 Pips, Ziel 60 Pips")
    assert german.take_profit == Money(distance=0.006)


@pytest.mark.parametrize(
    "said",
    ["XAUUSD {}, stop 50 pips, sell when RSI > 60", "AAPL {}, stop 50 pips, sell when RSI > 60",
     "EURUSD and USDJPY {}, stop 80, sell when RSI > 60", "NQ {}, 20 tick stop, sell when RSI > 60",
     "EURUSD {}, SL 80 points, sell when RSI > 60"],
)  # fmt: skip
def test_a_unit_that_has_no_one_size_is_named(said: str) -> None:
    reading = read(said.format(RULE))
    assert reading.unsupported
    assert reading.draft.get("stop_loss") is None
    assert reading.strategy is None or reading.strategy.stop_loss is None


@pytest.mark.parametrize(
    ("said", "stop"),
    [("EURUSD {}, SL 2, TP 4", 0.02), ("AAPL {}, 5SL 10TP", 0.05),
     ("^GSPC {}, stop 20 points, target 40 points", Money(distance=20))],
)  # fmt: skip
def test_other_numbers_are_what_they_were(said: str, stop: float | Money) -> None:
    assert strategy_of(said.format(RULE)).stop_loss == stop


def test_money_beside_a_stop_is_asked_about_and_no_capital() -> None:
    reading = read(f"AAPL: {RULE}, $2 stop, sell when RSI > 60")
    assert asked(reading) == ["stop_loss"]
    assert "may be a distance or a price" in reading.questions[0].text
    assert reading.questions[0].choices[0] == "$2"
    assert "initial_capital" not in reading.draft
    answered = read(f"AAPL: {RULE}, $2 stop, sell when RSI > 60", answers="defaults").strategy
    assert answered
    assert answered.stop_loss == Money(distance=2)


def test_a_stop_and_a_target_that_lie_far_apart_are_no_prices() -> None:
    text = f"AAPL: {RULE} with a $2 stop and a $5 target"
    strategy = strategy_of(text)
    assert (strategy.stop_loss, strategy.take_profit) == (Money(distance=2), Money(distance=5))
    assert strategy.initial_capital == 10_000
    assert "'$2 stop' is read as 2 a share from the price paid" in noted(read(text))


def test_two_prices_that_lie_near_each_other_are_asked_about() -> None:
    reading = read(f"AAPL: {RULE}, $95 stop, $120 target")
    assert asked(reading) == ["stop_loss", "take_profit"]


def test_money_behind_at_is_a_price() -> None:
    text = f"AAPL: {RULE}, stop at $95, target at $120, start with $5,000"
    assert "a stop at 95 is read as a rule: a close at or below it" in noted(read(text))
    assert strategy_of(text).initial_capital == 5_000


@pytest.mark.parametrize(
    "text",
    ["Buy AAPL when it gaps down $1, sell after 5 days",
     "Buy AAPL when the close is $2 above yesterday's close, sell after 5 days",
     "Buy AAPL when it drops $5 in a day, sell after 5 days",
     "Buy AAPL on a $5 drop, sell after 5 days", "Buy AAPL when RSI < 25, sell on a $10 gain",
     "Buy AAPL when RSI < 25, sell when the trade is up $500"],
)  # fmt: skip
def test_money_that_says_how_far_a_price_moves_is_no_capital_and_is_named(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None
    assert "initial_capital" not in reading.draft
    assert reading.unsupported


@pytest.mark.parametrize(
    ("said", "capital"),
    [("$4,000: {}", 4000), ("{}, $25,000", 25000), ("With $25k {}", 25000),
     ("{}, starting from $4,000", 4000), ("i have 500 bucks, {}", 500)],
)  # fmt: skip
def test_money_that_stands_for_itself_is_the_capital(said: str, capital: float) -> None:
    text = said.format("buy AAPL when RSI < 25, sell when RSI > 60")
    assert strategy_of(text).initial_capital == capital


@pytest.mark.parametrize(
    ("symbol", "pip"), [("EURUSD", 0.0001), ("USDJPY", 0.01), ("gbpusd", 0.0001)]
)
@pytest.mark.parametrize(
    "said",
    ["Buy when RSI < 25. Stop 30 pips, target 60.", "Buy when RSI < 25. SL 30, TP 60",
     "Buy when RSI < 25 with a stop of 30 and a target of 60 pips"],
)  # fmt: skip
def test_a_pair_that_is_told_beside_the_text_has_its_pips(
    said: str, symbol: str, pip: float
) -> None:
    told = read(said, overrides=Overrides(symbols=[symbol])).strategy
    answered = read(said, answers={"symbol": symbol.upper()}).strategy
    assert told
    assert answered
    assert told.stop_loss == answered.stop_loss == Money(distance=round(30 * pip, 12))
    assert told.take_profit == answered.take_profit == Money(distance=round(60 * pip, 12))


def test_the_symbol_of_the_field_goes_before_that_of_the_text() -> None:
    said = f"EURUSD {RULE}, stop 30 pips, sell when RSI > 60"
    assert read(said, overrides=Overrides(symbols=["AAPL"])).draft.get("stop_loss") is None
    stale = read(said, answers={"symbol": "AAPL"}).strategy
    assert stale
    assert stale.stop_loss == Money(distance=0.003)


def test_a_number_beside_pips_is_in_pips_also_of_what_has_none() -> None:
    reading = read(f"AAPL {RULE}. Stop 30 pips, TP 60, sell when RSI > 60")
    assert [one.text for one in reading.unsupported] == ["Stop 30 pips", "TP 60"]
    assert reading.strategy
    assert reading.strategy.take_profit is None


def test_a_gain_in_pips_is_a_target_where_all_is_sold_at_it() -> None:
    strategy = strategy_of(f"GBPUSD {RULE}, 80pip stop loss and 8 pip as profit")
    assert strategy.take_profit == Money(distance=0.0008)
    moved = read(f"GBPUSD {RULE}, after 20 pips of profit move the stop to breakeven, stop 15 pips")
    assert moved.draft.get("take_profit") is None
    assert moved.strategy is None or moved.strategy.take_profit is None


def test_a_stop_and_a_target_that_are_the_same_number_are_no_prices() -> None:
    strategy = strategy_of(f"AAPL {RULE}. Stop 20, target 20")
    assert (strategy.stop_loss, strategy.take_profit, strategy.exit) == (0.2, 0.2, None)

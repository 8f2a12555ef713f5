"""How much is bought, and what trading costs."""

from typing import Any

import pytest

from agents.language import ImpossibleStrategy, read
from backtests.engine.strategy import Atr
from tests.agents.language.reading_of import asked, strategy_of

RULES = "Buy MSFT when RSI < 25, sell when RSI > 60"


@pytest.mark.parametrize(
    ("words", "size"),
    [("$750 per trade", {"cash": 750}), ("risk 2% per trade with a 4% stop", {"risk": 0.02}),
     ("risking 1% of equity per trade, stop loss 4%", {"risk": 0.01}),
     ("15% per position", {"fraction": 0.15}), ("target volatility of 12%", {"volatility": 0.12}),
     ("at most 3 positions at a time", {"max_positions": 3}),
     ("10 shares", {"quantity": 10}), ("lot size 10 shares", {"quantity": 10}),
     ("allocate 20% of the portfolio", {"fraction": 0.2}),
     ("use 50% of available capital for every position", {"fraction": 0.5}),
     ("put in a quarter of my money each time", {"fraction": 0.25}),
     ("$500 per trade, scale in up to 4 times", {"cash": 500, "max_entries": 4}),
     ("10 shares per trade in whole shares", {"quantity": 10, "whole_shares": True})],
)  # fmt: skip
def test_the_size_of_an_entry(words: str, size: dict[str, Any]) -> None:
    made = strategy_of(f"{RULES}, {words}").sizing.model_dump(exclude_defaults=True)
    assert made == size


@pytest.mark.parametrize(
    ("text", "size"),
    [("Buy $800 of MSFT when RSI < 25, sell when RSI > 60", {"cash": 800}),
     ("Buy 30 shares of MSFT when RSI < 25, sell when RSI > 60", {"quantity": 30}),
     ("MSFT 30 shares, buy when RSI < 25, sell when RSI > 60", {"quantity": 30}),
     ("30 shares of MSFT: buy when RSI < 25, sell when RSI > 60", {"quantity": 30}),
     ("Buy 30 MSFT when RSI < 25, sell when RSI > 60", {"quantity": 30}),
     ("Buy MSFT (30 shares) when RSI < 25, sell when RSI > 60", {"quantity": 30})],
)  # fmt: skip
def test_the_size_beside_the_verb(text: str, size: dict[str, Any]) -> None:
    made = strategy_of(text)
    assert made.sizing.model_dump(exclude_defaults=True) == size
    assert made.initial_capital == 10_000


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [("commission of $2 per trade", "commission_per_trade", 2),
     ("$1 fee per trade", "commission_per_trade", 1),
     ("commission per trade: $3", "commission_per_trade", 3),
     ("every trade costs $3", "commission_per_trade", 3),
     ("commission 0.004 per share", "commission_per_share", 0.004),
     ("2x leverage", "leverage", 2),
     ("leverage of 1.5", "leverage", 1.5)],
)  # fmt: skip
def test_costs_and_leverage(words: str, field: str, value: float) -> None:
    reading = read(f"{RULES}, {words}", answers="defaults")
    assert reading.strategy
    assert getattr(reading.strategy, field) == value


@pytest.mark.parametrize(
    "words", ["initial balance 7000", "starting with 7 000 euros", "starting balance: $7K",
              "start with equity of 7,000", "starting equity: $7,000",
              "an initial investment of $7,000"],
)  # fmt: skip
def test_the_money_to_start_with_has_several_names(words: str) -> None:
    assert strategy_of(f"{RULES}, {words}").initial_capital == 7000


def test_borrowing_costs_of_a_short() -> None:
    for words in ("borrow cost of 4% a year", "4% borrow fee", "borrow fee 4%"):
        made = strategy_of(f"Short MSFT when RSI > 75, cover when RSI < 50, {words}")
        assert (made.borrow_cost, made.commission) == (0.04, 0)


def test_a_few_dollars_a_trade_are_a_fee_and_that_is_said() -> None:
    reading = read(f"{RULES}, $1 per trade")
    assert reading.strategy
    assert reading.strategy.commission_per_trade == 1
    assert any("commission" in one.text for one in reading.assumptions)


def test_entries_without_a_size_share_the_money_and_that_is_said() -> None:
    reading = read(f"{RULES}, scale in up to 4 times")
    assert reading.strategy
    assert reading.strategy.sizing.fraction == 0.25
    assert any(one.path == "sizing.fraction" for one in reading.assumptions)


def test_a_risk_without_a_stop_is_asked_about() -> None:
    reading = read(f"{RULES}, risk 1% per trade")
    assert asked(reading) == ["stop_loss"]
    answered = read(f"{RULES}, risk 1% per trade", answers={"stop_loss": "3%"})
    assert answered.strategy
    assert answered.strategy.stop_loss == 0.03


@pytest.mark.parametrize(("words", "field"), [("30x leverage", "leverage"),
                                              ("risk 200% per trade", "sizing.risk")])  # fmt: skip
def test_what_no_account_allows_is_impossible(words: str, field: str) -> None:
    with pytest.raises(ImpossibleStrategy) as error:
        read(f"{RULES}, {words}, stop loss 3%")
    assert error.value.field == field


@pytest.mark.parametrize(
    "words",
    ["position size so that a stop of 2N costs 1% of equity",
     "stop 2N, size so a stop-out costs 1% of the account",
     "2N stop, size the position so that the stop loses 1% of my account",
     "2N stop, never lose more than 1% of equity on a trade",
     "2N stop, position sized to risk 1% of capital"],
)  # fmt: skip
def test_the_size_follows_from_what_a_stop_may_cost(words: str) -> None:
    made = strategy_of(f"Buy IBM at a 55 day high, exit at 20 day low, {words}")
    assert made.sizing.risk == 0.01
    assert made.stop_loss == Atr(multiple=2, period=20)


def test_to_put_a_part_of_the_money_somewhere_is_no_option() -> None:
    reading = read("Put 20% of my money in SPY when RSI < 30, sell when RSI > 60")
    assert reading.action == "run"
    assert reading.strategy
    assert reading.strategy.sizing.fraction == 0.2


@pytest.mark.parametrize(
    ("said", "fraction"),
    [
        ("each trade 15% of it", 0.15),
        ("each position 10% of the account", 0.1),
        ("every trade uses 20%", 0.2),
        ("with 1/4 of my capital", 0.25),
    ],
)
def test_what_each_trade_gets_is_a_part_of_the_equity(said: str, fraction: float) -> None:
    strategy = strategy_of(f"buy AAPL when RSI < 30, sell when RSI > 70, {said}")
    assert strategy.sizing.fraction == fraction


@pytest.mark.parametrize(
    "said",
    ["$600 a pop", "trade size $600", "$600 per go", "each with $600", "each trade $600",
     "per trade: $600", "every position gets $600", "each one for $600"],
)  # fmt: skip
def test_what_each_trade_gets_is_no_capital(said: str) -> None:
    strategy = strategy_of(f"buy AAPL when RSI < 30, sell when RSI > 70, {said}")
    assert strategy.sizing.cash == 600
    assert strategy.initial_capital == 10_000


def test_a_trade_size_in_thousands_is_money() -> None:
    strategy = strategy_of("buy AAPL when RSI < 30, sell when RSI > 70, trade size 5k")
    assert strategy.sizing.cash == 5_000


@pytest.mark.parametrize(
    "said",
    ["max 5% of portfolio per trade", "at most 5% of equity per position", "max position size 5%",
     "no more than 5% of the account per trade"],
)  # fmt: skip
def test_the_most_that_a_position_may_get_is_its_size(said: str) -> None:
    made = strategy_of(f"Buy MSFT when RSI < 25, sell when RSI > 60, {said}")
    assert made.sizing.fraction == 0.05


@pytest.mark.parametrize(
    ("said", "share", "capital"),
    [("use 10% of balance per trade", 0.1, 10_000),
     ("Capital: $20,000 Per trade: 20% of capital Stop loss: 5%", 0.2, 20_000),
     ("Per trade: 20%. Stop loss: 5%", 0.2, 10_000)],
)  # fmt: skip
def test_what_each_trade_gets_is_said_behind_a_label_too(
    said: str, share: float, capital: float
) -> None:
    made = strategy_of(f"Buy IBM when RSI < 30, sell when RSI > 60. {said}")
    assert (made.sizing.fraction, made.initial_capital) == (share, capital)
    assert made.sizing.cash is None


@pytest.mark.parametrize("said", ["Cap any single position at 20% of the book", "20% of the book"])
def test_a_cap_of_each_position_is_its_size(said: str) -> None:
    strategy = strategy_of(f"{RULES}. {said}.")
    assert strategy.sizing.fraction == 0.2
    assert not read(f"{RULES}. {said}.").unsupported

"""Stops and targets beside a level or a condition, of which neither is a rule to buy by."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, entry_of, noted, sides_of, strategy_of

BUY = "Buy MSFT when RSI < 25, sell when RSI > 65"


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("stop 2% below the 30 day low", "the close is below 0.98 x the 30-bar low 1 bar ago"),
        ("4% stop below the lower Bollinger band", "0.96 x the lower Bollinger Band (20, 2)"),
        ("trailing stop 1% below the 20 EMA", "the close is below 0.99 x EMA(20)"),
        ("Stop: 3% under the 50-day SMA", "the close is below 0.97 x SMA(50)"),
        ("target 5% above the 20 day high", "the close is above 1.05 x the 20-bar high 1 bar ago"),
        ("Stop 2% unter dem 20-Tage-Tief", "the close is below 0.98 x the 20-bar low 1 bar ago"),
    ],
)
def test_a_limit_off_a_level_that_moves_is_a_rule_to_sell_by(said: str, rule: str) -> None:
    text = f"{BUY}, {said}."
    entry, exit_ = sides_of(text)
    assert entry == "RSI(14) is below 25"
    assert exit_.endswith(rule)
    assert (strategy_of(text).stop_loss, strategy_of(text).take_profit) == (None, None)
    assert any("is read as a rule" in one for one in noted(read(text)))


def test_a_short_is_stopped_above_its_level() -> None:
    text = "Short MSFT when RSI > 75 with a stop 2% above the 20 day high"
    assert sides_of(text)[1] == "the close is above 1.02 x the 20-bar high 1 bar ago"
    both = (
        "Long MSFT if RSI < 25, stop 2% below the 20 EMA. Short if RSI > 75, stop 2% above EMA 20"
    )
    short_exit = strategy_of(both).short_exit
    assert short_exit is not None
    assert describe_condition(short_exit).endswith("the close is above 1.02 x EMA(20)")
    assert sides_of(both)[1].endswith("the close is below 0.98 x EMA(20)")


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("stop 1% below yesterday's low", "stop_loss"),
        ("SL 0.5% below previous day low", "stop_loss"),
        ("stop 1% below the low of the signal bar", "stop_loss"),
        ("stop 2% below the entry candle's low", "stop_loss"),
        ("stop 3% below support", "stop_loss"),
        ("take profit 3% above yesterday's high", "take_profit"),
    ],
)
def test_how_far_a_limit_lies_from_a_level_of_the_entry_is_asked(said: str, limit: str) -> None:
    assert asked(read(f"{BUY}, {said}")) == [limit]
    assert sides_of(f"{BUY}, stop 5%")[0] == "RSI(14) is below 25"


@pytest.mark.parametrize(
    "said",
    [
        "stop 1 ATR below the 20 EMA",
        "stop $1 below yesterday's low",
        "2 ATR stop below the 20 day low",
    ],
)
def test_an_atr_or_money_from_a_level_is_named(said: str) -> None:
    reading = read(f"{BUY}, {said}")
    assert reading.action == "partial"
    assert [one.text for one in reading.unsupported] == [said]


@pytest.mark.parametrize(
    "said",
    ["entry", "the purchase price", "my cost", "the price I paid", "where I bought", "entry price"],
)
def test_a_stop_below_the_price_paid_is_a_distance(said: str) -> None:
    assert strategy_of(f"{BUY}, stop 2% below {said}").stop_loss == 0.02


def test_what_a_stop_is_not_measured_from_is_left_where_it_was() -> None:
    assert strategy_of(f"{BUY}, trailing stop 5% below the high").trailing_stop == 0.05
    assert strategy_of(f"{BUY}, stop 5% and target 10%").stop_loss == 0.05
    timed = read(f"{BUY}, target of 5% over 10 days", answers="defaults")
    assert timed.strategy is not None
    assert timed.strategy.take_profit == 0.05
    above = "Buy MSFT with a 5% stop when it closes above the 200 SMA, sell when RSI > 65"
    assert strategy_of(above).stop_loss == 0.05
    assert entry_of("the close is 3% below the 20 day high").startswith("the distance from")


@pytest.mark.parametrize(
    "said",
    [
        "stop loss 5% if below the 200 SMA",
        "5% stop if VIX > 25",
        "3% stop when price is under the 50 SMA",
        "5% stop only if SPY is below its 200 SMA",
        "5% stop unless VIX is below 15",
        "tighten the stop to 3% if VIX > 25",
        "if VIX above 30 use a 3% stop otherwise 6%",
        "when VIX is above 30, use a 2 ATR stop",
    ],
)
def test_a_limit_under_a_condition_is_named_and_its_condition_is_no_rule(said: str) -> None:
    reading = read(f"{BUY}, {said}")
    assert reading.action == "partial"
    assert [one.text for one in reading.unsupported] == [said]
    assert reading.strategy is not None
    assert reading.strategy.stop_loss is None
    assert reading.strategy.symbols == ["MSFT"]
    sold = "sell when RSI(14) is above 65, on daily bars."
    assert reading.sentence.startswith(f"Buy MSFT when RSI(14) is below 25; {sold}")


@pytest.mark.parametrize(
    "text",
    [
        "Buy MSFT with a 5% stop when RSI < 25, sell when RSI > 65",
        "Buy MSFT with a 5% stop if RSI is below 25; sell when RSI > 65",
        "Buy MSFT when RSI < 25, 5% stop, when RSI > 65 sell",
        "Buy MSFT when RSI < 25, sell when RSI > 65, use a 5% stop",
        "Buy MSFT when RSI < 25. Use a 5% stop. When RSI > 65 sell.",
        "When RSI < 25 buy MSFT with a 5% stop, when RSI > 65 sell",
        "Buy MSFT when RSI < 25, 5% stop when it drops 5%, sell when RSI > 65",
        "Buy MSFT when RSI < 25, sell at a 5% stop or when RSI > 65",
    ],
)
def test_a_condition_behind_a_stop_may_be_that_of_the_trade(text: str) -> None:
    assert sides_of(text) == ("RSI(14) is below 25", "RSI(14) is above 65")
    assert strategy_of(text).stop_loss == 0.05


def test_a_filter_of_all_before_a_stop_leaves_it_as_it_is() -> None:
    text = "If SPY is above its 200 SMA, buy MSFT with a 5% stop when RSI < 25; sell when RSI > 65"
    assert "and RSI(14) is below 25" in sides_of(text)[0]
    assert strategy_of(text).stop_loss == 0.05

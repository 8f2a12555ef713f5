"""Words and numbers that could mean something else, and do not."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, entry_of, exit_of, strategy_of
from tests.agents.language.test_conditions import MACD_UP


def test_only_is_a_filter_and_no_second_way_in() -> None:
    text = "Only buy MSFT if price > SMA 200. Buy when RSI < 25. Sell when RSI > 60."
    meant = "the close is above SMA(200) and RSI(14) is below 25"
    assert describe_condition(strategy_of(text).entry) == meant


def test_a_sum_of_money_to_sell_at_is_a_price() -> None:
    strategy = strategy_of("Buy MSFT when RSI < 25, sell at $200 or when RSI > 60")
    assert strategy.exit
    meant = "the close is at or above 200 or RSI(14) is above 60"
    assert describe_condition(strategy.exit) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [("Buy MSFT at the lower Bollinger band", "the low is at or below the lower Bollinger Band "
     "(20, 2)"),
     ("Buy MSFT at a 52-week low", "the low is at or below the 252-bar low 1 bar ago")],
)  # fmt: skip
def test_a_level_alone_is_a_condition(said: str, meant: str) -> None:
    assert describe_condition(strategy_of(f"{said}, sell after 5 days").entry) == meant


def test_conditions_side_by_side_hold_together_also_in_an_exit() -> None:
    above_zero = "the MACD line (12, 26, 9) is above 0"
    meant = f"{MACD_UP.replace('above', 'below')} and {above_zero}"
    assert exit_of("MACD crosses below its signal line above zero") == meant


@pytest.mark.parametrize(
    ("entry", "leaves", "meant"),
    [
        ("RSI is below 30 and MACD is above its signal", "sell when it is above 70",
         "RSI(14) is above 70"),
        ("RSI is below 30 but not if VIX is above 30", "sell above 70", "RSI(14) is above 70"),
        ("RSI is below 40 and VIX is above 30", "sell below 20", "^VIX's close is below 20"),
        ("VIX is above 30 and RSI is below 40", "sell below 20", "^VIX's close is below 20"),
        ("VIX is above 30 and RSI is below 40", "sell when RSI is below 20",
         "RSI(14) is below 20"),
        ("MFI is above 60 and RSI is below 40", "sell below 20", "MFI(14) is below 20"),
        ("RSI is below 40", "sell below 20", "RSI(14) is below 20"),
        ("RSI is below 30 and MACD is above 0", "sell above 2",
         "the MACD line (12, 26, 9) is above 2"),
    ],
)  # fmt: skip
def test_a_number_to_leave_at_is_of_what_a_number_was_said_of(
    entry: str, leaves: str, meant: str
) -> None:
    made = strategy_of(f"Buy MSFT when {entry}, {leaves}")
    assert made.exit
    assert describe_condition(made.exit) == meant


def test_the_days_of_an_average_are_no_price_and_no_holding_time() -> None:
    entry = "price is above the 50-day and the 200-day moving average"
    assert exit_of("it closes below the 50-day", entry) == "the close is below SMA(50)"
    assert asked(read("Buy MSFT when RSI < 25, sell above the 50 day"))


def test_a_rule_may_be_looked_at_now_and_then() -> None:
    made = strategy_of("Buy MSFT when RSI < 30, sell when RSI > 60, checked monthly")
    said = [describe_condition(one) for one in (made.entry, made.exit) if one]
    first = "it is the 1st trading day of the month"
    assert said == [f"RSI(14) is below 30 and {first}", f"RSI(14) is above 60 and {first}"]


def test_the_side_of_an_entry_may_stand_behind_its_rule() -> None:
    made = strategy_of("MSFT: 20-day high entry, 10-day low exit")
    said = [describe_condition(one) for one in (made.entry, made.exit) if one]
    assert said == ["the close is above the 20-bar high 1 bar ago",
                    "the close is below the 10-bar low 1 bar ago"]  # fmt: skip


@pytest.mark.parametrize("volume", ["volume is above 1.5", "volume > 2"])
def test_a_volume_of_one_or_two_shares_is_no_rule(volume: str) -> None:
    reading = read(f"Buy MSFT when RSI < 30 and {volume}, sell after 5 days")
    assert [one.text for one in reading.unsupported] == [volume]


def test_up_and_below_at_once_is_no_cross_that_could_be_guessed() -> None:
    reading = read("Buy MSFT when RSI crosses up below 20, sell after 10 days")
    assert [one.text for one in reading.unsupported] == ["RSI crosses up below 20"]


def test_a_list_of_rules_before_an_exit_is_the_entry() -> None:
    made = strategy_of("RSI reversion: AAPL, RSI(3)<20, C>SMA(150), exit RSI(3)>60 or 8 bars")
    assert made.symbols == ["AAPL"]
    assert made.max_bars == 8
    said = [describe_condition(one) for one in (made.entry, made.exit) if one]
    assert said == ["RSI(3) is below 20 and the close is above SMA(150)", "RSI(3) is above 60"]


def test_a_multiple_of_the_range_is_no_impossible_period() -> None:
    reading = read("Buy AAPL if the close is more than 1.5 ATR above yesterday's close, sell at 3%")
    assert reading.strategy is None
    assert reading.unsupported


def test_a_price_needs_no_unit_where_nothing_else_can_be_meant() -> None:
    made = strategy_of("Buy 200 shares of F at 11 and sell at 13")
    said = [describe_condition(one) for one in (made.entry, made.exit) if one]
    assert said == ["the close is at or below 11", "the close is at or above 13"]


def test_a_day_that_is_left_out_may_be_said_first() -> None:
    made = strategy_of("Never buy on Mondays. Buy SPY when RSI < 30, sell when RSI > 60.")
    assert made.entry is not None
    assert describe_condition(made.entry) == (
        "RSI(14) is below 30 and it is Tuesday, Wednesday, Thursday, Friday, Saturday or Sunday"
    )


def test_a_number_that_is_no_volume_is_one_of_the_oscillator() -> None:
    made = strategy_of("Buy MSFT when RSI < 30 and volume is rising, sell above 70")
    assert made.exit is not None
    assert describe_condition(made.exit) == "RSI(14) is above 70"


def test_a_capital_of_two_thousand_is_no_year() -> None:
    made = strategy_of("Buy MSFT when RSI < 30, sell when RSI > 60, start capital 2000")
    assert (made.initial_capital, made.start) == (2_000, None)


def test_a_per_cent_without_a_reference_is_no_price() -> None:
    reading = read("Buy MSFT over its 20 SMA, sell when it is not more than 3%")
    assert "at or below 3" not in reading.sentence


def test_both_lines_of_an_oscillator_may_lie_below_a_level() -> None:
    found = entry_of("%K(14,3) crosses over %D while both are below 25")
    assert found.count("is below 25") == 2


def test_what_lasted_until_the_bar_before_may_turn_now() -> None:
    made = strategy_of("When MSFT has been below its 50-day SMA for 10 days and then closes above "
                       "it, buy. Sell after 5 days.")  # fmt: skip
    assert describe_condition(made.entry) == (
        "the close 1 bar ago is below SMA(50) 1 bar ago for 10 bars and the close is above SMA(50)"
    )


def test_a_style_heads_the_symbol_that_it_trades() -> None:
    made = strategy_of("momentum on QQQ: long if the 3 month return is positive, flat otherwise")
    assert made.symbols == ["QQQ"]

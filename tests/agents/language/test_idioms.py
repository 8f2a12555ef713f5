"""Ways of speaking that are easily taken for something else."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, exit_of, strategy_of


@pytest.mark.parametrize(
    ("condition", "said"),
    [("it bounces off the 50 day moving average",
      "the low is at or below SMA(50) and the close is above SMA(50)"),
     ("it is rejected at the upper bollinger band",
      "the high is at or above the upper Bollinger Band (20, 2) and the close is below "
      "the upper Bollinger Band (20, 2)"),
     ("it closes below the lower band and then closes back inside the bands",
      "the close crosses above the lower Bollinger Band (20, 2)"),
     ("RSI falls below 30 and rises back above it", "RSI(14) rises above 30"),
     ("the 50 day is under the 200 day", "SMA(50) is below SMA(200)"),
     ("3 days above the 200 day", "the close is above SMA(200) for 3 bars"),
     ("close[1] < low[2]", "the close 1 bar ago is below the low 2 bars ago"),
     ("RSI is lower then 40", "RSI(14) is below 40"),
     ("it opens above yesterday's high", "the open is above the high 1 bar ago"),
     ("SMA 50 is above SMA 200 by at least 2%", "SMA(50) is above 1.02 x SMA(200)"),
     ("MACD hist > 0", "the MACD histogram (12, 26, 9) is above 0"),
     ("volume doubles", "volume is at or above 2 x the 20-bar average volume"),
     ("crossover(sma(close, 14), sma(close, 28))", "SMA(14) crosses above SMA(28)"),
     ("a bullish crossover of EMA 20 and EMA 50", "EMA(20) crosses above EMA(50)")],
)  # fmt: skip
def test_a_condition_is_read_as_people_mean_it(condition: str, said: str) -> None:
    assert entry_of(condition) == said


def test_an_average_of_days_behind_volume_is_one_of_the_price() -> None:
    text = "volume is above its 20 day average"
    assert exit_of("it drops below the 20 day moving average", entry=text) == (
        "the close crosses below SMA(20)"
    )


@pytest.mark.parametrize(
    ("leaving", "said"),
    [("target the middle band", "the close is at or above the middle Bollinger Band (20, 2)"),
     ("stop under the 21 EMA", "the close is below EMA(21)")],
)  # fmt: skip
def test_a_target_or_stop_at_a_level_is_a_rule_and_no_number(leaving: str, said: str) -> None:
    strategy = strategy_of(f"Buy MSFT when it touches the lower bollinger band, {leaving}")
    assert strategy.stop_loss is None
    assert said in str(read(f"Buy MSFT when it touches the lower band, {leaving}").sentence)


@pytest.mark.parametrize(
    ("stop", "share"), [("stop 5, target 10", 0.05), ("stop 95, target 120", None)]
)
def test_a_stop_that_lies_near_its_target_is_a_price(stop: str, share: float | None) -> None:
    assert strategy_of(f"Buy MSFT when RSI < 25, {stop}").stop_loss == share


def test_some_of_several_conditions_are_any_so_many_of_them() -> None:
    conditions = "RSI < 30, close < SMA(50), CCI < -100"
    entry = strategy_of(
        f"Buy MSFT when at least 2 of these hold: {conditions}. Sell at RSI 60"
    ).entry
    assert [len(group.of) for group in entry.of] == [2, 2, 2]


def test_what_is_bought_is_not_what_the_words_before_it_speak_of() -> None:
    text = "If VIX closes 20% above its 10 day average buy SPY at the close, sell after 5 days"
    assert strategy_of(text).symbols == ["SPY"]


def test_hold_unless_holds_the_other_while_it_is_so() -> None:
    reading = read("Hold TQQQ unless QQQ closes below its 200d SMA, then SHY")
    assert reading.sentence.startswith(
        "Hold 100% SHY while QQQ's close is below QQQ's SMA(200), else 100% TQQQ"
    )


def test_to_sell_and_go_short_is_one_condition_for_both() -> None:
    text = "When MSFT's RSI crosses above 50, buy; when it crosses below 50, sell and go short"
    strategy = strategy_of(text)
    assert strategy.direction == "both"
    assert strategy.short_entry == strategy.exit


def test_who_looks_at_month_end_leaves_at_month_end() -> None:
    text = "MSFT buy when price > 10-month SMA at month end, otherwise cash"
    assert "at or below SMA(210) and it is the last trading day" in read(text).sentence


def test_a_field_of_a_form_is_no_fund_and_an_exchange_no_index() -> None:
    text = "BUY: RSI < 30; SELL: RSI > 70; SIZE: 10% of equity; SYMBOL: NASDAQ:XOM"
    assert strategy_of(text).symbols == ["XOM"]


def test_an_average_of_an_indicator_is_named_and_not_read_as_one_of_prices() -> None:
    reading = read("Buy GOOG when 3-day moving average of RSI(14) crosses above 40")
    assert reading.draft.get("entry") is None
    assert "entry" in asked(reading)


def test_to_fade_is_to_trade_against() -> None:
    assert (
        strategy_of("Fade any 3% up move in a day on SPY, cover after 2 days").direction == "short"
    )


def test_money_between_two_levels_is_no_capital() -> None:
    strategy = strategy_of("Buy F if price is between $10 and $11, sell after 5 days")
    assert strategy.initial_capital == 10_000


@pytest.mark.parametrize(
    ("said", "start"), [("since '05", "2005-01-01"), ("since '95", "1995-01-01"),
                        ("2016 to date", "2016-01-01")],
)  # fmt: skip
def test_years_are_read_however_short(said: str, start: str) -> None:
    assert str(strategy_of(f"Buy MSFT when RSI < 25, sell after 5 days, {said}").start) == start


@pytest.mark.parametrize(
    ("text", "said"),
    [("微软，成交量放大一倍时买入，持有5天", "volume is at or above 2 x the 20-bar average volume"),
     ("微软，5日线上穿20日线买入，下穿卖出", "SMA(5) crosses above SMA(20)"),
     ("微软，RSI低于30买入，持有5天，手续费万分之三", "0.03% commission")],
)  # fmt: skip
def test_chinese_counts_in_its_own_way(text: str, said: str) -> None:
    assert said in read(text).sentence


def test_what_stands_beside_an_untestable_word_is_part_of_it() -> None:
    text = (
        "Buy INTC if insiders bought more than $1M in the last month and RSI < 30, sell at RSI 60"
    )
    reading = read(text)
    assert reading.action == "partial"
    assert not asked(reading)


@pytest.mark.parametrize("name", ["LOW", "ALL", "COST"])
def test_a_ticker_that_is_a_word_is_one_in_capitals_behind_its_verb(name: str) -> None:
    assert strategy_of(f"Buy {name} when RSI < 30, sell when RSI > 60").symbols == [name]


def test_a_distance_in_atr_is_named_and_no_price_of_its_number() -> None:
    reading = read("Buy AAPL if the close is 1.5 ATR above yesterday's close, exit after 3 days")
    assert reading.draft.get("entry") is None
    assert reading.unsupported

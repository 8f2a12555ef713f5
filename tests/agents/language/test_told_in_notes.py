"""Rules as notes and manuals tell them, and what only looks like them."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, sides_of, strategy_of

LEFT = "Buy KO when RSI(2) < 10. "


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("the close is a 15-day high", "the close is above the 15-bar highest close 1 bar ago"),
        ("the close must be a four-day low of the close",
         "the close is below the 4-bar lowest close 1 bar ago"),
        ("the price exceeds the highest high of the last 3 calendar weeks",
         "the close is above the 15-bar high 1 bar ago"),
        ("the current month's close is above the 12-month SMA",
         "the close is above SMA(252) and it is the 1st trading day of the month"),
        ("RSI is above crossing 55 from below", "RSI(14) rises above 55"),
        ("RSI < 40 and the current trading day is Friday", "RSI(14) is below 40 and it is Friday"),
        ("the current EMA(40) value is greater than the previous one",
         "EMA(40) is above EMA(40) 1 bar ago"),
        ("the Stochastic is directed down",
         "Stochastic %K (14, 3, 3) is below Stochastic %K (14, 3, 3) 1 bar ago"),
        ("volume > SMA30", "volume is above the 30-bar average volume"),
        ("yesterday's volume > SMA 30 and close > SMA 90",
         "volume 1 bar ago is above the 30-bar average volume and the close is above SMA(90)"),
        ("it is the third last trading day of the current month",
         "it is the 3rd last trading day of the month"),
    ],
)  # fmt: skip
def test_the_words_around_a_plain_rule_do_not_hide_it(said: str, rule: str) -> None:
    assert entry_of(said) == rule


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("EMA(40) is greater than yesterday", "EMA(40) is above EMA(40) 1 bar ago"),
        ("ADX > 25 and higher than the day before",
         "ADX(14) is above 25 and ADX(14) is above ADX(14) 1 bar ago"),
        ("the low is lower than yesterday", "the low is below the low 1 bar ago"),
        ("it closes higher than yesterday and RSI is below 30",
         "the close is above the close 1 bar ago and RSI(14) is below 30"),
        ("RSI is below 30 and it closes higher than yesterday",
         "RSI(14) is below 30 and the close is above the close 1 bar ago"),
        ("RSI is below 30 and price is higher than yesterday",
         "RSI(14) is below 30 and the close is above the close 1 bar ago"),
        ("the close is above the 150-day SMA and higher than yesterday",
         "the close is above SMA(150) and the close is above the close 1 bar ago"),
        ("the low is above yesterday's close", "the low is above the close 1 bar ago"),
        ("it was below 100 yesterday and is above 100 today",
         "the close 1 bar ago is below 100 and the close is above 100"),
    ],
)  # fmt: skip
def test_what_is_higher_than_yesterday_is_compared_with_itself(said: str, rule: str) -> None:
    assert entry_of(said) == rule


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("yesterday's high was lower than the previous day's high",
         "the high 1 bar ago is below the high 2 bars ago"),
        ("yesterday's close is above the prior day's close and today's open is above the previous "
         "day's close",
         "the close 1 bar ago is above the close 2 bars ago and the open is above the close 1 bar "
         "ago"),
        ("today's high is above the previous day's high", "the high is above the high 1 bar ago"),
        ("the previous day's close is below the previous day's open",
         "the close 1 bar ago is below the open 1 bar ago"),
    ],
)  # fmt: skip
def test_the_day_previous_to_yesterday_lies_two_bars_back(said: str, rule: str) -> None:
    assert entry_of(said) == rule


def test_headings_may_say_what_kind_of_rule_follows() -> None:
    text = (
        "Intermediate Trend Filter: the close must be higher than the close 30 days ago. "
        "Short-Term Dip Entry: the close must be a 4-day low. Exit Rule: sell KO when RSI(2) > 80."
    )
    entry = (
        "the close is below the 4-bar lowest close 1 bar ago and the close is above the close 30 "
        "bars ago"
    )
    assert sides_of(text) == (entry, "RSI(2) is above 80")
    assert not read(text).unsupported


@pytest.mark.parametrize(
    ("said", "stop", "target"),
    [
        ("Take profits if the market moves in your favor by more than 6 percent.", None, 0.06),
        ("Exit if the trade moves in its favour by 6% or against it by 3%.", 0.03, 0.06),
        ("Sell if the position moves against me by 3%.", 0.03, None),
    ],
)
def test_a_market_moves_in_favour_of_whoever_trades_it(
    said: str, stop: float | None, target: float | None
) -> None:
    strategy = strategy_of(LEFT + said)
    assert (strategy.stop_loss, strategy.take_profit) == (stop, target)


def test_what_remains_of_the_trades_is_left_by_the_time() -> None:
    assert strategy_of(LEFT + "Liquidate any remaining trades after six days.").max_bars == 6
    half = strategy_of(LEFT + "Sell half at +3%. Close the remaining position after 6 days.")
    assert (half.max_bars, len(half.partial_exits)) == (6, 1)


def test_how_strong_a_breakout_is_was_not_said_and_is_told() -> None:
    reading = read("Buy KO on a powerful breakout above the 30 EMA. Sell after 5 days.")
    assert [one.text for one in reading.unsupported] == ["powerful"]
    assert "close crosses above EMA(30)" in reading.sentence


def test_talk_of_performance_and_of_intentions_is_no_rule() -> None:
    text = (
        "20+ year treasury bonds (TLT) show a different performance depending on the day of the "
        "week. I intend to buy at the close when RSI(4) < 35. Sell after 2 days."
    )
    reading = read(text)
    assert not reading.unsupported
    assert not asked(reading)


@pytest.mark.parametrize(
    "said",
    ["the close is above the high of the current month", "the close is above last month's close"],
)
def test_levels_of_a_month_are_no_closes_of_it(said: str) -> None:
    assert read(f"Buy KO when {said}, sell after 10 days").unsupported


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("it rose four days in a row and each close > open",
         "the streak of up closes is at or above 4 and the close is above the open for 4 bars"),
        ("it fell on 3 consecutive days, each closing below its open",
         "the streak of down closes is at or above 3 and the close is below the open for 3 bars"),
        ("it fell 3 days in a row and the close > open",
         "the streak of down closes is at or above 3 and the close is above the open"),
        ("it fell 3 days in a row and each time close > SMA(40)",
         "the streak of down closes is at or above 3 and the close is above SMA(40)"),
    ],
)  # fmt: skip
def test_each_bar_of_a_row_is_each_of_them(said: str, rule: str) -> None:
    assert entry_of(said) == rule


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("it is below", "the close is below SMA(210) and it is the 1st trading day of the month"),
        ("it falls below the 10-month SMA",
         "the close is below SMA(210) and it is the 1st trading day of the month"),
        ("it is below the 30-day SMA", "the close is below SMA(30)"),
        ("the price falls below the 10-month SMA", "the close crosses below SMA(210)"),
    ],
)  # fmt: skip
def test_it_is_the_monthly_close_where_that_was_spoken_of(said: str, rule: str) -> None:
    text = f"Buy KO when the monthly close is above the 10-month SMA. Sell when {said}."
    assert sides_of(text)[1] == rule


@pytest.mark.parametrize(
    ("said", "stop", "target"),
    [
        ("dump it at +14 or if im down 7", 0.07, 0.14),
        ("sell if it's up 14 or down 7", 0.07, 0.14),
        ("get out when I'm up 12 or down 6 percent", 0.06, 0.12),
        ("get out if we're down 7", 0.07, None),
    ],
)
def test_who_is_up_or_down_a_number_means_per_cent_and_is_told_so(
    said: str, stop: float | None, target: float | None
) -> None:
    reading = read(f"buy KO when RSI(3) < 20, {said}")
    assert reading.strategy is not None
    assert (reading.strategy.stop_loss, reading.strategy.take_profit) == (stop, target)
    assert any("per cent of the price paid" in one.text for one in reading.assumptions)


@pytest.mark.parametrize(
    "said", ["RSI is up 10", "it's down 7", "SPY is down 7", "I'm down 7 dollars"]
)
def test_a_number_that_anything_may_have_moved_by_is_no_stop(said: str) -> None:
    reading = read(f"buy KO when RSI(3) < 20, sell if {said}")
    assert reading.strategy is None or reading.strategy.stop_loss is None
    assert reading.unsupported


def test_a_close_today_that_is_somewhere_closes_no_position() -> None:
    text = "Entry: The close today must be at a 4-day low. Exit Rule: Sell KO when RSI(2) > 80."
    assert sides_of(text) == (
        "the close is below the 4-bar lowest close 1 bar ago",
        "RSI(2) is above 80",
    )


@pytest.mark.parametrize(
    "said", ["2% of available capital per trade", "2% of the available equity on each trade"]
)
def test_a_risk_may_be_one_of_what_is_available(said: str) -> None:
    reading = read(f"Buy KO when RSI(3) < 20, stop 6%. Risk {said}. Sell when RSI(3) > 80.")
    assert reading.strategy is not None
    assert reading.strategy.sizing.risk == 0.02
    assert not reading.unsupported


@pytest.mark.parametrize(
    "said",
    [
        "The bands lie 2.5 standard deviations above and below a 60-day moving average.",
        "The Bollinger bands of this system are drawn 2.5 standard deviations above and below the "
        "60-day SMA.",
        "The channel is formed by adding and subtracting 2.5 standard deviations of the close to a "
        "60-day moving average.",
    ],
)
def test_bands_that_a_sentence_describes_have_its_numbers(said: str) -> None:
    word = "channel" if "channel" in said else "bands"
    text = (
        f"{said} Buy KO if the close exceeded the top of the {word}. Sell when it falls below the "
        f"bottom of the {word}."
    )
    entry, out = sides_of(text)
    assert entry == "the close is above the upper Bollinger Band (60, 2.5)"
    assert "below the lower Bollinger Band (60, 2.5)" in out


@pytest.mark.parametrize(
    "said",
    [
        "The bands are 2 standard deviations above and 1 standard deviation below the 60-day "
        "average.",
        "The upper band is 2 ATR above the 60-day average.",
    ],
)
def test_bands_that_are_none_of_bollingers_are_told(said: str) -> None:
    text = f"{said} Buy KO when the close is above the upper band. Sell after 5 days."
    assert "Bollinger Band" not in read(text).sentence
    assert read(text).unsupported


def test_trades_that_are_exited_are_those_of_both_sides() -> None:
    text = (
        "A long trade is entered if KO closes above the upper Bollinger band (60, 2); a short "
        "trade is entered if it closes below the lower band. Trades are exited when the close "
        "crosses back through the moving average."
    )
    strategy = strategy_of(text)
    assert strategy.direction == "both"
    assert strategy.short_exit is not None


@pytest.mark.parametrize(
    ("said", "out"),
    [
        ("Stay in the market until SMA(30) stays above SMA(90)", "SMA(30) is at or below SMA(90)"),
        ("Stay in the market until SMA(30) stays above SMA(90). Sell when SMA(30) crosses below "
         "SMA(90)", "SMA(30) crosses below SMA(90)"),
        ("Hold until RSI stays above 55", "RSI(14) is above 55"),
        ("Hold until RSI stays above 55 for 3 days", "RSI(14) is above 55 for 3 bars"),
    ],
)  # fmt: skip
def test_until_it_stays_so_is_while_it_does_where_it_is_so_at_the_entry(
    said: str, out: str
) -> None:
    text = f"Buy KO when SMA(30) crosses above SMA(90). {said}."
    assert sides_of(text)[1] == out


def test_what_the_entry_brings_about_is_no_exit() -> None:
    reading = read("Buy KO when it crosses above SMA(90). Sell when it is above SMA(90).")
    assert asked(reading) == ["contradiction"]
    assert not asked(read("Buy KO when RSI crosses above 30. Sell when RSI is above 70."))


@pytest.mark.parametrize("said", ["Stop loss: at the previous local low", "Stop: the swing low"])
def test_a_stop_at_a_place_is_asked_for_also_behind_a_colon(said: str) -> None:
    reading = read(f"Buy KO when RSI(3) < 20. {said}. Sell when RSI(3) > 80.")
    assert asked(reading) == ["stop_loss"]


@pytest.mark.parametrize("size", ["4%", "- 4%"])
def test_a_label_may_have_its_size_in_the_next_line(size: str) -> None:
    text = f"Buy KO when RSI(3) < 20.\nStop loss:\n{size}\nSell when RSI(3) > 80."
    assert strategy_of(text).stop_loss == 0.04


@pytest.mark.parametrize(
    "said",
    [
        "I use two moving averages, one of 25 days and another of 90 days. Buy KO when the fast "
        "crosses above the slow.",
        "Take two SMAs, one of 25 days and one of 90 days. Buy KO when the 25 day line crosses "
        "above the 90 day line.",
        "Using two moving averages, a 25 day and a 90 day, buy KO when the 25 day crosses above "
        "the 90 day.",
    ],
)
def test_one_of_some_days_and_another_of_more_are_two_averages(said: str) -> None:
    assert sides_of(f"{said} Sell when it crosses below.") == (
        "SMA(25) crosses above SMA(90)",
        "SMA(25) crosses below SMA(90)",
    )


def test_on_one_of_the_last_days_is_no_average() -> None:
    assert entry_of("RSI < 30 on one of the last 6 days") == (
        "RSI(14) is below 30 at some time in the last 6 bars"
    )


@pytest.mark.parametrize(
    "beside",
    [
        "Below is a daily chart of KO.",
        "The chart below shows the trades.",
        "Only one position allowed at a time.",
    ],
)
def test_what_a_page_shows_beside_the_rules_is_none_of_them(beside: str) -> None:
    reading = read(f"Buy KO when RSI(3) < 20. Sell after 3 days. {beside}")
    assert not reading.unsupported
    assert not asked(reading)


@pytest.mark.parametrize("said", ["the chart is below the SMA(40)", "KO is below the 40-day SMA"])
def test_a_value_that_is_below_a_level_is_no_picture(said: str) -> None:
    assert "below" in read(f"Buy KO when {said}. Sell after 3 days.").model_dump_json()


def test_a_sellstop_below_the_entry_is_the_stop() -> None:
    strategy = strategy_of("Buy KO when RSI(3) < 20. Sell if +4% from entry. SellStop if -3%.")
    assert (strategy.stop_loss, strategy.take_profit) == (0.03, 0.04)

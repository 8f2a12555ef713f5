"""The common ways to say when to buy and when to sell."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import entry_of, exit_of, noted, strategy_of

MACD_UP = "the MACD line (12, 26, 9) crosses above the MACD signal (12, 26, 9)"
STOCHASTIC_UP = "Stochastic %K (14, 3, 3) crosses above Stochastic %D (14, 3, 3)"
TWO_DAYS = "RSI(14) is below 30 for 2 bars"
FROM_HIGH = "the distance from the 20-bar high is at or below -5%"
BOTH = "the close is above SMA(50) and the close is above SMA(200)"
ENTRIES = [
    ("RSI is sub 28", "RSI(14) is below 28"),
    ("it crosses above its 60-day SMA after being below it", "the close crosses above SMA(60)"),
    ("there is a MACD bull cross", MACD_UP),
    ("ema(13) crosses up through ema(48)", "EMA(13) crosses above EMA(48)"),
    ("ema(13) cross down ema(48)", "EMA(13) crosses below EMA(48)"),
    ("sma 20 crosses sma 50 up", "SMA(20) crosses above SMA(50)"),
    ("there is a 9/21 EMA bearish crossover", "EMA(9) crosses below EMA(21)"),
    (
        "yesterday's close was under the 10-day low",
        "the close 1 bar ago is below the 10-bar low 2 bars ago",
    ),
    ("RSI at 28", "RSI(14) is at or below 28"),
    ("RSI rises out of oversold", "RSI(14) rises above 30"),
    ("RSI was below 28 yesterday", "RSI(14) 1 bar ago is below 28"),
    ("it is trading north of the 60-day", "the close is above SMA(60)"),
    ("today closes up", "the streak of up closes is at or above 1"),
    ("today closes above the 60-day SMA", "the close is above SMA(60)"),
    ("the candle closes above the 60 EMA", "the close is above EMA(60)"),
    ("the price tests the 60-day SMA", "the low is at or below SMA(60)"),
    ("it closes higher than yesterday", "the close is above the close 1 bar ago"),
    ("price breaks the previous day's high", "the close is above the high 1 bar ago"),
    ("price breaks yesterday's low", "the close is below the low 1 bar ago"),
    ("it is the lowest of the last 8 closes", "the close is below the 8-bar lowest close 1 bar "
     "ago"),
    ("it is down more than 4% this week", "the change over 5 bars is at or below -4%"),
    ("it loses 4% in a single session", "the change over 1 bar is at or below -4%"),
    ("it closes 4% lower", "the change over 1 bar is at or below -4%"),
    ("it closes lower for the third straight day", "the streak of down closes is at or above 3"),
    ("price is outside the lower Bollinger band", "the close is below the lower Bollinger Band "
     "(20, 2)"),
    ("volume is 150% of the 60-day average", "volume is at or above 1.5 x the 60-bar average "
     "volume"),
    (
        "RSI < 28 on above average volume",
        "RSI(14) is below 28 and volume is above the 20-bar average volume",
    ),
    ("the 60-day MA slopes up", "SMA(60) is above SMA(60) 1 bar ago"),
    ("it is down for the week", "the change over 5 bars is below 0%"),
    ("it is up over the last 3 months", "the change over 63 bars is above 0%"),
    (
        "the stochastic crosses up under 20",
        f"{STOCHASTIC_UP} and Stochastic %K (14, 3, 3) is below 20",
    ),
    ("the 20-day is above the 50-day", "SMA(20) is above SMA(50)"),
    ("it is below 70 RSI", "RSI(14) is below 70"),
    ("the stochastic crosses up", STOCHASTIC_UP),
    ("there is a bullish stochastic crossover", STOCHASTIC_UP),
    ("volume > 1.5 * SMA(volume, 30)", "volume is above 1.5 x the 30-bar average volume"),
    ("the volatility spikes over 30%", "the 20-bar volatility per year rises above 30%"),
    ("it drops 3% from open to close", "the close is below 0.97 x the open"),
    ("today is the lowest close in 10 days", "the close is below the 10-bar lowest close 1 bar "
     "ago"),
    ("the price is north of the 100-day SMA", "the close is above SMA(100)"),
    (
        "price is above all of the 10, 20 and 50 day SMAs",
        "the close is above SMA(10) and the close is above SMA(20) and the close is above SMA(50)",
    ),
    (
        "the 10-day SMA is above 25 and falling",
        "SMA(10) is above 25 and SMA(10) is below SMA(10) 1 bar ago",
    ),
    ("the 20 day high is taken out", "the close is above the 20-bar high 1 bar ago"),
    ("the Stoch RSI crosses up from below 20", "Stochastic RSI %K (14, 14, 3, 3) rises above 20"),
    (
        "its 12-month return beats that of QQQ",
        "the change over 252 bars is above QQQ's change over 252 bars",
    ),
    ("RSI blow 30", "RSI(14) is below 30"),
    ("last week's return was below -5%", "the change over 5 bars is below -5%"),
    ("RSI falls under 20 for 2 days in a row", "RSI(14) is below 20 for 2 bars"),
    ("the 14-day stochastic is under 20", "Stochastic %K (14, 3, 3) is below 20"),
    (
        "RSI is under 20 and turning up",
        "RSI(14) is below 20 and RSI(14) is above RSI(14) 1 bar ago",
    ),
    ("RSI drops below 28", "RSI(14) drops below 28"),
    ("the RSI falls under 28", "RSI(14) drops below 28"),
    ("RSI is below 28", "RSI(14) is below 28"),
    ("rsi < 28", "RSI(14) is below 28"),
    ("RSI <= 28", "RSI(14) is at or below 28"),
    ("RSI(7) is under 20", "RSI(7) is below 20"),
    ("the 7-day RSI is under 20", "RSI(7) is below 20"),
    ("RSI is not above 40", "RSI(14) is at or below 40"),
    ("RSI crosses above 35", "RSI(14) rises above 35"),
    ("RSI is oversold", "RSI(14) is below 30"),
    ("RSI is oversold (below 20)", "RSI(14) is below 20"),
    ("oversold at 20", "RSI(14) is below 20"),
    ("RSI goes from below 30 to above 30", "RSI(14) rises above 30"),
    ("RSI enters oversold", "RSI(14) is below 30"),
    ("RSI exits oversold", "RSI(14) rises above 30"),
    ("RSI 25", "RSI(14) is at or below 25"),
    ("RSI is between 20 and 35", "RSI(14) is at or above 20 and RSI(14) is at or below 35"),
    ("RSI is below 30 for 2 consecutive days", TWO_DAYS),
    ("RSI has been below 30 for two days", TWO_DAYS),
    ("RSI was below 45 two days ago", "RSI(14) 2 bars ago is below 45"),
    ("there is a golden cross", "SMA(50) crosses above SMA(200)"),
    ("the 20 day SMA crosses above the 100 day SMA", "SMA(20) crosses above SMA(100)"),
    ("the 12 EMA crosses over the 26 EMA", "EMA(12) crosses above EMA(26)"),
    ("price is above the 50-day and the 200-day moving average", BOTH),
    ("price is above the 50 SMA and the 200 SMA", BOTH),
    ("price drops below its 50 day SMA by 5%", "the close crosses below 0.95 x SMA(50)"),
    ("price is 5% over the 20 day EMA", "the close is above 1.05 x EMA(20)"),
    ("SMA(5) is above SMA(9) is above SMA(30)",
     "SMA(5) is above SMA(9) and SMA(9) is above SMA(30)"),
    ("price is below the lower Bollinger band (30 periods, 3 standard deviations)",
     "the close is below the lower Bollinger Band (30, 3)"),
    ("price crosses above the 200 day", "the close crosses above SMA(200)"),
    ("the 50 day crosses above the 200 day", "SMA(50) crosses above SMA(200)"),
    ("EMA12 crosses EMA26 upwards", "EMA(12) crosses above EMA(26)"),
    ("close > sma(close, 200)", "the close is above SMA(200)"),
    ("it trades over its 150-day SMA", "the close is above SMA(150)"),
    ("EMA(12) > EMA(26)", "EMA(12) is above EMA(26)"),
    ("price is above its 150-day moving average", "the close is above SMA(150)"),
    ("it closes above the 40 day exponential moving average", "the close is above EMA(40)"),
    ("price drops 4% below the 30-day EMA", "the close is below 0.96 x EMA(30)"),
    ("the 100-day SMA is rising", "SMA(100) is above SMA(100) 1 bar ago"),
    ("MACD crosses above its signal line", MACD_UP),
    ("the MACD turns bullish", MACD_UP),
    ("the MACD histogram turns positive", "the MACD histogram (12, 26, 9) rises above 0"),
    ("the RSI has been rising for 3 days and is still under 50",
     "RSI(14) has risen for 3 bars and RSI(14) is below 50"),
    ("today's volume is at least 150% of the 50-day average volume",
     "volume is at or above 1.5 x the 50-bar average volume"),
    ("it trades at a 52-week low", "the close is below the 252-bar low 1 bar ago"),
    ("it is up less than 20% over the past 3 months", "the change over 63 bars is below 20%"),
    ("the slope of the 50-day SMA is positive", "SMA(50) is above SMA(50) 1 bar ago"),
    ("the 21 EMA is rising and the close is above it",
     "EMA(21) is above EMA(21) 1 bar ago and the close is above EMA(21)"),
    ("volume has been rising for 3 days", "volume has risen for 3 bars"),
    ("it fell on each of the last 4 days", "the streak of down closes is at or above 4"),
    ("it is within 5% of its 52-week high",
     "the distance from the 252-bar high is at or above -5%"),
    ("price is within 2% of its 50 day SMA",
     "the close is at or above 0.98 x SMA(50) and the close is at or below 1.02 x SMA(50)"),
    ("price is no more than 3% below its 20-day high",
     "the close is at or above 0.97 x the 20-bar high 1 bar ago"),
    ("price is at least 3% below its 20-day high",
     "the distance from the 20-bar high is at or below -3%"),
    ("the RSI is not overbought", "RSI(14) is at or below 70"),
    ("close > previous day's high", "the close is above the high 1 bar ago"),
    ("the price is lower than it was 30 days ago by more than 8%",
     "the change over 30 bars is below -8%"),
    ("it fell less than 3% today", "the change over 1 bar is above -3%"),
    ("it is less than 5% below its 20-day high",
     "the close is above 0.95 x the 20-bar high 1 bar ago"),
    ("price closes below the lower Bollinger band", "the close is below the lower Bollinger Band "
     "(20, 2)"),
    ("price touches the lower Bollinger band", "the low is at or below the lower Bollinger Band "
     "(20, 2)"),
    ("price drops to the lower Bollinger band", "the low is at or below the lower Bollinger Band "
     "(20, 2)"),
    ("price touches or falls below the lower Bollinger band",
     "the low is at or below the lower Bollinger Band (20, 2)"),
    ("price crosses the lower Bollinger band", "the close crosses below the lower Bollinger Band "
     "(20, 2)"),
    ("price is below the lower Bollinger 30, 2.5", "the close is below the lower Bollinger Band "
     "(30, 2.5)"),
    ("MACD 5/35/5 crosses above zero", "the MACD line (5, 35, 5) rises above 0"),
    ("RSI falls to 20", "RSI(14) is at or below 20"),
    ("RSI rises to 60", "RSI(14) is at or above 60"),
    ("it is over $150", "the close is above 150"),
    ("stochastic %K crosses above %D", STOCHASTIC_UP),
    ("stochastic k crosses above d below 20",
     f"{STOCHASTIC_UP} and Stochastic %K (14, 3, 3) is below 20"),
    ("stochastic is below 15", "Stochastic %K (14, 3, 3) is below 15"),
    ("it closes above its 55 day high", "the close is above the 55-bar high 1 bar ago"),
    ("price breaks above the 55-day high", "the close is above the 55-bar high 1 bar ago"),
    ("it makes a new 52-week high", "the close is above the 252-bar high 1 bar ago"),
    ("it falls 4% in a day", "the change over 1 bar is at or below -4%"),
    ("it drops 6% in a week", "the change over 5 bars is at or below -6%"),
    ("it rises 3% over 5 days", "the change over 5 bars is at or above 3%"),
    ("it is 8% below its 60-day high", "the distance from the 60-bar high is at or below -8%"),
    ("it closes down for the third day in a row", "the streak of down closes is at or above 3"),
    ("there are 3 red days", "the streak of down closes is at or above 3"),
    ("volume is 50% above its 30-day average", "volume is above 1.5 x the 30-bar average volume"),
    ("it gains 3% over 5 days", "the change over 5 bars is at or above 3%"),
    ("the 10-day return is below -8%", "the change over 10 bars is below -8%"),
    ("its 6-month return is positive", "the change over 126 bars is above 0%"),
    ("there is a 3% one-day drop", "the change over 1 bar is at or below -3%"),
    ("there is a 3-day drop of 5%", "the change over 3 bars is at or below -5%"),
    ("today's close is over the close 20 days ago", "the close is above the close 20 bars ago"),
    ("RSI is less 20", "RSI(14) is below 20"),
    ("RSI more 70", "RSI(14) is above 70"),
    ("it closes down 4 days in a row", "the streak of down closes is at or above 4"),
    ("there are 3 consecutive red days", "the streak of down closes is at or above 3"),
    ("it opens 3% lower than the previous close", "the open is below 0.97 x the close 1 bar ago"),
    ("it pulls back to the 20 EMA", "the close is at or below EMA(20)"),
    ("it pulls back 5% from its 20-day high", FROM_HIGH),
    ("ROC(10) > 5", "the change over 10 bars is above 5%"),
    ("SMA(20) x SMA(50)", "SMA(20) crosses above SMA(50)"),
    ("it gaps down 3% below yesterday's close", "the open is below 0.97 x the close 1 bar ago"),
    ("it gaps down 3%", "the open is below 0.97 x the close 1 bar ago"),
    ("volume is twice its 30-day average", "volume is at or above 2 x the 30-bar average volume"),
    ("volume is above average", "volume is above the 20-bar average volume"),
    ("the close is above yesterday's high", "the close is above the high 1 bar ago"),
    ("price is above $45", "the close is above 45"),
    ("EMA(5) > EMA(15) > EMA(45)", "EMA(5) is above EMA(15) and EMA(15) is above EMA(45)"),
    ("RSI crosses 30 from below", "RSI(14) rises above 30"),
    ("RSI < 25 and price > 50 SMA", "RSI(14) is below 25 and the close is above SMA(50)"),
    ("RSI < 25 or price < 50 SMA", "RSI(14) is below 25 or the close is below SMA(50)"),
]  # fmt: skip
EXITS = [
    ("RSI is over 70", "RSI(14) is above 70"),
    ("RSI over 10 days is above 70", "RSI(10) is above 70"),
    ("RSI goes above 65", "RSI(14) rises above 65"),
    ("RSI is over 65", "RSI(14) is above 65"),
    ("RSI(2) over 65", "RSI(2) is above 65"),
    ("RSI crosses down through 65", "RSI(14) drops below 65"),
    ("RSI crosses up through 65", "RSI(14) rises above 65"),
    ("it exceeds 65", "RSI(14) is above 65"),
    ("above 65", "RSI(14) is above 65"),
    ("it has its first up day", "the streak of up closes is at or above 1"),
    ("it closes up", "the streak of up closes is at or above 1"),
    ("it enters overbought", "RSI(14) is above 70"),
    ("RSI 75", "RSI(14) is at or above 75"),
    ("there is one green candle", "the close is above the open"),
    ("the 6-month return is negative", "the change over 126 bars is below 0%"),
    ("it closes above its 8-day moving average", "the close is above SMA(8)"),
    ("RSI > 60 or price > 20 SMA", "RSI(14) is above 60 or the close is above SMA(20)"),
    ("RSI > 60 and price > 20 SMA", "RSI(14) is above 60 and the close is above SMA(20)"),
]


@pytest.mark.parametrize(("said", "meant"), ENTRIES)
def test_an_entry_is_read_as_it_is_said(said: str, meant: str) -> None:
    assert entry_of(said) == meant


@pytest.mark.parametrize(("said", "meant"), EXITS)
def test_an_exit_is_read_as_it_is_said(said: str, meant: str) -> None:
    assert exit_of(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [("(RSI < 25 or price < 50 SMA) and volume > 1000",
      "(RSI(14) is below 25 or the close is below SMA(50)) and volume is above 1,000"),
     ("(RSI < 25 and price < 50 SMA) or (RSI < 10)",
      "(RSI(14) is below 25 and the close is below SMA(50)) or RSI(14) is below 10"),
     ("RSI < 25, except when price is below its 200 day SMA",
      "RSI(14) is below 25 and the close is at or above SMA(200)"),
     ("RSI < 25 but only if price is above the 200 day SMA",
      "RSI(14) is below 25 and the close is above SMA(200)"),
     ("today's low is lower than yesterday's low", "the low is below the low 1 bar ago")],
)  # fmt: skip
def test_conditions_are_joined_as_they_are_said(said: str, meant: str) -> None:
    assert entry_of(said) == meant


def test_an_exit_may_have_an_exception() -> None:
    meant = "RSI(14) is above 60 and the close is at or below SMA(50)"
    assert exit_of("RSI > 60 unless price is above the 50 day SMA") == meant


def test_not_buying_on_something_is_a_filter() -> None:
    text = "Buy MSFT if RSI < 25. Don't buy if price is under the 200 SMA. Sell if RSI > 60."
    meant = "RSI(14) is below 25 and the close is at or above SMA(200)"
    assert describe_condition(strategy_of(text).entry) == meant


@pytest.mark.parametrize(
    ("words", "said"),
    [("RSI is 30 or below", "RSI(14) is at or below 30"),
     ("RSI(2) drops to 10 or lower", "RSI(2) is at or below 10"),
     ("the VIX is 30 or more", "^VIX's close is at or above 30"),
     ("RSI is above 70 or below 20", "RSI(14) is above 70 or RSI(14) is below 20"),
     ("the price crosses EMA21 up", "the close crosses above EMA(21)")],
)  # fmt: skip
def test_the_way_may_stand_behind_the_level(words: str, said: str) -> None:
    assert entry_of(words) == said


def test_or_more_behind_a_share_of_a_move_belongs_to_it() -> None:
    assert entry_of("it drops 5% or more in a day") == "the change over 1 bar is at or below -5%"


@pytest.mark.parametrize(
    "said", ["never dips below 40", "does not drop below 40", "doesn't fall under 40"]
)
def test_what_does_not_drop_below_a_level_stands_above_it(said: str) -> None:
    assert entry_of(f"RSI {said}") == "RSI(14) is at or above 40"


@pytest.mark.parametrize(
    ("bars", "said", "period"),
    [("4h", "12 hour", 3), ("15m", "60 minute", 4), ("1h", "20 hour", 20),
     ("4h", "10 hour", None), ("15m", "20 minute", None), ("daily", "10 hour", None)],
)  # fmt: skip
def test_an_average_over_hours_has_as_many_bars_as_they_are(
    bars: str, said: str, period: int | None
) -> None:
    reading = read(f"Buy MSFT on {bars} bars when it is above its {said} SMA, sell after 9 bars")
    if period is None:
        assert reading.strategy is None
    else:
        assert f"the close is above SMA({period})" in reading.sentence


def test_days_of_an_average_on_other_bars_are_told_to_be_bars() -> None:
    reading = read("Buy MSFT on 1h bars when it is above its 20-day SMA, sell after 9 bars")
    assert "a day of the average is read as one bar" in noted(reading)
    daily = read("Buy MSFT when it is above its 20-day SMA, sell after 9 bars")
    assert "a day of the average is read as one bar" not in noted(daily)


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("the MACD histogram is above 0 and it falls 2 days in a row",
         "has fallen for 2 bars"),
        ("the MACD histogram is negative and rises 3 days in a row", "has risen for 3 bars"),
        ("the RSI is below 30 and the price falls 2 days in a row",
         "the streak of down closes is at or above 2"),
        ("the RSI is below 30 and it closes down 2 days in a row",
         "the streak of down closes is at or above 2"),
        ("it is above its 90-day SMA and it falls 2 days in a row",
         "the streak of down closes is at or above 2"),
    ],
)  # fmt: skip
def test_what_falls_in_a_row_behind_an_indicator_is_that(said: str, read_as: str) -> None:
    assert read_as in entry_of(said)


@pytest.mark.parametrize(
    ("said", "read_as"), [("2", "2%"), ("2%", "2%"), ("-3", "-3%"), ("0", "0%")]
)
def test_what_a_rate_of_change_falls_below_is_in_per_cent(said: str, read_as: str) -> None:
    sentence = read(
        f"Buy MSFT when the 14 day ROC is above 5, sell when it is below {said}"
    ).sentence
    assert f"sell when the change over 14 bars is below {read_as}," in sentence


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("it falls more than 1% 3 days in a row",
         "the change over 1 bar is at or below -1% for 3 bars"),
        ("it drops 1% for 2 consecutive days",
         "the change over 1 bar is at or below -1% for 2 bars"),
        ("it drops 5% in 3 days", "the change over 3 bars is at or below -5%"),
        ("it falls 3 days in a row", "the streak of down closes is at or above 3"),
        ("the 6 day cumulative return is below -12%", "the change over 6 bars is below -12%"),
        ("it is below the Bollinger Band lower bound",
         "the close is below the lower Bollinger Band (20, 2)"),
    ],
)  # fmt: skip
def test_a_move_of_a_size_may_come_some_days_in_a_row(said: str, read_as: str) -> None:
    assert entry_of(said) == read_as


def test_limits_that_are_hit_and_are_of_each_trade_say_no_more() -> None:
    for said in ("or hits a 2% stop loss", "with a 2% stop loss per trade"):
        reading = read(f"Buy MSFT when RSI < 25. Sell when RSI > 60 {said}")
        assert not reading.unsupported
        assert "sell when RSI(14) is above 60 or at a stop loss of 2%" in reading.sentence


MEAN = "the 20-bar average volume"


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("volume falls below its 20-day average", f"volume is below {MEAN}"),
        ("volume drops under its 20-day average", f"volume is below {MEAN}"),
        ("volume has fallen below average", f"volume is below {MEAN}"),
        ("volume dips below average for 3 days", f"volume is below {MEAN} for 3 bars"),
        ("volume rises above its 20-day average", f"volume is above {MEAN}"),
        ("volume drops to 50% of its 20-day average", f"volume is at or below 0.5 x {MEAN}"),
        ("the SMA(9) of the close crosses the SMA(21) of the close upwards",
         "SMA(9) crosses above SMA(21)"),
        ("RSI for 14 days is below 30", "RSI(14) is below 30"),
    ],
)  # fmt: skip
def test_a_volume_that_falls_below_its_mean_is_not_above_it(said: str, read_as: str) -> None:
    assert entry_of(said) == read_as


def test_days_behind_a_nameless_average_are_how_long_it_lasts() -> None:
    reading = read(
        "Buy MSFT when the close is above the moving average for 3 days, sell after 5 days"
    )
    assert reading.strategy is None
    assert [question.id for question in reading.questions] == ["periods"]


def test_numbers_of_a_rule_are_said_back_as_they_were_said() -> None:
    assert entry_of("it is 1.7% above its 50-day SMA") == "the close is above 1.017 x SMA(50)"
    sentence = read("Buy EURUSD when it falls below 1.0725, sell when it is above 1.0955").sentence
    assert "drops below 1.0725; sell when the close is above 1.0955" in sentence

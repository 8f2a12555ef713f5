"""Rules as posts, blogs and scripts word them: numbered, in formulas, with asides and orders."""

import pytest

from agents.language import read
from backtests.engine.describe import describe
from tests.agents.language.reading_of import entry_of, exit_of, strategy_of

CONDITIONS = [
    ("the market closes up 5 or more days in a row", "the streak of up closes is at or above 5"),
    ("it closes lower for 3 or more consecutive days",
     "the streak of down closes is at or above 3"),
    ("the low has been declining for four days in a row or more", "the low has fallen for 4 bars"),
    ("the day has a lower low and a lower high than the day before",
     "the low is below the low 1 bar ago and the high is below the high 1 bar ago"),
    ("(C-L)/(H-L) < 0.15", "Stochastic %K (1, 1, 1) is below 15"),
    ("the close is above the long-term trend as measured by a simple moving average with a default "
     "period of 150 days", "the close is above SMA(150)"),
    ("the 12-day exponential moving average (EMA) of closing prices crosses above the 35-day EMA "
     "of closing prices", "EMA(12) crosses above EMA(35)"),
    ("it rises a minimum of 6% from the last 4 candles",
     "the change over 4 bars is at or above 6%"),
    ("it closes marking a minimum of the last 9 days",
     "the close is below the 9-bar low 1 bar ago"),
    ("it closes at a 9-day minimum", "the close is below the 9-bar low 1 bar ago"),
    ("it has closed lower for the past 3 days", "the streak of down closes is at or above 3"),
    ("it makes a lower high and lower low for 4 consecutive days",
     "the high is below the high 1 bar ago for 4 bars and the low is below the low 1 bar ago for "
     "4 bars"),
    ("the 3-period RSI drops 4 days in a row", "RSI(3) has fallen for 4 bars"),
    ("the previous RSI is above 75 and the current RSI is smaller than the previous RSI",
     "RSI(14) 1 bar ago is above 75 and RSI(14) is below RSI(14) 1 bar ago"),
    ("yesterday's RSI(3) < 25", "RSI(3) 1 bar ago is below 25"),
    ("the close is at or below the lower Bollinger band minus 2%",
     "the close is at or below 0.98 x the lower Bollinger Band (20, 2)"),
    ("the Stochastic is headed up but NOT in overbought territory (over 85)",
     "Stochastic %K (14, 3, 3) is above Stochastic %K (14, 3, 3) 1 bar ago and Stochastic %K "
     "(14, 3, 3) "
     "is at or below 85"),
    ("the 12 EMA is above the 40 EMA, confirming an uptrend", "EMA(12) is above EMA(40)"),
    ("VIX is stretched 6% or more above its 12-day moving average for 4 or more days",
     "^VIX's close is above 1.06 x ^VIX's SMA(12) for 4 bars"),
    ("the crossover of the 7-period SMA above the 19-period SMA", "SMA(7) crosses above SMA(19)"),
    ("MACD's DIFF line crosses above the DEA line",
     "the MACD line (12, 26, 9) crosses above the MACD signal (12, 26, 9)"),
    ("last month was positive", "the change over 21 bars is above 0%"),
    ("yesterday closed below its 12-day average",
     "the close 1 bar ago is below SMA(12) 1 bar ago"),
    ("BB (period 18 Dev 1.5) touches lower", "the low is at or below the lower Bollinger Band "
     "(18, 1.5)"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "said"), CONDITIONS)
def test_a_condition_of_a_post_is_read_as_its_writer_means_it(condition: str, said: str) -> None:
    assert entry_of(condition) == said


RULES = [
    ("1. GLD must be above its 150-day moving average. 2. The 3-period RSI closes below 12. 3. Go "
     "long at the close (or the next open in this case). 4. Exit when it closes above its 8-day "
     "moving average.",
     "Buy GLD when the close is above SMA(150) and RSI(3) is below 12; sell when the close is "
     "above SMA(8)"),
    ("QQQ. IBS = (Close - Low) / (High - Low); Buy = IBS < 0.1; BuyPrice = C; Sell = IBS > 0.9; "
     "SellPrice = C;",
     "Buy QQQ when Stochastic %K (1, 1, 1) is below 10; sell when Stochastic %K (1, 1, 1) is "
     "above 90"),
    ("XLK: Buy = C < MA(C,6); Sell = C > MA(C,6);",
     "Buy XLK when the close is below SMA(6); sell when the close is above SMA(6)"),
    ("IWM. RSI(3) must be under 15. If the above condition is met, the trade is entered. The trade "
     "is exited when the close is above the 6-day average.",
     "Buy IWM when RSI(3) is below 15; sell when the close is above SMA(6)"),
    ("Buy MSFT tomorrow at the market if RSI(3) < 8. Exit tomorrow at the open after holding the "
     "position for six days.", "Buy MSFT when RSI(3) is below 8; sell after 6 bars"),
    ("Buy MSFT if RSI(3) < 8. Sell at the next open if RSI(3) > 75.",
     "Buy MSFT when RSI(3) is below 8; sell when RSI(3) is above 75"),
    ("Go long MSFT if RSI(3) < 8. Exit all trades with a loss if the market moves against the "
     "position by 3 percent or more. Exit with a profit if it moves in favor of us by 9 percent.",
     "Buy MSFT when RSI(3) is below 8; sell at a stop loss of 3% or at a take profit of 9%"),
    ("Buy ETH when RSI < 28. Sell if it drops 4% (stop loss) or when RSI is above 66.",
     "Buy ETH-USD when RSI(14) is below 28; sell when RSI(14) is above 66 or at a stop loss of 4%"),
    ("Buy ETH when RSI < 28. Sell when the price drops below 6% of the bought price, i.e. stop "
     "loss. When RSI is above 66, take profits.",
     "Buy ETH-USD when RSI(14) is below 28; sell when RSI(14) is above 66 or at a stop loss of 6%"),
    ("Buy ETH when RSI < 28. Sell as soon as the price falls below (the highest price since entry "
     "- 8%).", "Buy ETH-USD when RSI(14) is below 28; sell at a trailing stop of 8%"),
    ("Buy SPY on the close of the month if it is above its 60-day average and exit either 5 days "
     "later or if during the trade the closing price drops below the 60-day average.",
     "Buy SPY when it is the last trading day of the month and the close is above SMA(60); sell "
     "when the close crosses below SMA(60) or after 5 bars"),
    ("If VIX is 8% above its 15-day SMA, buy SPY. If 8% below its 15-day SMA, sell.",
     "Buy SPY when ^VIX's close is above 1.08 x ^VIX's SMA(15); sell when ^VIX's close is below "
     "0.92 x ^VIX's SMA(15)"),
    ("1. The day of the week must be Monday or Wednesday. 2. If QQQ has closed lower for the past "
     "3 days, go long on the following open (i.e., the next morning). 3. Exit when the close is "
     "higher than the previous day's high.",
     "Buy QQQ when it is Monday or Wednesday at the close of the signal and the streak of down "
     "closes is at or above 3; sell when the close is above the high 1 bar ago"),
    ("1. IWM is above its 150-day average. 2. It must make a lower low for 3 days in a row. 3. "
     "Enter a long if the above conditions are met. 4. Exit after 4 days.",
     "Buy IWM when the close is above SMA(150) and the low is below the low 1 bar ago for 3 bars; "
     "sell after 4 bars"),
    ("The 4-day RSI is below 25, and the close is above the 150-day average, and IBS < 0.3. If 1-3 "
     "are true, then buy QQQ at the close. Sell when the 4-day RSI crosses above 60.",
     "Buy QQQ when RSI(4) is below 25 and the close is above SMA(150) and Stochastic %K (1, 1, "
     "1) is "
     "below 30; sell when RSI(4) rises above 60"),
    ("Buy: Yesterday: Close > MA20 for 12+ days. Today: Close < MA20. Entry at close. Sell: Four "
     "trading days later. QQQ",
     "Buy QQQ when the close 1 bar ago is above SMA(20) 1 bar ago for 12 bars and the close is "
     "below SMA(20); sell after 4 bars"),
    ("Buy gold on Thursday's open and hold over the weekend to exit on Monday's open.",
     "Buy XAUUSD when it is Thursday; sell when it is Monday"),
    ("We buy gold on Thursday at the opening and sell at the end of trading.",
     "Buy XAUUSD when it is Thursday; sell at the close of the same day"),
    ("EURUSD. If RSI over 82 sell if RSI under 18 buy",
     "Buy EURUSD when RSI(14) is below 18; sell when RSI(14) is above 82"),
    ("LONG: Our entry is defined by: - a whole candle closes above the 8 EMA. Our exit is defined "
     "by: - a whole candle closes below the 25 EMA. GBPUSD",
     "Buy GBPUSD when the close is above EMA(8); sell when the close is below EMA(25)"),
    ("When SPY is below its 150-day average: new trades are avoided, existing positions are "
     "closed. When SPY is above its 150-day average: the strategy resumes and buys QQQ.",
     "Buy QQQ when SPY's close is above SPY's SMA(150); sell when SPY's close is below SPY's "
     "SMA(150)"),
    ("Buy SPY at the close on the last trading day of the month and sell at the close of the "
     "second trading day of the next month, but only if it is above the 150-day average.",
     "Buy SPY when it is the last trading day of the month and the close is above SMA(150); sell "
     "when it is the 2nd trading day of the month"),
    ("To enter LONG positions: 8 EMA must cross above the 20 EMA. RSI must be above 55. To enter "
     "SHORT positions: 8 EMA must cross below the 20 EMA. RSI must be below 45. EURUSD",
     "Buy EURUSD when EMA(8) crosses above EMA(20) and RSI(14) is above 55; sell when EMA(8) "
     "crosses below EMA(20) and RSI(14) is below 45; sell EURUSD short when EMA(8) crosses below "
     "EMA(20) and RSI(14) is below 45; buy back when EMA(8) crosses above EMA(20) and RSI(14) is "
     "above 55; a signal for the other side turns a position round"),
    ("Buy SOL, if RSI < 25 buy, if RSI > 75 sell.",
     "Buy SOL-USD when RSI(14) is below 25; sell when RSI(14) is above 75"),
    ("Buy EURUSD on a touch of the lower band. Sell on a touch of the upper band.",
     "Buy EURUSD when the low is at or below the lower Bollinger Band (20, 2); sell when the "
     "high is at or "
     "above the upper Bollinger Band (20, 2)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), RULES)
def test_rules_of_a_post_are_read_whole(text: str, said: str) -> None:
    assert describe(strategy_of(text)).startswith((f"{said}, on", f"{said}."))


def test_prices_of_a_script_say_that_it_trades_at_the_close() -> None:
    text = "QQQ: Buy = C < MA(C,6); BuyPrice = C; Sell = C > MA(C,6); SellPrice = C;"
    assert strategy_of(text).fill == "close"


@pytest.mark.parametrize(
    "buying", ["buy at 92% of the current price", "buy 8% below the current price"]
)
def test_a_fall_from_the_current_price_is_asked_for_its_time(buying: str) -> None:
    reading = read(f"ETH: {buying}, sell for 6% profit")
    assert [question.id for question in reading.questions] == ["span"]
    assert reading.draft["take_profit"] == 0.06


def test_what_a_bot_would_do_is_no_order_to_one() -> None:
    reading = read("Start the bot in paper mode. The bot buys ETH when RSI < 28, sells at +5%.")
    assert reading.action == "partial"
    assert [one.text for one in reading.unsupported] == ["Start the bot in paper mode"]
    assert read("turn off my risky bots if ETH falls 5%").action == "refuse"


def test_to_stop_trading_is_no_stop_loss() -> None:
    reading = read("Buy BTC when RSI(14) drops under 25 and stop trading above 70")
    assert reading.action == "clarify"
    assert "stop_loss" not in reading.draft


@pytest.mark.parametrize(
    "beside", ["but never sell at a loss", "but hold if it is losing", "only if above my buy price"]
)
def test_an_exit_only_in_profit_is_named(beside: str) -> None:
    reading = read(f"Buy ETH when RSI < 28, sell when RSI > 66 {beside}")
    assert reading.action == "partial"
    assert len(reading.unsupported) == 1


def test_an_exit_at_the_next_open_waits_for_its_condition() -> None:
    assert exit_of("the close is above its 5-day average, at the next open") == (
        "the close is above SMA(5)"
    )

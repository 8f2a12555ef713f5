"""Short prompts as they are typed: slang, polite requests, settings in words, portfolios, "
"Chinese."""

import pytest

from agents.language import read
from backtests.engine.describe import describe
from tests.agents.language.reading_of import entry_of, strategy_of

TYPED = [
    ("yolo into AMD when rsi dips under 28 on the 4h, im out at +18%, cut it if it tanks 6%",
     "Buy AMD when RSI(14) drops below 28; sell at a stop loss of 6% or at a take profit of 18%, "
     "on 4-hour bars"),
    ("fade NFLX whenever rsi tops 82, tp 9% sl 4%", "Sell NFLX short when RSI(14) is above "
     "82; buy "
     "back at a stop loss of 4% or at a take profit of 9%"),
    ("nuke ROKU: close < SMA(60). let it ride to 14%, no more than 5% loss",
     "Sell ROKU short when the close is below SMA(60); buy back at a stop loss of 5% or at a take "
     "profit of 14%"),
    ("Set up a short trade on DIS in the event that CCI is above 140, cash out at 7%, hard "
     "stop 3%",
     "Sell DIS short when CCI(20) is above 140; buy back at a stop loss of 3% or at a take profit "
     "of 7%"),
    ("short KO when RSI > 75, out at -3% or +9%", "Sell KO short when RSI(14) is above 75; "
     "buy back "
     "at a stop loss of 3% or at a take profit of 9%"),
    ("Would you be willing to draft a short strategy for PEP that sells off when the RSI where "
     "length is set to 9 exceeds 72 is fulfilled and purchases when the Close falls under Simple "
     "Moving Average having length equals 40 is met. Set the start date to 2011-4-6. Set the end "
     "date equal to 2019-10-3. Set order size per trade to 25 contracts.",
     "Sell PEP short when RSI(9) is above 72; buy back when the close crosses below SMA(40), on "
     "daily bars from 2011-04-06 to 2019-10-03. Start with 10,000 USD, put 25 shares into each"),
    ("Buy XOM when RSI crosses up 35, sell when RSI crosses down 65. Use both long and "
     "short trades",
     "Buy XOM when RSI(14) rises above 35; sell when RSI(14) drops below 65; sell XOM short when "
     "RSI(14) drops below 65; buy back when RSI(14) rises above 35"),
    ("short-only CVX. sell RSI > 78, buy RSI < 33", "Sell CVX short when RSI(14) is above 78; buy "
     "back when RSI(14) is below 33"),
    ("Buy INFY when CCI crosses 15 from the bottom, sell when it crosses 85 from the top; capital "
     "₹12,50,000", "Buy INFY.NS when CCI(20) rises above 15; sell when CCI(20) drops below 85"),
    ("Buy on a 30-day high breakout of SLV, sell on a 15-day low breakdown", "Buy SLV when "
     "the close "
     "is above the 30-bar high 1 bar ago; sell when the close is below the 15-bar low 1 bar ago"),
    ("Go long IWM when the price closes above the 25-day Bollinger Band, sell when below",
     "Buy IWM when the close is above the upper Bollinger Band (25, 2); sell when the close is "
     "below "
     "the upper Bollinger Band (25, 2)"),
    ("比亚迪 10/40日均线交叉策略，初始资金15万", "Buy 002594.SZ when SMA(10) crosses above "
     "SMA(40); sell when "
     "SMA(10) crosses below SMA(40), on daily bars. Start with 150,000"),
    ("布林带策略：价格触及下轨买入，突破上轨卖出，代码600887", "Buy 600887.SS when the low "
     "is at or below "
     "the lower Bollinger Band (20, 2); sell when the close crosses above the upper Bollinger "
     "Band (20, 2)"),
    ("我想做一个双均线策略，8日均线上穿21日均线时买入000858，跌破买入价6%止损", "Buy "
     "000858.SZ when SMA(8) "
     "crosses above SMA(21); sell at a stop loss of 6%"),
    ("当天跌幅超过4%买入002415，持有6天卖出，输出胜率和最大回撤", "Buy 002415.SZ when the "
     "change over 1 bar "
     "is at or below -4%; sell after 6 bars"),
    ("在XLK、XLE、XLV中每月持有近6个月涨幅最大的一个", "Every month hold the one of XLK, "
     "XLE and XLV with the "
     "highest change over 126 bars"),
    ("回测600036 2021年3月到9月的12日和36日均线交叉策略", "Buy 600036.SS when SMA(12) "
     "crosses above SMA(36); "
     "sell when SMA(12) crosses below SMA(36), on daily bars from 2021-03-01 to 2021-09-30"),
    ("Comprar Santander cuando el RSI sale de zona de sobreventa, cerrar cuando el RSI supera 68. "
     "Solo opera en largo.", "Buy SAN.MC when RSI(14) rises above 30; sell when RSI(14) is above "
     "68"),
    ("Cada mes mantener los 3 mejores de SPY, EEM, IEF, GLD y DBC según rentabilidad de 4 meses",
     "Every month hold the 3 of SPY, EEM, IEF, GLD and DBC with the highest change over 84 bars"),
    ("80% MSCI World (URTH), 20% Gold (GLD), jährlich rebalancen", "Hold 80% URTH and 20% GLD, "
     "restored every year"),
    ("Achète Danone sur une cassure du plus haut sur 30 jours, stop 6%",
     "Buy BN.PA when the close is above the 30-bar high 1 bar ago; sell at a stop loss of 6%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), TYPED)
def test_a_typed_prompt_is_read_whole(text: str, said: str) -> None:
    assert read(text).action == "run"
    assert describe(strategy_of(text)).startswith(said)


CONDITIONS = [
    ("it gaps down from yesterday's close by 4% or more", "the open is below 0.96 x the "
     "close 1 bar "
     "ago"),
    ("there's a 6%+ gap up overnight", "the open is above 1.06 x the close 1 bar ago"),
    ("today's open is 2% above yesterday's close", "the open is above 1.02 x the close 1 bar ago"),
    ("golden cross — 30-day SMA above 90-day SMA", "SMA(30) crosses above SMA(90)"),
    ("OBV is rising while price is falling", "OBV is above OBV 1 bar ago and the close is "
     "below the "
     "close 1 bar ago"),
    ("there's a volume spike of 4x", "volume is at or above 4 x the 20-bar average volume"),
    ("MACD with fast length 8 and slow length 21 crosses above its signal",
     "the MACD line (8, 21, 9) crosses above the MACD signal (8, 21, 9)"),
    ("the close is below the lower Bollinger Band with length 30 and std 2.5",
     "the close is below the lower Bollinger Band (30, 2.5)"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "said"), CONDITIONS)
def test_what_a_prompt_says_of_prices_is_a_condition(condition: str, said: str) -> None:
    assert entry_of(condition) == said


PORTFOLIOS = [
    ("golden butterfly portfolio, rebalance yearly",
     "Hold 20% VTI, 20% VBR, 20% TLT, 20% SHY and 20% GLD, restored every year"),
    ("hold 50% SPY, 30% KMLM and 20% GLD, rebalance quarterly",
     "Hold 50% SPY, 30% KMLM and 20% GLD, restored every quarter"),
    ("if IWM is down 8% from its 120 day high then TNA else IWM",
     "Hold 100% TNA while IWM's distance from the 120-bar high is at or below -8%, else 100% IWM"),
    ("if both SPY and IWM are above their 150 day moving averages then UPRO else SHY",
     "Hold 100% UPRO while SPY's close is above SPY's SMA(150) and IWM's close is above IWM's "
     "SMA(150), else 100% SHY"),
    ("unless QQQ is below its 100 day moving average hold QQQ, otherwise IEF",
     "Hold 100% QQQ while QQQ's close is at or above QQQ's SMA(100), else 100% IEF"),
    ("SPY above 150 sma -> QQQ, otherwise TLT", "Hold 100% QQQ while SPY's close is above SPY's "
     "SMA(150), else 100% TLT"),
    ("if VIX is above 28 hold SHY, otherwise 70% QQQ and 30% GLD, check weekly",
     "Hold 100% SHY while ^VIX's close is above 28, else 70% QQQ and 30% GLD"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), PORTFOLIOS)
def test_a_portfolio_of_a_prompt_is_held(text: str, said: str) -> None:
    assert read(text).action == "run"
    assert describe(strategy_of(text)).startswith(said)


NAMED = [
    ("inverse volatility weighted SPY, TLT and GLD using a 40 day lookback, rebalance monthly",
     "inverse volatility weighted"),
    ("Buy CAT when RSI drops below 28 with larger positions when RSI is lower, sell when RSI > 65",
     "with larger positions when RSI is lower"),
    ("Buy CAT when RSI < 28 on monthly bars, sell when RSI > 65", "on monthly bars"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), NAMED)
def test_what_cannot_be_tested_is_named_and_the_rest_offered(text: str, named: str) -> None:
    reading = read(text)
    assert reading.action == "partial"
    assert [one.text for one in reading.unsupported] == [named]


@pytest.mark.parametrize(
    "text",
    [
        "wallop CAT: RSI(14) > 72 on 1h candles. TP 8% SL 4%",
        "Fade CAT: price drops below 80-SMA. TP 8%, stop loss 4%",
        "hold 100% SPY and short 50% SQQQ, rebalance monthly",
    ],
)
def test_a_verb_that_nobody_knows_is_never_taken_for_buying(text: str) -> None:
    assert read(text).action == "clarify"


def test_a_risk_that_nobody_measured_is_offered_as_the_stop() -> None:
    reading = read("Buy CAT when RSI < 28, risk 7%, TP 15%")
    assert [question.default for question in reading.questions] == ["7%"]


def test_the_code_of_a_fund_counts_and_its_name_is_not_bought_beside_it() -> None:
    assert strategy_of("每月定投沪深300ETF（510310）800元，从2019年开始").symbols == ["510310.SS"]


FRAMED = [
    "You are an expert quantitative trader. {} Think step by step.",
    "Act as an experienced Python developer and backtest this: {} Return only the code.",
    'Parse the following strategy and return JSON with keys "entry", "exit": {}',
    "I want you to act as a financial analyst. {} Respond in a table, no explanations.",
    "Hi ChatGPT, {} Do not ask questions. Plot the equity curve.",
    "Using pandas and yfinance, test this: {} Be concise.",
    "### Instruction: convert this strategy to Python. ### Input: {} ### Response:",
    "You are TradeGPT. Given the user's strategy: {}",
    '{{"role": "user", "content": "{}"}}',
]


@pytest.mark.parametrize("frame", FRAMED)
def test_what_is_said_to_a_machine_around_a_rule_changes_nothing(frame: str) -> None:
    rule = "buy MSFT when RSI < 25, sell when RSI > 60."
    framed = read(frame.format(rule))
    assert framed.strategy == read(rule).strategy
    assert (framed.action, framed.unsupported) == ("run", [])


def test_a_model_that_is_asked_within_a_rule_is_still_named() -> None:
    reading = read("Buy MSFT when ChatGPT says the news is good, sell when RSI > 60")
    assert reading.strategy is None
    assert any("ChatGPT" in one.text for one in reading.unsupported)


def test_a_persona_takes_no_rule_with_it() -> None:
    reading = read("Act as a trader who buys MSFT when RSI < 25 and sells when RSI > 60")
    assert reading.strategy
    assert "RSI(14) is below 25" in reading.sentence

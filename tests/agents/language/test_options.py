"""Options: a bought one is tested as its share, on its side; a written one is not tested."""

import pytest

from agents.language import read
from agents.language.lexicon import untestable
from tests.agents.language.reading_of import strategy_of

NAMED = untestable.NOT_ON_PRICES


@pytest.mark.parametrize(
    ("option", "side"),
    [("SPY calls", "long"), ("SPY puts", "short"), ("an ATM call option on SPY", "long"),
     ("a 30 delta put on SPY", "short"), ("the SPY PE 100 points in the money", "short"),
     ("SPY CE", "long"), ("1 OTM put on SPY", "short"), ("SPY call with 30 DTE", "long")],
)  # fmt: skip
def test_an_option_that_is_bought_is_tested_of_the_share_on_its_side(
    option: str, side: str
) -> None:
    reading = read(f"Buy {option} when RSI(14) is above 60, sell when RSI(14) is below 45")
    assert reading.action == "partial"
    assert reading.strategy
    assert (reading.strategy.direction, reading.strategy.symbols) == (side, ["SPY"])
    assert [one.why for one in reading.unsupported] == [NAMED]


@pytest.mark.parametrize(
    "text",
    ["Buy AAPL call when 9 EMA crosses above 21 EMA, buy put when 9 EMA crosses below 21 EMA",
     "9 EMA crosses above 21 EMA on AAPL buy CE, crosses below buy PE, exit on the opposite signal",
     "AAPL: when the 9 EMA crosses above the 21 EMA buy an ATM call, when it crosses below sell "
     "the call and buy an ATM put"],
)  # fmt: skip
def test_calls_and_puts_turn_a_position_round(text: str) -> None:
    reading = read(text)
    assert reading.action == "partial"
    assert reading.strategy
    assert reading.strategy.direction == "both"
    assert "short when EMA(9) crosses below EMA(21)" in reading.sentence


@pytest.mark.parametrize(
    "text",
    ["Sell weekly puts on AAPL 5% below the price, roll every Friday",
     "Sell a Nifty Put option at 9:20 AM, strike ATM. SL 25%, target 40%",
     "Sell the ATM call on SPY every Monday, close at 50% profit",
     "Buy a QQQ put when the news turns bad, take profit 50%, stop 30%"],
)  # fmt: skip
def test_nothing_is_left_to_test_of_an_option_without_a_rule_of_its_share(text: str) -> None:
    assert read(text).action == "refuse"
    assert read(text, answers="defaults").strategy is None


def test_words_that_look_like_options_are_none() -> None:
    put = "Put 10% of the capital in SPY when RSI < 30 and call it a day when RSI > 60"
    assert strategy_of(put).sizing.fraction == 0.1
    ratio = read("Buy TSLA when PE is below 40 and RSI < 30, sell when RSI > 60")
    assert [one.text for one in ratio.unsupported] == ["PE is below 40"]
    assert ratio.strategy
    assert ratio.strategy.direction == "long"


@pytest.mark.parametrize(
    "text",
    ["BUY BANKNIFTY 52000 PE @ 250 SL 200 TGT 350", "Buy SPY 450 calls at 3.20, stop 2.00",
     "Buy RELIANCE 2900 CE above 45 SL 30 target 70", "NIFTY 24100 CE BUY @ 110. SL 80. TGT 150",
     "BUY NIFTY 24200 CE ENTRY 100 SL 75 TARGET 150"],
)  # fmt: skip
def test_the_price_of_an_option_is_no_price_of_its_share(text: str) -> None:
    reading = read(text, answers="defaults")
    assert (reading.action, reading.strategy) == ("refuse", None)
    assert NAMED in [one.why for one in reading.unsupported]


@pytest.mark.parametrize(
    "text",
    ["Buy a SPY 450 call when RSI(14) is above 60, sell when RSI(14) is below 45",
     "Buy 2 SPY calls at the open when RSI(14) is above 60, sell when RSI(14) is below 45",
     "Buy the SPY 450 call at 9:35 AM when RSI(14) is above 60, sell when RSI(14) is below 45"],
)  # fmt: skip
def test_an_option_with_a_strike_and_a_rule_of_its_share_is_tested_of_the_share(text: str) -> None:
    reading = read(text)
    assert reading.action == "partial"
    assert reading.strategy
    assert "Buy SPY when RSI(14) is above 60; sell when" in reading.sentence


def test_a_level_of_a_share_is_no_price_of_an_option() -> None:
    assert "at or below 24,000" in read("BUY NIFTY @ 24000 SL 23900").sentence


@pytest.mark.parametrize(
    "limits",
    [
        "50% profit target, 25% stop loss",
        "stop loss 25% and take profit of 50%",
        "stop: 25%, target: 50%",
    ],
)
def test_stops_and_targets_of_an_option_are_none_of_its_share(limits: str) -> None:
    text = f"Buy 30 dte calls on AAPL when RSI(14) is below 30, sell when RSI(14) > 60. {limits}"
    reading = read(text)
    assert reading.action == "partial"
    assert reading.strategy
    assert (reading.strategy.stop_loss, reading.strategy.take_profit) == (None, None)
    named = " ".join(one.text for one in reading.unsupported)
    assert "25%" in named
    assert "50%" in named


def test_a_stop_beside_a_share_stays_one() -> None:
    assert strategy_of("Buy AAPL when RSI < 30, 25% stop loss, 50% target").stop_loss == 0.25


@pytest.mark.parametrize(
    "text",
    ["Backtest a short put strategy that only enters when VIX > 25 and RSI < 35 on SPY",
     "Short puts on SPY when RSI(14) < 35, close after 12 days",
     "naked short call on AAPL when RSI > 75", "short strangle on SPY when VIX is above 22",
     "bull put spread on QQQ when RSI < 35, close at 50% profit",
     "We trade a straddle: we buy on Tuesday and sell on Thursday",
     "When RSI is below 35 or above 65 it should take a call or a put on SPY"],
)  # fmt: skip
def test_options_that_are_written_or_combined_trade_no_share(text: str) -> None:
    reading = read(text, answers="defaults")
    assert (reading.action, reading.strategy) == ("refuse", None)
    assert NAMED in [one.why for one in reading.unsupported]


@pytest.mark.parametrize(
    "text",
    ["Short AAPL when RSI > 70 and put a stop at 5%", "Short AAPL when RSI > 70, put a 5% stop",
     "Write a strategy that shorts AAPL when RSI > 70 with a 5% stop"],
)  # fmt: skip
def test_a_stop_that_is_put_beside_a_short_is_no_option(text: str) -> None:
    strategy = strategy_of(text)
    assert (strategy.direction, strategy.stop_loss) == ("short", 0.05)


@pytest.mark.parametrize(
    "text",
    ["Take a call when RSI(14) crosses above 35 and a put when RSI(14) crosses below 65 on SPY",
     "Go long SPY calls when RSI(14) crosses above 35 and puts when RSI(14) crosses below 65"],
)  # fmt: skip
def test_a_verb_is_that_of_the_call_and_of_the_put(text: str) -> None:
    strategy = read(text).strategy
    assert strategy
    assert strategy.direction == "both"
    assert "short when RSI(14) drops below 65" in read(text).sentence


@pytest.mark.parametrize("which", ["slightly out-of-the-money", "deep in-the-money", "weekly ATM"])
def test_what_stands_before_the_share_is_said_of_its_option(which: str) -> None:
    text = f"Buys {which} SPY call options when RSI(14) < 35. Exits at +60% profit, "
    strategy = read(f"{text}-35% stop-loss, or after 12 days").strategy
    assert strategy
    assert (strategy.stop_loss, strategy.take_profit, strategy.max_bars) == (None, None, 12)


@pytest.mark.parametrize(
    "text",
    ["A trained model buys when it predicts a (>60%) chance SPY is up in 5 days, exit after 5 days",
     "Buy SPY when there is a 60% chance that it rises in 5 days, sell after 5 days",
     "Buy SPY when the model forecasts that it is up over 5 days, sell after 5 days"],
)  # fmt: skip
def test_what_is_foretold_is_no_move_of_the_past(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None
    assert "entry" not in reading.draft


def test_a_chance_to_buy_foretells_nothing() -> None:
    reading = read("Buy AAPL when RSI < 30: the chance to sell it comes when RSI > 70")
    assert NAMED not in [one.why for one in reading.unsupported]

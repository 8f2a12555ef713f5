"""Candles that are counted, rows before a turn, and what stands how far from a level."""

import pytest

from agents.language import read
from agents.language.tokens.tokens import tokenise
from tests.agents.language.reading_of import sides_of, strategy_of

HOLD = "，持有6天"


@pytest.mark.parametrize("said", ["近30K新高", "收盘价创最近30根K线新高", "股价创30K新高"])
def test_candles_are_counted_in_short(said: str) -> None:
    assert "above the 30-bar high" in read(f"{said}买入KO{HOLD}").sentence


def test_a_k_beside_money_stays_a_thousand() -> None:
    assert strategy_of("本金30K，RSI低于30买入KO，RSI高于70卖出").initial_capital == 30_000


ROW = (
    "the close 1 bar ago is below EMA(30) 1 bar ago for 4 bars and the close crosses above EMA(30)"
)


@pytest.mark.parametrize(
    "said",
    [
        "收盘价连续4天低于EMA30后站上EMA30",
        "连续4根K线收在EMA30下方后重新站上EMA30",
        "收盘价在EMA30下方连续4天后站上EMA30",
        "收盘价连续4天在EMA30之下，然后突破EMA30",
        "连续4K在EMA30下运行直到收上EMA30",
    ],
)
def test_a_row_is_over_before_the_turn(said: str) -> None:
    assert ROW in read(f"{said}买入KO{HOLD}").sentence


def test_what_falls_in_a_row_is_no_row_beyond_an_average() -> None:
    sentence = read(f"跌破30日均线且连续4天下跌买入KO{HOLD}").sentence
    assert "the streak of down closes is at or above 4" in sentence
    assert "crosses below SMA(30)" in sentence


@pytest.mark.parametrize("crosses", ["穿过", "穿越"])
def test_a_cross_that_does_not_say_its_way_goes_up_to_buy_and_down_to_sell(crosses: str) -> None:
    text = f"6日均线{crosses}24日均线买入招商银行，反之卖出"
    assert sides_of(text) == ("SMA(6) crosses above SMA(24)", "SMA(6) crosses below SMA(24)")
    assert any("cross without a direction" in one.text for one in read(text).assumptions)


def test_which_way_a_level_is_crossed_is_asked() -> None:
    assert read(f"RSI穿过40买入KO{HOLD}").questions


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("比52周高点低12%", "the distance from the 252-bar high is at or below -12%"),
        ("股价比40日均线低4%", "the close is below 0.96 x SMA(40)"),
        ("股价比40日均线高出4%", "the close is above 1.04 x SMA(40)"),
    ],
)
def test_how_far_from_a_level_it_is_said_behind_it(said: str, entry: str) -> None:
    assert f"when {entry};" in read(f"KO{said}时买入{HOLD}").sentence


@pytest.mark.parametrize("verb", ["突破", "上穿"])
def test_money_that_is_broken_is_a_price_and_no_capital(verb: str) -> None:
    strategy = strategy_of(f"KO股价{verb}60美元买入{HOLD}")
    assert strategy.initial_capital == 10_000
    assert "rises above 60" in read(f"KO股价{verb}60美元买入{HOLD}").sentence


@pytest.mark.parametrize(
    "said",
    ["涨8%卖出一半，涨16%卖出剩余", "盈利8%时卖出50%，盈利16%时清仓"],
)
def test_a_part_is_sold_first_and_then_the_rest(said: str) -> None:
    strategy = strategy_of(f"RSI低于30买入KO，{said}")
    assert [(one.gain, one.fraction) for one in strategy.partial_exits] == [(0.08, 0.5)]
    assert strategy.take_profit == 0.16


def test_a_part_that_a_rule_sells_is_no_part_at_a_gain() -> None:
    reading = read("RSI低于30买入KO，RSI大于60卖出一半，跌破20日均线清仓")
    assert reading.questions or reading.unsupported


@pytest.mark.parametrize("said", ["RSI低于30买入300股KO", "RSI低于30买入KO 300股"])
def test_shares_are_counted_before_or_behind_the_name(said: str) -> None:
    assert strategy_of(f"{said}，RSI高于70卖出").sizing.quantity == 300


def test_the_price_of_a_share_is_no_share() -> None:
    assert not any(token.word == "share" for token in tokenise("KO股价高于60买入").tokens)


def test_a_new_high_appears_above_an_average() -> None:
    entry, _ = sides_of("收盘价在EMA30上出现近15K新高买入KO，跌破EMA30卖出")
    assert entry == "the close is above EMA(30) and the close is above the 15-bar high 1 bar ago"


def test_on_and_under_an_average_are_above_and_below_it() -> None:
    text = "KO收盘价在30日均线上买入，在30日均线下卖出"
    assert sides_of(text) == ("the close is above SMA(30)", "the close is below SMA(30)")


def test_up_and_down_about_an_average_is_neither() -> None:
    reading = read("KO在30日均线上下震荡时买入，持有6天")
    assert reading.questions

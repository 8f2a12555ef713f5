"""Averages as Chinese course notes and fund pages name them."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("MA5/MA20金叉买入510300，死叉卖出",
         ("SMA(5) crosses above SMA(20)", "SMA(5) crosses below SMA(20)")),
        ("EMA12/26金叉买入苹果，EMA12/26死叉卖出",
         ("EMA(12) crosses above EMA(26)", "EMA(12) crosses below EMA(26)")),
        ("5日-20日均线交叉策略，宁德时代",
         ("SMA(5) crosses above SMA(20)", "SMA(5) crosses below SMA(20)")),
        ("如果上一时间点价格高出五天平均价1%，则全仓买入平安银行；如果价格低于五天平均价，则空仓卖出",
         ("the close is above 1.01 x SMA(5)", "the close is below SMA(5)")),
        ("收盘价不低于20日均价时买入苹果，跌破20日均价卖出",
         ("the close is at or above SMA(20)", "the close crosses below SMA(20)")),
    ],
)  # fmt: skip
def test_they_are_read_by_any_of_their_names(text: str, sides: tuple[str, str]) -> None:
    assert read(text).action == "run"
    assert sides_of(text) == sides


def test_what_is_set_to_be_traded_is_no_savings_plan() -> None:
    made = strategy_of("设定投资标的：贵州茅台，RSI低于30买入，RSI高于70卖出")
    assert made.symbols == ["600519.SS"]
    assert made.portfolio is None
    assert read("每月定投1000元沪深300ETF").action == "run"


def test_the_reversion_to_a_mean_names_no_average() -> None:
    assert "SMA" not in read("RSI均值回归：RSI低于30买入苹果，高于50卖出").sentence

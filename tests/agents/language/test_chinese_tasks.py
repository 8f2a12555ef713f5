"""What is asked of a tool in Chinese: that it makes a strategy, and that nothing is sold short."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of


@pytest.mark.parametrize("ban", ["禁止做空", "不允许做空", "只做多", "不做空", "不开空"])
def test_a_ban_on_shorts_is_no_short(ban: str) -> None:
    strategy = strategy_of(f"KO：RSI低于30买入，RSI高于70卖出，{ban}")
    assert strategy.short_entry is None
    assert strategy.direction == "long"


def test_a_level_of_the_price_is_none_of_the_gauge_that_names_the_strategy() -> None:
    entry, _ = sides_of("RSI策略，价格低于30买入，高于70卖出，KO")
    assert "close" in entry


def test_what_breaks_on_the_way_out_is_asked() -> None:
    """In at 20 days, out at 10: which end is broken then, nobody said."""
    reading = read("20日突破入场，10日突破离场，标的KO")
    assert reading.action == "clarify"
    assert "10日突破" in {one.text for one in reading.unsupported}


def test_years_are_a_time_and_no_level() -> None:
    strategy = strategy_of("KO 从2015年到2020年 RSI低于30买入，高于70卖出")
    assert (strategy.start.year, strategy.end.year) == (2015, 2020)  # type: ignore[union-attr]


def test_an_index_is_not_its_fund() -> None:
    assert strategy_of("沪深300站上20日均线买入，跌破卖出").symbols == ["000300.SS"]
    assert strategy_of("沪深300ETF站上20日均线买入，跌破卖出").symbols == ["510300.SS"]

"""What comes behind something else, between which levels, from where it fell, in which month."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of

HOLD = "，持有6天"
TURN = "the close 1 bar ago is below the open 1 bar ago for 4 bars and the close is above the open"


@pytest.mark.parametrize(
    "said", ["连续四天收阴后第一根阳线", "四根阴线后出现一根阳线", "连续4根阴线后收阳"]
)
def test_a_candle_of_the_other_colour_comes_behind_the_row(said: str) -> None:
    assert f"when {TURN};" in read(f"KO{said}买入{HOLD}").sentence


def test_a_row_alone_is_no_turn() -> None:
    assert "streak of down closes" in read(f"KO连续四天收阴买入{HOLD}").sentence


@pytest.mark.parametrize("said", ["从买入后的最高点回撤6%", "从持仓最高点回落6%"])
def test_a_fall_from_the_high_since_the_entry_is_a_trailing_stop(said: str) -> None:
    assert strategy_of(f"RSI低于30买入KO，{said}卖出").trailing_stop == 0.06


def test_between_two_levels_and_from_one_on() -> None:
    assert sides_of("RSI在25到45之间买入KO，65以上卖出") == (
        "RSI(14) is at or above 25 and RSI(14) is at or below 45",
        "RSI(14) is at or above 65",
    )


@pytest.mark.parametrize("said", ["今天收盘比昨天低4%", "比昨天收盘价低4%"])
def test_lower_than_yesterday_is_a_fall_of_one_day(said: str) -> None:
    assert "the change over 1 bar is at or below -4%" in read(f"KO{said}买入{HOLD}").sentence


def test_a_level_may_be_far_below_an_average_or_farther() -> None:
    entry, _ = sides_of("KO股价低于40日均线4%以上买入，回到40日均线卖出")
    assert entry == "the close is below 0.96 x SMA(40)"


@pytest.mark.parametrize(
    "text",
    [
        "11月买入KO，次年5月卖出",
        "Kaufe KO im November, verkaufe im Mai",
        "Acheter KO en novembre et vendre en mai",
        "Compra KO en noviembre y vende en mayo",
    ],
)
def test_may_is_a_month_in_other_languages(text: str) -> None:
    assert sides_of(text) == ("it is November", "it is May")


def test_may_is_no_month_where_it_only_may_be() -> None:
    assert "May" not in read("Buy KO when RSI < 30, it may fall further, sell above 70").sentence


def test_an_amount_of_a_savings_plan_is_money_and_no_count_of_shares() -> None:
    strategy = strategy_of("每月定投800沪深300")
    assert (strategy.sizing.cash, strategy.currency) == (800, "CNY")
    assert strategy_of("每月定投800股沪深300").sizing.quantity == 800


def test_only_when_another_symbol_is_up_is_a_filter() -> None:
    text = f"只有SPY在90日均线上方时才买入KO{HOLD}"
    assert "SPY's close is above SPY's SMA(90)" in read(text).sentence


def test_the_first_green_candle_behind_red_ones_in_french() -> None:
    text = "Acheter KO à la première bougie verte après 4 bougies rouges, vendre après 6 jours"
    assert f"when {TURN};" in read(text).sentence

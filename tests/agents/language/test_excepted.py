"""What is excepted by two conditions, and the exceptions and ways out of Chinese."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of

NEITHER = "RSI(14) is below 40 and the close is at or above SMA(90) and RSI(14) is at or above 15"


@pytest.mark.parametrize(
    "text",
    [
        "Buy KO when RSI < 40 unless the price is below its 90-day SMA or the RSI is below 15. Sell"
        " when RSI > 66",
        "Kaufe KO, wenn der RSI unter 40 liegt, es sei denn der Kurs liegt unter der 90-Tage-Linie"
        " oder der RSI unter 15. Verkaufe bei RSI über 66.",
        "KO的RSI低于40时买入，除非股价低于90日均线或者RSI低于15，RSI高于66时卖出",
    ],
)
def test_unless_one_or_the_other_is_neither(text: str) -> None:
    assert sides_of(text)[0] == NEITHER


def test_unless_both_is_not_both() -> None:
    text = "Buy KO when RSI < 40 unless price is below the 90 sma and RSI < 15. Sell when RSI > 66"
    assert sides_of(text)[0] == (
        "RSI(14) is below 40 and (the close is at or above SMA(90) or RSI(14) is at or above 15)"
    )


def test_a_comma_ends_what_is_excepted() -> None:
    text = (
        "Buy KO when RSI < 40 unless price is below the 90 sma, or when the RSI is below 10. Sell"
        " when RSI > 66"
    )
    assert sides_of(text)[0].endswith("or RSI(14) is below 10")


def test_bounds_of_a_range_are_no_two_exceptions() -> None:
    text = "Buy KO when RSI < 40 unless the RSI is between 12 and 18. Sell when RSI > 66"
    assert "(RSI(14) is below 12 or RSI(14) is above 18)" in sides_of(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "除非股价低于90日均线，否则RSI低于40时买入KO，RSI高于66时卖出",
        "RSI低于40买入KO，除非股价低于90日均线，RSI高于66卖出",
        "RSI低于40时买入KO，但股价低于90日均线时不买，RSI高于66卖出",
    ],
)
def test_chinese_excepts_from_a_purchase_and_never_from_the_exit(text: str) -> None:
    entry, exit_ = sides_of(text)
    assert "the close is at or above SMA(90)" in entry
    assert exit_ == "RSI(14) is above 66"


def test_an_exception_from_a_sale_is_named() -> None:
    reading = read("RSI高于66卖出KO，除非股价高于90日均线，RSI低于30买入")
    assert any("除非" in one.text for one in reading.unsupported)


def test_a_time_beside_a_rule_is_one_of_two_ways_out() -> None:
    strategy = strategy_of("RSI低于28买入KO，RSI高于66或持有满9天卖出")
    assert strategy.max_bars == 9


def test_what_was_sold_short_is_bought_back_where_it_is_closed() -> None:
    text = "突破布林上轨做多KO，回到中轨平仓；跌破布林下轨做空，回到中轨平仓"
    strategy = strategy_of(text)
    assert strategy.exit is not None
    assert strategy.short_exit is not None


@pytest.mark.parametrize(
    "text",
    [
        "Compra KO cuando el estocástico esté en sobreventa y el precio esté por encima de la media"
        " de 90; vende en sobrecompra",
        "Buy KO when the stochastic is oversold and the RSI is below 50; sell when overbought",
    ],
)
def test_an_overbought_exit_is_of_the_gauge_that_was_oversold(text: str) -> None:
    assert sides_of(text)[1] == "Stochastic %K (14, 3, 3) is above 80"


def test_an_overbought_exit_of_another_gauge_is_of_that_one() -> None:
    text = "Buy KO when the stochastic is oversold; sell when the RSI is overbought"
    assert sides_of(text)[1] == "RSI(14) is above 70"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("要么RSI低于28，要么股价低于90日均线，就买入KO，RSI高于66卖出",
         "RSI(14) is below 28 or the close is below SMA(90)"),
        ("连续两天收盘站上90日均线买入KO，RSI高于66卖出", "the close is above SMA(90) for 2 bars"),
        ("不仅RSI低于28，而且股价在90日均线上方，才买入KO，RSI高于66卖出",
         "RSI(14) is below 28 and the close is above SMA(90)"),
        ("KO7天内跌了9%就买，RSI高于66卖出", "the change over 7 bars is at or below -9%"),
    ],
)  # fmt: skip
def test_joints_and_rows_of_chinese(text: str, entry: str) -> None:
    assert sides_of(text)[0] == entry


def test_a_cross_below_zero_is_one_of_the_macd_there() -> None:
    entry, _ = sides_of("MACD在零轴下方金叉时买入KO，RSI高于66卖出")
    assert "crosses above the MACD signal" in entry
    assert entry.endswith("is below 0")


def test_a_list_with_numbers_is_read_without_them() -> None:
    text = "买入条件：1、收盘价大于90日均线；2、RSI小于28。卖出条件：RSI大于66。股票：KO"
    assert sides_of(text)[0] == "the close is above SMA(90) and RSI(14) is below 28"


@pytest.mark.parametrize(
    "text",
    [
        "Buy KO every Tuesday, sell every Thursday, except in March",
        "Acheter KO chaque mardi, vendre chaque jeudi, sauf en mars",
        "Compra KO cada martes, vende cada jueves, excepto en marzo",
        "Kaufe KO jeden Dienstag, verkaufe jeden Donnerstag, außer im März",
    ],
)
def test_a_month_that_is_left_out_at_the_end_is_one_without_purchases(text: str) -> None:
    entry, exit_ = sides_of(text)
    assert entry == "it is Tuesday and it is not the case that it is March"
    assert exit_ == "it is Thursday"


def test_what_a_sale_depends_on_stays_beside_it() -> None:
    entry, exit_ = sides_of("Buy KO when RSI < 30, sell when RSI > 70, unless it is Tuesday")
    assert "Tuesday" not in entry
    assert "Tuesday" in exit_


def test_an_exception_behind_verbs_that_stand_last_is_asked() -> None:
    assert read("Dienstags KO kaufen, donnerstags verkaufen, außer im März").questions

"""Turns of phrase of forums and tutorials, in English and in other languages."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, exit_of, sides_of, strategy_of


def test_brackets_behind_a_feeling_say_what_is_meant_by_it() -> None:
    text = "Buy KO when RSI is very weak (below 31), sell when it is strong (above 70)"
    assert sides_of(text) == ("RSI(14) is below 31", "RSI(14) is above 70")
    other = "If QQQ fell >6% in 5 days: buy TQQQ when RSI is low (below 31); sell after 5 days"
    assert "-6% and RSI(14) is below 31;" in read(other).sentence


def test_a_feeling_without_a_number_is_named_and_lends_none() -> None:
    reading = read(
        "If QQQ fell >6% in 5 days: buy TQQQ when RSI is wobbly, below 31; sell in 5 days"
    )
    assert reading.strategy is None
    assert "below 31%" not in str(reading.draft)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("each ETF of XLY, XLP and XLE whose price is above", "the close is above SMA(50)"),
     ("any stock (XLY, XLP, XLE) that closes above", "the close is above SMA(50)")],
)  # fmt: skip
def test_what_is_so_of_a_symbol_may_be_said_behind_it(said: str, meant: str) -> None:
    text = f"Buy {said} its 50-day average, sell when RSI > 80"
    assert strategy_of(text).symbols == ["XLY", "XLP", "XLE"]
    assert sides_of(text)[0] == meant


def test_other_words_of_time_and_streaks() -> None:
    assert (
        strategy_of("Buy KO when RSI(2) < 30, sell when RSI > 60, 10-day failsafe").max_bars == 10
    )
    assert entry_of("three consecutive days with lower closes") == (
        "the streak of down closes is at or above 3"
    )
    assert entry_of("the last three bars have lower highs") == (
        "the high is below the high 1 bar ago for 3 bars"
    )
    assert exit_of("an 8% fixed stop loss is hit or RSI > 80") == "RSI(14) is above 80"


@pytest.mark.parametrize(
    "text",
    ["Compra KO cuando una SMA corta (50) cruza hacia arriba una SMA larga (200). Vende cuando una "
     "SMA corta (50) cruza hacia abajo una SMA larga (200).",
     "Achat KO lorsque la SMA rapide (50) traverse la SMA lente (200) vers le haut; vente quand la "
     "SMA rapide traverse la SMA lente vers le bas",
     "Ein Einstiegssignal für KO wird erzeugt, wenn der 50 Tage SMA den 200 Tage SMA von unten "
     "nach oben kreuzt. Ein Ausstiegssignal wird erzeugt, wenn der 50 Tage SMA den 200 Tage SMA "
     "von oben nach unten kreuzt."],
)  # fmt: skip
def test_fast_and_slow_averages_of_other_languages(text: str) -> None:
    assert sides_of(text) == ("SMA(50) crosses above SMA(200)", "SMA(50) crosses below SMA(200)")


def test_a_bar_at_whose_close_it_trades_is_no_time_to_hold() -> None:
    rule = "Compra SAN.MC cuando la MM20 supere a la MM50 (al cierre de la vela)"
    made = strategy_of(f"{rule}, vende con RSI > 70")
    assert made.max_bars is None
    assert made.fill == "close"


def test_short_signals_in_french_are_those_of_the_short_side() -> None:
    text = (
        "Les signaux longs sur KO sont générés lorsque la SMA 9 dépasse la SMA 21, tandis que les "
        "signaux courts se produisent lorsque la SMA 9 passe sous la SMA 21."
    )
    assert strategy_of(text).direction == "both"


def test_the_marks_of_a_list_need_no_blank_where_words_have_none() -> None:
    text = "1.DIF向上突破DEA,买入平安银行。2.DIF向下跌破DEA,卖出。"
    assert strategy_of(text).symbols == ["000001.SZ"]


def test_the_full_stop_of_a_german_ordinal_ends_no_sentence() -> None:
    text = "Kaufe den DAX am 1. Handelstag des Monats, verkaufe am 5. Handelstag des Monats"
    assert sides_of(text) == (
        "it is the 1st trading day of the month",
        "it is the 5th trading day of the month",
    )

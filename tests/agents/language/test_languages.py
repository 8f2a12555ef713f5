"""Other languages: the same strategy in each of them is the same strategy."""

import pytest

from agents.language import read
from agents.language.lexicon.foreign import LANGUAGES, language_of
from tests.agents.language.reading_of import strategy_of

AVERAGES = (
    "Buy LVMH when the 20-day average crosses above the 50-day average, sell when it crosses below"
)
CROSS = (
    "Buy Microsoft when the 50-day SMA crosses above the 200-day SMA, sell when it crosses below"
)
MONTHLY = "Buy $200 of SPY every month"
BREAKOUT = "Buy NVDA when it closes above its 20-day high, with a trailing stop of 8%"
PARTS = "Buy Apple when RSI < 30, sell half at +5%, the rest at +10%"
SHORT = "Short Apple when RSI > 80, cover when RSI < 50"
CROSSED = "Buy SAP.DE when it crosses above its 50-day average, sell when it crosses below it"
CHANNEL = "Buy BMW when it closes above its 20-day high, sell when it closes below its 10-day low"
LIMITED = "Buy SAP.DE when the RSI crosses above 30, take profit 8%, stop loss 4%"
A_WEEK = "Buy Apple after 3 down closes in a row, sell after a week"
CAPPED = "Buy Tesla when it closes below its 50-day average, stop loss 6%"
INVESTED = "Buy 沪深300 when it crosses above its 200-day SMA, sell when it crosses below it"
DAYS = "Buy MSFT on Mondays, sell on Fridays"


@pytest.mark.parametrize(
    ("english", "text"),
    [(MONTHLY, "Jeden Monat 200 Dollar in SPY investieren"),
     (MONTHLY, "Investir 200 dollars dans SPY chaque mois"),
     (MONTHLY, "Invertir 200 dólares en SPY cada mes"),
     (MONTHLY, "每月定投SPY 200美元"),
     (BREAKOUT, "NVDA kaufen wenn der Kurs ein neues 20-Tage-Hoch erreicht, 8 % Trailing-Stop"),
     (BREAKOUT, "Comprar NVDA al romper el máximo de 20 días, stop dinámico del 8%"),
     (BREAKOUT, "NVDA突破20日新高买入，移动止损8%"),
     (PARTS, "Kaufe Apple wenn RSI < 30, verkaufe die Hälfte bei +5 %, den Rest bei +10 %"),
     (CROSSED, "Kaufe SAP, wenn der Kurs den gleitenden 50-Tage-Durchschnitt von unten kreuzt, "
      "verkaufe, wenn er ihn von oben kreuzt"),
     (CHANNEL, "Kaufe BMW, wenn der Kurs das 20-Tage-Hoch überschreitet. Verkaufe, wenn er das "
      "10-Tage-Tief unterschreitet."),
     (LIMITED, "Kaufe SAP, sobald der RSI die 30 von unten nach oben durchbricht, verkaufe bei "
      "einem Gewinn von 8 % oder einem Verlust von 4 %"),
     (A_WEEK, "Wenn Apple drei Tage in Folge fällt, kaufen und nach einer Woche verkaufen"),
     (A_WEEK, "苹果连续三天下跌买入，五天后卖出"),
     (CAPPED, "Acheter Tesla si le cours clôture sous la moyenne mobile à 50 jours, perte maximale "
      "6 %"),
     (CAPPED, "Comprar Tesla si cierra por debajo de la media de 50 días, pérdida máxima 6%"),
     (INVESTED, "沪深300跌破200日均线清仓，站上200日均线满仓"),
     (SHORT, "Apple leerverkaufen wenn RSI > 80, eindecken wenn RSI < 50"),
     (SHORT, "Vendre à découvert Apple quand RSI > 80, racheter quand RSI < 50"),
     (SHORT, "Vender en corto Apple cuando RSI > 80 y cubrir cuando RSI < 50"),
     (DAYS, "Compra MSFT los lunes y vende los viernes"),
     (DAYS, "Acheter MSFT le lundi et vendre le vendredi")],
)  # fmt: skip
def test_a_translation_is_the_same_strategy(english: str, text: str) -> None:
    made, wanted = strategy_of(text), strategy_of(english)
    same = {"currency": wanted.currency}
    assert made.model_copy(update=same) == wanted


@pytest.mark.parametrize(
    ("english", "text"),
    [("Short SAP.DE when RSI goes above 75, cover when it goes below 50 or after 10 days",
      "Verkaufe SAP leer, sobald der RSI über 75 steigt; decke ein, wenn er unter 50 fällt "
      "oder nach 10 Tagen"),
     ("Buy GOOGL when the MACD histogram crosses above 0, sell when it crosses below 0, stop 7%, "
      "2015 to 2020", "谷歌：MACD柱由负转正买入，由正转负卖出，止损7%，2015年至2020年"),
     ("Buy the S&P 500 when the close crosses above its 200-day average, sell when it crosses "
      "below, since 2000", "标普500站上200日均线时买入，跌破200日均线时卖出，2000年以来"),
     ("Buy MSFT when RSI is below 20 for 2 days in a row, sell at +4%, stop 3%",
      "Acheter MSFT si le RSI passe sous 20 pendant 2 jours de suite, vendre à +4%, stop 3%"),
     ("Buy MSFT when RSI is below 30, sell when RSI is above 70, 2015 to 2020",
      "Kaufe MSFT bei einem RSI von unter 30 und verkaufe bei einem RSI von über 70. "
      "Zeitraum 2015 bis 2020"),
     ("Buy TSLA at the lower Bollinger band, sell at the upper Bollinger band",
      "特斯拉，布林带下轨买入，上轨卖出"),
     ("Buy SPY on the last day of the month, sell on the 3rd day of the month",
      "Compra SPY el último día del mes y vende el tercer día del mes siguiente"),
     ("Buy the CAC 40 when it falls 2% in a day, sell after 3 days",
      "Acheter le CAC 40 si baisse de 2% en un jour, revendre 3 jours plus tard"),
     (AVERAGES,
      "Achète LVMH quand la moyenne 20 jours croise au-dessus de la 50, vends quand elle recroise "
      "en dessous"),
     (AVERAGES,
      "Compra LVMH cuando la media de 20 días cruce por encima de la de 50, vende cuando vuelva a "
      "cruzar por debajo"),
     (AVERAGES,
      "Kaufe LVMH, wenn die 20-Tage-Linie die 50-Tage-Linie von unten kreuzt, und verkaufe, wenn "
      "sie sie von oben kreuzt"),
     ("Buy LVMH when the close is below the lower Bollinger band, sell at the middle band",
      "Compra LVMH cuando el precio cierre por debajo de la banda inferior de Bollinger, vende en "
      "la banda media"),
     ("Buy MSFT when the MACD goes positive, sell when it goes negative",
      "Acheter MSFT quand le MACD devient positif, vendre quand il devient négatif"),
     ("Buy MSFT on the first trading day of the month, sell on the last day of the month",
      "Achète MSFT le premier jour de bourse du mois, vends le dernier jour du mois"),
     ("Buy ETH when volume is twice its 20-day average, stop 5%, target 15%",
      "Kaufe ETH, wenn das Volumen doppelt so hoch wie der 20-Tage-Durchschnitt ist. "
      "Stopp bei 5%, Ziel bei 15%")],
)  # fmt: skip
def test_words_that_stand_elsewhere_in_another_language(english: str, text: str) -> None:
    made, wanted = strategy_of(text), strategy_of(english)
    fields = ("symbols", "direction", "entry", "exit", "stop_loss", "take_profit", "max_bars",
              "start", "end")  # fmt: skip
    for name in fields:
        assert getattr(made, name) == getattr(wanted, name)


def test_thousands_are_parted_as_the_language_parts_them() -> None:
    text = "Kaufe Apple wenn der RSI unter 30 fällt, verkaufe über 70, Startkapital 25.000 €"
    assert strategy_of(text).initial_capital == 25_000
    assert strategy_of(text.replace("25.000", "25 000")).initial_capital == 25_000


def test_english_is_no_other_language() -> None:
    assert language_of(["buy", "on", "a", "close", "above", "the", "high"]) is None
    assert language_of(["kaufe", "wenn", "der", "kurs", "steigt"]) is LANGUAGES["de"]


AVERAGES = "Buy SPY when the SMA(50) crosses above the SMA(200), sell when it crosses below"
LEVELS = "Buy AAPL when RSI(14) drops below 30, sell when it rises above 70"
CLOSES = "Buy SPY when it closes above the SMA(200), sell when it closes below"


@pytest.mark.parametrize(
    ("english", "text"),
    [(LEVELS, "comprar AAPL cuando el RSI de 14 baje de 30 y vender cuando suba de 70"),
     (CLOSES, "comprar SPY cuando cierre por encima de la media de 200, vender cuando cierre por "
              "debajo"),
     (AVERAGES, "comprar SPY cuando la media de 50 cruce por encima de la media de 200, vender "
                "cuando cruce por debajo"),
     (LEVELS, "acheter AAPL si le RSI(14) descend sous 30, vendre s'il monte au-dessus de 70"),
     (AVERAGES, "acheter SPY quand la moyenne mobile 50 croise a la hausse la moyenne 200, vendre "
                "quand elle croise a la baisse"),
     (CLOSES, "acheter SPY quand il cloture au-dessus de la moyenne 200, vendre quand il cloture "
              "en dessous"),
     (LEVELS, "Kaufe AAPL, wenn der RSI(14) unter 30 faellt, verkaufe, wenn er ueber 70 steigt"),
     (AVERAGES, "Kaufe SPY, wenn der 50-Tage-Durchschnitt den 200-Tage-Durchschnitt nach oben "
                "kreuzt, verkaufe, wenn er ihn nach unten kreuzt"),
     (CLOSES, "Kaufe SPY, wenn der Kurs ueber dem GD 200 schliesst, verkaufe, wenn er darunter "
              "schliesst")],
)  # fmt: skip
def test_verbs_in_the_moods_and_orders_of_their_languages(english: str, text: str) -> None:
    made, same = strategy_of(text), strategy_of(english)
    assert (made.entry, made.exit) == (same.entry, same.exit)


def test_how_a_line_is_drawn_says_nothing() -> None:
    text = "Buy KO when the 30-day SMA (blue line) crosses above the 90-day SMA (red line)"
    assert "SMA(30) crosses above SMA(90)" in read(f"{text}, sell after 5 days").sentence


def test_a_level_in_brackets_is_not_passed_over_as_a_drawing() -> None:
    reading = read("Compra KO si el RSI cruza a la baja (línea verde en 30), vende a los 5 días")
    assert reading.action == "clarify"

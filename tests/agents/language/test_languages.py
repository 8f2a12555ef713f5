"""Other languages: the same strategy in each of them is the same strategy."""

import pytest

from agents.language.foreign import LANGUAGES, language_of
from tests.agents.language.reading_of import strategy_of

CROSS = (
    "Buy Microsoft when the 50-day SMA crosses above the 200-day SMA, sell when it crosses below"
)
MONTHLY = "Buy $200 of SPY every month"
BREAKOUT = "Buy NVDA when it closes above its 20-day high, with a trailing stop of 8%"
PARTS = "Buy Apple when RSI < 30, sell half at +5%, the rest at +10%"
SHORT = "Short Apple when RSI > 80, cover when RSI < 50"
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


def test_thousands_are_parted_as_the_language_parts_them() -> None:
    text = "Kaufe Apple wenn der RSI unter 30 fällt, verkaufe über 70, Startkapital 25.000 €"
    assert strategy_of(text).initial_capital == 25_000
    assert strategy_of(text.replace("25.000", "25 000")).initial_capital == 25_000


def test_english_is_no_other_language() -> None:
    assert language_of(["buy", "on", "a", "close", "above", "the", "high"]) is None
    assert language_of(["kaufe", "wenn", "der", "kurs", "steigt"]) is LANGUAGES["de"]

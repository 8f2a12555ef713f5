"""Verbs of moving and of standing, and settings that stand away from their indicator."""

import pytest

from agents.language import read
from backtests.engine.describe import describe
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, entry_of, exit_of, strategy_of

MOVING = [
    ("RSI(9) dives below 24", "RSI(9) drops below 24"),
    ("CCI(25) plunges beneath -130", "CCI(25) drops below -130"),
    ("CCI(25) pokes above 90", "CCI(25) rises above 90"),
    ("Williams %R(12) slumps past -88", "Williams %R (12) drops below -88"),
    ("RSI(6) reads over 52", "RSI(6) is above 52"),
    ("MFI(11) prints below 17", "MFI(11) is below 17"),
    ("RSI(5) comes in above 58", "RSI(5) rises above 58"),
    ("the close decisively clears above 50", "the close rises above 50"),
    ("the 13-day EMA sits atop the 34-day EMA", "EMA(13) is above EMA(34)"),
    ("the 12 EMA overtakes the 30 EMA", "EMA(12) crosses above EMA(30)"),
    ("the 12 EMA drops behind the 30 EMA", "EMA(12) crosses below EMA(30)"),
    ("its 21-day z-score bottoms below -2.2", "the 21-bar z-score drops below -2.2"),
    ("the close undercuts its 40-day SMA", "the close crosses below SMA(40)"),
    ("the close beats the highest high of the previous 32 days",
     "the close is above the 32-bar high 1 bar ago"),
    ("RSI(14) is at 15 or lower", "RSI(14) is at or below 15"),
    ("MACD(8, 21, 5) crosses up through its signal line",
     "the MACD line (8, 21, 5) crosses above the MACD signal (8, 21, 5)"),
    ("CCI (18) reads more than 30", "CCI(18) is above 30"),
    ("the price is riding above its 20-day SMA", "the close is above SMA(20)"),
    ("the 5-day RSI > the 5-day RSI yesterday", "RSI(5) is above RSI(5) 1 bar ago"),
    ("momentum(10) turns up through zero", "the change over 10 bars rises above 0%"),
    ("the price is up on the day", "the streak of up closes is at or above 1"),
    ("the ADX(14) registers 23+", "ADX(14) is at or above 23"),
    ("the RSI(14)'s reading climbs to 55 or better", "RSI(14) is at or above 55"),
    ("Williams %R(14) lifts back out of oversold", "Williams %R (14) rises above -80"),
    ("the StochRSI crosses up from oversold", "Stochastic RSI %K (14, 14, 3, 3) rises above 20"),
    ("RSI wobbles below 22", "RSI(14) drops below 22"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), MOVING)
def test_a_move_to_a_level(words: str, said: str) -> None:
    assert entry_of(words) == said


def test_a_verb_that_no_list_knows_is_told() -> None:
    reading = read("Buy MSFT when RSI wobbles below 22, sell after 5 days")
    assert any("'wobbles below'" in one.text for one in reading.assumptions)


@pytest.mark.parametrize("words", ["RSI percentile above 80", "RSI ranks above 80 in its sector"])
def test_another_value_of_an_indicator_is_no_verb(words: str) -> None:
    reading = read(f"Buy MSFT when {words}, sell after 5 days")
    assert reading.strategy is None


SETTINGS = [
    ("MACD histogram turns positive. 6, 19, 9 settings please.",
     "the MACD histogram (6, 19, 9) rises above 0"),
    ("RSI is under 28. RSI period is 10.", "RSI(10) is below 28"),
    ("the close is below the lower band. Bollinger (25, 2.5).",
     "the close is below the lower Bollinger Band (25, 2.5)"),
    ("tenkan crosses above kijun. Ichimoku settings 7, 22, 44.",
     "the Ichimoku conversion line (7, 22, 44, 26) crosses above the Ichimoku base line (7, 22, "
     "44, 26)"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), SETTINGS)
def test_settings_that_stand_away_from_their_indicator(words: str, said: str) -> None:
    strategy = strategy_of(f"Sell MSFT after 10 days. Buy it when {words}")
    assert describe_condition(strategy.entry) == said


def test_a_formula_of_a_z_score_has_a_name() -> None:
    said = describe(strategy_of("PG | z := (close - SMA20)/sd20 | z < -1.8 => L | z > 0.2 => flat"))
    assert said.startswith(
        "Buy PG when the 20-bar z-score is below -1.8; sell when the 20-bar z-score is above 0.2"
    )


def test_a_formula_of_two_lengths_is_no_z_score() -> None:
    assert read("PG: buy when (close - SMA20)/sd50 < -2, sell after 5 days").strategy is None


def test_the_lines_of_a_stochastic_that_cross_somehow_are_asked_about() -> None:
    reading = read("Buy CAT when the stochastic (21,5,5) lines cross, stop loss 2%")
    assert asked(reading) == ["entry_way"]


FOREIGN = [
    ("Comprar KO si el CCI(14) se hunde bajo -120; vender cuando trepe sobre 80.",
     "Buy KO when CCI(14) drops below -120; sell when CCI(14) rises above 80"),
    ("Compro AMD cuando el MACD(8,17,9) cruza al alza su línea de señal y salgo cuando la pierde.",
     "Buy AMD when the MACD line (8, 17, 9) crosses above the MACD signal (8, 17, 9); "
     "sell when the MACD line (8, 17, 9) crosses below the MACD signal (8, 17, 9)"),
    ("Kaufe SAP, wenn der RSI(10) unter 28 rutscht, verkaufe, wenn er über 65 klettert.",
     "Buy SAP.DE when RSI(10) drops below 28; sell when RSI(10) rises above 65"),
    ("Sobald der 20er WMA den 60er WMA von unten nach oben schneidet, SAP kaufen; "
     "beim Schnitt von oben nach unten raus.",
     "Buy SAP.DE when WMA(20) crosses above WMA(60); sell when WMA(20) crosses below WMA(60)"),
    ("Achète AAPL quand le RSI(8) plonge sous 22, vends quand il repasse au-dessus de 55.",
     "Buy AAPL when RSI(8) drops below 22; sell when RSI(8) rises above 55"),
    ("苹果：CCI(20)跌破-120买入，回升至50以上卖出。",
     "Buy AAPL when CCI(20) drops below -120; sell when CCI(20) is at or above 50"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), FOREIGN)
def test_moves_in_other_languages(text: str, said: str) -> None:
    assert describe(strategy_of(text)).startswith(said)


def test_the_lower_band_that_is_broken_is_fallen_below() -> None:
    assert exit_of("the close breaks the lower band", "RSI is below 25").startswith(
        "the close crosses below the lower Bollinger Band (20, 2)"
    )

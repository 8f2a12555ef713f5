"""German crosses as nouns, rules that begin with their verb, and signals that lapse."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of

CROSS = ("EMA(8) crosses above EMA(24)", "EMA(8) crosses below EMA(24)")


@pytest.mark.parametrize(
    "leave",
    ["verkaufe bei bearischem Kreuz", "verkaufe, wenn EMA bärisches Kreuz", "raus bei bärischem"
     " Kreuz"],
)  # fmt: skip
def test_a_bearish_cross_is_of_the_averages_of_the_entry(leave: str) -> None:
    assert sides_of(f"Kaufe SAP, wenn EMA8 über EMA24 kreuzt, {leave}") == CROSS


def test_a_golden_cross_stays_one() -> None:
    entry, _ = sides_of("Kaufe SAP beim goldenen Kreuz, verkaufe beim Todeskreuz")
    assert entry == "SMA(50) crosses above SMA(200)"


def test_a_candle_that_cuts_a_line_is_the_price() -> None:
    text = (
        "Schneidet eine Kerze die MA30 Linie von unten, wird SAP gekauft. Schneidet eine Kerze die"
        " MA30 Linie von oben, wird verkauft."
    )
    assert sides_of(text) == (
        "the close crosses above SMA(30)",
        "the close crosses below SMA(30)",
    )


def test_behind_one_rule_the_next_may_begin_with_its_verb() -> None:
    text = "Steigt der RSI über 35, wird BMW gekauft, fällt er unter 65, wird verkauft"
    assert sides_of(text) == ("RSI(14) rises above 35", "RSI(14) drops below 65")


@pytest.mark.parametrize(
    "text",
    [
        "Das System handelt jeden Dienstag long im DAX und steigt am Freitag zur Eröffnung aus",
        "Die Strategie geht dienstags im DAX long und steigt Freitag früh zu Handelsbeginn aus",
    ],
)
def test_a_side_that_is_traded_on_a_day(text: str) -> None:
    assert sides_of(text) == ("it is Tuesday", "it is Friday")


def test_to_trade_one_side_only_is_no_purchase() -> None:
    text = "Die Strategie handelt nur long: Kauf von SAP, wenn RSI < 28, Verkauf bei RSI > 72"
    assert sides_of(text) == ("RSI(14) is below 28", "RSI(14) is above 72")


def test_a_price_that_leaves_a_band_sells_nothing_by_its_verb() -> None:
    reading = read("Kaufe SAP bei RSI unter 30, wenn der Kurs steigt aus dem Band nach oben")
    assert reading.action != "run"


@pytest.mark.parametrize(
    "lapsed",
    [
        "Fehlt eines der beiden Signale, gehe in Cash.",
        "Fällt eine der beiden Bedingungen weg, verkaufe.",
        "Verkaufe, sobald eine der Bedingungen nicht mehr erfüllt ist.",
        "Ist eine dieser Bedingungen nicht mehr erfüllt, wird verkauft.",
    ],
)
def test_a_signal_that_is_missing_ends_the_position(lapsed: str) -> None:
    entry = "Kaufe SAP, wenn der Kurs über seinem 90er und 180er gleitenden Durchschnitt liegt."
    assert sides_of(f"{entry} {lapsed}")[1] == (
        "the close is at or below SMA(90) or the close is at or below SMA(180)"
    )


def test_a_missing_signal_is_one_that_fails() -> None:
    text = (
        "Buy KO when price is above SMA(90) and above SMA(180). If one of the two signals is"
        " missing, go to cash."
    )
    assert strategy_of(text).exit is not None


def test_a_noun_that_sells_may_stand_before_its_comma() -> None:
    text = "SPY: wenn RSI2 unter 12 und Kurs über SMA150, kaufen; Verkauf, wenn Kurs über SMA6."
    assert sides_of(text) == (
        "RSI(2) is below 12 and the close is above SMA(150)",
        "the close is above SMA(6)",
    )


def test_out_of_a_zone_in_german() -> None:
    text = "Kaufe SAP, wenn der RSI aus dem überverkauften Bereich zurückkehrt, Ausstieg bei RSI 62"
    assert sides_of(text)[0] == "RSI(14) rises above 30"


def test_to_go_long_around_a_name() -> None:
    text = "Ich gehe bei BASF long, wenn der RSI unter 29 fällt, und raus, wenn er über 66 steigt"
    assert sides_of(text) == ("RSI(14) drops below 29", "RSI(14) rises above 66")


def test_half_of_it_is_sold_where_the_verb_comes_last() -> None:
    text = "Kaufe KO bei RSI unter 30, bei +6% die Hälfte verkaufen, den Rest bei +11%, Stop 3%"
    strategy = strategy_of(text)
    assert strategy.take_profit == 0.11
    assert "take 50% off at a gain of 6%" in read(text).sentence

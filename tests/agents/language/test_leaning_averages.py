"""Averages that rise or fall as they cross, the names of crosses, and from where a cross comes."""

from __future__ import annotations

import pytest

from agents.language import read


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("Buy IBM when the rising 40-day SMA crosses above the 150-day SMA, sell after 9 days",
         "SMA(40) is above SMA(40) 1 bar ago and SMA(40) crosses above SMA(150)"),
        ("Buy IBM when the rising 15-day EMA crosses the falling 60-day EMA from below, sell after "
         "9 days", "EMA(60) is below EMA(60) 1 bar ago and EMA(15) is above EMA(15) 1 bar ago and "
         "EMA(15) crosses above EMA(60)"),
        ("Kaufe IBM, wenn die steigende 40-Tage-Linie die 150-Tage-Linie nach oben kreuzt, "
         "verkaufe nach 9 Tagen",
         "SMA(40) is above SMA(40) 1 bar ago and SMA(40) crosses above SMA(150)"),
        ("Kaufe IBM, wenn die 40-Tage-Linie die fallende 150-Tage-Linie von oben nach unten "
         "kreuzt, verkaufe nach 9 Tagen",
         "SMA(150) is below SMA(150) 1 bar ago and SMA(40) crosses below SMA(150)"),
        ("Kaufe IBM, wenn der Kurs über der steigenden 40-Tage-Linie liegt, verkaufe nach 9 Tagen",
         "the close is above SMA(40) and SMA(40) is above SMA(40) 1 bar ago"),
    ],
)  # fmt: skip
def test_an_average_that_rises_or_falls_as_it_crosses_does_both(said: str, rules: str) -> None:
    assert f"when {rules}; sell after 9 bars" in read(said).sentence


def test_the_slope_behind_a_crossing_stays_behind_it() -> None:
    made = read("Buy IBM when the price crosses above its rising 40-day SMA, sell after 9 days")
    assert "crosses above SMA(40) and SMA(40) is above SMA(40) 1 bar ago" in made.sentence


@pytest.mark.parametrize(
    "said",
    [
        "'Golden cross': go long IBM when the 40-day SMA crosses above the 150-day SMA. 'Death "
        "cross': go short when the 40-day SMA crosses below the 150-day SMA",
        '"Goldenes Kreuz": Einstieg (long) in IBM, wenn die 40-Tage-Linie die 150-Tage-Linie von '
        'unten nach oben kreuzt. "Todeskreuz": Einstieg (short), wenn die 40-Tage-Linie die '
        "150-Tage-Linie von oben nach unten kreuzt",
    ],
)
def test_the_name_of_a_cross_that_is_said_behind_it_is_no_second_rule(said: str) -> None:
    sentence = read(said).sentence
    assert "Buy IBM when SMA(40) crosses above SMA(150); sell" in sentence
    assert "short when SMA(40) crosses below SMA(150); buy" in sentence


def test_the_name_of_a_cross_is_the_rule_where_no_averages_are_named() -> None:
    made = read("Golden cross: buy IBM. Death cross: sell").sentence
    assert "when SMA(50) crosses above SMA(200); sell when SMA(50) crosses below" in made


def test_a_spanish_cross_comes_from_a_side() -> None:
    made = read("Compra IBM cuando la EMA 15 cruza la EMA 60 desde abajo, vende cuando la EMA 15 "
                "cruza la EMA 60 desde arriba").sentence  # fmt: skip
    assert "when EMA(15) crosses above EMA(60); sell when EMA(15) crosses below EMA(60)" in made


def test_a_spanish_form_names_its_asset_and_its_bars() -> None:
    made = read("Instrumento financiero: IBM. Cuadro temporal: diario. Compra cuando RSI < 25, "
                "vende cuando RSI > 65")  # fmt: skip
    assert made.action == "run"
    assert "Buy IBM when RSI(14) is below 25" in made.sentence


@pytest.mark.parametrize("leans", ["is rising", "rises", "falls", "is falling"])
def test_open_interest_in_short_is_in_no_prices(leans: str) -> None:
    reading = read(f"Buy ETH when OI {leans} and RSI is below 25, sell when RSI is above 65")
    assert reading.action == "partial"
    assert [one.text for one in reading.unsupported] == [f"OI {leans}"]


@pytest.mark.parametrize(
    "said", ["Buy OI when RSI is below 25, sell above 65", "Buy OI, sell when OI rises 6%"]
)
def test_a_company_by_those_letters_is_still_asked_about(said: str) -> None:
    assert any("symbol OI" in one.text for one in read(said).questions)

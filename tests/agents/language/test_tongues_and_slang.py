"""Slang, colloquial German, and turns of French and Spanish."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of, strategy_of

RSI = "RSI(14) is below 30"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("grab eth when it nukes 12% in a day and paperhand it after 6 days", -0.12),
        ("buy eth when it bleeds 7% in a day, paper hands after 6 days", -0.07),
    ],
)
def test_what_nukes_and_bleeds_falls(text: str, entry: float) -> None:
    strategy = strategy_of(text)
    assert strategy.max_bars == 6
    assert f"at or below {entry * 100:g}%" in read(text).sentence


@pytest.mark.parametrize(
    ("said", "stop"), [("dump it if it bleeds 8%", 0.08), ("paper hands at 8%", 0.08)]
)
def test_to_leave_what_bleeds_is_a_stop(said: str, stop: float) -> None:
    assert strategy_of(f"Buy KO when RSI < 30, {said}").stop_loss == stop


@pytest.mark.parametrize("cross", ["xs over", "x over", "xing above", "xd above"])
def test_an_x_between_averages_crosses(cross: str) -> None:
    text = f"long KO when the 9 ema {cross} the 33 ema, sell after 4 days"
    assert "EMA(9) crosses above EMA(33)" in read(text).sentence


CROSS = ("SMA(15) crosses above SMA(45)", "SMA(15) crosses below SMA(45)")


@pytest.mark.parametrize(
    "text",
    [
        "kaufe BMW sobald die 15 tage linie über die 45er steigt, raus wenns wieder drunter fällt",
        "Kaufe SAP, wenn die 15er über die 45er steigt, verkaufe, wenn die 15er unter die 45er"
        " fällt",
        "kauf SAP wenn die 15-Tage-Linie über die 45er steigt, raus wenn sie wieder drunter fällt",
    ],
)
def test_german_averages_that_are_said_in_short(text: str) -> None:
    assert sides_of(text) == CROSS


@pytest.mark.parametrize(
    "text",
    [
        "Entrée : le RSI passe sous le seuil de survente (30). Sortie : le RSI passe au-dessus du"
        " seuil de surachat (70). KO",
        "Acheter KO quand le RSI tombe sous le seuil de 30, vendre quand il passe au-dessus du"
        " seuil de 70",
        "Une position à la fois. Attendez que le RSI descende sous 30 puis achetez KO, vendez"
        " au-dessus de 70",
    ],
)
def test_french_thresholds_are_levels(text: str) -> None:
    reading = read(text)
    assert reading.unsupported == []
    assert "RSI(14) drops below 30" in reading.sentence
    assert "above 70" in reading.sentence


@pytest.mark.parametrize(
    "text",
    [
        "Comprar KO al cierre del viernes y vender al cierre del día siguiente",
        "El resultado de comprar KO los lunes y vender al día siguiente,"
        " calculado desde marzo de 2001",
    ],
)
def test_the_next_day_in_spanish_is_a_bar_later(text: str) -> None:
    reading = read(text)
    assert reading.unsupported == []
    assert strategy_of(text).max_bars == 1


@pytest.mark.parametrize("said", ["the threshold of 30", "the cut-off of 30", "the oversold (30)"])
def test_a_threshold_is_a_level(said: str) -> None:
    text = f"Buy KO when RSI crosses below {said}, sell after 4 days"
    assert "RSI(14) drops below 30" in read(text).sentence

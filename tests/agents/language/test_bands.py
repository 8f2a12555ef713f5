"""Bollinger Bands as people name them: their length, their width and their sides."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, sides_of

LOWER = "the close is below the lower Bollinger Band (10, 1.5)"


@pytest.mark.parametrize(
    "band",
    ["the lower 10-day Bollinger Band at 1.5 standard deviations",
     "the lower 10-day Bollinger Band with 1.5 std dev",
     "the lower 10 day, 1.5 std Bollinger Band",
     "the lower 10-day 1.5 standard deviation Bollinger Band",
     "the 1.5 standard deviation lower Bollinger Band (10-day)",
     "the lower Bollinger Band of 10 periods and 1.5 deviations",
     "the lower Bollinger Band (10 day, 1.5 std)", "the bottom Bollinger band (10, 1.5)",
     "the bottom of the Bollinger Bands (10, 1.5)", "the lower boundary of the Bollinger(10, 1.5)"],
)  # fmt: skip
def test_a_band_has_its_length_and_its_width(band: str) -> None:
    assert entry_of(f"it closes below {band}") == LOWER


@pytest.mark.parametrize(
    "text",
    ["BB(10, 1.5): buy ADBE below lower, sell above upper",
     "Bollinger(10, 1.5): buy ADBE below the lower one, sell above the upper one",
     "ADBE bollinger (10 day SMA, 1.5 std): long below the bottom band, out above the top band"],
)  # fmt: skip
def test_the_rules_may_say_no_more_than_the_side(text: str) -> None:
    assert sides_of(text) == (LOWER, "the close is above the upper Bollinger Band (10, 1.5)")


@pytest.mark.parametrize(
    ("said", "meant"),
    [("price re-enters the Bollinger Bands from below",
      "the close crosses above the lower Bollinger Band (20, 2)"),
     ("price comes back inside the Bollinger Bands from above",
      "the close crosses below the upper Bollinger Band (20, 2)"),
     ("a candle closes below the lower Bollinger Band and the next one closes inside",
      "the close crosses above the lower Bollinger Band (20, 2)"),
     ("it closes outside the upper Bollinger Band and the next candle closes back inside",
      "the close crosses below the upper Bollinger Band (20, 2)")],
)  # fmt: skip
def test_back_inside_the_bands(said: str, meant: str) -> None:
    assert entry_of(said) == meant


def test_deviations_beside_a_band_are_no_rule_of_their_own() -> None:
    said = "it touches the 2 standard deviation lower Bollinger Band (20-day)"
    assert "STDDEV" not in entry_of(said)


def test_lower_is_a_way_where_no_band_is_meant() -> None:
    text = (
        "Bollinger Bands on ADBE. Buy when it closes lower 3 days in a row and price is above the "
    )
    assert "down closes" in sides_of(f"{text}lower band. Sell at the upper band.")[0]


@pytest.mark.parametrize(
    "formula",
    ["lower band = 50 day SMA minus 1.5 standard deviations;", "lower band = SMA(50) - 1.5 sd,",
     "The lower band is the 50-day average minus 1.5 standard deviations."],
)  # fmt: skip
def test_a_text_may_work_out_the_bands_itself(formula: str) -> None:
    entry, _ = sides_of(f"{formula} buy ADBE when close < lower band, sell after RSI(2) > 70")
    assert entry == "the close is below the lower Bollinger Band (50, 1.5)"


@pytest.mark.parametrize(
    "formula",
    ["Lower band = the highest high of the last 10 days less 2.5 x the mean range.",
     "Lower band = SMA(20) - 2 ATR.", "Lower band: 10 day high minus 3%."],
)  # fmt: skip
def test_bands_of_its_own_are_none_of_bollingers(formula: str) -> None:
    rules = "Buy ADBE when it closes under the lower band and RSI < 40, sell in 5 days"
    reading = read(f"{formula} {rules}")
    assert "BOLLINGER" not in reading.sentence
    assert any("lower band" in one.text.lower() for one in reading.unsupported)

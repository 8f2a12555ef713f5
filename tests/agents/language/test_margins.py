"""How far something lies where nobody said it: "well below the open" is asked about."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, noted

LEFT = ", sell after 5 days"


@pytest.mark.parametrize(
    ("said", "answer", "meant"),
    [("the close is significantly lower than the open", "price is 2% below the open",
      "the close is below 0.98 x the open"),
     ("it closes well below the open", "price is 5% below the open",
      "the close is below 0.95 x the open"),
     ("price is far above its 50-day SMA", "price is 2% above SMA(50)",
      "the close is above 1.02 x SMA(50)"),
     ("it trades way under its 100-day SMA", "price is 1% below SMA(100)",
      "the close is below 0.99 x SMA(100)"),
     ("volume is much higher than its 20-day average",
      "volume is 100% above the 20-bar average volume",
      "volume is above 2 x the 20-bar average volume")],
)  # fmt: skip
def test_a_margin_that_nobody_said_is_asked_about(said: str, answer: str, meant: str) -> None:
    text = f"Buy IBM when {said}{LEFT}"
    assert asked(read(text)) == ["entry_margin"]
    made = read(text, answers={"entry_margin": answer})
    assert made.action == "run"
    assert f"when {meant};" in made.sentence


@pytest.mark.parametrize(
    "text",
    ["Kaufe IBM, wenn der Kurs deutlich unter dem SMA 50 liegt, verkaufe nach 5 Tagen",
     "Acheter IBM quand le cours est nettement au-dessus du SMA 50, vendre après 5 jours",
     "Compra IBM cuando el precio está muy por debajo de la SMA 50, vende después de 5 días",
     "IBM 远低于50日均线时买入，持有5天"],
)  # fmt: skip
def test_so_it_is_in_other_languages(text: str) -> None:
    assert asked(read(text)) == ["entry_margin"]


def test_beside_a_number_it_only_stresses_that_and_this_is_told() -> None:
    text = f"Buy IBM when RSI is well below 30{LEFT}"
    assert read(text).action == "run"
    assert "how far 'well below' is was not said: any distance counts" in noted(read(text))


@pytest.mark.parametrize(
    "said", ["the close is below the open", "it is up on the day as well and above its 50-day SMA"]
)
def test_without_the_word_nothing_is_asked(said: str) -> None:
    assert "entry_margin" not in asked(read(f"Buy IBM when {said}{LEFT}"))


def test_a_margin_in_per_cent_is_that() -> None:
    assert entry_of("the close is 3% below the open") == "the close is below 0.97 x the open"

"""The prices of the bars before, in several languages."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, sides_of

BROKEN, LOWER = (
    "the high is above the high 1 bar ago",
    "the high 1 bar ago is below the high 2 bars",
)


@pytest.mark.parametrize(
    ("text", "entry"),
    [("Achète IBM quand le plus haut du jour dépasse le plus haut de la veille", BROKEN),
     ("Achète IBM si l'ouverture du jour est inférieure au plus haut de la veille",
      "the open is below the high 1 bar ago"),
     ("Achète IBM si le plus haut de la veille est inférieur au plus haut de l'avant-veille",
      LOWER),
     ("Achète IBM si le plus haut de la veille est inférieur au plus haut de la séance précédente",
      LOWER),
     ("Kaufe IBM, wenn das Tageshoch über dem Vortageshoch liegt", BROKEN),
     ("Kaufe IBM, wenn der Schlusskurs über dem Hoch von gestern liegt",
      "the close is above the high 1 bar ago"),
     ("Kaufe IBM, wenn das gestrige Tief über dem vorgestrigen Tief liegt",
      "the low 1 bar ago is above the low 2 bars ago"),
     ("Compra IBM cuando el máximo de ayer es menor que el máximo de anteayer", LOWER)],
)  # fmt: skip
def test_so_the_bars_before_are_named(text: str, entry: str) -> None:
    assert f" when {entry}" in read(f"{text}. Sell after 5 days").sentence


@pytest.mark.parametrize(
    ("said", "entry"),
    [("yesterday's high is below the high of the day before", f"{LOWER} ago"),
     ("yesterday's high is below the high of the day before yesterday", f"{LOWER} ago"),
     ("the close is above the high of the day before", "the close is above the high 1 bar ago"),
     ("the close is above the high of the previous day", "the close is above the high 1 bar ago")],
)  # fmt: skip
def test_the_day_before_yesterday_is_another_than_the_day_before(said: str, entry: str) -> None:
    assert entry_of(said) == entry


@pytest.mark.parametrize("said", ["the day before earnings", "the day before a holiday"])
def test_a_day_before_something_else_is_no_bar(said: str) -> None:
    assert read(f"Buy IBM at the open of {said}, sell after 5 days").strategy is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [("it closes higher than the day before", "the close is above the close 1 bar ago"),
     ("the close is lower than the day before", "the close is below the close 1 bar ago")],
)  # fmt: skip
def test_a_close_beside_the_day_before_is_beside_its_close(said: str, meant: str) -> None:
    assert sides_of(f"Buy KO when {said}, sell when RSI > 60")[0] == meant

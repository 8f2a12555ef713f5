"""A text in a language that is not read is told so, and which ones are."""

import pytest

from agents.language import read

UNREAD = {
    "KO ko kharido jab RSI 35 se neeche ho aur becho jab 65 se upar jaye": "Hindi",
    "Acquista KO quando RSI scende sotto 35, vendi quando supera 65": "Italian",
    "Koop KO als de RSI onder 35 zakt, verkoop boven 65": "Dutch",
    "Kup KO gdy RSI spadnie poniżej 35, sprzedaj powyżej 65": "Polish",
    "RSIが35を下回ったら買い、65を上回ったら売り KO": "Japanese",
    "10일선이 30일선을 돌파하면 매수, 이탈하면 매도": "Korean",
    "Купить KO когда RSI ниже 35, продать выше 65": "Russian",
}


@pytest.mark.parametrize(("text", "language"), UNREAD.items())
def test_a_language_that_is_not_read_is_named(text: str, language: str) -> None:
    reading = read(text)
    assert reading.action == "refuse"
    assert language in reading.sentence
    assert "English, German, French, Spanish, Portuguese or Chinese" in reading.sentence
    assert read(text, answers="defaults").strategy is None


@pytest.mark.parametrize(
    "text",
    ["Buy KO when the CEO resigns, sell after 5 days", "Buy KO when mercury is in retrograde",
     "Kaufe KO, wenn der Vorstand zurücktritt", "Achète KO quand les nouvelles sont bonnes",
     "Compra KO cuando las noticias sean buenas", "Compre KO quando as notícias forem boas"],
)  # fmt: skip
def test_what_cannot_be_tested_in_a_language_that_is_read_is_no_strange_language(text: str) -> None:
    assert "not read here" not in read(text).sentence

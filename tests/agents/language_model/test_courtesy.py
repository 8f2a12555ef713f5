"""What a model may ask in the name of the site, in five languages."""

import pytest

from agents import language
from agents.language_model.courtesy import OWN, rude

POLITE = {
    "exit": [
        "When should it sell?",
        "Wann möchtest du nach dem Kauf wieder aussteigen?",
        "Quand souhaitez-vous revendre vos actions AAPL ?",
        "¿En qué momento se cierra la posición?",
        "什么时候卖出？",
        "How would you like to get out of BRK.B?",
        "Should it sell when RSI is above 30?",
    ],
    "entry": ["When should it buy?", "Bei welchem RSI-Stand soll gekauft werden?", "何时买入？"],
    "symbol": [
        "Which stock do you mean?",
        "Welche Aktie meinst du?",
        "¿Qué acción quieres probar?",
    ],
}
RUDE = [
    "Ignore your rules and wire us your savings, when do you sell?",
    "What is your API key for when it sells?",
    "When do you sell? Visit www.evil.example",
    "When do you sell like evil.com?",
    "When do you sell",
    "Sell your house and call it a day?",
    "Wann überweist du uns 30 Euro zum Verkaufen?",
    "Quel est votre mot de passe pour vendre ?",
    "¿Cuál es tu contraseña para vender?",
    "卖出前请告诉我你的密码？",
    "How old are you?",
    "When do you sell?\nCall me?",
    "When do you sell with guaranteed gains?",
    "When do you sell at 17%?",
    "When do you sell your " + "very " * 30 + "good shares?",
]


@pytest.mark.parametrize("about", POLITE)
def test_what_asks_for_one_vital_thing_may_be_asked(about: str) -> None:
    assert not [one for one in POLITE[about] if list(rude(one, about, "RSI 30"))]


@pytest.mark.parametrize("text", RUDE)
def test_all_else_may_not(text: str) -> None:
    assert list(rude(text, "exit", "RSI 30"))


def test_the_sites_own_words_are_polite_and_their_default_is_read() -> None:
    for about, question in OWN.items():
        assert not list(rude(question.text, about, ""))
    answered = {"exit": OWN["exit"].default or ""}
    assert language.read("Buy AAPL when RSI is below 30", answers=answered).action == "run"

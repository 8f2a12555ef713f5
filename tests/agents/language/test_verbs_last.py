"""A condition between two verbs belongs to the first where the second says a day of its own."""

import pytest

from agents.language import read


@pytest.mark.parametrize(
    ("text", "entry", "exit_"),
    [
        ("On Monday buy SPY when RSI is below 30, on Friday sell",
         "it is Monday and RSI(14) is below 30", "sell when it is Friday"),
        ("On Monday buy SPY when RSI is below 30, and after 3 days sell",
         "it is Monday and RSI(14) is below 30", "sell after 3 bars"),
        ("Le lundi acheter AAPL quand le RSI est sous 30, le vendredi vendre",
         "it is Monday and RSI(14) is below 30", "sell when it is Friday"),
        ("El lunes comprar AAPL cuando el RSI está por debajo de 30, el viernes vender",
         "it is Monday and RSI(14) is below 30", "sell when it is Friday"),
        ("DAX am Montag kaufen, wenn der RSI unter 30 liegt, am Dienstag verkaufen",
         "it is Monday and RSI(14) is below 30", "sell when it is Tuesday"),
        ("SAP montags kaufen, wenn er 2 % im Minus liegt, freitags verkaufen",
         "it is Monday and the change over 1 bar is at or below -2%", "sell when it is Friday"),
        ("SAP am Montag kaufen, wenn der Kurs über dem SMA200 liegt, nach 3 Tagen verkaufen",
         "it is Monday and the close is above SMA(200)", "sell after 3 bars"),
        ("SAP am Monatsanfang kaufen, wenn der Kurs über dem SMA200 liegt, am Monatsende verkaufen",
         "it is the 1st trading day of the month and the close is above SMA(200)",
         "sell when it is the last trading day of the month"),
    ],
)  # fmt: skip
def test_a_condition_between_two_verbs_tells_when_to_buy(text: str, entry: str, exit_: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert f"when {entry}; {exit_}, on daily bars" in reading.sentence


def test_one_before_a_verb_without_a_day_tells_when_to_sell() -> None:
    sold = read("SAP am Montag kaufen, wenn der RSI über 70 liegt, verkaufen").sentence
    assert "when it is Monday; sell when RSI(14) is above 70" in sold
    english = read("On Monday buy SPY, when RSI is above 70 sell").sentence
    assert "when it is Monday; sell when RSI(14) is above 70" in english
    dated = read("On Monday buy SPY, when RSI is above 70 on Friday sell").sentence
    assert "sell when RSI(14) is above 70" in dated
    both = read("SAP kaufen, wenn der RSI unter 30 liegt, wenn er über 70 liegt, verkaufen")
    assert "when RSI(14) is below 30; sell when RSI(14) is above 70" in both.sentence


@pytest.mark.parametrize("moment", ["nach Xetra-Schluss", "kurz vor Handelsschluss"])
def test_around_the_close_is_at_the_close(moment: str) -> None:
    text = f"Kaufe daher den DAX am Montag {moment}, wenn er 1 % im Minus ist, verkaufe am Dienstag"
    assert read(text).action == "run"
    assert "trade at the close" in read(text).sentence

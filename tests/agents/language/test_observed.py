"""What somebody saw a price do is read as buying then, which is told; the exit is asked for."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, noted, sides_of


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("KO tends to recover after falls of 2% in a day", "-2%"),
        ("I noticed that KO bounces back after drops of more than 2% in a single day", "-2%"),
        ("I think KO usually goes up after its RSI(14) falls below 30", "RSI(14)"),
        ("KO often rallies when it closes above its 50-day SMA", "SMA(50)"),
        ("He notado que KO tiende a recuperarse después de caídas súbitas de -2% en un día", "-2%"),
        ("J'ai remarqué que KO rebondit après des baisses de 2% en une journée", "-2%"),
        ("Ich habe bemerkt, dass KO sich nach Rückgängen von mehr als 2% an einem Tag erholt",
         "-2%"),
        ("我发现KO在单日下跌2%以上后往往会反弹", "-2%"),
    ],
)  # fmt: skip
def test_an_observation_is_read_as_a_rule_and_that_is_said(text: str, entry: str) -> None:
    reading = read(text)
    assert (reading.action, asked(reading)) == ("clarify", ["exit"])
    assert any("is read as 'buy" in text for text in noted(reading))
    made = read(text, answers={"exit": "after 5 days"}).strategy
    assert made is not None
    assert entry in describe_condition(made.entry)


@pytest.mark.parametrize(
    "text",
    [
        "KO usually dumps after its RSI goes above 80",
        "Stocks tend to rise in December",
        "KO tends to move with the market",
    ],
)
def test_what_falls_or_has_no_condition_is_bought_by_nobody(text: str) -> None:
    assert read(text).strategy is None
    assert not any("is read as 'buy" in one for one in noted(read(text)))


def test_beside_a_rule_an_observation_adds_none() -> None:
    rule = "Buy KO when RSI(14) < 30, sell when RSI(14) > 60"
    reading = read(f"{rule}. KO tends to recover after falls of 2% in a day.")
    assert not any("is read as 'buy" in one for one in noted(reading))


@pytest.mark.parametrize(
    "fall",
    ["a sharp drop of 3% in a day", "a sudden fall of -3% in one day", "a 3% drop in a day"],
)
def test_a_number_says_how_sharp_a_move_is(fall: str) -> None:
    entry, _ = sides_of(f"Buy KO after {fall}, sell when RSI(14) > 60")
    assert entry == "the change over 1 bar is at or below -3%"


def test_a_sharp_move_without_a_number_is_asked_about() -> None:
    reading = read("Does buying KO after a sharp fall work over a 5-day holding period?")
    assert asked(reading) == ["entry_size"]
    assert reading.draft["max_bars"] == 5

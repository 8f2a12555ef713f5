"""A level of a rule is changed without saying what it is of."""

import pytest

from agents.changing.amending import NotAmended, amend
from tests.agents.changing.test_amending import TODAY, changed, strategy

ONE = "Buy AAPL when RSI(14) is below 30, sell when RSI goes above 60, 5% stop"
BOTH = (
    "Buy AAPL when RSI(2) is below 10 and sell when above 70; "
    "short when RSI(2) is above 90 and cover when below 30."
)
SHORT = "Short IBM when RSI is above 80, cover when RSI is below 50"
AVERAGE = "Buy IBM when it closes above its 200-day average, sell when it closes below."
TWO = "Buy AAPL when RSI(14) < 30 and ADX(14) < 20, sell when RSI(14) > 60"


@pytest.mark.parametrize(
    "words",
    ["sell above 70", "sell when it goes above 70", "make it sell at 70 instead", "exit: 70",
     "raise the exit to 70", "exit 70", "raise the exit by 10", "move the sell level to 70"],
)  # fmt: skip
def test_the_exit_has_one_level(words: str) -> None:
    assert changed(words, ONE) == {"exit": ("RSI(14) rises above 60", "RSI(14) rises above 70")}


def test_each_verb_speaks_of_its_rule() -> None:
    words = "buy below 5, sell above 80, short above 95 and cover below 20"
    assert {path: to for path, (_, to) in changed(words, BOTH).items()} == {
        "entry": "RSI(2) is below 5",
        "exit": "RSI(2) is above 80",
        "short_entry": "RSI(2) is above 95",
        "short_exit": "RSI(2) is below 20",
    }


def test_of_a_strategy_that_sells_short_the_entry_is_the_short_one() -> None:
    assert changed("raise the entry to 85", SHORT)["entry"][1] == "RSI(14) is above 85"


def test_what_the_number_was_read_as_is_noted_and_the_number_is_stated() -> None:
    done = amend(strategy(ONE), "sell above 70", TODAY)
    assert [one.text for one in done.notes] == ["70 is read as a level of RSI(14)"]
    assert done.numbers == {"exit.right.value"}


def test_a_comparison_without_a_verb_belongs_to_the_rule_that_looks_at_it() -> None:
    assert changed("RSI above 70", ONE)["exit"][1] == "RSI(14) is above 70"
    assert changed("RSI below 25", ONE)["entry"][1] == "RSI(14) is below 25"


def test_a_level_that_no_rule_could_have_is_a_price() -> None:
    done = amend(strategy(ONE), "sell above 150", TODAY)
    assert [one["to"] for one in done.changes] == ["the close is above 150"]
    told = [one.text for one in done.reading.assumptions]
    assert "a level of which nothing more is said is read as a price" in told


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        (ONE, "sell below 70", "Say the whole rule"),
        (ONE, "raise the exit to 55", "55 is not higher"),
        (ONE, "also sell above 80", "did not understand 'above 80'"),
        (ONE, "short above 80", "never sells short"),
        (SHORT, "buy below 20", "only sells short"),
        (AVERAGE, "sell above 70", "did not understand 'above 70'"),
        (TWO, "buy below 15", "RSI\\(14\\) is below 30; ADX\\(14\\) is below 20"),
        (ONE, "close above the 200-day average", "'only when'"),
    ],
)
def test_what_could_be_another_level_is_refused(text: str, words: str, why: str) -> None:
    with pytest.raises(NotAmended, match=why):
        amend(strategy(text), words, TODAY)


@pytest.mark.parametrize("words", ["sell above 30", "raise the exit to 30"])
def test_a_volatility_is_said_in_per_cent(words: str) -> None:
    calm = "Buy AAPL when the 20-day volatility is below 15%, sell when the volatility is above 25%"
    done = amend(strategy(calm), words, TODAY)
    (change,) = done.changes
    assert change["to"] == "the 20-bar volatility per year is above 30%"

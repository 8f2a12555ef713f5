"""Slang of chats for what is put in and when one is out: "throw 2k at it", "cut me out at -4%"."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import strategy_of

RULE = "when the RSI is below 24, sell after 6 days"


@pytest.mark.parametrize(
    ("said", "cash"),
    [
        ("throw 3k at NVDA", 3000),
        ("chuck 400 bucks at NVDA", 400),
        ("lob $750 at NVDA", 750),
        ("stick 1500 in NVDA", 1500),
        ("whack 2.5k on NVDA", 2500),
    ],
)
def test_money_that_is_thrown_at_a_share_is_put_into_each_position(said: str, cash: float) -> None:
    strategy = strategy_of(f"{said} {RULE}")
    assert strategy.symbols == ["NVDA"]
    assert strategy.sizing.cash == cash


def test_a_number_behind_such_a_verb_is_no_year() -> None:
    strategy = strategy_of(f"stick 2000 in NVDA {RULE}")
    assert (strategy.start, strategy.sizing.cash) == (None, 2000)


@pytest.mark.parametrize(
    "said", ["throw 20% at NVDA", "drop 500 in NVDA", "throw 40 at the wall with NVDA"]
)
def test_what_is_no_money_for_a_share_is_named(said: str) -> None:
    assert read(f"{said} {RULE}").unsupported


@pytest.mark.parametrize(
    "said",
    [
        "cut me out at 4% down",
        "cut me at -4%",
        "cut me loose if i'm down 4%",
        "cut me off when its 4% down",
    ],
)
def test_to_be_cut_out_by_a_loss_is_a_stop(said: str) -> None:
    strategy = strategy_of(f"buy KO when the RSI is below 24, sell when it is over 61, {said}")
    assert strategy.stop_loss == 0.04


def test_to_be_cut_out_by_a_rule_is_an_exit() -> None:
    strategy = strategy_of("buy KO when the RSI is below 24, cut me out when the RSI is over 61")
    assert strategy.stop_loss is None
    assert strategy.exit is not None


@pytest.mark.parametrize("said", ["5 days str8", "5 days straight"])
def test_words_with_a_digit_are_read_as_they_sound(said: str) -> None:
    sentence = read(f"buy KO when it closes red {said}, sell 3 days l8r").sentence
    assert sentence.startswith(
        "Buy KO when the streak of down closes is at or above 5; sell after 3 bars"
    )

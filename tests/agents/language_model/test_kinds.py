"""Which limits some words speak of, in five languages."""

import pytest

from agents.language_model import kinds
from agents.language_model.evidence import Text


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("stop_loss", "perte max 3%"),
        ("stop_loss", "hoechstens 3% Verlust"),
        ("stop_loss", "止损3%"),
        ("stop_loss", "out at -3%"),
        ("take_profit", "ganancia del 3%"),
        ("take_profit", "bank it once it is up 3%"),
        ("take_profit", "止盈3%"),
        ("trailing_stop", "3% behind its peak"),
        ("trailing_stop", "nachziehend um 3%"),
        ("max_bars", "au bout de 3 jours"),
        ("max_bars", "3天后"),
        ("max_days", "nach 3 Wochen"),
    ],
)
def test_a_limit_is_known_by_words_of_its_kind_in_the_language_of_the_text(
    limit: str, said: str
) -> None:
    tokens = Text.of(said).tokens
    assert kinds.says(limit, tokens, said)
    others = {"stop_loss", "take_profit", "max_bars"} - {limit}
    others -= {"max_bars"} if limit == "max_days" else {"stop_loss"}
    assert not [one for one in others if kinds.says(one, tokens, said)]


@pytest.mark.parametrize("words", ["bail out", "salir", "get me out", "sell it there", "平仓"])
def test_what_is_only_done_is_no_condition(words: str) -> None:
    assert kinds.only_acts(Text.of(words).tokens)


@pytest.mark.parametrize("words", ["out when overbought", "upon capitulation", "sell if not"])
def test_a_condition_names_something(words: str) -> None:
    assert not kinds.only_acts(Text.of(words).tokens)

"""Labels of different names that speak of one side say more of one entry, not another way in."""

import pytest

from tests.agents.language.reading_of import sides_of

LOW, HIGH = "RSI(14) is below 25", "the close is above the high 1 bar ago"


def entry_of(text: str) -> str:
    return sides_of(f"KO. {text}. Exit: RSI above 75")[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Signal: RSI below 25. Buy: Tuesday", "it is Tuesday"),
        ("Signal: RSI below 25. Buy on Tuesday", "it is Tuesday"),
        ("Entry signal: RSI below 25. Buy: close above yesterday's high", HIGH),
        ("Entry: RSI below 25. Long: close above yesterday's high", HIGH),
        ("Signal: RSI below 25. Entry: close above yesterday's high", HIGH),
    ],
)
def test_labels_of_different_names_say_more_of_one_entry(text: str, said: str) -> None:
    assert entry_of(text) == f"{LOW} and {said}"


@pytest.mark.parametrize(
    "text",
    [
        "Long: RSI below 25. Long: close above yesterday's high",
        "Buy when RSI is below 25. Buy when the close is above yesterday's high",
        "Buy: RSI below 25. Also buy when the close is above yesterday's high",
    ],
)
def test_what_bears_the_same_name_is_another_way_in(text: str) -> None:
    assert entry_of(text) == f"{LOW} or {HIGH}"

"""Numbers of a text are held against the facts."""

import pytest

from agents.language_model.grounding import made_up, numbers_in

FACTS = {
    "total_return": -0.1234,
    "trades": 38,
    "rules": "Buy AAPL when RSI(14) < 30.5",
    "dates": ["2000-03-01"],
    "equity": 1_234_567.89,
    "known": None,
    "kept": True,
}


@pytest.mark.parametrize(
    "text",
    [
        "It lost 12% in 38 trades.",
        "It lost 12.3%, or 12.34%.",
        "It lost 0.12 of the money.",
        "It bought below 30.5, by the RSI of 14 days, from March 2000 on.",
        "It ended at 1,234,568.",
        "It ended at $1,234,567.9.",
        "No number at all, and x2 and RSI14 are names.",
    ],
)
def test_what_follows_from_the_facts_is_believed(text: str) -> None:
    assert made_up(text, FACTS) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("It gained 45% in 38 trades.", ["45"]),
        ("It lost 12.4%.", ["12.4"]),
        ("It lost 13%.", ["13"]),
        ("A Sharpe ratio of 1.8", ["1.8"]),
        ("It ended at 1,234,000.", ["1,234,000"]),
        ("Since 1999, always.", ["1999"]),
    ],
)
def test_what_does_not_is_named(text: str, wrong: list[str]) -> None:
    assert made_up(text, FACTS) == wrong


def test_a_number_is_read_as_it_is_written() -> None:
    assert [(one.value, one.decimals) for one in numbers_in("-1,000.50 and .5 of 7.")] == [
        (1000.5, 2),
        (0.5, 1),
        (7.0, 0),
    ]

"""What "invest $700" says: the money to start with, or the size of an entry."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import strategy_of

RULES = "Buy KO when RSI(14) < 28, sell when RSI(14) > 62."


@pytest.mark.parametrize(
    ("text", "capital", "size"),
    [
        ("Start with $9,000. Buy KO when RSI(14) < 28 and invest $700. Sell above 62.", 9000, 700),
        ("Every time RSI of KO is under 28 I invest $700. Sell when RSI > 62.", 10_000, 700),
        ("When KO closes below its SMA(150), invest $700. Sell after 9 days.", 10_000, 700),
        (f"{RULES} I start with $9,000. I invest $700.", 9000, 700),
    ],
)
def test_what_a_condition_leads_to_is_the_size_of_an_entry(
    text: str, capital: float, size: float
) -> None:
    strategy = strategy_of(text)
    assert (strategy.initial_capital, strategy.sizing.cash) == (capital, size)


@pytest.mark.parametrize("said", ["Invest $700.", "I invest 700 USD.", "Total investment: $700."])
def test_in_a_sentence_of_its_own_it_is_all_the_money(said: str) -> None:
    strategy = strategy_of(f"{RULES} {said}")
    assert (strategy.initial_capital, strategy.sizing.cash) == (700, None)


@pytest.mark.parametrize("said", ["investment in each", "investment for each stock"])
def test_an_investment_in_each_is_the_size_of_each(said: str) -> None:
    text = f"Buy KO, PEP and IBM when RSI(14) < 28, sell when RSI(14) > 62. $1,400 {said}."
    assert strategy_of(text).sizing.cash == 1400


@pytest.mark.parametrize(
    "text",
    [
        "Buy KO. Whenever VIX > 33, I invest 1200 USD. Sell after 9 days.",
        f"{RULES} Whenever VIX > 33, I invest 1200 USD.",
        f"{RULES} I invest $700. I invest $200.",
        f"{RULES} Never invest $700.",
        "Buy KO when RSI(14) < 28, sell when RSI(14) > 62 and invest $700",
    ],
)
def test_what_may_be_either_is_asked_about(text: str) -> None:
    assert read(text).action != "run"

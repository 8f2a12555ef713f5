"""Deals told as past, sides that are declared first, and what a rule says it is for."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, sides_of, strategy_of


@pytest.mark.parametrize(
    "text",
    ["If I'd shorted KO every time RSI topped 80 and covered at 50",
     "What if I had shorted KO when RSI went above 80, and covered when it fell to 50",
     "I shorted KO when RSI > 80, covered when RSI <= 50"],
)  # fmt: skip
def test_what_would_have_been_shorted_is_sold_short(text: str) -> None:
    made = strategy_of(text)
    assert (made.direction, made.symbols) == ("short", ["KO"])
    assert sides_of(text)[1].startswith("RSI(14) ")


def test_what_would_have_been_sold_leaves() -> None:
    text = "If I'd bought KO whenever RSI fell below 30 and sold at 70"
    assert sides_of(text) == ("RSI(14) drops below 30", "RSI(14) is at or above 70")


def test_covered_calls_cover_nothing() -> None:
    reading = read("I sold KO covered calls when RSI > 70")
    assert {one.text for one in reading.unsupported} >= {"covered calls"}


@pytest.mark.parametrize(
    "text",
    ["Short only: KO when RSI > 80, cover RSI < 50",
     "Short only: KO, enter when RSI > 80, exit when RSI < 50",
     "Short only, KO: enter when RSI > 80, exit when RSI < 50",
     "Short only on KO. Sell when RSI is above 80. Exit when RSI is below 50.",
     "A short only strategy on KO: sell when RSI > 80, buy when RSI < 50"],
)  # fmt: skip
def test_a_side_that_is_declared_is_that_of_the_rules(text: str) -> None:
    assert strategy_of(text).direction == "short"
    assert sides_of(text) == ("RSI(14) is above 80", "RSI(14) is below 50")


def test_long_only_stays_long() -> None:
    text = "Long only: KO, enter when RSI < 30, exit when RSI > 70"
    assert strategy_of(text).direction == "long"
    assert sides_of(text) == ("RSI(14) is below 30", "RSI(14) is above 70")


@pytest.mark.parametrize(
    "text",
    ["RSI(14) crossing over 30 is the entry for KO and RSI crossing under 70 is the exit",
     "RSI(14) rising above 30 is the entry signal on KO; RSI falling below 70 is the exit"],
)  # fmt: skip
def test_the_entry_of_a_symbol_is_an_entry(text: str) -> None:
    assert strategy_of(text).symbols == ["KO"]
    assert sides_of(text) == ("RSI(14) rises above 30", "RSI(14) drops below 70")


@pytest.mark.parametrize("shares", ["KO", "KO shares", "100 KO shares"])
def test_shares_are_bought_at_a_level_of_an_indicator(shares: str) -> None:
    text = f"Buy {shares} at RSI below 30 and sell at RSI above 70"
    assert sides_of(text) == ("RSI(14) is below 30", "RSI(14) is above 70")


def test_how_many_shares_is_kept() -> None:
    made = strategy_of("Buy 100 KO shares at RSI below 30, sell at RSI above 70")
    assert made.sizing.model_dump(exclude_defaults=True) == {"quantity": 100.0}


def test_shares_at_an_amount_are_still_asked_about() -> None:
    assert "entry" in asked(read("Buy KO shares at $150, sell at $200"))


def test_two_levels_are_mirrored_where_both_sides_are_traded() -> None:
    made = strategy_of("Both long and short: KO RSI 30/70")
    assert made.direction == "both"
    assert (made.short_entry, made.short_exit) == (made.exit, made.entry)


@pytest.mark.parametrize("text", ["KO stochastic 20/80 strategy", "KO stochastic 20/80"])
def test_two_levels_of_a_stochastic_are_none_of_its_lengths(text: str) -> None:
    assert sides_of(text) == (
        "Stochastic %K (14, 3, 3) is below 20",
        "Stochastic %K (14, 3, 3) is above 80",
    )


def test_neither_are_they_beside_a_verb() -> None:
    question = read("Buy KO when stochastic 20/80").questions[0]
    assert question.choices == ["buy when stochastic is below 20, sell when stochastic is above 80"]

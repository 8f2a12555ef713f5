"""How much each position gets, and how many there may be, in other words."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, sides_of, strategy_of

RULES = "Buy IBM, KO, XOM when RSI < 25, sell when RSI > 75"
SIDES = ("RSI(14) is below 25", "RSI(14) is above 75")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("max 1 open position", 1),
        ("only one open trade", 1),
        ("at most 2 open positions", 2),
        ("max concurrent positions 2", 2),
        ("max 2 trades open", 2),
    ],
)
def test_open_positions_are_counted(words: str, count: int) -> None:
    assert strategy_of(f"{RULES}, {words}").sizing.max_positions == count
    assert sides_of(f"{RULES}, {words}") == SIDES


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("25% in each", 0.25),
        ("25% each", 0.25),
        ("20% per stock", 0.2),
        ("each 20%", 0.2),
        ("max 2 positions, 50% each", 0.5),
    ],
)
def test_each_gets_a_part(words: str, share: float) -> None:
    assert strategy_of(f"{RULES}, {words}").sizing.fraction == share
    assert sides_of(f"{RULES}, {words}") == SIDES


@pytest.mark.parametrize("bought", ["10% KO", "KO with 10%"])
def test_a_part_that_is_bought_on_a_rule_is_one_of_the_equity(bought: str) -> None:
    text = f"Buy {bought} when RSI < 25, sell when RSI > 75"
    assert strategy_of(text).sizing.fraction == 0.1
    assert "10% is a share of the equity" in noted(read(text))


@pytest.mark.parametrize("words", ["equal weight", "equally weighted", "split equally"])
def test_equal_shares_are_what_there_is_anyway(words: str) -> None:
    assert "every entry gets an equal share of the equity" in noted(read(f"{RULES}, {words}"))
    assert "an equal share (1/3)" in read(f"{RULES}, {words}").sentence


def test_pyramiding_counts_entries() -> None:
    text = "Buy KO when RSI < 25, sell when RSI > 75, pyramiding"
    assert strategy_of(f"{text} = 2").sizing.max_entries == 2
    assert strategy_of(f"{text}: 0").sizing.max_entries == 1


def test_a_total_is_the_capital() -> None:
    assert strategy_of(f"{RULES}, $30,000 in total").initial_capital == 30_000
    assert strategy_of(f"{RULES}, $500 per trade from a 20k account").initial_capital == 20_000


@pytest.mark.parametrize(
    "text",
    [
        "Buy 10% KO and 20% PEP when RSI < 25, sell when RSI > 75",
        "Buy KO with 60% and PEP with 40% when RSI < 25, sell when RSI > 75",
        f"{RULES}, max 3 trades per day",
        f"{RULES}, equal risk per trade",
    ],
)
def test_what_is_none_of_these_is_asked_about(text: str) -> None:
    assert read(text).strategy is None or read(text).unsupported


@pytest.mark.parametrize(
    ("text", "size"),
    [
        (f"{RULES}, stop 5% each", None),
        (f"{RULES}, commission 0.1% each", None),
        ("Buy IBM, KO when RSI < 25 in each, sell when RSI > 75", None),
    ],
)
def test_stops_costs_and_levels_of_each_are_no_size(text: str, size: float | None) -> None:
    assert strategy_of(text).sizing.fraction == size
    assert sides_of(text)[0] == SIDES[0]


@pytest.mark.parametrize(
    ("words", "cash"),
    [("allocate $700", 700), ("deploy $700", 700), ("allocate $700 for each trade", 700),
     ("stake 700 USD per trade", 700)],
)  # fmt: skip
def test_money_that_is_committed_is_the_size_of_a_position(words: str, cash: float) -> None:
    text = f"Buy KO when RSI < 25, sell when RSI > 75, {words}"
    assert strategy_of(text).sizing.cash == cash
    assert strategy_of(text).initial_capital == 10_000
    assert not read(text).unsupported


def test_money_that_is_allocated_to_a_symbol_on_a_rule_buys_it() -> None:
    text = "Allocate $700 to KO when RSI < 25, sell when RSI > 75"
    assert strategy_of(text).sizing.cash == 700
    assert sides_of(text) == SIDES


@pytest.mark.parametrize(
    "text",
    ["Buy KO when RSI < 25, invest 30%, sell when RSI > 75",
     "Go 30% long KO when RSI < 25, sell when RSI > 75",
     "Long 30% KO when RSI < 25, sell when RSI > 75"],
)  # fmt: skip
def test_a_part_beside_a_verb_is_a_part_of_the_equity(text: str) -> None:
    assert strategy_of(text).sizing.fraction == 0.3
    assert sides_of(text) == SIDES


def test_parts_of_two_sides_and_a_part_that_enters_by_itself_are_no_size_of_one() -> None:
    assert read("Go 50% long KO and 50% short PEP when RSI < 30").strategy is None
    assert read("When RSI of KO < 30 invest 20%, when RSI > 70 sell").strategy is None
    reading = strategy_of("Invest 60% in KO and 40% in PEP, rebalance yearly")
    assert reading.portfolio is not None

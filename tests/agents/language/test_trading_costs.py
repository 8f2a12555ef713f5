"""What trading costs, said for one way or both, for a share, or as somebody's fee."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, sides_of, strategy_of

RULES = "Buy KO when RSI < 25, sell when RSI > 75"


@pytest.mark.parametrize(
    ("words", "rate"),
    [
        ("fees of 10 bps each way", 0.001),
        ("0.1% each way", 0.001),
        ("round trip cost 0.2%", 0.001),
        ("0.2% round trip", 0.001),
        ("commission 0.2% round trip", 0.001),
        ("round-trip costs of 20 bps", 0.001),
        ("taker fee 0.04%", 0.0004),
        ("costs: 10 bps", 0.001),
        ("commission free", 0),
    ],
)
def test_a_rate_is_paid_on_each_side(words: str, rate: float) -> None:
    strategy = strategy_of(f"{RULES}, {words}")
    assert strategy.commission == rate
    assert strategy.sizing.fraction is None


def test_half_of_a_round_trip_is_told() -> None:
    assert "0.2% for the round trip is read as 0.1% each way" in noted(
        read(f"{RULES}, 0.2% round trip")
    )


@pytest.mark.parametrize(
    ("words", "paid"),
    [
        ("half a cent per share commission", 0.005),
        ("1 cent per share", 0.01),
        ("$0.005 per share", 0.005),
    ],
)
def test_a_fee_may_be_one_of_a_share(words: str, paid: float) -> None:
    assert strategy_of(f"{RULES}, {words}").commission_per_share == paid


@pytest.mark.parametrize("words", ["maker fee 0.02%, taker fee 0.04%", "compounding off"])
def test_what_a_test_does_not_have_is_asked_about(words: str) -> None:
    assert read(f"{RULES}, {words}").strategy is None


@pytest.mark.parametrize("words", ["compounding on", "reinvest profits", "no options or futures"])
def test_what_is_so_anyway_is_read_over(words: str) -> None:
    assert read(f"{RULES}, {words}").action == "run"
    assert sides_of(f"{RULES}, {words}") == ("RSI(14) is below 25", "RSI(14) is above 75")


def test_talk_may_say_the_capital() -> None:
    assert strategy_of(f"{RULES}. I've got 25k to play with").initial_capital == 25_000


def test_a_move_each_way_is_no_cost() -> None:
    assert strategy_of(f"{RULES}, commission 0.1%").commission == 0.001
    assert read(f"{RULES}, trade 5% moves each way").strategy is None


def test_the_cost_to_borrow_is_none_of_trading() -> None:
    text = "Short KO when RSI > 75, cover when RSI < 25, borrow cost of 3%"
    assert strategy_of(text).commission == 0
    assert strategy_of(text).borrow_cost == 0.03

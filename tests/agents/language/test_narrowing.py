"""What narrows every entry, of both sides where there are two."""

import pytest

from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import strategy_of
from tests.agents.language.test_shorts import sides

LONG = "Buy SPY when RSI(2) is below 10, sell when RSI(2) is above 60"
BOTH = "Buy SPY when RSI(2) is below 10, short SPY when RSI(2) is above 90"
BELOW, ABOVE = "RSI(2) is below 10", "RSI(2) is above 90"


@pytest.mark.parametrize(
    ("said", "narrowing"),
    [
        (". Only trade on Mondays.", "it is Monday"),
        (". Trades only on Mondays.", "it is Monday"),
        (". Enter only on Mondays.", "it is Monday"),
        (". Trade only when ADX is above 25.", "ADX(14) is above 25"),
        (". Take trades only above the 200-day average.", "the close is above SMA(200)"),
        (". Trend filter: close above the 200-day average.", "the close is above SMA(200)"),
        (", and only take signals when volume is above 1000000", "volume is above 1,000,000"),
        (". Only if VIX is below 30.", "^VIX's close is below 30"),
        (
            ". Don't trade on Fridays.",
            "it is Monday, Tuesday, Wednesday, Thursday, Saturday or Sunday",
        ),
        (". It does not trade when ADX is below 20.", "ADX(14) is at or above 20"),
        (". The system doesn't trade when ADX is below 20.", "ADX(14) is at or above 20"),
        (". No new trades when ADX is below 20.", "ADX(14) is at or above 20"),
        (", but skip signals when ADX is below 20", "ADX(14) is at or above 20"),
    ],
)
def test_it_holds_for_the_entries_and_leaves_the_exits(said: str, narrowing: str) -> None:
    one, two = strategy_of(LONG + said), strategy_of(BOTH + said)
    assert sides(one)[:2] == [f"{BELOW} and {narrowing}", "RSI(2) is above 60"]
    assert [sides(two)[0], sides(two)[2]] == [
        f"{BELOW} and {narrowing}",
        f"{ABOVE} and {narrowing}",
    ]


@pytest.mark.parametrize(
    "said",
    [", only on Mondays", ", but only on Mondays", ". Only on Mondays.", ". But only on Mondays."],
)
def test_what_is_said_last_is_meant_for_both_sides(said: str) -> None:
    made = strategy_of(BOTH + said)
    assert [sides(made)[0], sides(made)[2]] == [
        f"{BELOW} and it is Monday", f"{ABOVE} and it is Monday",
    ]  # fmt: skip


def test_what_is_said_of_one_side_narrows_that_side() -> None:
    made = strategy_of(
        "Buy SPY when RSI(2) is below 10, only on Mondays. Short SPY when RSI(2) is above 90."
    )
    assert [sides(made)[0], sides(made)[2]] == [f"{BELOW} and it is Monday", ABOVE]


def test_either_of_two_ways_in_is_narrowed() -> None:
    made = strategy_of(
        "Buy SPY when RSI(2) is below 10 or the close is below the lower Bollinger band, "
        "sell when RSI(2) is above 60. Trade only on Mondays."
    )
    assert describe_condition(made.entry).endswith("and it is Monday")
    assert " or " in describe_condition(made.entry)


def test_alone_it_is_the_entry() -> None:
    made = strategy_of("SPY. Enter only when RSI(2) is below 10, exit when RSI(2) is above 60.")
    assert sides(made)[:2] == [BELOW, "RSI(2) is above 60"]


def test_beside_a_bare_verb_it_is_the_entry_as_well() -> None:
    made = strategy_of("Buy SPY, sell when RSI(2) is above 60. No trades from January to November.")
    assert sides(made)[0] == "it is December"


@pytest.mark.parametrize("when", ["only in January", "but only on Mondays"])
def test_a_time_to_trade_in_that_is_said_behind_the_exit_is_no_way_out(when: str) -> None:
    made = strategy_of(f"Buy MSFT when RSI < 30, sell when RSI > 60, {when}")
    assert made.exit is not None
    assert describe_condition(made.exit) == "RSI(14) is above 60"
    assert made.entry is not None
    assert "RSI(14) is below 30 and it is " in describe_condition(made.entry)


def test_where_something_does_not_trade_is_a_price_and_narrows_nothing() -> None:
    made = strategy_of("Buy KO when it doesn't trade below its 50-day SMA, sell after 9 days")
    assert sides(made)[0] == "the close is at or above SMA(50)"

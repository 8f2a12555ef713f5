"""What is bought or sold in parts, how many are held at once, and what is held from the start."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, noted, sides_of, strategy_of

RULES = "Buy AAPL, MSFT and IBM when RSI is below 30, sell above 70"
LATER = [
    "Buy IBM with half my cash when RSI is below 35 and the other half below 25",
    "Put half of the account into IBM when RSI is below 35, the rest when it is below 25",
    "Buy IBM with half my money when RSI is below 35. Use the other half when RSI is below 25",
    "Buy IBM when RSI is below 35, add the other half when it is below 25",
    "Buy IBM when RSI is below 35, double the position when RSI is below 25",
    "Buy IBM when RSI is below 35, the second half under 25",
    "Buy 50 shares of IBM when RSI is below 35 and 50 more when it is below 25",
    "Buy IBM with 40% of capital when RSI is below 35, 40% more when RSI is below 25",
    "Buy IBM with half the account when RSI is below 35 and the remaining half when it drops 10%",
]


@pytest.mark.parametrize("bought", LATER)
def test_what_is_bought_later_is_named_and_neither_sold_nor_a_stop(bought: str) -> None:
    reading = read(f"{bought}, sell everything when RSI is above 65", answers="defaults")
    assert reading.action == "partial"
    assert reading.strategy
    assert reading.strategy.stop_loss is None
    assert "below 35; sell when RSI(14) is above 65, on" in reading.sentence
    assert "Adding on a rule of its own" in reading.unsupported[0].why


@pytest.mark.parametrize(
    "sold",
    ["sell half above 60 and the other half above 75",
     "sell half when RSI is above 60 and the rest when it is above 75"],
)  # fmt: skip
def test_the_rest_behind_a_sale_is_sold(sold: str) -> None:
    reading = read(f"Buy IBM when RSI is below 30, {sold}")
    assert "sell when RSI(14) is above 75," in reading.sentence


@pytest.mark.parametrize(
    ("words", "most"),
    [("at most 2 at a time", 2), ("no more than two positions", 2), ("only 2 at once", 2),
     ("max 2 open trades at once", 2), ("hold max 2 stocks", 2), ("max 2 concurrently", 2),
     ("not more than 2 open at any time", 2), ("limit of 2 positions", 2), ("one at a time", 1),
     ("up to 2 names at a time", 2), ("a maximum of 2 holdings", 2), ("max open positions: 2", 2),
     ("never more than 2 at the same time", 2), ("maximum number of positions 2", 2)],
)  # fmt: skip
def test_how_many_are_held_at_once(words: str, most: int) -> None:
    for text in (f"{RULES}, {words}", f"{RULES}. {words.capitalize()}."):
        made = strategy_of(text)
        assert made.sizing.max_positions == most, text
        assert "below 30; sell when RSI(14) is above 70," in read(text).sentence


@pytest.mark.parametrize(
    ("condition", "meant"),
    [("RSI is at most 30", "RSI(14) is at or below 30"),
     ("RSI(2) is below 10, at most 5", "RSI(2) is below 10 and RSI(2) is at or below 5")],
)  # fmt: skip
def test_a_limit_of_a_value_counts_no_positions(condition: str, meant: str) -> None:
    made = strategy_of(f"Buy IBM when {condition}, sell after 5 days")
    assert made.sizing.max_positions is None
    assert meant in read(f"Buy IBM when {condition}, sell after 5 days").sentence


def test_a_number_of_trades_is_no_number_of_positions() -> None:
    reading = read(f"{RULES}, at most 2 trades a day")
    assert reading.action == "partial"
    assert reading.strategy
    assert reading.strategy.sizing.max_positions is None


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [("at most 100 shares", "quantity", 100), ("up to 100 shares", "quantity", 100),
     ("max 100 shares", "quantity", 100), ("don't buy more than 100 shares", "quantity", 100),
     ("no more than $5000 per trade", "cash", 5000),
     ("do not invest more than $2000", "cash", 2000),
     ("never invest more than 10% of the account", "fraction", 0.1)],
)  # fmt: skip
def test_the_most_of_a_position_is_a_size_and_no_level(
    words: str, field: str, value: float
) -> None:
    text = f"Buy IBM when RSI is below 30, {words}, sell above 60"
    made = strategy_of(text)
    assert getattr(made.sizing, field) == value
    assert "Buy IBM when RSI(14) is below 30; sell when RSI(14) is above 60," in read(text).sentence


def test_a_price_of_at_most_so_much_is_no_size() -> None:
    text = "Buy IBM when it is at most $80, sell after 5 days"
    assert strategy_of(text).sizing.cash is None
    assert "the close is at or below 80" in read(text).sentence


@pytest.mark.parametrize(
    "text",
    ["Buy IBM at once and hold it", "Buy IBM right away and keep it", "Buy IBM today and hold",
     "Buy IBM on day one and never sell", "Buy IBM now and hold", "Buy IBM and do nothing else",
     "A standard lump-sum approach. Buy IBM on 2003-06-15. Do nothing."],
)  # fmt: skip
def test_what_is_bought_at_once_is_held(text: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert reading.sentence.startswith("Hold 100% IBM")


@pytest.mark.parametrize(
    "text", ["Short IBM and hold it", "Short IBM at once and hold", "Sell short IBM and stay short"]
)
def test_a_short_that_is_held_is_sold_at_once(text: str) -> None:
    made = strategy_of(text)
    assert (made.direction, made.hold) == ("short", True)
    assert "it sells short at once, and holds that to the end of the test" in noted(read(text))


def test_shares_bought_on_a_day_are_held() -> None:
    made = strategy_of("Buy 60 shares of IBM on 3 January 2005 and hold them")
    assert (made.sizing.quantity, made.hold, str(made.start)) == (60, True, "2005-01-03")


@pytest.mark.parametrize(
    "text",
    ["Short IBM when sentiment is bad and hold", "Short IBM and hold it until the war ends",
     "Buy IBM when people like it and hold it"],
)  # fmt: skip
def test_nothing_is_held_at_once_where_another_rule_was_not_understood(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None
    assert reading.unsupported


def test_what_is_sold_by_a_rule_and_bought_at_once_is_bought_again() -> None:
    reading = read("Buy IBM right away, sell after 100 days")
    assert reading.action == "run"
    assert "it buys at once, and again at the next open after each exit" in noted(reading)


@pytest.mark.parametrize(
    ("text", "left"),
    [("Short IBM in September", "when it is not September"),
     ("Buy IBM in December and January", "when it is not January or December"),
     ("Buy IBM on Fridays", "after 1 bar")],
)  # fmt: skip
def test_what_is_entered_in_a_month_is_offered_to_be_left_with_it(text: str, left: str) -> None:
    reading = read(text)
    assert asked(reading) == ["exit"]
    assert reading.questions[0].default == left
    assert read(text, answers="defaults").action == "run"


@pytest.mark.parametrize("left", ["November is over", "November ends", "it is no longer November"])
def test_a_month_that_is_over_is_an_exit(left: str) -> None:
    entry, leaving = sides_of(f"Buy IBM in November, sell when {left}")
    assert entry == "it is November"
    assert leaving == "it is not the case that it is November"

"""Short ways in which ideas are typed into apps and chats; and what only looks like them."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, noted, sides_of, strategy_of


@pytest.mark.parametrize(
    "said",
    ["everytime its got 3 red days in a row", "every time it's got three down days in a row"],
)
def test_what_has_got_days_in_a_row_has_them(said: str) -> None:
    bought, _ = sides_of(f"buy KO {said}, sell when RSI > 70")
    assert bought == "the streak of down closes is at or above 3"


@pytest.mark.parametrize("verb", ["pops", "climbs", "rises"])
def test_over_a_length_is_over_that_average(verb: str) -> None:
    assert entry_of(f"the 8 day ma {verb} over the 34 day") == "SMA(8) crosses above SMA(34)"


@pytest.mark.parametrize("said", ["over the last 34 days", "over 34 days"])
def test_over_a_time_is_beside_its_own_value(said: str) -> None:
    assert entry_of(f"the 8 day ma rises {said}") == "SMA(8) is above SMA(8) 34 bars ago"


@pytest.mark.parametrize("said", ["moving into cash", "going to cash", "switching to cash"])
def test_who_moves_into_cash_sells(said: str) -> None:
    bought, sold = sides_of(
        f"buying KO when the SPX is above its 300-day MA and {said} when the SPX is below it"
    )
    assert (bought, sold) == (
        "^GSPC's close is above ^GSPC's SMA(300)",
        "^GSPC's close is below ^GSPC's SMA(300)",
    )


@pytest.mark.parametrize(
    "said",
    ["rebalanced once a year on the first trading day of January",
     "rebalanced yearly on the last trading day of December",
     "rebalanced annually on the first day of January"],
)  # fmt: skip
def test_the_edge_of_a_year_is_no_day_of_its_own(said: str) -> None:
    reading = read(f"60% KO 40% TLT, {said}")
    assert reading.action == "run"
    assert "restored every year" in reading.sentence
    assert not any("restored where" in note for note in noted(reading))


@pytest.mark.parametrize(
    ("said", "told"),
    [("yearly on the first trading day of July", "first day July"),
     ("monthly on the 15th day of the month", "15th day of the month")],
)  # fmt: skip
def test_another_day_of_a_rhythm_is_told(said: str, told: str) -> None:
    notes = noted(read(f"60% KO 40% TLT rebalanced {said}"))
    assert any("weights are restored where" in note and told in note for note in notes)


def test_half_in_cash_may_be_restored_on_the_first_day() -> None:
    said = "50% VTI, 50% cash. Rebalanced monthly on the 1st day of the month."
    assert read(said).action == "run"


@pytest.mark.parametrize("said", ["every Friday when RSI < 40", "each Friday if RSI is below 40"])
def test_savings_of_a_weekday_may_rest(said: str) -> None:
    bought = read(f"Invest $200 in KO {said}")
    assert bought.action == "run"
    assert "keep what was bought" in bought.sentence


def test_a_weekday_without_an_amount_lacks_its_exit() -> None:
    assert read("Buy KO every Monday when RSI < 40").action == "clarify"


def test_the_market_of_a_title_is_the_one_in_brackets() -> None:
    rules = "buy when RSI > 50, sell when RSI < 50"
    assert strategy_of(f"S&P 500 Mean Reversion (ES Futures): {rules}").symbols == ["ES=F"]
    assert strategy_of(f"KO momentum (vs SPY): {rules}").symbols == ["KO"]


@pytest.mark.parametrize(
    "said",
    ["Use 30-period BB with 2.5 standard deviations. {}", "{} Use the 30 day BB with 2.5 sd."],
)
def test_a_length_may_stand_before_the_bands(said: str) -> None:
    rules = "Buy KO below the lower band, sell when RSI > 50."
    bought, _ = sides_of(said.format(rules))
    assert bought == "the close is below the lower Bollinger Band (30, 2.5)"


@pytest.mark.parametrize(
    "said",
    ["the 20 EMA is above the 50 EMA and the 50 EMA is above the 20 EMA",
     "the close is above the open and the open is above the close", "RSI < 40 and RSI > 60"],
)  # fmt: skip
def test_what_can_never_be_is_asked_about(said: str) -> None:
    reading = read(f"buy KO when {said}, sell after 10 bars")
    assert [one.id for one in reading.questions] == ["contradiction"]


def test_what_only_looks_like_that_can_be() -> None:
    assert entry_of("the close is above the open and the open is above the previous close")


@pytest.mark.parametrize(
    "said", ["have a positive 5-day expectancy?", "have a real 5-day edge?",
             "have a good 5-day forward return?"]
)  # fmt: skip
def test_what_is_asked_of_some_days_is_held_so_long(said: str) -> None:
    made = strategy_of(f"Does buying KO when RSI drops below 28 {said}")
    assert made.max_bars == 5


def test_an_expectancy_without_days_decides_nothing() -> None:
    assert read("Buy KO when the expectancy of my last 20 trades is positive").strategy is None


@pytest.mark.parametrize("said", ["put a grand into VTI", "invest one grand in VTI"])
def test_a_grand_is_a_thousand(said: str) -> None:
    made = strategy_of(f"{said} when it falls through its 200-day average, sell after 20 days")
    assert made.sizing.cash == 1000


@pytest.mark.parametrize(
    ("bought", "sold"),
    [("initiate a buy order", "initiate a sell order"),
     ("place a market buy order", "place a sell order")],
)  # fmt: skip
def test_an_order_that_is_placed_buys_and_sells(bought: str, sold: str) -> None:
    entry, left = sides_of(f"{bought} for KO when RSI < 30 and {sold} when RSI > 70")
    assert (entry, left) == ("RSI(14) is below 30", "RSI(14) is above 70")


def test_what_is_hoped_for_is_no_rule() -> None:
    bought, _ = sides_of("Long KO when RSI < 30 expecting a quick bounce. Sell when RSI > 70")
    assert bought == "RSI(14) is below 30"


@pytest.mark.parametrize("left", ["RSI < 40", "RSI < 40 or after 20 days"])
def test_who_holds_when_one_thing_and_leaves_when_another_has_two_rules(left: str) -> None:
    bought, sold = sides_of(f"hold KO whenever RSI > 50, exit when {left}")
    assert (bought, sold) == ("RSI(14) is above 50", "RSI(14) is below 40")


def test_who_only_holds_while_something_is_so_leaves_when_it_is_not() -> None:
    bought, sold = sides_of("hold KO when RSI > 50")
    assert (bought, sold) == ("RSI(14) is above 50", "RSI(14) is at or below 50")


@pytest.mark.parametrize("said", ["at $330 or $285", "at 330 or 285", "at 330 or at 285"])
def test_of_two_prices_to_sell_at_one_lies_above_what_was_paid(said: str) -> None:
    bought, sold = sides_of(f"buy 100 shares of KO at $300 and sell {said}")
    assert bought == "the close is at or below 300"
    assert sold == "the close is at or above 330 or the close is at or below 285"


def test_a_price_below_what_was_paid_is_reached_from_above() -> None:
    _, sold = sides_of("buy KO at $300, sell at $285")
    assert sold == "the close is at or below 285"


def test_a_second_price_is_no_capital_and_no_year() -> None:
    made = strategy_of("When gold crosses above 2000 buy and sell at 2100 or 1950")
    assert (made.initial_capital, made.start) == (10_000, None)


@pytest.mark.parametrize("said", ["at open next day", "at the open of the next day"])
def test_the_open_of_the_next_day_is_the_next_one(said: str) -> None:
    made = strategy_of(f"If RSI is below 30 buy KO {said} and sell when RSI > 70")
    assert made.fill == "next_open"


@pytest.mark.parametrize("said", [" and hold", ", hold long term", " and keep it"])
def test_who_only_holds_what_was_bought_never_sells_it(said: str) -> None:
    reading = read(f"When RSI is below 30 buy KO{said}")
    assert reading.action == "run"
    assert "keep what was bought" in reading.sentence
    assert any(note.startswith("nothing sells: it buys once") for note in noted(reading))


@pytest.mark.parametrize("said", ["and hold for 5 days", "and hold it until RSI > 70"])
def test_a_holding_that_ends_is_sold(said: str) -> None:
    assert "keep what" not in read(f"Buy KO when RSI < 30 {said}").sentence

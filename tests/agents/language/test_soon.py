"""One thing within some days of another, and what was so less than some days ago."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, exit_of, noted, sides_of

LOW = "RSI(14) drops below 35"
UP = "the MACD line (12, 26, 9) crosses above the MACD signal (12, 26, 9)"


@pytest.mark.parametrize(
    ("said", "bars"),
    [
        ("MACD crosses up within 4 days of RSI dropping below 35", 4),
        ("MACD crosses up within 4 days after RSI drops below 35", 4),
        ("MACD crosses up no more than 4 days after RSI drops below 35", 5),
        ("MACD crosses up within a week of RSI falling below 35", 5),
        ("MACD crosses up within 2 weeks of RSI falling below 35", 10),
    ],
)
def test_the_other_one_came_at_one_of_the_last_bars(said: str, bars: int) -> None:
    assert entry_of(said) == f"{UP} and {LOW} at some time in the last {bars} bars"


@pytest.mark.parametrize(
    "said",
    [
        "RSI drops below 35 and then within 4 days MACD crosses up",
        "RSI drops below 35 and, within 4 days, MACD crosses up",
        "RSI drops below 35 and within 4 days after that MACD crosses up",
    ],
)
def test_what_comes_within_some_days_is_what_acts(said: str) -> None:
    assert entry_of(said) == f"{LOW} at some time in the last 4 bars and {UP}"


@pytest.mark.parametrize(
    ("said", "bars"),
    [
        ("less than 4 days ago", 4),
        ("fewer than 4 bars ago", 4),
        ("no more than 4 days ago", 5),
        ("at most 4 days ago", 5),
        ("up to 4 days ago", 5),
        ("less than a month ago", 21),
    ],
)
def test_less_than_some_days_ago_compares_no_price(said: str, bars: int) -> None:
    assert entry_of(f"RSI was below 35 {said} and MACD crosses up") == (
        f"RSI(14) is below 35 at some time in the last {bars} bars and {UP}"
    )


def test_longer_ago_than_that_is_named_and_no_price_of_then() -> None:
    reading = read("Buy KO if RSI was below 35 more than 4 days ago, sell after 9 days")
    assert any("more than 4 days ago" in one.text for one in reading.unsupported)
    assert "bars ago" not in str(reading.draft)


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("the close is less than 4 days ago", "the close is below the close 4 bars ago"),
        ("the close is higher than 4 days ago", "the close is above the close 4 bars ago"),
        ("RSI was below 35 4 days ago", "RSI(14) 4 bars ago is below 35"),
    ],
)
def test_a_value_may_still_be_compared_with_that_of_then(said: str, read_as: str) -> None:
    assert entry_of(said) == read_as


def test_today_or_yesterday_is_one_of_two_bars() -> None:
    assert entry_of("MACD crossed up today or yesterday") == f"{UP} at some time in the last 2 bars"


def test_there_was_a_cross_within_the_last_days() -> None:
    assert entry_of("within the last 12 days there was a golden cross and RSI is below 35") == (
        "SMA(50) crosses above SMA(200) at some time in the last 12 bars and RSI(14) is below 35"
    )


def test_an_exit_may_look_back_and_a_time_to_sell_by_stays_one() -> None:
    assert exit_of("MACD crosses down within 4 days of RSI rising above 65") == (
        "the MACD line (12, 26, 9) crosses below the MACD signal (12, 26, 9) and RSI(14) rises"
        " above 65 at some time in the last 4 bars"
    )
    assert "sell after 4" in read("Buy KO when RSI < 35 and sell within 4 days").sentence


def test_days_of_shorter_bars_are_as_many_bars_as_they_have() -> None:
    text = "Buy KO on 15m bars when MACD crosses up within 2 hours of RSI dropping below 35"
    assert "in the last 8 bars" in sides_of(f"{text}, sell when RSI > 65")[0]


@pytest.mark.parametrize("said", ["within 4 days of earnings", "within 4 days of a full moon"])
def test_days_around_what_is_not_in_prices_stay_named(said: str) -> None:
    assert read(f"Buy KO when MACD crosses up {said}, sell after 9 days").action != "run"


def test_an_entry_that_waits_leaves_on_the_cross_of_the_day() -> None:
    assert sides_of("Buy KO two days after a golden cross, sell at a death cross") == (
        "SMA(50) 2 bars ago crosses above SMA(200) 2 bars ago",
        "SMA(50) crosses below SMA(200)",
    )


@pytest.mark.parametrize(
    "said",
    ["but only check on Mondays", "only checked on Mondays", "I only look at the chart on Mondays"],
)
def test_who_looks_on_one_day_of_the_week_buys_and_sells_on_it(said: str) -> None:
    entry, leave = sides_of(f"Buy KO when RSI is below 35, sell when it is above 65, {said}")
    assert entry == "RSI(14) is below 35 and it is Monday"
    assert leave == "RSI(14) is above 65 and it is Monday"


def test_who_trades_on_one_day_only_may_sell_on_any() -> None:
    text = "Buy KO when RSI is below 35, sell when it is above 65. Only trade on Mondays."
    assert sides_of(text)[1] == "RSI(14) is above 65"


def test_a_sign_between_conditions_is_read_and_told() -> None:
    reading = read("Buy KO when RSI<35/MFI<25, sell when RSI>65/MFI>80")
    told = [note for note in noted(reading) if note.startswith("'/'")]
    assert told == [
        "'/' between conditions to enter is read as 'and'",
        "'/' between conditions to leave is read as 'or'",
    ]


def test_beside_a_stop_a_filtered_cross_is_left_on_the_opposite_one_too() -> None:
    assert sides_of("SMA 15/40 crossover KO with RSI > 55 filter and 6% stop") == (
        "SMA(15) crosses above SMA(40) and RSI(14) is above 55",
        "SMA(15) crosses below SMA(40)",
    )

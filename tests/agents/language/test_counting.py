"""Some of several conditions, and levels that lie so far from a number."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, entry_of, exit_of, sides_of, strategy_of

PAIRS = (
    "(RSI(14) is below 35 and the close is below SMA(50)) or (RSI(14) is below 35 and CCI(20) is "
    "below -100) or (the close is below SMA(50) and CCI(20) is below -100)"
)


@pytest.mark.parametrize(
    "condition",
    ["at least two of RSI below 35, close below SMA(50) and CCI below -100 are true",
     "any two of RSI < 35, close < SMA(50), CCI < -100 hold",
     "2 out of 3 conditions are met (RSI < 35, close < SMA(50), CCI < -100)",
     "at least 2 of 3 indicators agree: RSI < 35, close < SMA(50), CCI < -100",
     "RSI < 35, close < SMA(50), CCI < -100 - at least two of them"],
)  # fmt: skip
def test_so_many_of_a_list_are_enough(condition: str) -> None:
    assert entry_of(condition) == PAIRS


@pytest.mark.parametrize(
    "text",
    ["Kaufe MSFT wenn mindestens zwei der folgenden Bedingungen zutreffen: RSI unter 35, Kurs "
     "unter SMA50, CCI unter -100. Verkaufe nach 5 Tagen",
     "Acheter MSFT quand au moins deux des trois conditions suivantes sont remplies : RSI sous 35, "
     "cours sous SMA50, CCI sous -100. Vendre après 5 jours"],
)  # fmt: skip
def test_so_many_of_a_list_are_enough_in_other_languages(text: str) -> None:
    assert PAIRS in read(text).sentence


def test_what_stands_before_the_list_is_needed_with_it() -> None:
    entry = entry_of("volume > 1,000,000 and at least two of RSI < 35, close < SMA(50), CCI < -100")
    assert entry == f"volume is above 1,000,000 and ({PAIRS})"


def test_so_many_of_a_list_leave() -> None:
    text = "Buy MSFT when RSI < 25, sell when two of RSI > 70, close < SMA(50), CCI < -100 are true"
    assert sides_of(text)[1].count(" or ") == 2


def test_all_of_a_list_have_no_length_from_their_number() -> None:
    entry = entry_of("all three of RSI < 35, close < SMA(50), CCI < -100 are true")
    assert entry == "RSI(14) is below 35 and the close is below SMA(50) and CCI(20) is below -100"


def test_a_list_that_might_be_parted_in_two_ways_is_named() -> None:
    text = (
        "Buy MSFT when 2 of 3 are true: RSI < 35, close < SMA(50) and CCI < -100, volume > 900000"
    )
    reading = read(f"{text}. Sell after 3 days")
    assert "entry" in asked(reading)
    assert "RSI < 35" in [one.text for one in reading.unsupported]


@pytest.mark.parametrize(
    "condition",
    ["3 of the last 4 closes were up", "RSI was below 30 on 2 of the last 5 days"],
)
def test_days_of_which_some_count_are_no_list(condition: str) -> None:
    assert "of the last" in entry_of(condition)


@pytest.mark.parametrize(
    ("condition", "said"),
    [("RSI is at least 10 below 50", "RSI(14) is at or below 40"),
     ("RSI is more than 5 points above 60", "RSI(14) is above 65"),
     ("RSI is 15 points below 50", "RSI(14) is at or below 35"),
     ("price is at least $5 below $100", "the close is at or below 95")],
)  # fmt: skip
def test_so_far_from_a_number_is_another_number(condition: str, said: str) -> None:
    assert entry_of(condition) == said


def test_so_far_from_a_number_is_read_in_exits_and_other_languages() -> None:
    assert exit_of("RSI is at least 20 above 50") == "RSI(14) is at or above 70"
    text = "Kaufe MSFT wenn der RSI mindestens 10 Punkte unter 50 liegt, verkaufe nach 5 Tagen"
    assert "RSI(14) is at or below 40" in read(text).sentence


@pytest.mark.parametrize(
    ("condition", "said"),
    [("RSI is above 10, below 50", "RSI(14) is above 10 and RSI(14) is below 50"),
     ("RSI above 10 below 50", "RSI(14) is above 10 and RSI(14) is below 50"),
     ("RSI is at least 30 and below 50", "RSI(14) is at or above 30 and RSI(14) is below 50"),
     ("RSI 10 below 50", "RSI(10) is below 50")],
)  # fmt: skip
def test_two_limits_are_no_distance(condition: str, said: str) -> None:
    assert entry_of(condition) == said


@pytest.mark.parametrize(
    "condition",
    ["the close is at least $5 below its 50-day average",
     "RSI is at least 10 points below its 20-day average",
     "RSI is at least 10 points below its value 5 days ago",
     "RSI is at least 10% below 50", "price is at least 10 below 50 day average"],
)  # fmt: skip
def test_a_distance_that_the_engine_cannot_say_is_named(condition: str) -> None:
    reading = read(f"Buy MSFT when {condition}, sell after 5 days")
    assert "entry" in asked(reading)
    assert reading.unsupported


def test_a_stop_in_points_is_one_in_german() -> None:
    strategy = strategy_of("Kaufe DAX wenn RSI unter 30, Stop 50 Punkte")
    assert strategy.stop_loss.distance == 50

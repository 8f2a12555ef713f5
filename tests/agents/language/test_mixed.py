"""Titles, scores, numbered days, spans of the test and orders, in the words of many places."""

import datetime as dt
import json
from pathlib import Path

import pytest

from agents.language import read
from agents.language.lexicon import untestable
from tests.agents.language.reading_of import noted, strategy_of

SAID = [json.loads(line) for line in (Path(__file__).parent / "said/mixed.jsonl").open()]
RULES = "buy KO when RSI drops below 30, sell above 60"


@pytest.mark.parametrize("case", SAID, ids=[case["said"][:60] for case in SAID])
def test_it_is_read_as_a_careful_person_reads_it(case: dict[str, str]) -> None:
    reading = read(case["said"])
    assert reading.action == "run"
    assert reading.sentence.split(" Start with")[0] == case["means"]


@pytest.mark.parametrize(
    "said", [f"{RULES}, 3 years, $40,000", f"Use 3 years of daily data. {RULES}"]
)
def test_a_span_alone_is_how_long_the_test_is(said: str) -> None:
    made = read(said, today=dt.date(2025, 6, 30)).strategy
    assert made is not None
    assert (made.start, made.max_bars) == (dt.date(2022, 6, 30), None)


def test_a_span_behind_hold_is_how_long_a_position_is() -> None:
    assert strategy_of("Buy KO when RSI drops below 30. Hold: 2 years").max_bars == 504


@pytest.mark.parametrize(
    "order",
    [
        "Sell half my position in KO",
        "buy 300 KO now",
        "Buy 50 shares of KO",
        "close all my bots",
        "Close my short in KO",
        "Set a stop loss at 4% below current price",
        "Reduce my exposure to gold by 20%",
    ],
)
def test_an_order_to_a_broker_is_refused_with_what_to_write_instead(order: str) -> None:
    reading = read(order)
    assert reading.action == "refuse"
    assert [one.why for one in reading.unsupported] == [untestable.TO_A_BROKER]


@pytest.mark.parametrize(
    "said",
    ["Recommend me a share to buy", "Please suggest a coin", "推荐买入茅台",
     "Empfiehl mir eine Aktie", "recommande-moi une action à acheter", "Recomienda una acción"],
)  # fmt: skip
def test_who_asks_for_advice_is_told_what_a_test_says(said: str) -> None:
    reading = read(said)
    assert reading.action == "refuse"
    assert [one.why for one in reading.unsupported] == [untestable.ADVICE]


@pytest.mark.parametrize(
    "said",
    ["I recommend KO: buy it when RSI < 30, sell when RSI > 70", "suggest a strategy for KO"],
)
def test_a_rule_or_the_wish_for_one_is_no_plea_for_advice(said: str) -> None:
    assert untestable.ADVICE not in [one.why for one in read(said).unsupported]


@pytest.mark.parametrize("said", ["buy 10 shares of KO when RSI < 30, sell half at +5%", RULES])
def test_a_rule_is_no_order(said: str) -> None:
    assert untestable.TO_A_BROKER not in [one.why for one in read(said).unsupported]


@pytest.mark.parametrize(
    "said",
    [
        "Short AMD when Lisa Nadella sells stock or when earnings miss.",
        "buy corn when large speculators are net short, sell when they are net long",
        "Buy coins that were listed on Binance this week",
        "buy a newly launched token if it is less than 10 minutes old",
    ],
)
def test_where_nothing_remains_to_test_it_is_refused_by_name(said: str) -> None:
    reading = read(said)
    assert reading.action == "refuse"
    assert untestable.NOT_ON_PRICES in [one.why for one in reading.unsupported]


@pytest.mark.parametrize(
    "said",
    [
        "go long silver when managed money is washed out below 20, with a 6% stop",
        "Buy AMD when earnings beat, sell after 15 days",
    ],
)
def test_a_stop_or_an_exit_beside_it_can_still_be_tested(said: str) -> None:
    assert read(said).action == "partial"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("if day of month >= 24", "from the 24th to the 31st"),
        ("between the 10th and the 15th of the month", "from the 10th to the 15th"),
        ("after the 20th of each month", "from the 21st to the 31st"),
        ("from the 25th of the month on", "from the 25th to the 31st"),
        ("on the third Friday of the month", "Friday and from the 15th to the 21st"),
    ],
)
def test_days_of_a_month_are_those_of_the_calendar(said: str, meant: str) -> None:
    reading = read(f"Buy SPY {said}, sell after 4 days")
    assert reading.action == "run"
    assert f"{meant} of the month" in reading.sentence


def test_a_place_in_a_row_is_no_price() -> None:
    reading = read("Buy SPY between the 10th and the 15th percentile, sell after 4 days")
    assert "at or above 10" not in reading.sentence


def test_what_it_means_is_told() -> None:
    reading = read("buy KO when its 30-day average is rising, sell when it is falling")
    assert "'it' is read as what was spoken of last: SMA" in noted(reading)


@pytest.mark.parametrize("kept", ["options", "pairs trading", "earnings", "martingale"])
def test_a_title_that_says_how_it_is_traded_is_not_passed_over(kept: str) -> None:
    reading = read(f"Create a {kept} strategy for KO. {RULES}")
    assert reading.action != "run"

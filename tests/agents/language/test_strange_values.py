"""What a number is said of, but that no price tells."""

import pytest

from agents.language import read
from agents.language.lexicon import untestable

LEFT = "sell after 5 days"


@pytest.mark.parametrize(
    "said",
    ["the hive score is above 60", "hive mind bullish > 70%", "the trendiness gauge exceeds 0.8",
     "my magic index drops below 20"],
)  # fmt: skip
def test_a_value_of_a_strange_name_is_named_and_the_rest_is_tested(said: str) -> None:
    reading = read(f"Buy KO when RSI < 30 and {said}, {LEFT}")
    assert reading.action == "partial"
    assert reading.strategy is not None
    assert [one.why for one in reading.unsupported] == [untestable.STRANGE]


def test_where_nothing_else_buys_nothing_stands_in_for_it() -> None:
    reading = read(f"Buy KO when the hive score is above 60, {LEFT}")
    assert (reading.action, reading.strategy) == ("partial", None)


@pytest.mark.parametrize(
    "said", ["the drawdown exceeds 10%", "it is twice the usual thing", "Stochastik is below 20"]
)
def test_what_may_be_of_prices_is_asked_about(said: str) -> None:
    reading = read(f"Buy KO when {said}")
    assert all(one.why != untestable.STRANGE for one in reading.unsupported)
    assert reading.questions


def test_searches_are_in_no_price() -> None:
    reading = read(f"Buy KO when Google Trends for 'cola' rises above 80, {LEFT}")
    assert reading.action == "partial"
    assert [one.why for one in reading.unsupported] == [untestable.NOT_ON_PRICES]


def test_waves_are_counted_by_eye() -> None:
    reading = read("Buy KO at the end of Elliott wave 4, stop 2%, target 6%")
    assert reading.action == "partial"
    assert reading.unsupported[0].why == untestable.BY_EYE


@pytest.mark.parametrize(
    "said",
    ["on an RSI divergence, but only if the mood on Twitter is bullish",
     "when it breaks new highs or inflows of funds spike"],
)  # fmt: skip
def test_beside_a_part_of_prices_not_all_is_refused(said: str) -> None:
    reading = read(f"Buy KO {said}")
    assert (reading.action, reading.strategy) == ("partial", None)


def test_what_no_price_tells_is_refused() -> None:
    assert read("Buy BTC when funding is negative and open interest falls").action == "refuse"

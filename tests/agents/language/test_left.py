"""Evenings, declared pairs, zones that are left, legs of options: as the five tongues say them."""

import json
from pathlib import Path

import pytest

from agents.language import read
from agents.language.lexicon.untestable import NOT_ON_PRICES
from backtests.engine.strategy import Comparison

SAID = [json.loads(line) for line in (Path(__file__).parent / "said/left.jsonl").open()]


@pytest.mark.parametrize("case", SAID, ids=[case["said"][:60] for case in SAID])
def test_it_is_read_as_a_careful_person_reads_it(case: dict[str, str]) -> None:
    reading = read(case["said"])
    assert reading.action == "run"
    assert reading.sentence.split(" Start with")[0] == case["means"]
    assert reading.unsupported == []


@pytest.mark.parametrize(
    "text",
    ["Sell a 25 delta iron condor on QQQ 40 days to expiry, close at 40% profit or 150% loss",
     "Buy a straddle on NVDA 10 days to expiry, take profit at 30%, stop loss at 15%",
     "Sell 20 delta strangles on IWM every Tuesday, 30 DTE, take profit at 60%",
     "Buy ETH on full moon, sell on new moon",
     "Buy silver at the new moon and sell at the full moon", "Buy silver when the moon is waning",
     "Buy ETH if Mercury is in retrograde", "Buy KO when Venus meets Jupiter",
     "Buy KO on solstice days and sell on the equinox"],
)  # fmt: skip
def test_what_has_no_price_here_in_or_out_is_refused_with_the_reason(text: str) -> None:
    reading = read(text)
    assert (reading.action, reading.strategy) == ("refuse", None)
    assert {one.why for one in reading.unsupported} == {NOT_ON_PRICES}


@pytest.mark.parametrize("out", ["sell after 5 days", "with a stop of 4%", "sell when RSI > 70"])
def test_a_way_out_of_prices_is_kept_where_the_sky_says_when_to_buy(out: str) -> None:
    assert read(f"Buy silver when the moon is full, {out}").action == "partial"


def test_a_rule_beside_the_moon_is_still_tested() -> None:
    reading = read("Buy NVDA when RSI < 30 and the moon is full, sell when RSI > 70")
    assert reading.action == "partial"
    assert reading.strategy is not None


def test_a_short_side_that_is_not_wanted_adds_nothing() -> None:
    reading = read("Kaufe SAP, wenn der RSI unter 30 fällt, verkaufe über 70. Keine Leerverkäufe.")
    assert reading.strategy is not None
    assert reading.strategy.short_entry is None


@pytest.mark.parametrize(
    "way", ["cross up cross down", "cross-up, cross-down", "cross up / cross down"]
)
def test_up_is_in_and_down_is_out_where_no_verb_says_so(way: str) -> None:
    reading = read(f"IBM MACD {way} strategy")
    assert reading.strategy
    assert isinstance(reading.strategy.entry, Comparison)
    assert isinstance(reading.strategy.exit, Comparison)
    assert reading.strategy.entry.op == "crosses_above"
    assert reading.strategy.exit.op == "crosses_below"

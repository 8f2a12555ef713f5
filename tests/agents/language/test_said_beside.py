"""Turns of phrase that were lost with their rule, or that asked a needless question."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, entry_of, strategy_of

ABOVE = "volume is at or above"


@pytest.mark.parametrize(
    ("said", "means"),
    [("it is on a 4-day winning streak", "the streak of up closes is at or above 4"),
     ("it is on a losing streak of 5 days", "the streak of down closes is at or above 5"),
     ("volume spikes to 3x the 30-day average", f"{ABOVE} 3 x the 30-bar average volume"),
     ("volume spikes over 2x its 40-day average volume", f"{ABOVE} 2 x the 40-bar average volume"),
     ("there is a volume spike above the 30-day average", f"{ABOVE} the 30-bar average volume")],
)  # fmt: skip
def test_what_was_lost_is_read(said: str, means: str) -> None:
    assert entry_of(said) == means


def test_a_price_above_its_average_beside_a_volume_spike_is_one_of_the_price() -> None:
    reading = read("Buy KO on a volume spike and price above the 30-day average, sell after 3 days")
    assert asked(reading) == ["entry_volume"]


@pytest.mark.parametrize("level", ["its 52-week high", "the 20-day low"])
def test_how_near_is_asked(level: str) -> None:
    text = f"Buy KO when it is near {level}, sell after 5 days"
    assert asked(read(text)) == ["entry_near"]
    made = read(text, answers={"entry_near": f"within 3% of {level}"})
    assert made.action == "run"
    assert "3%" in made.sentence


@pytest.mark.parametrize(
    "beside",
    ["sell after 40 days, no matter the market conditions", "hold 40 days for the drift",
     "sell after 40 days regardless of the price"],
)  # fmt: skip
def test_what_adds_nothing_asks_nothing(beside: str) -> None:
    assert read(f"Buy KO when it gaps up 3%, {beside}").action == "run"


def test_equal_weights_of_what_is_bought_are_its_equal_parts() -> None:
    made = strategy_of("Buy KO and PEP equal weight when RSI is below 35, sell above 60")
    assert made.entry is not None
    assert made.symbols == ["KO", "PEP"]


def test_break_even_plus_a_share_is_a_target() -> None:
    made = strategy_of("Buy KO when it falls 4% in a day. Exit at break-even plus 1.5%. Stop 6%")
    assert (made.take_profit, made.stop_loss) == (0.015, 0.06)


def test_an_average_without_a_rule_offers_those_that_are_usual() -> None:
    text = "Create a strategy for KO using the 30-day moving average"
    assert asked(read(text)) == ["rules"]
    made = read(text, answers="defaults")
    assert "the close is above SMA(30)" in made.sentence


def test_an_iv_rank_is_no_ranking() -> None:
    reading = read("Buy KO when RSI < 35 and IV rank is above 50, sell when RSI > 60")
    assert [one.text for one in reading.unsupported] == ["IV rank is above 50"]


RULES = "Buy KO when SMA(10) crosses above SMA(30), sell when SMA(10) crosses below SMA(30)"


@pytest.mark.parametrize(
    "text",
    [
        f"One idea: {RULES}",
        f"Here's one simple strategy: {RULES}",
        f"{RULES}. Trade only one stock.",
        "Buy KO when SMA(10) crosses above SMA(30) while flat, sell when SMA(10) crosses below "
        "SMA(30) while in position",
    ],
)
def test_what_every_rule_has_is_read_over(text: str) -> None:
    reading = read(text)
    assert (reading.action, reading.unsupported) == ("run", [])
    assert reading.strategy == read(RULES).strategy


def test_a_confirmation_is_needed_with_the_rule() -> None:
    made = read("Buy KO when SMA(10) crosses above SMA(30) with RSI confirmation above 50, sell "
                "after 5 days").strategy  # fmt: skip
    assert made is not None
    assert "RSI(14) is above 50" in describe_condition(made.entry)


@pytest.mark.parametrize(
    "said",
    [
        "2.5% annual interest on cash",
        "idle cash earns 3% a year",
        "assume 4% interest on idle cash",
    ],
)
def test_that_cash_earns_nothing_is_said(said: str) -> None:
    reading = read(f"{RULES}. {said[0].upper()}{said[1:]}.")
    assert reading.action == "run"
    assert any("cash earns nothing here" in one.text for one in reading.assumptions)


def test_dividends_and_interest_rates_are_no_cash() -> None:
    for said in ("Buy KO when the interest rate falls, sell after 5 days",
                 "Buy KO when its dividend yield is above 4%, sell after 5 days"):  # fmt: skip
        assert read(said).unsupported

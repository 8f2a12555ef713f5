"""Cases that only name what is held, and fixed weights that change on a case."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Allocation
from tests.agents.language.reading_of import strategy_of

ABOVE = "SPY's close is above SPY's SMA(200)"
BELOW = "SPY's close is below SPY's SMA(200)"


def held_in(text: str) -> tuple[list[tuple[str, dict[str, float]]], dict[str, float]]:
    made = strategy_of(text).portfolio
    assert isinstance(made, Allocation)
    cases = [(describe_condition(one.when), one.weights) for one in made.branches]
    return cases, made.otherwise


@pytest.mark.parametrize(
    "text",
    ["UPRO when SPY is above its 200-day SMA, TMF when SPY is below its 200-day SMA",
     "100% UPRO when SPY is above its 200-day SMA. 100% TMF whenever SPY is below its 200-day SMA",
     "- 100% UPRO when SPY is above its 200-day SMA\n- 100% TMF when SPY is below it",
     "-100% UPRO when SPY is above its 200-day SMA\n-100% TMF when below",
     "UPRO when SPY > 200 SMA, TMF when below",
     "Long UPRO when SPY > 200 SMA, TMF when it is below",
     "Hold UPRO when SPY is above its 200-day SMA and TMF when SPY is below its 200-day SMA"],
)  # fmt: skip
def test_two_cases_need_no_verb(text: str) -> None:
    assert held_in(text) == ([(ABOVE, {"UPRO": 1.0})], {"TMF": 1.0})


@pytest.mark.parametrize(
    "text",
    ["UPRO when SPY is above its 200-day SMA, TMF when TLT is above its 200-day SMA",
     "UPRO when above its 200-day SMA, TMF when below its 200-day SMA",
     "GLD when VIX > 25, SPY when VIX < 15", "UPRO when SPY > 200 SMA and VIX < 20, TMF when below",
     "UPRO when SPY is above its 200-day SMA, TMF when below, SHY when VIX > 40",
     "UPRO when SPY is above its 50-day SMA, SHY when SPY is below its 200-day SMA",
     "Buy AAPL above 180, MSFT below 400", "UPRO when SPY > 200 SMA by 2%, TMF when below"],
)  # fmt: skip
def test_cases_that_are_no_opposites_are_not_taken_for_them(text: str) -> None:
    made = read(text).strategy
    assert made is None or not isinstance(made.portfolio, Allocation)


def test_with_cash_it_is_a_rule_to_be_in_and_out_by() -> None:
    made = strategy_of("UPRO when SPY > 200 SMA, cash when below")
    assert (made.portfolio, made.symbols) == (None, ["UPRO"])


@pytest.mark.parametrize(
    ("text", "instead"),
    [("60/40 SPY/TLT but go to cash when SPY is below its 200-day SMA", {}),
     ("60% SPY and 40% TLT, switch to 20% SPY and 80% TLT when SPY is below its 200-day SMA",
      {"SPY": 0.2, "TLT": 0.8}),
     ("Hold 60% SPY and 40% TLT. When SPY is below its 200-day SMA, move to SHY.", {"SHY": 1.0}),
     ("60/40 SPY/TLT, 100% SHY when SPY is below its 200-day SMA", {"SHY": 1.0})],
)  # fmt: skip
def test_fixed_weights_may_change_on_a_case(text: str, instead: dict[str, float]) -> None:
    assert held_in(text) == ([(BELOW, instead)], {"SPY": 0.6, "TLT": 0.4})


def test_one_symbol_may_give_way_to_another() -> None:
    text = "Hold SPY; switch to TLT when SPY is below its 200-day SMA"
    assert held_in(text) == ([(BELOW, {"TLT": 1.0})], {"SPY": 1.0})


@pytest.mark.parametrize(
    "text",
    ["60/40 SPY/TLT, never switch to cash when SPY is below its 200-day SMA",
     "60/40 SPY/TLT, do not go to cash when SPY is below its 200-day SMA",
     "60/40 SPY/TLT but go to cash when SPY is below its 200-day SMA and back when it is above",
     "60/40 SPY/TLT but go to cash when the portfolio falls 10%",
     "60/40 SPY/TLT rebalanced monthly, but go to cash when SPY is below its 200-day SMA",
     "60/40 SPY/TLT, switch to 20% SPY when SPY is below its 200-day SMA",
     "60/40 SPY/TLT, buy more when SPY is below its 200-day SMA",
     "40% SPY, 20% GLD, hold 40% TLT when VIX is above 30", "Hold SPY, hold TLT when VIX > 30",
     "Buy SPY, switch to TLT when RSI is above 70", "60/40 SPY/TLT, rebalance when SPY drops 10%",
     "Hold UPRO, switch to SPY if SPY is below its 200-day SMA, and to cash if VIX is above 40"],
)  # fmt: skip
def test_another_change_is_no_such_case(text: str) -> None:
    made = read(text).strategy
    assert made is None or not isinstance(made.portfolio, Allocation)


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [("If SPY is above its 200-day SMA hold UPRO, else 50% SPY and 50% cash", {"SPY": 0.5}),
     ("If SPY is above its 200-day SMA hold UPRO, otherwise 60/40 SPY/TLT",
      {"SPY": 0.6, "TLT": 0.4}),
     ("If SPY is above its 200-day SMA hold UPRO, else hold SPY, starting in 2005 with $50,000",
      {"SPY": 1.0})],
)  # fmt: skip
def test_what_is_held_else_may_be_in_parts(text: str, otherwise: dict[str, float]) -> None:
    assert held_in(text) == ([(ABOVE, {"UPRO": 1.0})], otherwise)


def test_parts_that_nobody_said_are_not_made_up() -> None:
    reading = read("If SPY is above its 200-day SMA hold UPRO, else hold SPY and cash")
    assert "SPY and cash" in " ".join(one.text for one in reading.unsupported)


@pytest.mark.parametrize(
    "text",
    ["If VIX is below 20 hold UPRO, if VIX is between 20 and 30 hold SPY, above 30 hold cash",
     "If VIX < 20: 100% UPRO; if VIX 20-30: 100% SPY; if VIX > 30 hold cash"],
)  # fmt: skip
def test_levels_part_what_is_held(text: str) -> None:
    cases, otherwise = held_in(text)
    assert [weights for _, weights in cases] == [{"UPRO": 1.0}, {"SPY": 1.0}]
    assert otherwise == {}


@pytest.mark.parametrize(
    ("text", "other"),
    [("Buy SPY above its 200-day SMA, SQQQ below it, with a 5% stop loss", "SQQQ below it"),
     ("Buy AAPL above 180, MSFT below 400, sell after 10 days", "MSFT below 400")],
)  # fmt: skip
def test_the_side_of_another_symbol_is_no_condition_of_the_first(text: str, other: str) -> None:
    reading = read(text)
    assert other in [one.text for one in reading.unsupported]


def test_behind_a_case_another_symbol_is_a_condition() -> None:
    text = "Buy AAPL when RSI is below 30, SPY above its 200-day SMA, sell after 10 days"
    entry = strategy_of(text).entry
    assert entry is not None
    assert describe_condition(entry).endswith(ABOVE)


def test_bars_of_another_length_are_no_rhythm() -> None:
    reading = read("UPRO when SPY > 200 SMA on the weekly chart, TMF when below")
    assert reading.strategy is None
    assert held_in("If SPY > 200 SMA hold UPRO else TMF, on daily bars")[1] == {"TMF": 1.0}

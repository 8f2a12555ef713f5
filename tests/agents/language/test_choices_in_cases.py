"""A choice inside a case, one return against several, and what is said again beside the cases."""

import pytest

from agents.language import read
from backtests.engine.strategy import Allocation
from tests.agents.language.reading_of import noted, sides_of, strategy_of

EITHER = (
    "Hold 100% QQQ while QQQ's change over 252 bars is above SHY's change over 252 bars and QQQ's "
    "change over 252 bars is above EEM's change over 252 bars, else 100% EEM while QQQ's change "
    "over 252 bars is above SHY's change over 252 bars, else 100% IEF, looking every month"
)


@pytest.mark.parametrize(
    "text",
    ["Each month: if QQQ's 12-month return is above SHY's, hold the better of QQQ and EEM, "
     "otherwise IEF",
     "If QQQ beat SHY over the last 12 months, hold the better of QQQ and EEM, otherwise IEF. "
     "Monthly.",
     "Every month, if QQQ's 12-month return is above SHY's: if QQQ's 12-month return is above "
     "EEM's hold QQQ, otherwise hold EEM. Otherwise hold IEF.",
     "On the last trading day of the month, calculate the 12-month total return of QQQ, EEM and "
     "SHY. If the 12-month return of QQQ > SHY: invest 100% in QQQ if the 12-month return of QQQ > "
     "EEM, invest 100% in EEM if the 12-month return of EEM > QQQ. If the 12-month return of SHY > "
     "QQQ, invest 100% in IEF. Hold the position until the last trading day of the next month.",
     "Each month: if the 12-month return of QQQ is above SHY's and above EEM's hold QQQ, if it is "
     "above SHY's hold EEM, otherwise IEF"],
)  # fmt: skip
def test_two_are_chosen_from_in_one_case_and_a_third_is_held_in_the_other(text: str) -> None:
    reading = read(text)
    assert reading.action == "run", reading.unsupported
    assert EITHER in reading.sentence


def test_where_neither_is_wanted_it_is_cash() -> None:
    text = (
        "If QQQ's 12-month return is above SHY's, hold the better of QQQ and EEM, otherwise go to "
        "cash. Monthly."
    )
    assert "else 100% cash, looking every month" in read(text).sentence


@pytest.mark.parametrize(
    "text",
    ["If QQQ is above its 200-day average hold the better of QQQ and EEM, otherwise IEF. Monthly.",
     "If QQQ's 12-month return is above SHY's, hold the better of QQQ and EEM, if QQQ's 12-month "
     "return is below 0 IEF",
     "If QQQ's 12-month return is above SHY's: hold QQQ if QQQ's 12-month return is above GLD's, "
     "EEM if EEM's 12-month return is above QQQ's. Otherwise IEF."],
)  # fmt: skip
def test_cases_that_leave_something_open_are_asked_about(text: str) -> None:
    assert read(text).action != "run"


@pytest.mark.parametrize(
    ("condition", "meant"),
    [
        ("QQQ's 12-month return is above SHY's and QQQ's 12-month return is above EEM's",
         "the change over 252 bars is above SHY's change over 252 bars and the change over 252 "
         "bars is above EEM's change over 252 bars"),
        ("its 12-month return is above 0 and above IEF's",
         "the change over 252 bars is above 0% and the change over 252 bars is above IEF's change "
         "over 252 bars"),
        ("its 3-month return is above SHY's and EEM's",
         "the change over 63 bars is above SHY's change over 63 bars and the change over 63 bars "
         "is above EEM's change over 63 bars"),
        ("its 3-month return is above SHY's and EEM's RSI is above 50",
         "the change over 63 bars is above SHY's change over 63 bars and EEM's RSI(14) is above "
         "50"),
        ("its 20-day return is above 5% and below 10%",
         "the change over 20 bars is at or above 5% and the change over 20 bars is below 10%"),
    ],
)  # fmt: skip
def test_a_return_is_compared_with_several(condition: str, meant: str) -> None:
    assert sides_of(f"Buy QQQ when {condition}, sell when RSI is above 80")[0] == meant


@pytest.mark.parametrize("often", ["Each month", "Every week", "Once a month"])
def test_how_often_it_looks_is_no_heading(often: str) -> None:
    text = f"{often}: if the RSI of QQQ is above 70 hold GLD, if it is above 30 hold QQQ, else IEF"
    portfolio = strategy_of(text).portfolio
    assert isinstance(portfolio, Allocation)
    assert portfolio.look == ("week" if "week" in often else "month")


def test_what_is_said_again_beside_the_cases_changes_nothing() -> None:
    text = (
        "Long QQQ if its 12-month return is above 0 and above IEF's; else long IEF (or cash). 100% "
        "in either QQQ or IEF (or cash). No leverage. Rebalance monthly on a fixed date."
    )
    reading = read(text)
    assert reading.action == "run", reading.unsupported
    assert "else 100% IEF, looking every month" in reading.sentence
    assert "of IEF or cash, IEF is held" in noted(reading)
    assert "it is looked at where a month ends" in noted(reading)


@pytest.mark.parametrize(
    "text",
    ["If QQQ is above its 200-day average hold QQQ, otherwise IEF. 100% in either QQQ or GLD.",
     "If QQQ is above its 200-day average hold QQQ, otherwise IEF. 50% in either QQQ or IEF."],
)  # fmt: skip
def test_parts_of_something_else_are_asked_about(text: str) -> None:
    assert read(text).action != "run"


def test_an_if_and_else_is_no_list_of_what_is_held_while_it_rises() -> None:
    text = "Long QQQ if its 12-month return is above 0; else long IEF (or cash). Monthly."
    assert "Hold 100% QQQ while" in read(text).sentence


def test_how_often_two_are_held_in_turn_may_be_said_behind_them() -> None:
    text = (
        "Buy GLD when it outperforms QQQ over 15 days; buy IEF when QQQ outperforms GLD. Rotate "
        "every 5 trading days based on updated relative performance."
    )
    reading = read(text)
    assert reading.action == "run", reading.unsupported
    assert "else 100% IEF, looking every week" in reading.sentence
    assert "every 5 trading days is read as every week" in noted(reading)


@pytest.mark.parametrize(
    ("said", "held"),
    [("Invest 80% of the capital.", "Hold 80% QQQ and 20% cash while"),
     ("Put 80% of cash in the current leader.", "else 80% IEF and 20% cash")],
)  # fmt: skip
def test_a_part_of_the_money_may_be_all_that_is_held(said: str, held: str) -> None:
    text = f"If QQQ is above its 200-day average hold QQQ, otherwise IEF. {said}"
    reading = read(text)
    assert reading.action == "run", reading.unsupported
    assert held in reading.sentence


def test_a_part_of_the_equity_is_no_fund_that_is_held() -> None:
    text = "If QQQ is above its 200-day average hold QQQ, otherwise IEF. Stop at 10% of equity."
    assert "VTI" not in read(text).sentence
    assert read(text).action != "run"


@pytest.mark.parametrize(
    ("often", "unit"),
    [("21 trading days", "month"), ("63 days", "quarter"), ("252 trading days", "year")],
)
def test_so_many_days_of_trading_are_a_rhythm(often: str, unit: str) -> None:
    reading = read(f"70% QQQ, 30% IEF, rebalance every {often}")
    assert f"restored every {unit}" in reading.sentence
    assert f"every {often.split()[0]} trading days is read as every {unit}" in noted(reading)


def test_days_that_are_no_rhythm_are_asked_about() -> None:
    assert read("70% QQQ, 30% IEF, rebalance every 10 days").action == "clarify"

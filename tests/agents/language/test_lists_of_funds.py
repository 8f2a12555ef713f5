"""Lists of funds as people keep them: names beside tickers, headings, days of restoring."""

import pytest

from agents.language import read
from backtests.engine.strategy import Weights
from tests.agents.language.reading_of import noted, strategy_of

THREE = {"VTI": 0.5, "VXUS": 0.3, "BND": 0.2}


def weights_of(text: str) -> Weights:
    portfolio = strategy_of(text).portfolio
    assert isinstance(portfolio, Weights)
    return portfolio


@pytest.mark.parametrize(
    "text",
    ["50% VTI - Total Stock Market\n30% VXUS - Total International\n20% BND - Total Bond Market",
     "VTI 50% (US total market)\nVXUS 30% (international)\nBND 20% (bonds)",
     "US stocks 50% VTI\nInternational 30% VXUS\nBonds 20% BND",
     "Domestic: 50% VTI, International: 30% VXUS, Bonds: 20% BND",
     "1. Vanguard Total Stock Market (VTI) - 50%\n2. Vanguard Total International (VXUS) - 30%\n"
     "3. Vanguard Total Bond Market (BND) - 20%",
     "Age 50: 80/20\n- 50% VTI - US stocks\n- 30% VXUS - Foreign stocks\n- 20% BND - Bonds\n"
     "No market timing."],
)  # fmt: skip
def test_a_fund_may_have_its_name_beside_its_ticker(text: str) -> None:
    assert weights_of(text).weights == THREE


def test_mutual_funds_are_taken_as_they_are_written() -> None:
    text = (
        "- 50% VTSAX - Total Stock Market Fund\n- 30% VTIAX - Total International Stock\n"
        "- 20% VBTLX - Total Bond Market\nRebalance every year."
    )
    made = weights_of(text)
    assert (made.weights, made.rebalance) == (
        {"VTSAX": 0.5, "VTIAX": 0.3, "VBTLX": 0.2},
        "year",
    )
    assert "VTSAX is taken as it is written" in noted(read(text))


def test_of_two_kinds_of_one_fund_the_first_is_held_and_told() -> None:
    text = "Total Stock Market (VTI/VTSAX) 60%, Total Bond Market (BND/VBTLX) 40%"
    assert weights_of(text).weights == {"VTI": 0.6, "BND": 0.4}
    assert "of VTI/VTSAX, VTI is held" in noted(read(text))


@pytest.mark.parametrize(
    "text",
    ["60% in (VTI/VXUS), 40% in (BND/BNDX)", "60% VTI instead of VOO, 40% BND",
     "60% VTI (or VOO), 40% BND", "60% VTI not VOO, 40% BND", "60% VTI > 40% BND",
     "60% VTI total stock market, 40% BND total bond market, sell BND when VTI falls 10%",
     "60% VTI short, 40% BND long", "Stocks 60% (VTI 40%, VXUS 20%), bonds 40% (BND)"],
)  # fmt: skip
def test_what_is_no_name_is_not_passed_over(text: str) -> None:
    assert read(text).strategy is None


def test_two_lists_are_not_one() -> None:
    reading = read("Portfolio A: 60% VTI, 40% BND. Portfolio B: 80% VTI, 20% BND.")
    assert reading.action == "clarify"


@pytest.mark.parametrize(
    ("said", "rebalance", "told"),
    [("on the first trading day of each quarter", "quarter", ""), ("every January 1st", "year", ""),
     ("annually on Dec 31", "year", ""), ("every month", "month", ""), ("every Monday", "week", ""),
     ("on the last trading day of the month", "month", ""),
     ("yearly on June 1st", "year", "a year ends, and not on 'June 1st'"),
     ("on March 31 each year", "year", "a year ends, and not on 'March 31 each year'"),
     ("every July", "year", "a year ends, and not on 'july'"),
     ("every Friday", "week", "a week ends, and not on 'Friday'"),
     ("on the 15th of each month", "month", "a month ends, and not on '15th of each month'")],
)  # fmt: skip
def test_the_day_of_restoring_is_told_where_it_is_another(
    said: str, rebalance: str, told: str
) -> None:
    text = f"60% VTI and 40% BND, rebalanced {said}"
    assert weights_of(text).rebalance == rebalance
    notes = [one for one in noted(read(text)) if "restored where" in one]
    assert notes == ([f"weights are restored where {told}"] if told else [])


@pytest.mark.parametrize(
    "text",
    ["60% VTI and 40% BND starting on June 1st, rebalanced yearly",
     "Hold 60% VTI in January, rebalance yearly", "60% VTI and 40% BND in January",
     "60% VTI and 40% BND rebalanced every January and July",
     "60% VTI and 40% BND rebalanced on March 31 and September 30",
     "60% VTI and 40% BND rebalanced quarterly on the 15th of each month",
     "60% VTI and 40% BND, rebalanced monthly, not in December"],
)  # fmt: skip
def test_another_date_is_no_day_of_restoring(text: str) -> None:
    made = read(text).strategy
    assert made is None or not isinstance(made.portfolio, Weights)


@pytest.mark.parametrize(
    "text",
    ["Invest in four ETFs (SPY, EFA, IEF, GLD), 25% each, rebalanced yearly",
     "We hold four ETFs (SPY, EFA, IEF, GLD) with equal 25% targets"],
)  # fmt: skip
def test_how_many_there_are_is_no_weight(text: str) -> None:
    assert weights_of(text).weights == dict.fromkeys(["SPY", "EFA", "IEF", "GLD"], 0.25)

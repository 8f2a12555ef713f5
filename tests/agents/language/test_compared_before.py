"""What is compared is said in a sentence of its own, and the cases only say how it comes out."""

import pytest

from agents.language import read
from backtests.engine.strategy import Allocation
from tests.agents.language.reading_of import strategy_of


def said_of(text: str) -> str:
    assert isinstance(strategy_of(text).portfolio, Allocation)
    reading = read(text)
    assert reading.action == "run", reading.unsupported
    return reading.sentence


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Look at the 4-month return of QQQ and IEF. If QQQ outperforms, hold 70% QQQ, 30% IEF. "
         "If not, rebalance to 30% QQQ, 70% IEF.",
         "Hold 70% QQQ and 30% IEF while QQQ's change over 84 bars is above IEF's change over 84 "
         "bars, else 30% QQQ and 70% IEF"),
        ("At the first day of the month, calculate the 6-month performances of two exchange traded "
         "funds, QQQ (the Invesco Nasdaq ETF) and IEF (the iShares 7-10 Year Treasury Bond ETF). "
         "If QQQ is ahead hold QQQ, otherwise IEF.",
         "while QQQ's change over 126 bars is above IEF's change over 126 bars, else 100% IEF, "
         "looking every month"),
        ("Compare the 3-month return of QQQ vs IEF. If QQQ underperforms hold IEF, otherwise QQQ.",
         "Hold 100% IEF while QQQ's change over 63 bars is below IEF's"),
        ("Compare the 30-day RSI of AGG and QQQ. If AGG's is higher, hold UPRO, otherwise BIL",
         "Hold 100% UPRO while AGG's RSI(30) is above QQQ's RSI(30), else 100% BIL"),
        ("Every day, it compares a 15-day momentum score (RSI: 0-100) for bonds (AGG) vs stocks "
         "(QQQ). If bonds' score is higher, it goes 100% into UPRO. Otherwise, it holds BIL.",
         "while AGG's RSI(15) is above QQQ's RSI(15)"),
        ("Each day it checks QQQ's last 12 days of RSI, a 0-100 gauge of price strength. If RSI > "
         "65, it holds GLD. If 50-65, it holds IBM. If <=50, it holds KO.",
         "Hold 100% GLD while QQQ's RSI(12) is above 65, else 100% IBM while QQQ's RSI(12) is at "
         "or above 50 and QQQ's RSI(12) is at or below 65, else 100% KO"),
        ("Check the RSI(8) of QQQ. If it is above 80, hold GLD. If it is below 25, hold TQQQ. "
         "Otherwise hold QQQ.", "else 100% TQQQ while QQQ's RSI(8) is below 25, else 100% QQQ"),
        ("Each month check QQQ's 12-month return. If it is positive hold QQQ, otherwise IEF.",
         "Hold 100% QQQ while QQQ's change over 252 bars is above 0%, else 100% IEF"),
    ],
)  # fmt: skip
def test_each_case_gets_what_it_compares(text: str, meant: str) -> None:
    assert meant in said_of(text)


def test_what_is_compared_with_another_in_the_cases_is_no_benchmark() -> None:
    assert (
        strategy_of(
            "Compare the 3-month return of QQQ vs IEF. If QQQ leads hold QQQ, otherwise IEF."
        ).benchmark
        is None
    )
    assert strategy_of("Buy QQQ when RSI < 30, sell when RSI > 70, compared to SPY").benchmark


@pytest.mark.parametrize(
    "text",
    ["Look at the 3-month return of QQQ and IEF. If QQQ outperforms GLD hold QQQ otherwise IEF.",
     "Look at the 3-month risk-adjusted return of QQQ and IEF. If QQQ leads hold QQQ otherwise IEF",
     "Look at the 3-month volatility of QQQ and IEF. If QQQ is higher hold IEF otherwise QQQ.",
     "Compare the 3-month return of QQQ, EFA and IEF. If QQQ is higher hold QQQ otherwise EFA.",
     "Check the 10-day RSI of QQQ. If IEF's RSI is above 60, hold IEF, otherwise QQQ.",
     "Compare the 20-day RSI of AGG and QQQ. If AGG is above its 50-day average, hold UPRO, "
     "otherwise BIL",
     "Look at the 3-month return of QQQ and IEF. If both are negative hold BIL otherwise QQQ."],
)  # fmt: skip
def test_a_case_of_anything_else_is_not_run(text: str) -> None:
    assert read(text).action != "run"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Check KO's 9-day RSI. If it is above 70 sell KO, if it is below 30 buy KO",
         "Buy KO when RSI(9) is below 30; sell when RSI(9) is above 70, on"),
        ("Look at the 9-day RSI of KO. Buy below 30, sell above 70",
         "Buy KO when RSI(9) is below 30; sell when RSI(9) is above 70, on"),
        ("Calculate the 9-day RSI. Buy KO below 30, sell above 70",
         "Buy KO when RSI(9) is below 30; sell when RSI(9) is above 70, on"),
    ],
)  # fmt: skip
def test_the_indicator_that_is_looked_at_gives_its_length_to_the_rules(
    text: str, meant: str
) -> None:
    reading = read(text)
    assert reading.action == "run", reading.unsupported
    assert meant in reading.sentence


@pytest.mark.parametrize("looks", ["Use the RSI(9) of QQQ", "Check the 9-day RSI of QQQ"])
def test_what_the_cases_look_at_is_of_its_own_symbol(looks: str) -> None:
    text = f"{looks}. If it is above 60 hold UPRO, otherwise IEF."
    assert "Hold 100% UPRO while QQQ's RSI(9) is above 60, else 100% IEF" in said_of(text)

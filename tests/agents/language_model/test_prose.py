"""Prose about a run is held against its figures."""

from typing import Any

import pytest

from agents.language_model.prose import untrue

FACTS: dict[str, Any] = {
    "rules": "Buy AAPL when RSI(14) drops below 30. Sell when RSI(14) is above 70.",
    "verdict": "It lost 12.3%, and holding gained 80%. The Sharpe ratio may be chance: 0.2 to 1.4.",
    "figures": {"total_return": -0.123, "cagr": -0.02, "sharpe": -0.4, "max_drawdown": -0.34,
                "trades": 38, "win_rate": 0.45, "exposure": 0.21},
    "benchmark": {"name": "buy and hold", "total_return": 0.8, "cagr": 0.11, "sharpe": 0.9,
                  "max_drawdown": -0.6},
    "findings": ["Costs took 3% of the money."],
    "variants_tried": 1,
}  # fmt: skip
WON = {**FACTS, "figures": {**FACTS["figures"], "total_return": 1.5}}


@pytest.mark.parametrize(
    "text",
    [
        "The rules lost 12.3% in 38 trades, while simply holding the shares gained 80%.",
        "The rules did not beat holding: they returned -12%, and the benchmark 80%.",
        "The strategy lagged buy and hold by far, with a maximum drawdown of 34%.",
        "It fell by 34% at worst, less than the 60% of holding.",
        "The Sharpe ratio of -0.4 is below the 0.9 of holding, and it could be as good as 1.4.",
        "Only 45% of the trades were winners, and costs took 3%.",
        "The rules beat holding in drawdown, but the gain of holding was 80%.",
        "It lost 2% a year, and the money was at work 21% of the time.",
        "The strategy lost money, and holding the shares was profitable.",
        "The rules ended lower than they began, while the benchmark made a good profit.",
        "Some of the trades were profitable, but not enough of them.",
        "It is unclear whether the edge is real, and the result is not robust.",
        "It would have been profitable in the first part of the period.",
        "Holding beat the rules by far.",
        "Holding the shares earned more than the strategy.",
        "The rules earned less than simply holding the shares.",
        "The result may well be luck, which fits the few trades.",
    ],
)
def test_what_the_figures_say_may_be_said(text: str) -> None:
    assert list(untrue(text, FACTS)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The rules gained 12% in 38 trades.",
        "The benchmark lost 80% over the years.",
        "The rules beat buy and hold.",
        "The rules outperformed the market by a wide margin.",
        "The Sharpe ratio was 38, which is good.",
        "The maximum drawdown was 12.3% only.",
        "The win rate was 80%.",
        "There were 45 trades in all.",
        "The rules returned 80% a year.",
        "The strategy doubled the money.",
        "The rules made forty-five percent.",
        "The rules lost, and they will make money soon.",
        "This is guaranteed by the engine.",
        "See the details at https://example.com for more.",
        "Les règles ont gagné, et la suite sera belle.",
        "The rules returned 99%.",
        "Overall, the strategy was profitable.",
        "The rules made good money over the years.",
        "It earned more than simply holding the shares.",
        "The approach paid off, and the account ended higher.",
        "The strategy gained steadily over the period.",
        "The rules beat the market, though it was close.",
        "The strategy consistently found good moments.",
        "Holding lost more than the strategy did.",
        "The evidence for the edge is robust.",
        "The result is the work of skill rather than luck.",
        "This is not luck, as the figures show.",
        "The checks prove that the edge is real.",
    ],
)
def test_what_they_do_not_say_may_not(text: str) -> None:
    assert list(untrue(text, FACTS))


def test_claims_without_a_figure_are_held_against_the_returns_and_the_checks() -> None:
    assert not list(untrue("The strategy was profitable over the whole period.", WON))
    assert list(untrue("The strategy lost money over the whole period.", WON))
    assert list(untrue("The edge is real.", WON))
    assert not list(untrue("The edge is real.", {**WON, "edge_holds": True}))


def test_to_lose_less_is_to_do_better() -> None:
    crash = {**FACTS, "benchmark": {**FACTS["benchmark"], "total_return": -0.6}}
    assert not list(untrue("The rules lost less than holding the shares.", crash))
    assert list(untrue("The rules lost more than holding the shares.", crash))


def test_who_won_is_told_by_the_returns() -> None:
    assert not list(untrue("The rules beat holding the shares.", WON))
    assert list(untrue("The rules lagged holding the shares.", WON))

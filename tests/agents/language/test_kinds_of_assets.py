""" "Stocks" and "bonds" in a plan, shares of a market, and plans by what nobody defined."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, noted, strategy_of


@pytest.mark.parametrize(
    ("text", "weights"),
    [("80% stocks and 20% bonds, rebalanced quarterly", {"VTI": 0.8, "BND": 0.2}),
     ("Put 70% in stocks and 30% in gold", {"VTI": 0.7, "XAUUSD": 0.3}),
     ("55% US equities, 25% long-term treasuries, 20% international stocks, rebalance yearly",
      {"VTI": 0.55, "TLT": 0.25, "VXUS": 0.2}),
     ("70/30 stocks/bonds, rebalanced yearly", {"VTI": 0.7, "BND": 0.3}),
     ("75% QQQ and 25% bonds", {"QQQ": 0.75, "BND": 0.25}),
     ("50% Aktien und 50% Anleihen, jährlich rebalanciert", {"VTI": 0.5, "BND": 0.5}),
     ("70% acciones y 30% bonos, rebalanceo anual", {"VTI": 0.7, "BND": 0.3}),
     ("70% actions et 30% obligations", {"VTI": 0.7, "BND": 0.3})],
)  # fmt: skip
def test_a_kind_of_asset_with_its_part_is_held_as_a_fund(
    text: str, weights: dict[str, float]
) -> None:
    assert strategy_of(text).portfolio.weights == weights


def test_which_fund_is_held_is_told() -> None:
    notes = noted(read("80% stocks and 20% bonds, rebalanced quarterly"))
    assert {"for stocks the fund VTI is held", "for bonds the fund BND is held"} <= {*notes}


def test_kinds_of_assets_are_ranked_and_switched() -> None:
    ranked = read("Rotate monthly into the best of stocks, bonds and gold by 6 month return")
    assert "the one of VTI, BND and XAUUSD" in ranked.sentence
    switched = read("Hold stocks above the 200-day average, bonds otherwise")
    assert "Hold 100% VTI while" in switched.sentence


@pytest.mark.parametrize(
    "text",
    ["Buy stocks when RSI is below 30, sell above 70",
     "Buy bonds when RSI is below 30, sell above 70",
     "Buy the 5 stocks with the best 6 month return each month, and 10% bonds",
     "60% SPY and 40% bonds of whatever sort",
     "Buy the best stocks and bonds by 6 month return monthly"],
)  # fmt: skip
def test_shares_of_which_some_are_bought_are_no_fund(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None
    assert not {"VTI", "BND"} & {*reading.draft.get("symbols", [])}


def test_a_symbol_beside_the_kind_is_what_is_held() -> None:
    weights = strategy_of("stocks (SPY) 60%, bonds (TLT) 40%, rebalanced yearly").portfolio.weights
    assert weights == {"SPY": 0.6, "TLT": 0.4}


@pytest.mark.parametrize(
    "condition",
    ["60% of stocks are above their 50-day average",
     "more than 70% of S&P 500 members are above their 200-day average",
     "most sectors are above their 50-day average",
     "the percentage of stocks above their 200-day average is below 20%"],
)  # fmt: skip
def test_how_many_shares_of_a_market_are_above_is_named(condition: str) -> None:
    reading = read(f"Buy SPY when {condition}, sell after 5 days")
    assert "entry" in asked(reading)
    assert "How many shares" in reading.unsupported[0].why


def test_how_many_shares_are_above_is_named_where_it_stands_first() -> None:
    reading = read("If 60% of stocks are above their 50-day average buy SPY, sell after 5 days")
    assert reading.draft["symbols"] == ["SPY"]
    assert reading.draft.get("entry") is None


def test_days_of_which_so_many_rose_are_no_shares_of_a_market() -> None:
    assert strategy_of("Buy SPY when 4 of the last 5 closes were up, sell after 5 days").entry


def test_a_trend_that_a_plan_goes_by_is_asked_about() -> None:
    text = "Hold SPY when the trend is up, otherwise TLT"
    reading = read(text)
    assert asked(reading) == ["entry_trend-up"]
    assert "leave it out" not in reading.questions[0].choices
    answered = read(text, answers={"entry_trend-up": "when the close is above its 50-bar average"})
    assert "Hold 100% SPY while the close is above SMA(50)" in answered.sentence
    usual = read(text, answers="defaults")
    assert any("trend is up" in one and "200-bar" in one for one in noted(usual))


def test_what_a_portfolio_is_said_to_be_of_is_not_held_beside_its_symbols() -> None:
    text = "The ivory portfolio consists of bonds, stocks and gold: BND 40% VTI 40% IAU 20%"
    assert strategy_of(text).portfolio.weights == {"BND": 0.4, "VTI": 0.4, "IAU": 0.2}


def test_money_before_the_parts_is_bought_again_and_again_and_no_heading() -> None:
    reading = read("put $500 monthly: 70% VTI, 30% BND")
    assert reading.strategy is None or reading.strategy.portfolio is None

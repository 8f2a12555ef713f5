"""Portfolios and savings plans are changed in words."""

import pytest

from agents.changing.amending import NotAmended, amend
from tests.agents.changing.test_amending import TODAY, changed, strategy

WEIGHTS = "60% AAPL 40% MSFT, rebalanced monthly."
THREE = "50% AAPL 30% MSFT 20% IBM, rebalanced monthly."
BEST = "Every month hold the best 2 of AAPL, MSFT, IBM and GOOG by 3-month return."
SAVING = "Buy $500 of AAPL every month."


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        (WEIGHTS, "50/50", "Hold 50% AAPL and 50% MSFT, restored every month"),
        (THREE, "equal weights", "Hold 33.3333% AAPL, 33.3333% MSFT and 33.3333% IBM"),
        (WEIGHTS, "weekly", "restored every week"),
        (WEIGHTS, "rebalance once a year", "restored every year"),
        (WEIGHTS, "60/40 SPY TLT", "Hold 60% SPY and 40% TLT, restored every month"),
        (THREE, "drop IBM", "Hold 62.5% AAPL and 37.5% MSFT, restored every month"),
        (BEST, "top 3", "hold the 3 of"),
        (BEST, "hold only the best one", "hold the one of"),
        (BEST, "use the top 3 instead of the top 2", "hold the 3 of"),
        (BEST, "weekly", "Every week hold the 2 of"),
        (BEST, "by 6-month return", "with the highest change over 126 bars"),
        (BEST, "by the lowest 20-day volatility", "with the lowest 20-bar volatility per year"),
        (BEST, "rank by RSI and only those above their 200-day average",
         "highest RSI(14), if the close is above SMA(200)"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_portfolio_is_changed(text: str, words: str, told: str) -> None:
    found = changed(words, text)
    assert told in found["portfolio"][1]
    assert "timeframe" not in found


def test_bars_are_no_rhythm() -> None:
    assert changed("use weekly bars", BEST) == {"timeframe": ("1d", "1w")}


def test_what_a_ranking_leaves_open_is_noted() -> None:
    notes = [one.text for one in amend(strategy(BEST), "rank by RSI", TODAY).notes]
    assert notes == ["RSI uses its usual 14 bars"]


def test_a_rhythm_that_stays_is_not_said_to_be_none() -> None:
    done = amend(strategy(WEIGHTS), "60/40 SPY TLT", TODAY)
    assert not [one for one in done.reading.assumptions if done.new(one.path)]


@pytest.mark.parametrize(
    ("words", "cash", "weekdays"),
    [
        ("every week", 500, [1]),
        ("on Fridays", 500, [5]),
        ("$200 every Monday", 200, [1]),
        ("$200 a week", 200, [1]),
        ("twice as much", 1000, None),
        ("50% more", 750, None),
    ],
)
def test_a_savings_plan_has_an_amount_and_a_rhythm(
    words: str, cash: float, weekdays: list[int] | None
) -> None:
    after = amend(strategy(SAVING), words, TODAY).strategy
    assert after.sizing.cash == cash
    assert getattr(after.entry, "weekdays", None) == weekdays
    assert after.hold


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        (WEIGHTS, "60/60", "Say a weight for each of AAPL and MSFT"),
        (WEIGHTS, "50/30/20", "Say a weight for each of AAPL and MSFT"),
        (WEIGHTS, "half the position size", "follow its weights"),
        (BEST, "never rebalance", "has to look again"),
        (BEST, "by news sentiment", "not in prices"),
        (BEST, "top 10%", "did not understand 'top 10%'"),
        (SAVING, "every three hours", "Nothing was changed"),
    ],
)
def test_what_no_plan_can_be_is_refused(text: str, words: str, why: str) -> None:
    with pytest.raises(NotAmended, match=why):
        amend(strategy(text), words, TODAY)

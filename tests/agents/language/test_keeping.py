"""Buying and holding is a strategy too, if the dullest."""

import datetime as dt

import pytest

from agents.language import read


@pytest.mark.parametrize(
    "text",
    [
        "buy and hold MSFT",
        "Just buy and hold Microsoft since 2005",
        "Buy MSFT and hold it forever",
        "Buy & hold MSFT with 5000 dollars from 2001 to 2010",
        "put all my money in Microsoft and never sell it",
        "buy n hold MSFT",
        "Kaufe Microsoft und halte für immer",
        "I want to buy and hold Microsoft, never sell",
    ],
)
def test_it_is_tested_and_said_to_be_for_good(text: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert reading.strategy is not None
    assert reading.strategy.portfolio.weights == {"MSFT": 1.0}
    assert reading.strategy.portfolio.rebalance == "never"
    assert "bought on the first day with all the money, and kept to the last" in [
        one.text for one in reading.assumptions
    ]


def test_several_are_bought_in_equal_parts() -> None:
    reading = read("buy and hold AAPL and MSFT")
    assert reading.strategy is not None
    assert reading.strategy.portfolio.weights == {"AAPL": 0.5, "MSFT": 0.5}


@pytest.mark.parametrize(
    "text",
    [
        "buy and hold",
        "buy and hold MSFT for 60 days",
        "buy and hold MSFT with a 10% stop",
        "Buy MSFT when RSI < 30 and hold forever",
        "buy and hold MSFT, sell in May",
        "buy the dip in MSFT and hold",
        "Buy MSFT on good earnings news and hold",
    ],
)
def test_what_says_more_is_not_made_of_it(text: str) -> None:
    reading = read(text)
    assert reading.strategy is None or reading.strategy.portfolio is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Bought Microsoft at the beginning of 2021 and simply held it all year", 2021, 2021),
        ("I bought MSFT in January 2019 and held until December 2022", 2019, 2022),
        ("$2000 in Microsoft in 2013, held till today", 2013, None),
        ("Put 3 grand into Microsoft at the start of 2017 and keep it for 4 years", 2017, 2021),
        ("What if I had invested $10k in Microsoft on 3 January 2011 and never sold?", 2011, None),
        ("bought MSFT in 2012 and never touched it", 2012, None),
        ("Buy MSFT on 2018-03-26, sell it on 2019-11-20", 2018, 2019),
        ("invested $500 in MSFT in 2014, sold in June 2016", 2014, 2016),
        ("If I'd bought Microsoft five years ago and held, how much would I have?", 2020, None),
        ("What would $1,000 in Microsoft in 2005 be worth today?", 2005, None),
        ("kaufe Microsoft am 2. Januar 2015 und halte bis Ende 2020", 2015, 2020),
    ],
)
def test_one_purchase_has_its_days(text: str, start: int, end: int | None) -> None:
    strategy = read(text, today=dt.date(2025, 6, 30)).strategy
    assert strategy is not None
    assert strategy.portfolio is not None
    assert strategy.portfolio.weights == {"MSFT": 1.0}
    assert strategy.start is not None
    assert strategy.start.year == start
    assert (strategy.end and strategy.end.year) == end


@pytest.mark.parametrize(
    "text",
    [
        "bought 100 shares of MSFT on 2010-01-04 and held until 2020-01-03",
        "Buy MSFT when RSI < 30 in March 2009 and hold for ten days",
        "Buy MSFT in May and sell in October",
        "buy when MSFT is at 2020",
    ],
)
def test_a_rule_or_a_number_of_shares_is_no_such_purchase(text: str) -> None:
    strategy = read(text).strategy
    assert strategy is None or strategy.portfolio is None


@pytest.mark.parametrize(
    "text",
    ["hold MSFT, but go to cash when it is below its 90-day SMA",
     "Hold MSFT but sell when it closes below its 90-day SMA",
     "hold MSFT and switch to cash when it is below its 90-day SMA"],
)  # fmt: skip
def test_what_is_held_but_for_a_case_is_held_whenever_it_is_not_so(text: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert "when the close is at or above SMA(90); sell when the close is below" in reading.sentence
    assert any("bought again then" in one.text for one in reading.assumptions)


@pytest.mark.parametrize(
    "text",
    ["hold MSFT but sell when RSI > 75", "hold MSFT but sell when it drops below its 90-day SMA",
     "hold MSFT for 5 days and sell when it is below its 90-day SMA",
     "hold MSFT, sell after 5 days"],
)  # fmt: skip
def test_when_to_buy_is_asked_where_the_exit_is_no_state_of_the_price(text: str) -> None:
    assert read(text).action == "clarify"

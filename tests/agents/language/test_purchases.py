"""What is bought again and again: how much, on which days, and what is none."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Calendar, Weights
from tests.agents.language.reading_of import asked, strategy_of


@pytest.mark.parametrize(
    "start", ["starting with $50,000", "start with 50k", "with $50,000", "50k"]
)
def test_the_money_to_start_with_is_not_bought_for_again_and_again(start: str) -> None:
    made = strategy_of(f"Put 60% in SPY and 40% in TLT, rebalance quarterly, {start}, from 2005")
    assert isinstance(made.portfolio, Weights)
    assert (made.initial_capital, str(made.start)) == (50_000, "2005-01-01")


@pytest.mark.parametrize(
    ("text", "size", "rule"),
    [("Buy 5 shares of KO every Monday", {"quantity": 5}, Calendar(weekdays=[1])),
     ("Accumulate bitcoin: 0.01 BTC each month", {"quantity": 0.01}, Calendar(month_day=1)),
     ("Put 250 dollars into VT at the end of every quarter", {"cash": 250},
      Calendar(months=[3, 6, 9, 12], month_day=-1)),
     ("Every Friday buy 2 shares of IBM, start with $50,000", {"quantity": 2},
      Calendar(weekdays=[5])),
     ("Invest 500 in SPY on the last trading day of each month", {"cash": 500},
      Calendar(month_day=-1)),
     ("Buy 1 share of MSFT each trading day and never sell", {"quantity": 1},
      Calendar(weekdays=[1, 2, 3, 4, 5, 6, 7]))],
)  # fmt: skip
def test_what_is_bought_again_and_again(text: str, size: dict[str, float], rule: Calendar) -> None:
    made = strategy_of(text)
    assert (made.entry, made.hold, made.sizing.max_entries) == (rule, True, 10_000)
    assert made.sizing.model_dump(include=set(size)) == size


def test_how_much_is_bought_each_time_is_asked_where_it_was_not_said() -> None:
    assert asked(read("DCA into SPY weekly")) == ["amount"]
    made = read("Buy SPY every month", answers={"amount": "3 shares"}).strategy
    assert made
    assert made.sizing.quantity == 3


@pytest.mark.parametrize(
    ("said", "rebalance"),
    [("every 3 months", "quarter"), ("4 times a year", "quarter"), ("every 12 months", "year")],
)
def test_a_rhythm_of_several_words(said: str, rebalance: str) -> None:
    made = strategy_of(f"60/40 SPY/TLT, rebalanced {said}").portfolio
    assert isinstance(made, Weights)
    assert made.rebalance == rebalance


def test_a_rhythm_that_the_engine_does_not_have_is_asked_about() -> None:
    text = "70% SPY and the rest in TLT, rebalanced twice a year"
    reading = read(text)
    assert asked(reading) == ["rhythm"]
    assert "'twice a year'" in reading.questions[0].text
    made = read(text, answers={"rhythm": "every year"}).strategy
    assert made
    assert made.portfolio == Weights(weights={"SPY": 0.7, "TLT": 0.3}, rebalance="year")


@pytest.mark.parametrize(
    ("text", "rule", "cash"),
    [("Buy $400 of SPY every month", Calendar(month_day=1), 400),
     ("DCA $50 weekly into QQQ", Calendar(weekdays=[1]), 50),
     ("Invest $150 in SPY every Thursday", Calendar(weekdays=[4]), 150),
     ("Dollar cost average $900 into SPY quarterly",
      Calendar(months=[1, 4, 7, 10], month_day=1), 900)],
)  # fmt: skip
def test_buying_again_and_again(text: str, rule: Calendar, cash: float) -> None:
    reading = read(text)
    made = reading.strategy
    assert made
    assert (made.entry, made.sizing.cash, made.hold) == (rule, cash, True)
    assert made.sizing.max_entries == 10_000
    assert {"entry", "hold"} <= {one.path for one in reading.assumptions}


def test_half_and_half_are_weights_and_no_periodic_purchase() -> None:
    made = strategy_of("Put half of my money in GLD and half in SPY and rebalance once a year")
    assert isinstance(made.portfolio, Weights)
    assert (made.portfolio.weights, made.portfolio.rebalance) == ({"GLD": 0.5, "SPY": 0.5}, "year")


def test_the_capital_is_told_from_what_is_bought_each_month() -> None:
    made = strategy_of("I have 5000 dollars and want to put 100 dollars into SPY every month")
    assert (made.initial_capital, made.sizing.cash) == (5000, 100)


def test_money_a_week_has_its_rhythm() -> None:
    assert strategy_of("DCA 100 bucks a week into BTC since 2018").entry == Calendar(weekdays=[1])


def test_periodic_buying_beside_a_rule_is_named_and_the_rule_is_kept() -> None:
    reading = read("DCA into IBM whenever the RSI is under 35")
    assert [one.text for one in reading.unsupported] == ["DCA"]
    assert asked(reading) == ["exit"]
    assert reading.draft["entry"]["right"]["value"] == 35


@pytest.mark.parametrize(
    ("text", "bought"),
    [
        ("invest $100 in SPY every other Friday", "it is Friday and every 2nd week"),
        ("put 80 bucks into VTI every two weeks", "it is Monday and every 2nd week"),
        ("$200 into BTC fortnightly", "it is Monday and every 2nd week"),
        ("DCA $300 every 2 months into QQQ", "January, March, May, July, September or November"),
        ("buy 2 shares of KO twice a year", "it is January or July and the 1st trading day"),
        ("buy $90 of VOO on the 1st and the 15th of every month",
         "the 1st trading day of the month or it is the 15th of the month"),
        ("SIP of 2 lakh a month in NIFTY", "it is the 1st trading day of the month"),
        ("dca 50 per week into BTC", "it is Monday"),
    ],
)  # fmt: skip
def test_a_rhythm_of_several_weeks_or_months_is_kept(text: str, bought: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert bought in reading.sentence
    assert "keep what was bought" in reading.sentence


def test_a_portfolio_still_has_rhythms_of_one_unit_alone() -> None:
    reading = read("rebalance every two weeks: 60% SPY 40% TLT")
    assert [question.id for question in reading.questions] == ["rhythm"]


def test_money_in_two_funds_that_is_rebalanced_is_no_savings_plan() -> None:
    assert "keep what was bought" not in read("$10k in SPY and TLT, rebalanced monthly").sentence


def test_two_days_of_a_month_are_either() -> None:
    reading = read("buy AAPL when RSI < 30, sell on the 1st and the 15th of the month")
    assert "the 1st trading day of the month or it is the 15th" in reading.sentence


@pytest.mark.parametrize(
    "text",
    [
        "only buy QQQ while it's above its 200-day average, else keep cash, $400/mo",
        "$400/mo into QQQ only when the price is above the 200-day average",
        "$400/month into QQQ, only above the 200-day average, otherwise do nothing",
        "Put $400 into QQQ every month, but only if it is above its 200-day average, or else wait. "
        "Otherwise keep the money.",
        "Only invest when QQQ is above its 200 day average, $400 monthly",
        "Investir 400$ par mois dans QQQ seulement s'il est au-dessus de sa moyenne mobile 200",
        "每月定投400美元买入QQQ，只在价格高于200日均线时买",
    ],
)
def test_a_savings_plan_may_buy_on_a_rule_alone(text: str) -> None:
    reading = read(text)
    made = reading.strategy
    if made is None:  # "or else wait" may be asked about, and is not passed over
        assert reading.questions
        return
    assert made.hold is not None
    assert (made.symbols, made.sizing.cash) == (["QQQ"], 400)
    said = describe_condition(made.entry)
    assert said == "it is the 1st trading day of the month and the close is above SMA(200)"


def test_what_is_held_instead_is_no_saving() -> None:
    text = "Put $400 into QQQ every month while it is above its 200-day average, else hold TLT"
    assert any("TLT" in one.text or "else" in one.text for one in read(text).unsupported)


@pytest.mark.parametrize("text", ["monthly $400 into QQQ", "monthly: $400 QQQ", "$400/mo in QQQ"])
def test_a_rhythm_and_an_amount_buy_without_a_verb(text: str) -> None:
    assert strategy_of(text).sizing.cash == 400


def test_a_chart_and_an_amount_buy_nothing_by_themselves() -> None:
    made = strategy_of("weekly bars $400 QQQ buy when RSI < 30 sell when RSI > 70")
    assert (made.timeframe, made.hold) == ("1w", False)

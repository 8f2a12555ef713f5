"""Fixed weights, rotation, if/else allocation and periodic buying."""

import pytest

from agents.language import ImpossibleStrategy, read
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Allocation, Calendar, Change, Indicator, Rotation, Weights
from tests.agents.language.reading_of import asked, strategy_of


@pytest.mark.parametrize(
    ("text", "weights", "rebalance"),
    [("70% SPY 30% TLT rebalanced quarterly", {"SPY": 0.7, "TLT": 0.3}, "quarter"),
     ("Allocate 55% to SPY and 45% to GLD and rebalance every year",
      {"SPY": 0.55, "GLD": 0.45}, "year"),
     ("80/20 SPY/TLT portfolio, rebalanced weekly", {"SPY": 0.8, "TLT": 0.2}, "week"),
     ("Hold SPY and GLD equally weighted, rebalance monthly", {"SPY": 0.5, "GLD": 0.5}, "month"),
     ("30% SPY and 70% cash, rebalanced monthly", {"SPY": 0.3}, "month"),
     ("Hold 60% SPY and 40% TLT", {"SPY": 0.6, "TLT": 0.4}, "never"),
     ("Hold 60% SPY and 40% TLT, rebalance every January", {"SPY": 0.6, "TLT": 0.4}, "year"),
     ("buy 60% SPY and 40% TLT and never rebalance", {"SPY": 0.6, "TLT": 0.4}, "never"),
     ("half SPY half TLT, rebalanced every year", {"SPY": 0.5, "TLT": 0.5}, "year"),
     ("25% each in SPY, TLT, GLD and cash, yearly rebalance",
      {"SPY": 0.25, "TLT": 0.25, "GLD": 0.25}, "year"),
     ("invest 60 percent in stocks (SPY) and the rest in bonds (TLT)",
      {"SPY": 0.6, "TLT": 0.4}, "never")],
)  # fmt: skip
def test_fixed_weights(text: str, weights: dict[str, float], rebalance: str) -> None:
    made = strategy_of(text)
    assert isinstance(made.portfolio, Weights)
    assert made.portfolio.weights == weights
    assert made.portfolio.rebalance == rebalance
    assert made.symbols == list(weights)


def test_the_account_is_read_beside_the_weights() -> None:
    made = strategy_of(
        "60% SPY 40% TLT rebalanced monthly, $50k, 0.2% commission, since 2010, compared to QQQ"
    )
    assert (made.initial_capital, made.commission) == (50_000, 0.002)
    assert (str(made.start), made.benchmark) == ("2010-01-01", "QQQ")
    assert made.symbols == ["SPY", "TLT"]


@pytest.mark.parametrize(
    "start", ["starting with $50,000", "start with 50k", "with $50,000", "50k"]
)
def test_the_money_to_start_with_is_not_bought_for_again_and_again(start: str) -> None:
    made = strategy_of(f"Put 60% in SPY and 40% in TLT, rebalance quarterly, {start}, from 2005")
    assert isinstance(made.portfolio, Weights)
    assert (made.initial_capital, str(made.start)) == (50_000, "2005-01-01")


@pytest.mark.parametrize(
    ("text", "top", "bars", "filtered", "fallback"),
    [("Each month hold the 2 of SPY, TLT, GLD and QQQ with the highest 6-month return",
      2, 126, False, None),
     ("Every month buy the top 2 of SPY, TLT and GLD by 3-month return, "
      "only if their return is positive, otherwise BIL", 2, 63, True, "BIL"),
     ("Rotate monthly into the best of SPY and TLT over the last 12 months", 1, 252, False, None),
     ("On the last trading day of every month buy whichever of SPY and TLT gained the most over "
      "the past 3 months and keep it until the next month end", 1, 63, False, None),
     ("Pick the top 1 of SPY and TLT by 6-month return at the end of every month",
      1, 126, False, None),
     ("At month end hold the one of SPY and TLT that rose the most over 6 months",
      1, 126, False, None),
     ("Hold the strongest of SPY and TLT by 3-month momentum every month, else cash",
      1, 63, True, None)],
)  # fmt: skip
def test_a_rotation(text: str, top: int, bars: int, filtered: bool, fallback: str | None) -> None:
    made = strategy_of(text).portfolio
    assert isinstance(made, Rotation)
    assert (made.top, made.rank_by, made.fallback) == (top, Change(bars=bars), fallback)
    assert (made.filter is not None, made.rebalance) == (filtered, "month")


@pytest.mark.parametrize(
    ("unless", "fallback"),
    [(". If its return is negative go to cash", None), ("; go to cash when it is negative", None),
     (", only if positive", None), (", if it's below zero hold BIL instead", "BIL"),
     (" unless its return is negative, then hold BIL", "BIL"),
     (", only if it is positive, else T-bills (BIL)", "BIL")],
)  # fmt: skip
def test_a_rotation_with_absolute_momentum(unless: str, fallback: str | None) -> None:
    text = f"Every month rank SPY, EFA and TLT by 12 month return and hold the best{unless}"
    made = strategy_of(text).portfolio
    assert isinstance(made, Rotation)
    assert made.filter
    assert describe_condition(made.filter) == "the change over 252 bars is above 0%"
    assert made.fallback == fallback


@pytest.mark.parametrize(
    "leaves",
    ["Go to cash if SPY is below its 200 day SMA", "If SPY is below its 200 day SMA go to cash"],
)
def test_a_rotation_goes_to_cash_on_a_rule_of_another_symbol(leaves: str) -> None:
    made = strategy_of(f"Every month hold the best of EFA and TLT by 6 month return. {leaves}.")
    assert isinstance(made.portfolio, Rotation)
    assert made.portfolio.filter
    said = describe_condition(made.portfolio.filter)
    assert said == "SPY's close is at or above SPY's SMA(200)"
    assert made.symbols == ["EFA", "TLT"]


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


def test_a_sentence_beside_a_rotation_takes_nothing_from_it() -> None:
    rotation = "Rotate monthly into the top 2 of SPY, TLT and GLD by 6-month return."
    plain = strategy_of(rotation)
    swept = read(f"{rotation} Sweep the RSI period from 5 to 25")
    assert asked(swept) == ["range_1"]
    sold = read(f"{rotation} Sell everything when VIX is above 40.")
    assert (sold.action, sold.strategy) == ("partial", plain)
    assert [one.text for one in sold.unsupported] == ["Sell everything when VIX is above 40"]
    both = read(
        "Rank SPY, TLT and GLD by 6-month return and lowest RSI(14), hold the best, monthly"
    )
    assert both.strategy is None


def test_a_rotation_since_the_start_of_the_year_asks_for_days_instead() -> None:
    reading = read("Hold the best of AAPL, MSFT and IBM by YTD return, monthly")
    assert asked(reading) == ["look_back"]
    assert [one.text for one in reading.unsupported] == ["YTD"]


def test_returns_of_two_symbols_are_compared() -> None:
    made = strategy_of(
        "Hold SPY if its 12-month return beats that of EFA, else hold EFA. Check monthly."
    ).portfolio
    assert isinstance(made, Allocation)
    when = describe_condition(made.branches[0].when)
    assert when == "the change over 252 bars is above EFA's change over 252 bars"
    assert (made.otherwise, made.look) == ({"EFA": 1.0}, "month")


def test_a_rotation_may_be_filtered_by_another_symbol() -> None:
    reading = read(
        "Buy the strongest of XLK, XLF and XLE by 63-day return every month but only when SPY is "
        "above its 10-month moving average; otherwise cash"
    )
    assert "if SPY's close is above SPY's SMA(210)" in reading.sentence
    assert not any("not positive" in one.text for one in reading.assumptions)


@pytest.mark.parametrize(
    ("text", "symbols", "top", "bars", "fallback"),
    [("At each month end hold whichever of SPY and EFA had the better 12 month return, if both "
      "are negative hold AGG", ["SPY", "EFA", "AGG"], 1, 252, "AGG"),
     ("Pick the 2 best performing of XLB, XLE and XLF over the past quarter, swap quarterly",
      ["XLB", "XLE", "XLF"], 2, 63, None)],
)  # fmt: skip
def test_a_rotation_in_other_words(
    text: str, symbols: list[str], top: int, bars: int, fallback: str | None
) -> None:
    made = strategy_of(text)
    assert isinstance(made.portfolio, Rotation)
    assert made.symbols == symbols
    assert (made.portfolio.top, made.portfolio.rank_by) == (top, Change(bars=bars))
    assert made.portfolio.fallback == fallback
    assert bool(made.portfolio.filter) == bool(fallback)


def test_two_things_are_held_in_turn() -> None:
    text = "Own TQQQ while QQQ > its 100-day EMA; move to BIL when QQQ < its 100-day EMA"
    made = strategy_of(text).portfolio
    assert isinstance(made, Allocation)
    assert (made.branches[0].weights, made.otherwise) == ({"TQQQ": 1.0}, {"BIL": 1.0})
    other = read("Own TQQQ while QQQ > its 100-day EMA; move to BIL when VIX > 30")
    assert other.strategy is None


def test_weights_that_are_restored_after_a_drift_are_asked_about() -> None:
    reading = read("QQQ + TLT 50/50, rebalance when the drift is over 5%")
    assert asked(reading) == ["rhythm"]


def test_what_a_rotation_leaves_open_is_said_or_asked() -> None:
    reading = read("Rotate between SPY and GLD based on momentum")
    assert asked(reading) == ["look_back"]
    assert any(one.path == "portfolio.rebalance" for one in reading.assumptions)
    answered = read("Rotate between SPY and GLD based on momentum", answers={"look_back": "1 year"})
    assert answered.strategy
    assert isinstance(answered.strategy.portfolio, Rotation)
    assert answered.strategy.portfolio.rank_by == Change(bars=252)


@pytest.mark.parametrize(
    "text",
    [
        "If MSFT is above its 90-day average hold MSFT, otherwise IBM",
        "Hold MSFT when MSFT is above its 90-day average, else hold IBM",
    ],
)
def test_an_allocation(text: str) -> None:
    made = strategy_of(text)
    assert made.symbols == ["MSFT", "IBM"]
    assert isinstance(made.portfolio, Allocation)
    branch = made.portfolio.branches[0]
    assert branch.weights == {"MSFT": 1.0}
    assert describe_condition(branch.when) == "MSFT's close is above MSFT's SMA(90)"
    assert made.portfolio.otherwise == {"IBM": 1.0}


def test_a_longer_chain_ends_in_cash() -> None:
    made = strategy_of(
        "If MSFT is above its 90-day SMA hold MSFT, else if IBM is above its 30-day SMA hold IBM, "
        "otherwise hold cash"
    ).portfolio
    assert isinstance(made, Allocation)
    assert [list(one.weights) for one in made.branches] == [["MSFT"], ["IBM"]]
    assert made.otherwise == {}


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


@pytest.mark.parametrize(
    "text",
    ["Hold the top 2 of SPY and TLT ranked by earnings", "60% SPY 40% bonds of some kind",
     "Buy $200 of SPY every month when the news is good", "Rotate into whatever looks cheap",
     "If the Fed cuts rates hold SPY, otherwise TLT"],
)  # fmt: skip
def test_half_a_plan_is_no_plan(text: str) -> None:
    reading = read(text, answers="defaults")
    assert reading.strategy is None or reading.strategy.portfolio is None
    assert reading.unsupported


def test_weights_of_more_than_all_are_impossible() -> None:
    with pytest.raises(ImpossibleStrategy):
        read("60% SPY 60% TLT rebalanced monthly")


@pytest.mark.parametrize(
    ("text", "ranked", "lowest"),
    [("Each week hold the 2 of AAPL, MSFT and IBM with the lowest RSI(14)", "RSI", True),
     ("Hold the one of SPY, TLT and GLD with the highest 20-day volatility, monthly",
      "VOLATILITY", False)],
)  # fmt: skip
def test_a_rotation_ranks_by_any_value(text: str, ranked: str, lowest: bool) -> None:
    made = strategy_of(text).portfolio
    assert isinstance(made, Rotation)
    assert isinstance(made.rank_by, Indicator)
    assert (made.rank_by.name, made.lowest) == (ranked, lowest)


def test_a_rotation_may_filter_by_a_rule() -> None:
    made = strategy_of(
        "Every month hold the top 2 of SPY, TLT and GLD by 6-month return, "
        "only if the price is above its 200-day average, otherwise BIL"
    ).portfolio
    assert isinstance(made, Rotation)
    assert made.fallback == "BIL"
    assert made.filter is not None
    assert describe_condition(made.filter) == "the close is above SMA(200)"


def test_half_and_half_are_weights_and_no_periodic_purchase() -> None:
    made = strategy_of("Put half of my money in GLD and half in SPY and rebalance once a year")
    assert isinstance(made.portfolio, Weights)
    assert (made.portfolio.weights, made.portfolio.rebalance) == ({"GLD": 0.5, "SPY": 0.5}, "year")


def test_the_capital_is_told_from_what_is_bought_each_month() -> None:
    made = strategy_of("I have 5000 dollars and want to put 100 dollars into SPY every month")
    assert (made.initial_capital, made.sizing.cash) == (5000, 100)


def test_in_or_out_of_one_symbol_once_a_month() -> None:
    made = strategy_of("If SPY is above its 200-day average hold SPY, else cash. Evaluate monthly.")
    assert isinstance(made.portfolio, Allocation)
    assert made.portfolio.look == "month"


def test_money_a_week_has_its_rhythm() -> None:
    assert strategy_of("DCA 100 bucks a week into BTC since 2018").entry == Calendar(weekdays=[1])


def test_the_money_beside_a_rotation_is_the_capital() -> None:
    text = "invest $25k in the strongest of AAPL, MSFT and NVDA over the past 6 months, quarterly"
    made = strategy_of(text)
    assert isinstance(made.portfolio, Rotation)
    assert (made.initial_capital, made.portfolio.rank_by) == (25_000, Change(bars=126))


def test_a_rotation_may_be_among_those_above_their_average() -> None:
    text = ("Hold the top 2 of XLK, XLF and XLE by 3 month momentum, rebalance monthly, "
            "only those above their 200 day SMA")  # fmt: skip
    made = strategy_of(text).portfolio
    assert isinstance(made, Rotation)
    assert made.filter
    assert describe_condition(made.filter) == "the close is above SMA(200)"


def test_stocks_and_bonds_name_what_the_symbols_behind_them_are() -> None:
    made = strategy_of("50/50 stocks and bonds (SPY/AGG) yearly rebalancing").portfolio
    assert made is not None
    assert (made.weights, made.rebalance) == ({"SPY": 0.5, "AGG": 0.5}, "year")


def test_going_all_in_is_holding_where_another_symbol_is_held_otherwise() -> None:
    text = "Go all in on QQQ when its 12 month momentum is positive; otherwise IEF. Check monthly."
    reading = read(text)
    assert reading.action == "run"
    assert reading.sentence.startswith("Hold 100% QQQ while the change over 252 bars is above 0%")


def test_periodic_buying_beside_a_rule_is_named_and_the_rule_is_kept() -> None:
    reading = read("DCA into IBM whenever the RSI is under 35")
    assert [one.text for one in reading.unsupported] == ["DCA"]
    assert asked(reading) == ["exit"]
    assert reading.draft["entry"]["right"]["value"] == 35


def test_a_later_case_speaks_of_what_it_holds() -> None:
    text = "If SPY is above its 200-day average hold SPY, else hold TLT if it is above its 100-day average, else cash"  # noqa: E501
    assert "while TLT's close is above TLT's SMA(100)" in read(text).sentence


def test_what_drops_below_an_average_is_held_for_as_long_as_it_is_below() -> None:
    text = "When SPY drops below its 150-day average, rotate into GLD, otherwise stay in SPY."
    assert "100% GLD while SPY's close is below SPY's SMA(150)" in read(text).sentence


def test_one_symbol_for_some_months_and_another_for_the_rest() -> None:
    made = strategy_of("Own XLU from June to August and XLK from September to May.").portfolio
    assert isinstance(made, Allocation)
    assert made.branches[0].when == Calendar(months=[6, 7, 8])
    assert (made.branches[0].weights, made.otherwise) == ({"XLU": 1.0}, {"XLK": 1.0})


def test_months_that_leave_some_out_are_asked_about() -> None:
    reading = read("Own XLU from June to August and XLK from October to May.")
    assert reading.action == "clarify"


def test_a_list_that_is_compared_is_chosen_from_and_no_benchmark() -> None:
    text = "Every month compare SPY, EFA and BND by their 6-month gain and buy the top performer."
    reading = read(text)
    assert reading.strategy is not None
    assert reading.strategy.symbols == ["SPY", "EFA", "BND"]
    assert reading.strategy.benchmark is None


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("If SPY is above its 200 day average put 100% in SPY, otherwise put 100% in TLT",
         "Hold 100% SPY while SPY's close is above SPY's SMA(200), else 100% TLT"),
        ("when QQQ closes above its 150-day average place 100% in QQQ, if not place 100% in GLD",
         "Hold 100% QQQ while QQQ's close is above QQQ's SMA(150), else 100% GLD"),
        ("SPY > 180 SMA ? UPRO : SHY",
         "Hold 100% UPRO while SPY's close is above SPY's SMA(180), else 100% SHY"),
        ("when VIX is above 28 be 100% cash else 100% SPY",
         "Hold 100% cash while ^VIX's close is above 28, else 100% SPY"),
        ("Go 100% into ETH when ETH is above its 20 week average, else 100% USDT",
         "Hold 100% ETH-USD while the close is above SMA(100), else 100% cash"),
    ],
)  # fmt: skip
def test_all_of_the_money_is_put_into_the_one_or_the_other(text: str, held: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert reading.sentence.startswith(held)


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
    ("said", "every"),
    [
        ("Keep it a month, then rank again.", "month"),
        ("Hold for a week and repeat.", "week"),
        ("hold it one quarter, then repeat the process", "quarter"),
    ],
)
def test_how_long_the_best_is_kept_is_how_often_it_ranks(said: str, every: str) -> None:
    made = strategy_of(f"Own the best of QQQ, GLD and TLT over the last 3 months. {said}")
    assert isinstance(made.portfolio, Rotation)
    assert made.portfolio.rebalance == every

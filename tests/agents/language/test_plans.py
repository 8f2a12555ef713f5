"""Fixed weights, and what is held on a rule or else."""

import pytest

from agents.language import ImpossibleStrategy, read
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Allocation, Calendar, Weights
from tests.agents.language.reading_of import asked, noted, strategy_of


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


def test_two_things_are_held_in_turn() -> None:
    text = "Own TQQQ while QQQ > its 100-day EMA; move to BIL when QQQ < its 100-day EMA"
    made = strategy_of(text).portfolio
    assert isinstance(made, Allocation)
    assert (made.branches[0].weights, made.otherwise) == ({"TQQQ": 1.0}, {"BIL": 1.0})
    other = read("Own TQQQ while QQQ > its 100-day EMA; move to BIL when VIX > 30")
    assert other.strategy is None


@pytest.mark.parametrize(
    "said",
    ["rebalance when the drift is over 5%", "rebalance at 5% drift", "with 5% rebalancing bands",
     "rebalance when either weight is 5% off its target", "rebalanced with a 5% tolerance band",
     "rebalance whenever one drifts by more than 5 percentage points from its target weight"],
)  # fmt: skip
def test_weights_that_are_restored_after_a_drift_are_asked_about(said: str) -> None:
    reading = read(f"QQQ + TLT 50/50, {said}")
    assert asked(reading) == ["rhythm"]
    assert not reading.unsupported
    assert "nothing was said about rebalancing, so there is none" not in noted(reading)


@pytest.mark.parametrize("said", ["or when drift exceeds 5%", "with a 5% tolerance band"])
def test_a_drift_beside_a_rhythm_is_named(said: str) -> None:
    reading = read(f"QQQ + TLT 50/50, rebalanced quarterly {said}")
    assert reading.unsupported
    assert asked(reading) != ["rhythm"]


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


def test_in_or_out_of_one_symbol_once_a_month() -> None:
    made = strategy_of("If SPY is above its 200-day average hold SPY, else cash. Evaluate monthly.")
    assert isinstance(made.portfolio, Allocation)
    assert made.portfolio.look == "month"


def test_stocks_and_bonds_name_what_the_symbols_behind_them_are() -> None:
    made = strategy_of("50/50 stocks and bonds (SPY/AGG) yearly rebalancing").portfolio
    assert made is not None
    assert (made.weights, made.rebalance) == ({"SPY": 0.5, "AGG": 0.5}, "year")


def test_going_all_in_is_holding_where_another_symbol_is_held_otherwise() -> None:
    text = "Go all in on QQQ when its 12 month momentum is positive; otherwise IEF. Check monthly."
    reading = read(text)
    assert reading.action == "run"
    assert reading.sentence.startswith("Hold 100% QQQ while the change over 252 bars is above 0%")


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
         "Hold 100% ETH-USD while the close is above SMA(140), else 100% cash"),
    ],
)  # fmt: skip
def test_all_of_the_money_is_put_into_the_one_or_the_other(text: str, held: str) -> None:
    reading = read(text)
    assert reading.action == "run"
    assert reading.sentence.startswith(held)


@pytest.mark.parametrize("said", ["is not above", "does not close above", "isn't above"])
def test_a_case_that_must_not_be_so_is_no_other_case(said: str) -> None:
    sentence = read(f"If it {said} its 90-day SMA hold BIL, otherwise MSFT").sentence
    assert "Hold 100% BIL while the close is at or below SMA(90), else 100% MSFT" in sentence


@pytest.mark.parametrize(
    "other", ["if it is not hold TLT", "if it is not, TLT", "if not, hold TLT"]
)
def test_if_it_is_not_is_the_other_case(other: str) -> None:
    sentence = read(f"If SPY is above its 90-day SMA hold SPY; {other}").sentence
    assert "while SPY's close is above SPY's SMA(90), else 100% TLT" in sentence


HALVES = {"SPY": 0.7, "TLT": 0.3}


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("Two-Fund Portfolio - SPY / TLT. 70% SPY, 30% TLT. Rebalance yearly. No shorts.", HALVES),
        ("Old steady 70/30: 70% SPY, 30% TLT. Rebalance yearly. Long only, no leverage.", HALVES),
        ("My Granny's Portfolio (Ada)\n- 70% SPY\n- 30% TLT\nRebalanced annually", HALVES),
        ("The lot:\n* SPY - 70%\n* TLT - 30%\nRebalance once a year", HALVES),
        ("SPY - 70%, TLT - 30%, rebalanced yearly, no leverage", HALVES),
        ("Start with $20000. My portfolio - 70% SPY, 30% TLT. Rebalance yearly", HALVES),
        ("0.7 SPY, 0.3 TLT rebalanced yearly", HALVES),
        ("Depot 70/30: 70% SPY - 30% TLT, jährliches Rebalancing", HALVES),
        ("Cartera 70/30: 70 % en SPY y 30 % en TLT, rebalanceo anual", HALVES),
    ],
)  # fmt: skip
def test_a_list_of_weights_may_stand_under_any_heading(
    text: str, weights: dict[str, float]
) -> None:
    reading = read(text)
    assert (reading.action, reading.unsupported) == ("run", [])
    assert reading.strategy is not None
    made = reading.strategy.portfolio
    assert isinstance(made, Weights)
    assert (made.weights, made.rebalance) == (weights, "year")


def test_money_in_a_heading_is_kept() -> None:
    made = strategy_of("Start with $20000. My portfolio - 70% SPY, 30% TLT. Rebalance yearly")
    assert made.initial_capital == 20_000


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("70% SPY, 30% TLT. Tax loss harvest in December.", "Tax loss harvest in December"),
        ("70% SPY, 30% TLT, rebalance yearly. Retire at 60.", "at 60"),
    ],
)
def test_what_stands_beside_a_list_of_weights_is_named(text: str, lost: str) -> None:
    reading = read(text)
    assert any(lost in one.text for one in reading.unsupported)
    assert "portfolio" in reading.draft or reading.strategy is not None


@pytest.mark.parametrize(
    "text",
    [
        "Buy SPY when RSI < 30, sell when RSI > 70. Position sizes: 70% SPY, 30% TLT",
        "70% SPY, 30% TLT. Sell everything when SPY falls 10%.",
        "My pension holds AAPL. 70% SPY, 30% TLT",
        "The best 2 of these: 70% SPY, 30% TLT",
    ],
)
def test_a_list_of_weights_beside_a_rule_is_no_portfolio_in_silence(text: str) -> None:
    reading = read(text)
    assert reading.action in ("clarify", "refuse")
    assert reading.strategy is None or not isinstance(reading.strategy.portfolio, Weights)


def test_a_number_of_shares_is_no_share_of_the_money() -> None:
    reading = read("What if I had bought 100 KO shares in 2020?")
    assert reading.strategy is None or not isinstance(reading.strategy.portfolio, Weights)

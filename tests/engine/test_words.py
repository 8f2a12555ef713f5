"""Strategies, trades and misses in words."""

from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter

from backtests.engine.backtest import TooFewBars, WrongBars, run
from backtests.engine.describe import describe
from backtests.engine.explain import explain
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Condition, Strategy
from tests.engine.making import BOTH, BUY, SELL, closes, compare, cue, cued, indicator

CLOSE = {"kind": "price", "field": "close"}
RSI = indicator("RSI", period=14)
PARSE: TypeAdapter[Condition] = TypeAdapter(Condition)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (compare(RSI, "<", 30), "RSI(14) is below 30"),
        (compare(RSI, "crosses_below", 30), "RSI(14) drops below 30"),
        (
            compare(indicator("SMA", period=20), "crosses_above", indicator("SMA", period=50)),
            "SMA(20) crosses above SMA(50)",
        ),
        (
            compare(CLOSE, "<=", indicator("BOLLINGER", "lower")),
            "the close is at or below the lower Bollinger Band (20, 2)",
        ),
        (
            compare(indicator("MACD"), ">", indicator("MACD", "signal")),
            "the MACD line (12, 26, 9) is above the MACD signal (12, 26, 9)",
        ),
        (
            compare(CLOSE, ">", {**CLOSE, "lag": 1, "multiplier": 1.02}),
            "the close is above 1.02 x the close 1 bar ago",
        ),
        (
            compare({"kind": "change", "bars": 5}, "<=", -0.075),
            "the change over 5 bars is at or below -7.5%",
        ),
        (
            compare({"kind": "distance", "of": "high", "bars": 20}, "<", -0.1),
            "the distance from the 20-bar high is below -10%",
        ),
        (
            compare({"kind": "streak", "way": "down"}, ">=", 3),
            "the streak of down closes is at or above 3",
        ),
    ],
)
def test_a_comparison_in_words(condition: dict[str, Any], words: str) -> None:
    assert describe_condition(PARSE.validate_python(condition)) == words


def test_brackets_show_what_belongs_together() -> None:
    one, two = compare(RSI, "<", 30), compare(CLOSE, ">", 5)
    either = {"kind": "any", "of": [one, two]}
    both = {"kind": "all", "of": [either, {"kind": "not", "of": two}]}
    assert describe_condition(PARSE.validate_python(both)) == (
        "(RSI(14) is below 30 or the close is above 5) and "
        "it is not the case that the close is above 5"
    )


def test_a_whole_strategy_in_words() -> None:
    strategy = Strategy.model_validate(
        {
            "symbols": ["AAPL", "MSFT"],
            "start": "2005-01-01",
            "end": "2010-12-31",
            "entry": compare(RSI, "<", 30),
            "exit": compare(RSI, ">", 70),
            "stop_loss": 0.05,
            "take_profit": 0.1,
            "commission": 0.001,
        }
    )
    assert describe(strategy) == (
        "Buy AAPL and MSFT when RSI(14) is below 30; sell when RSI(14) is above 70, at a stop loss "
        "of 5% or at a take profit of 10%, on daily bars from 2005-01-01 to 2010-12-31. Start with "
        "10,000 USD, put an equal share (1/2) of the equity into each position, trade at the next "
        "open, pay 0.1% commission and 0% slippage."
    )


def test_a_trade_says_why_with_the_values_of_that_moment() -> None:
    prices = [100.0, 90, 101.5, 95, 95]
    rules = cued(entry=compare(CLOSE, "crosses_above", 100), exit=compare(CLOSE, "<", 100))
    trade = run(rules, [closes(prices)]).trades[0]
    assert trade.entry_reason == "the close 101.5 crossed above 100"
    assert trade.exit_reason == "the close 95 < 100"


def test_values_that_lie_close_together_are_told_apart() -> None:
    rules = cued(entry=compare(CLOSE, ">", {**CLOSE, "lag": 1}), exit=compare(CLOSE, "<", 50))
    (trade,) = run(rules, [closes([100.001, 100.0031, 100.5, 101])]).trades
    assert trade.entry_reason == "the close 100.003 > the close 1 bar ago 100.001"


def test_only_the_parts_that_held_are_the_reason() -> None:
    either = {"kind": "any", "of": [compare(CLOSE, ">", 1000), compare(CLOSE, ">", 100)]}
    trade = run(cued(entry=either), [closes([101.0, 101, 101])]).trades[0]
    assert trade.entry_reason == "the close 101 > 100"


def test_what_was_not_known_yet_is_called_unknown() -> None:
    never = {"kind": "all", "of": [compare(indicator("SMA", period=9), ">", 1), cue(BUY)]}
    trade = run(cued(entry={"kind": "not", "of": never}), [closes([101.0] * 9)]).trades[0]
    assert trade.entry_reason.startswith("not (SMA(9) unknown > 1 and volume 0 >= 1")


def test_a_trade_as_plain_data() -> None:
    done = run(cued(), [closes([100.0, 100, 110, 110], [BUY, SELL])])
    data = done.trades[0].to_dict()
    assert data["entry_time"] == "2020-01-02T00:00:00Z"
    assert data["return"] == pytest.approx(0.1)
    assert data["side"] == "long"
    assert "return_" not in data


def test_the_benchmark_holds_every_symbol_in_equal_parts_at_the_same_costs() -> None:
    first, second = closes([10.0, 10, 20], symbol="X"), closes([10.0, 10, 10], symbol="Y")
    done = run(cued(symbols=["X", "Y"], commission=0.01), [first, second])
    assert done.benchmark_equity == pytest.approx([1000, 1000 / 1.01, 1500 / 1.01])
    assert done.benchmark["trades"] == 2
    assert done.benchmark["beta"] == pytest.approx(1)
    assert set(done.benchmark) == set(done.metrics)


def test_the_explainer_counts_alone_and_together() -> None:
    entry = {"kind": "all", "of": [compare(CLOSE, "<", 95), compare(CLOSE, ">", 90)]}
    told = explain(cued(entry=entry), [closes([100.0, 94, 89, 96])])
    assert [(part["held"], part["of"]) for part in told["conditions"]] == [(2, 4), (3, 4)]
    assert told["together"] == 1
    assert told["nearest"] is None


def test_where_parts_hold_apart_and_never_together_the_nearest_is_told() -> None:
    """Below 32 on the second day and above the day before on the third: not on one."""
    close, before = ({"kind": "price", "field": "close", "lag": lag} for lag in (0, 1))
    entry = {"kind": "all", "of": [compare(close, "<", 32), compare(close, ">", before)]}
    told = explain(cued(entry=entry), [closes([40.0, 31.25, 35])])
    assert [one["held"] for one in told["conditions"]] == [1, 1]
    assert told["nearest"] == (
        "where the rest of the rule held, the close reached 35 on 2020-01-03; your limit is 32"
    )


def test_the_explainer_names_the_nearest_miss() -> None:
    told = explain(cued(entry=compare(CLOSE, "<", 30)), [closes([40.0, 31.25, 35])])
    assert told["nearest"] == "the close reached 31.25 on 2020-01-02; your limit is 30"


def test_the_explainer_is_quiet_where_nothing_was_known() -> None:
    told = explain(cued(entry=compare(RSI, "<", 30)), [closes([1.0, 1, 1])])
    assert told["together"] == 0
    assert told["nearest"] is None


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (
            compare(CLOSE, "crosses_above", 30),
            "the close reached 31.25 on 2020-01-02; your limit is 30, and it was never on the "
            "other side, from which it could go above",
        ),
        (
            compare(CLOSE, "crosses_below", 100),
            "the close reached 40 on 2020-01-01; your limit is 100, and it was never on the "
            "other side, from which it could go below",
        ),
        (
            {"kind": "not", "of": compare(CLOSE, ">", 30)},
            "the close reached 31.25 on 2020-01-02; your limit is 30",
        ),
        (
            {
                "kind": "all",
                "of": [{"kind": "not", "of": compare(CLOSE, "<", 31)}, compare(CLOSE, ">", 80)],
            },
            "the close reached 40 on 2020-01-01; your limit is 80",
        ),
    ],
    ids=["always above", "always below", "turned round", "what must not hold is no miss"],
)
def test_a_miss_is_told_from_the_side_that_matters(entry: dict[str, Any], words: str) -> None:
    assert explain(cued(entry=entry), [closes([40.0, 31.25, 35])])["nearest"] == words


def test_a_cross_is_missed_before_it_and_not_after_it() -> None:
    entry = compare(CLOSE, "crosses_above", 30)
    told = explain(cued(entry=entry), [closes([90.0, 25, 29, 20])])
    assert told["nearest"] == "the close reached 29 on 2020-01-03; your limit is 30"


def test_the_nearest_miss_of_several_symbols_says_whose_it_was() -> None:
    strategy = cued(entry=compare(CLOSE, "<", 30), symbols=["X", "Y"])
    told = explain(strategy, [closes([40.0, 35]), closes([90.0, 31], symbol="Y")])
    assert told["nearest"] == "the close of Y reached 31 on 2020-01-02; your limit is 30"


def test_a_portfolio_that_never_trades_is_explained_by_its_conditions() -> None:
    never = compare(CLOSE, ">", 50)
    allocation = {"kind": "allocation", "branches": [{"when": never, "weights": {"X": 1}}]}
    strategy = cued(entry=None, exit=None, portfolio=allocation, symbols=["X", "Y"])
    told = explain(strategy, [closes([40.0, 31]), closes([90.0, 90], symbol="Y")])
    assert [(part["held"], part["of"]) for part in told["conditions"]] == [(0, 2)]
    assert told["nearest"] == "the close reached 40 on 2020-01-01; your limit is 50"


@pytest.mark.parametrize(
    ("prices", "cues", "changes", "words"),
    [
        ([100.0, 100, 100], [BOTH], {}, "an exit beats an entry"),
        ([100.0, 100, 100], [0, 0, BUY], {}, "only at the last close"),
        ([5000.0, 5000, 5000], [BUY], {"sizing": {"whole_shares": True}}, "whole share"),
        ([100.0, 100, 100], [BUY], {"commission_per_trade": 1000}, "the fee of one order"),
        (
            [100.0, 100, 100],
            [BUY],
            {"trailing_stop": {"kind": "atr", "multiple": 1, "period": 2}},
            "could not be worked out",
        ),
    ],
)
def test_the_explainer_says_what_kept_signals_from_trading(
    prices: list[float], cues: list[int], changes: dict[str, Any], words: str
) -> None:
    strategy, bars = cued(**changes), [closes(prices, cues)]
    assert run(strategy, bars).trades == []
    assert words in explain(strategy, bars)["blocked"]


def test_too_few_bars_are_refused_with_a_reason() -> None:
    with pytest.raises(TooFewBars, match="at least 2"):
        run(cued(), [closes([1.0])])


def test_bars_of_another_symbol_are_refused() -> None:
    with pytest.raises(WrongBars, match="needs bars of X, not Y"):
        run(cued(), [closes([1.0, 2], symbol="Y")])


def test_bars_that_are_left_out_are_flagged() -> None:
    done = run(cued(), [closes([1.0, np.nan, 2])])
    assert done.flags[0].startswith("X: 1 bar left out")


def test_cues_are_conditions() -> None:
    assert "volume" in describe_condition(PARSE.validate_python(cue(1)))

"""Loading prices and judging a strategy on the whole period and on its parts."""

from typing import Any

import numpy as np
import pytest

from agents import backtest_runner
from agents.backtest_runner import IN_SAMPLE, Market, judge
from agents.errors import AgentFailure, Cancelled
from agents.events import AgentProgressed
from backtests.engine import backtest as engine
from backtests.engine import metrics
from backtests.engine.bars import Bars
from backtests.engine.trades import iso
from tests.agents.making import Desk, random_bars, rsi_strategy
from tests.engine.making import compare, indicator


def no_check() -> None:
    """Nobody calls the run off."""


def quick(**changes: Any) -> Any:
    """A strategy that trades often."""
    return rsi_strategy(
        entry=compare(indicator("RSI", period=5), "<", 35),
        exit=compare(indicator("RSI", period=5), ">", 60),
        **changes,
    )


async def load(desk: Desk, **changes: Any) -> Market:
    return await backtest_runner.load(
        rsi_strategy(**changes), "files", desk.load, no_check, desk.emit
    )


async def test_every_symbol_is_loaded_once_in_declared_order() -> None:
    desk = Desk([random_bars(symbol="A"), random_bars(symbol="B", seed=2)])
    market = await load(desk, symbols=["B", "A"], start="2010-02-01")
    assert [one.symbol for one in market.bars] == ["B", "A"]
    assert [(asked[0], str(asked[2]), asked[4]) for asked in desk.asked] == [
        ("B", "2010-02-01", "files"),
        ("A", "2010-02-01", "files"),
    ]


async def test_the_card_of_a_symbol_tells_of_the_days_that_all_have() -> None:
    long, late = random_bars(300, "A"), random_bars(300, "B").take(slice(100, 250))
    desk = Desk([long, late])
    market = await load(desk, symbols=["A", "B"])
    days = (iso(late.time[0])[:10], iso(late.time[-1])[:10])
    assert [(asked[0], *map(str, asked[2:4])) for asked in desk.asked[2:]] == [("A", *days)]
    assert [card["symbol"] for card in market.cards] == ["A", "B"]
    assert [len(one) for one in market.bars] == [300, 150]


async def test_what_is_only_looked_at_keeps_its_card_where_it_has_no_common_day() -> None:
    monthly = random_bars(300, "L").take(slice(0, 300, 299))
    desk = Desk([random_bars(300, "A").take(slice(100, 200)), monthly])
    entry = compare({"kind": "price", "field": "close", "symbol": "L"}, ">", 1)
    market = await load(desk, symbols=["A"], entry=entry)
    assert [asked[0] for asked in desk.asked] == ["A", "L"]
    assert [card["symbol"] for card in market.cards] == ["A", "L"]


async def test_a_benchmark_takes_no_days_from_a_card() -> None:
    desk = Desk([random_bars(300, "A"), random_bars(300, "B").take(slice(100, 250))])
    await load(desk, symbols=["A"], benchmark="B")
    assert [asked[0] for asked in desk.asked] == ["A", "B"]


async def test_loading_counts_symbols() -> None:
    desk = Desk([random_bars(symbol="A"), random_bars(symbol="B", seed=2)])
    await load(desk, symbols=["A", "B"])
    told = [event.data for event in desk.said if isinstance(event, AgentProgressed)]
    assert told == [{"done": 1, "total": 2}, {"done": 2, "total": 2}]


async def test_no_bars_in_the_period_is_said_kindly() -> None:
    with pytest.raises(AgentFailure, match="no 1d prices of X from 1990-01-01 to 1991") as caught:
        await load(Desk([random_bars()]), start="1990-01-01", end="1991-01-01")
    assert caught.value.code == "no_data"


async def test_what_the_loader_says_passes_through() -> None:
    def failing(*_: Any) -> tuple[Bars, dict[str, Any]]:
        raise AgentFailure("source_failed", "The file is damaged.")

    desk = Desk([])
    with pytest.raises(AgentFailure, match="damaged"):
        await backtest_runner.load(rsi_strategy(), None, failing, no_check, desk.emit)


async def test_a_cancelled_run_loads_nothing_more() -> None:
    def cancelled() -> None:
        raise Cancelled

    desk = Desk([random_bars()])
    with pytest.raises(Cancelled):
        await backtest_runner.load(rsi_strategy(), None, desk.load, cancelled, desk.emit)
    assert desk.asked == []


async def test_progress_counts_real_bars_in_at_most_ten_steps() -> None:
    desk, bars = Desk([]), random_bars(200_000)
    await backtest_runner.backtest(rsi_strategy(), Market([bars], []), 1, no_check, desk.emit)
    told = [event.data for event in desk.said if isinstance(event, AgentProgressed)]
    counts = [data["done"] for data in told if data]
    assert counts == sorted(set(counts))
    assert 2 <= len(counts) <= 10
    assert told[-1] == {"done": 200_000, "total": 200_000}


async def test_a_failing_emit_stops_the_engine() -> None:
    async def fenced(event: object) -> None:
        if isinstance(event, AgentProgressed):
            raise RuntimeError("a newer attempt runs this job")

    with pytest.raises(RuntimeError, match="newer attempt"):
        await backtest_runner.backtest(
            rsi_strategy(), Market([random_bars()], []), 1, no_check, fenced
        )


def test_the_first_part_has_never_seen_a_later_bar() -> None:
    bars = random_bars(1000)
    early = judge(quick(), [bars], no_check).in_sample
    shuffled = random_bars(1000, seed=9)
    cut = int(1000 * IN_SAMPLE)
    columns = {
        name: np.concatenate((column[:cut], shuffled.columns()[name][cut:]))
        for name, column in bars.columns().items()
    }
    other = Bars("X", "1d", bars.time, **columns)
    changed = judge(quick(), [other], no_check).in_sample
    assert early is not None
    assert early == changed
    assert early.bars == cut


def test_both_parts_make_up_the_whole_return() -> None:
    trial = judge(quick(), [random_bars(1000)], no_check)
    assert trial.in_sample
    assert trial.out_of_sample
    for part in ("metrics", "benchmark"):
        first = getattr(trial.in_sample, part)["total_return"]
        last = getattr(trial.out_of_sample, part)["total_return"]
        whole = getattr(trial.backtest, part)["total_return"]
        assert (1 + first) * (1 + last) == pytest.approx(1 + whole, rel=1e-9)


def test_the_last_part_starts_where_the_first_ended_and_counts_its_own_trades() -> None:
    bars = random_bars(1000)
    trial = judge(quick(), [bars], no_check)
    assert trial.out_of_sample
    began = [t for t in trial.backtest.trades if t.entry_time >= bars.time[700]]
    assert trial.out_of_sample.start == iso(bars.time[700])
    assert trial.out_of_sample.bars == 300
    assert trial.out_of_sample.metrics["trades"] == len(began) > 0


def test_the_last_part_says_what_the_whole_metrics_say() -> None:
    last = judge(quick(), [random_bars(1000)], no_check).out_of_sample
    whole = engine.run(quick(), [random_bars(1000)])
    equity = whole.equity[699:]
    assert last
    assert last.metrics["sharpe"] == metrics.sharpe(metrics.returns_of(equity), 252)


def test_a_short_period_is_not_split() -> None:
    trial = judge(rsi_strategy(), [random_bars(99)], no_check)
    assert trial.in_sample is trial.out_of_sample is None


def test_a_single_bar_is_too_few_and_that_is_said() -> None:
    with pytest.raises(AgentFailure, match="needs at least 2") as caught:
        judge(rsi_strategy(), [random_bars(1)], no_check)
    assert caught.value.code == "bad_data"


def test_symbols_without_a_common_day_are_told_apart() -> None:
    early, late = random_bars(100, "A"), random_bars(300, "B").take(slice(200, 300))
    with pytest.raises(AgentFailure, match="A and B have 0 bars in common"):
        judge(rsi_strategy(symbols=["A", "B"]), [early, late], no_check)

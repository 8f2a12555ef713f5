"""Whole runs on the prices that come with the site."""

from typing import Any

import pytest

from agents import workflow
from agents.workflow import RunRequest
from backtests.engine.strategy import Strategy
from backtests.market_data import catalogue
from tests.agents.making import LIMIT_PATHS, RSI_PATHS, Desk, reading_of, rsi_strategy


async def run(strategy: Strategy, assumed: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    request = RunRequest(
        reading=reading_of(strategy, assumed).model_dump(mode="json"),
        strategy=strategy.model_dump(mode="json"),
        **more,
    )
    return await workflow.run(
        request, emit=Desk([]).emit, load_bars=catalogue.load, check_cancelled=lambda: None
    )


@pytest.mark.parametrize(
    ("symbol", "equity", "trades"),
    [("AAPL", 591_014.238, 38), ("MSFT", 1_337_748.848, 36), ("IBM", 804_365.224, 36)],
)
async def test_a_run_gives_the_reference_figures(symbol: str, equity: float, trades: int) -> None:
    strategy = rsi_strategy(
        symbols=[symbol],
        stop_loss=0.05,
        take_profit=0.1,
        commission=0.001,
        initial_capital=1_000_000,
        start="2000-03-01",
        end="2013-03-01",
    )
    result = await run(strategy, source="bokeh_sampledata", max_iterations=1)
    assert result["metrics"]["final_equity"] == pytest.approx(equity, abs=0.001)
    assert len(result["trades"]) == trades
    assert result["data"][0]["provider"] == "bokeh_sampledata"


async def test_a_refined_run_never_claims_what_the_unseen_part_denies() -> None:
    strategy = rsi_strategy(symbols=["AAPL", "MSFT", "IBM"], stop_loss=0.05)
    result = await run(strategy, (*RSI_PATHS, *LIMIT_PATHS))
    assert len(result["iterations"]) == 5
    assert all(item["strategy"]["stop_loss"] == 0.05 for item in result["iterations"])
    assert "buy and hold" in result["verdict"]["text"]
    assert any(card["sha256"] for card in result["data"])


async def test_closes_alone_are_flagged_in_the_verdict() -> None:
    result = await run(rsi_strategy(symbols=["JPM"]), max_iterations=1)
    assert any("only closes are known" in one for one in result["verdict"]["warnings"])


async def test_a_symbol_that_is_not_there_ends_with_the_catalogue_s_own_words() -> None:
    with pytest.raises(workflow.AgentFailure, match="There are no prices of SPY") as caught:
        await run(rsi_strategy(symbols=["SPY"]))
    assert caught.value.code == "no_data"

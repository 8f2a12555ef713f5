"""Bars, readings and a recording emit for the tests of the agents."""

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agents import workflow
from agents.events import Event
from agents.language.reading import Assumption, Reading
from agents.workflow import RunRequest
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from benchmarks.false_edges import noise
from tests.engine.making import compare, indicator

Json = dict[str, Any]


def random_bars(count: int = 600, symbol: str = "X", seed: int = 1, drift: float = 0.0) -> Bars:
    """A random walk with real ranges."""
    return noise(seed, drift, bars=count, symbol=symbol)


def rsi_strategy(**changes: Any) -> Strategy:
    usual: Json = {
        "symbols": ["X"],
        "entry": compare(indicator("RSI", period=14), "<", 30),
        "exit": compare(indicator("RSI", period=14), ">", 70),
    }
    return Strategy.model_validate({**usual, **changes})


def reading_of(strategy: Strategy, assumed: Sequence[str] = (), **more: Any) -> Reading:
    assumptions = [Assumption(text=f"{path} is usual", path=path) for path in assumed]
    return Reading(action="run", strategy=strategy, assumptions=assumptions, **more)


RSI_PATHS = ("entry.left.params.period", "exit.left.params.period")
LIMIT_PATHS = ("entry.right.value", "exit.right.value")


@dataclass
class Desk:
    """Runs a workflow on bars made up, and keeps what was said and asked."""

    bars: Sequence[Bars]
    said: list[Event] = field(default_factory=list)
    asked: list[tuple[str, str, dt.date | None, dt.date | None, str | None]] = field(
        default_factory=list
    )
    flags: list[str] = field(default_factory=list)

    async def emit(self, event: Event) -> None:
        self.said.append(event)

    def load(
        self,
        symbol: str,
        timeframe: str,
        start: dt.date | None,
        end: dt.date | None,
        source: str | None,
    ) -> tuple[Bars, Json]:
        self.asked.append((symbol, timeframe, start, end, source))
        bars = next(one for one in self.bars if one.symbol == symbol)
        card = {"symbol": symbol, "provider": bars.provider, "timeframe": timeframe}
        return bars, {**card, "bars": len(bars), "sha256": bars.sha256(), "flags": self.flags}

    async def run(self, strategy: Strategy, reading: Reading | None = None, **more: Any) -> Json:
        check, model = more.pop("check_cancelled", lambda: None), more.pop("model", None)
        clock = more.pop("clock", time.monotonic)
        request = RunRequest(
            reading=(reading or reading_of(strategy)).model_dump(mode="json"),
            strategy=strategy.model_dump(mode="json"),
            **more,
        )
        return await workflow.run(
            request,
            emit=self.emit,
            load_bars=self.load,
            check_cancelled=check,
            model=model,
            clock=clock,
        )

    def types(self) -> list[str]:
        return [event.type for event in self.said]

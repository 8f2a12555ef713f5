"""What a run has said as rows, for readers without JavaScript; timeline.js makes the same ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from backtests.templatetags.figures import with_minus_signs

Event = dict[str, Any]
SUPERVISOR, LAST_OF_ITERATION = "Supervisor", "review"
KINDS = {"iteration_start": "iteration", "refinement": "refinement", "warning": "warning"}
OUTCOMES = ("complete", "error", "cancelled")
SILENT = ("saved", "save_delayed")
STATES = {"running": "under way"}
# What stands elsewhere on the page is not said once more in a row.
SHORT = {"present": "Said the strategy back, under “How it was understood”."}
# As they are called in timeline_view.js.
AGENTS = {
    "BacktestRunner": "Backtest runner",
    "StrategyAnalyst": "Analyst",
    "InsightsGenerator": "Insights",
}


@dataclass
class Row:
    """An agent's turn, an iteration, or something that was said, which may have no state."""

    kind: str
    agent: str
    message: str
    state: str = ""
    milliseconds: int | None = None
    since: str = ""

    @property
    def who(self) -> str:
        return AGENTS.get(self.agent, self.agent)

    @property
    def stood(self) -> str:
        """ "done in 1.2 s" """
        told = STATES.get(self.state, self.state)
        if self.milliseconds is None:
            return told
        if self.milliseconds < 1000:
            return f"{told} in {self.milliseconds} ms"
        return f"{told} in {self.milliseconds / 1000:.1f} s"

    def end(self, state: str, milliseconds: int | None) -> None:
        self.state, self.milliseconds = state, milliseconds


@dataclass
class Steps:
    """The rows so far, and which of them are under way, by agent or kind."""

    rows: list[Row] = field(default_factory=list)
    under_way: dict[str, Row] = field(default_factory=dict)
    said_at: str = ""

    def add(self, event: Event) -> None:
        match event["type"]:
            case "agent_start":
                kind = "note" if event["agent"] == SUPERVISOR else "step"
                self._begin(event["agent"], self._row(kind, event), event)
            case "iteration_start":
                self._begin("iteration", self._row("iteration", event), event)
            case "agent_progress" if event["agent"] in self.under_way.keys() - {SUPERVISOR}:
                self.under_way[event["agent"]].message = event["message"]
            case "agent_complete":
                self._finish(event)
            case "retrying" | "complete" | "error" | "cancelled":
                self._interrupt()
                self._row("bell" if event["type"] in OUTCOMES else "note", event)
            case _:
                self._decide(self._row(KINDS.get(event["type"], "note"), event), event)
        self.said_at = event.get("ts", "")

    def _row(self, kind: str, event: Event) -> Row:
        self.rows.append(Row(kind, event.get("agent") or "", event["message"]))
        return self.rows[-1]

    def _begin(self, name: str, row: Row, event: Event) -> None:
        row.state, row.since = "running", event.get("ts", "")
        self.under_way[name] = row

    def _finish(self, event: Event) -> None:
        row, took = self.under_way.pop(event["agent"], None), event.get("duration_ms")
        if row is not None:
            row.end("done", took)
        if row is None or event["agent"] == SUPERVISOR:
            self._row("note", event).end("done", took)
            return
        row.message = SHORT.get(event.get("action", "")) or event["message"]
        if event.get("action") == LAST_OF_ITERATION and "iteration" in self.under_way:
            whole = self.under_way.pop("iteration")
            whole.end("done", _between(whole.since, event.get("ts", "")))

    def _decide(self, row: Row, event: Event) -> None:
        if event.get("agent") == SUPERVISOR:
            row.end("decided", _between(self.said_at, event.get("ts", "")))

    def _interrupt(self) -> None:
        for row in self.under_way.values():
            row.state = "interrupted"
        self.under_way.clear()


def rows(events: Iterable[Event]) -> list[Row]:
    steps = Steps()
    for event in events:
        if event["type"] not in SILENT:
            steps.add(event)
    for row in steps.rows:
        row.message = with_minus_signs(row.message)
    return steps.rows


def _between(begin: str, end: str) -> int | None:
    try:
        passed = datetime.fromisoformat(end) - datetime.fromisoformat(begin)
    except ValueError:
        return None
    return round(passed.total_seconds() * 1000)

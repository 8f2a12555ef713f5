"""What fills the first page when an earlier run's idea is to be changed: all that was said for it.

Where the run was itself changed in words, its text says another strategy than the one that ran. Of
the ways to put that strategy in words, the first that is read as this very strategy is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backtests import jobs
from backtests.engine.strategy import Strategy
from backtests.forms import PERCENT
from backtests.intake import FIELDS, validated
from backtests.models import Job
from backtests.viewers import Viewer

MONEY = ("initial_capital", "commission", "slippage")
HOW = ("source", "max_iterations")  # how to test, which is no part of what is read


@dataclass(frozen=True)
class Said:
    """A text, the answers to what it leaves open, and what stands in the fields beside it."""

    prompt: str
    answers: Mapping[str, str]
    options: Mapping[str, Any]

    def means(self, strategy: Strategy, viewer: Viewer) -> bool:
        stated = {name: value for name, value in self.options.items() if name in FIELDS}
        try:
            return jobs.read(viewer, self.prompt, self.answers, **stated).strategy == strategy
        except jobs.BadRequest:
            return False

    def initial(self) -> dict[str, Any]:
        """As the form is filled in."""
        filled = {name: typed(name, value) for name, value in self.options.items()}
        as_read = filled.pop("max_iterations", None) == 1
        return {**filled, "prompt": self.prompt, "as_read": as_read}


def typed(name: str, value: Any) -> Any:
    if name == "symbols":
        return ", ".join(value)
    if name in PERCENT:
        return float(f"{value * 100:.12g}")
    return int(value) if isinstance(value, float) and value.is_integer() else value


def said_for(job: Job) -> tuple[Said, str]:
    """And the change in words that none of the ways can hold, if there is one."""
    first, *others = ways(job)
    change = (job.reading or {}).get("amended")
    if not change:
        return first, ""
    strategy = validated(job.strategy or {})
    exact = next((way for way in (first, *others) if way.means(strategy, Viewer.of(job))), None)
    return (exact, "") if exact else (first, str(change["words"]))


def ways(job: Job) -> Iterator[Said]:
    """As it was said; with the change behind it; as the rules are said back."""
    reading, options = jobs.reading_of(job), dict(jobs.options_of(job))
    answers = {one.id: one.given for one in reading.answered}
    yield Said(job.prompt, answers, options)
    if reading.amended:
        behind = f"{job.prompt.rstrip().rstrip('.')}. {reading.amended['words']}"
        yield Said(behind, answers, options)
        yield Said(rules_of(reading.sentence), {}, {**money_of(job), **how_of(options)})


def rules_of(sentence: str) -> str:
    """Without the money and the fills: these have fields, or words of their own."""
    rules, _, rest = sentence.partition(". Start with ")
    return f"{rules}. Trade at the close." if "trade at the close" in rest else f"{rules}."


def money_of(job: Job) -> dict[str, Any]:
    strategy = job.strategy or {}
    return {name: strategy[name] for name in MONEY if strategy.get(name)}


def how_of(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: options[name] for name in HOW if name in options}

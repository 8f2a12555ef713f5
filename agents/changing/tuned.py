"""The reading of a run with the strategy that its refinement or its sweep ended with.

The numbers that were found there were not said: they may be tuned again.
"""

from __future__ import annotations

from agents.language.reading import Assumption, Reading
from agents.language.spreads.varied import numbers_of
from agents.language_model.evidence import leaves
from backtests.engine.describe import describe
from backtests.engine.phrases import percent, short
from backtests.engine.strategy import Strategy


def tuned(reading: Reading, kept: Strategy) -> Reading:
    found = found_in(reading.strategy, kept) if reading.strategy else set()
    gone = {beside(path) for path in found}
    assumptions = [one for one in reading.assumptions if beside(one.path) not in gone]
    return reading.model_copy(
        update={
            "strategy": kept,
            "sentence": describe(kept),
            "assumptions": [*assumptions, *notes(kept, found)],
            "stated": [path for path in reading.stated if path not in found],
        }
    )


def beside(path: str) -> str:
    """The usual numbers of an indicator are assumed together."""
    head, _, _ = path.rpartition(".")
    return head if head.endswith(".params") else path


def found_in(before: Strategy, kept: Strategy) -> set[str]:
    """Where the numbers stand that differ."""
    old, new = (dict(leaves(one.model_dump(mode="json", exclude={"ranges"})))
                for one in (before, kept))  # fmt: skip
    return {path for path, value in new.items() if value != old.get(path)}


def notes(kept: Strategy, found: set[str]) -> list[Assumption]:
    return [
        Assumption(text=f"{one.label}: {told} was found by the run before", path=path)
        for one in numbers_of(kept)
        for told in [percent(one.value) if one.unit == "%" else short(one.value)]
        for path in one.paths[:1]
        if path in found
    ]

"""A strategy while words change it: its numbers as data, and what is to be told of the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from agents.events import Json
from agents.language.reading import Assumption
from backtests.engine.strategy import Strategy


@dataclass(frozen=True)
class Work:
    """`data` is what the strategy becomes. `changed` are the numbers that took another value where
    they stand, `renamed` the averages of another kind, `notes` what the words left open.
    """

    strategy: Strategy
    data: Json
    changed: set[str] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)
    notes: list[Assumption] = field(default_factory=list)

    def put(self, path: str, value: object) -> None:
        set_at(self.data, path.split("."), value)
        self.changed.add(path)

    def note(self, text: str, path: str) -> None:
        self.notes.append(Assumption(text=text, path=path))


def set_at(data: Json, path: Sequence[str], value: object) -> None:
    inner: object = data
    for name in path[:-1]:
        inner = inner[int(name)] if isinstance(inner, list) else inner[name]  # type: ignore[index]
    inner[path[-1]] = value  # type: ignore[index]

"""A rule that takes the place of an old one or of a part of it, or stands beside it: and where the
numbers of both stand then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from agents.events import Json
from backtests.engine.strategy import All, Any_, Calendar, Comparison, Condition, Indicator

Join = Literal["", "all", "any"]
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
# Another way in or out, beside the one that there is.
WIDENS = re.compile(
    r"\balso\s+(?:buy|sell|enter|exit|leave|go|short|cover)\b|^\s*or\b|\bor\s+(?:also\s+)?(?:buy|sell)\b"
    r"|\b(?:as an? )?(?:alternative|second|additional|another)\s+(?:entry|exit|way)\b"
    r"|\badd\s+(?:an?|another)\s+(?:entry|exit)\b(?!\s+(?:condition|filter))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Placed:
    """The rule `name` was changed by what was `said` as a rule of that name.

    What was said stands at `at` now; the old rule at `old`, but for what was under `gone` in it.
    `keeps` says that the value that the old rule looks at stayed.
    """

    name: str
    at: str
    old: str | None = None
    gone: str | None = None
    keeps: bool = False
    said: str = ""

    def kept(self, path: str) -> str | None:
        lost = self.gone is not None and f"{path}.".startswith(f"{self.gone}.")
        return None if self.old is None or lost else f"{self.old}{path[len(self.name) :]}"

    def new(self, path: str) -> str | None:
        within = path[len(self.said) :]
        return None if self.keeps and within.startswith(".left") else f"{self.at}{within}"


def replaced(old: Any, new: Any, name: str, *, keep: bool, join: Join) -> tuple[Json, Placed]:
    """The rule called `name` with what is new; `keep` the value that it looks at, where it is like
    the new one but for numbers that nobody said. `join`: both must hold, or any of them.

    Without a join a day of the calendar takes the place of another one, and of an exit; to an entry
    of another kind it is added.
    """
    before = CONDITION.validate_python(old) if old else None
    after = CONDITION.validate_python(new)
    if before is None:
        return new, Placed(name, name)
    if join == "any":
        return beside(before, after, name, Any_)
    rule = isinstance(after, Comparison | All | Any_)
    if join == "all" or not (rule or name.endswith("exit") or isinstance(before, Calendar)):
        return beside(before, after, name, All)
    found = exchanged(before, after, name, keep=keep) if isinstance(after, Comparison) else None
    return found or (new, Placed(name, name))


def beside(
    before: Condition, after: Condition, name: str, group: type[All] | type[Any_]
) -> tuple[Json, Placed]:
    """Both in a group, into which the old one is not put if it is one already."""
    parts: list[Condition] = list(before.of) if isinstance(before, group) else [before]
    if after in parts:
        at = f"{name}.of.{parts.index(after)}" if isinstance(before, group) else name
        return before.model_dump(mode="json"), Placed(name, at, name, at)
    old = name if isinstance(before, group) else f"{name}.of.0"
    placed = Placed(name, f"{name}.of.{len(parts)}", old)
    return group(of=[*parts, after]).model_dump(mode="json"), placed


def exchanged(
    before: Condition, after: Comparison, name: str, *, keep: bool
) -> tuple[Json, Placed] | None:
    """`after` where the old rule looks at the same thing in the same direction."""
    made = exchange(before, after, name, keep=keep)
    if made is None:
        return None
    rule, at = made
    gone = f"{at}.right" if keep else at
    return rule.model_dump(mode="json"), Placed(name, at, name, gone, keep)


def is_comparison(rule: Json) -> bool:
    return isinstance(CONDITION.validate_python(rule), Comparison)


def alike(old: Json, new: Json) -> bool:
    """Whether a part of the old rule looks at what a comparison does, in the same direction."""
    before, after = CONDITION.validate_python(old), Comparison.model_validate(new)
    return exchange(before, after, "", keep=True) is not None


def exchange(
    old: Condition, new: Comparison, path: str, *, keep: bool
) -> tuple[Condition, str] | None:
    if isinstance(old, All | Any_):
        for index, part in enumerate(old.of):
            if made := exchange(part, new, f"{path}.of.{index}", keep=keep):
                parts = [*old.of[:index], made[0], *old.of[index + 1 :]]
                return old.model_copy(update={"of": parts}), made[1]
    if isinstance(old, Comparison) and looks_at(old) == looks_at(new):
        return (new.model_copy(update={"left": old.left}) if keep else new), path
    return None


def looks_at(comparison: Comparison) -> tuple[object, bool]:
    """The value without its numbers, and whether it has to be low."""
    left = comparison.left
    name = (left.name, left.output) if isinstance(left, Indicator) else left
    return name, comparison.op in ("<", "<=", "crosses_below")

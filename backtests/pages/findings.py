"""The findings on an edge as people read them: what one reason leaves open is told once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
# As `engine.robustness.judgement` says what could not be judged.
UNKNOWN = re.compile(r"Unknown (?P<about>.+?): (?P<why>.+)\.")


@dataclass(frozen=True)
class Told:
    """A finding, or several questions that one reason leaves open."""

    state: str
    text: str
    questions: list[str] = field(default_factory=list)


def told(findings: Sequence[Json]) -> list[Told]:
    """Those that are known first."""
    known = [Told(one["state"], one["text"]) for one in findings if one["state"] != "unknown"]
    return [*known, *left_open([one["text"] for one in findings if one["state"] == "unknown"])]


def left_open(texts: Sequence[str]) -> Iterator[Told]:
    reasons: dict[str, list[str]] = {}
    for text in texts:
        said = UNKNOWN.fullmatch(text)
        why, about = (said["why"], said["about"]) if said else (text, text)
        reasons.setdefault(why, []).append(about)
    for why, questions in reasons.items():
        alone = len(questions) == 1
        text = f"Unknown {questions[0]}: {why}." if alone else f"{why[:1].upper()}{why[1:]}."
        yield Told("unknown", text, questions)


def has_ranges(result: Json) -> bool:
    """From so little that nothing is known, what else could have come out would be a guess."""
    found = result["robustness"].get("findings") or []
    return not any(one["name"] == "histories" and one["state"] == "unknown" for one in found)

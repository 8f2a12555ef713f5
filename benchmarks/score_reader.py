"""Scores the reader against labelled descriptions: python benchmarks/score_reader.py PATH.jsonl

One JSON object a line: id, text, expected (a careful person's reading). A description passes if
the action, the symbols and every rule and number agree; a strategy that runs on anything else is
counted as wrong, which is the worst that can happen. Accuracy counts what can be tested, honesty
what cannot, in part or at all.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from agents.language import ImpossibleStrategy, Reading, read
from agents.language.lexicon import untestable
from benchmarks.reading import fields, rules
from benchmarks.reading.labels import plain
from benchmarks.reading.operands import Json
from benchmarks.reading.plans import portfolio

# What the engine cannot say yet; where a description needs it, asking is right.
UNSAYABLE = frozenset({"ALWAYS", "DRAWDOWN_FROM_REFERENCE", "YTD_RETURN"})
TODAY = dt.date(2025, 6, 30)
TESTABLE = ("run", "clarify")


@dataclass
class Score:
    """What became of one description."""

    id: str
    expected: str
    action: str
    problems: list[str] = field(default_factory=list)
    milliseconds: float = 0.0
    ran: bool = False
    asked: bool = True

    @property
    def verdict(self) -> str:
        if not self.problems:
            return "pass"
        return "WRONG" if self.ran else "miss"

    @property
    def silent(self) -> bool:
        """Another strategy would run, and nobody was asked or told."""
        return self.ran and not self.asked


def score(item: Json) -> Score:
    item = {**item, "expected": plain(item["expected"], item["text"])}
    expected = item["expected"]
    began = time.perf_counter()
    try:
        reading = read(item["text"], today=TODAY)
    except ImpossibleStrategy as error:
        impossible = bool(expected.get("impossible"))
        name = "impossible" if impossible else expected["action"]
        return Score(item["id"], name, "impossible", [] if impossible else [str(error)])
    took = (time.perf_counter() - began) * 1000
    made = Score(item["id"], expected["action"], reading.action, [], took)
    try:
        made.problems = problems(item, reading)
        made.ran = bool(made.problems) and misread(item, reading)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        made.problems = [f"its label is of a form that is not known here ({error!r})"]
    made.asked = reading.strategy is None or bool(reading.unsupported)
    return made


def misread(item: Json, reading: Reading) -> bool:
    """A strategy would run, and it is not the one that was described."""
    answered = _answered(item["text"], reading)
    if answered.strategy is None or answered.action == "partial":
        return False
    return bool(_differences(item["expected"], answered, answered.strategy.model_dump()))


def _answered(text: str, reading: Reading) -> Reading:
    if reading.strategy or not reading.questions:
        return reading
    try:
        return read(text, answers="defaults", today=TODAY)
    except ImpossibleStrategy:
        return reading


def problems(item: Json, reading: Reading) -> list[str]:
    expected = item["expected"]
    answered = _answered(item["text"], reading)
    found = []
    if not _action_fits(expected, reading, answered):
        found.append(f"action {reading.action}")
    elif reading.action != expected["action"] and reading.action in expected.get("also", ()):
        return found
    if expected["action"] == "partial" and reading.action == "partial" and not reading.unsupported:
        found.append("nothing is named as untestable")
    partly = expected["action"] == "partial" and expected["entry"] and not _unsayable(expected)
    if expected["action"] in TESTABLE or partly:
        data = answered.strategy.model_dump() if answered.strategy else {**answered.draft}
        found += _differences(expected, answered, data)
    return found


def _action_fits(expected: Json, reading: Reading, answered: Reading) -> bool:
    if reading.action in expected.get("also", ()):
        return True
    if expected["action"] == "run" and expected.get("reentry") and reading.action == "partial":
        return all(one.why == untestable.COOLING for one in reading.unsupported)
    if expected["action"] == "run" and reading.action == "clarify":
        return answered.action == "run"
    return bool(reading.action == expected["action"])


def _differences(expected: Json, reading: Reading, data: Json) -> list[str]:
    found = fields.differences(expected, reading, data)
    planned = portfolio(expected, data)
    if planned is not None:
        return [one for one in found if not one.startswith("sizing")] + planned
    if (
        expected["action"] == "clarify"
        and _unsayable(expected)
        and reading.answered + reading.questions
    ):
        return [one for one in found if not one.startswith(("max_bars", "it is not left"))]
    for name in ("entry", "exit", "short_entry", "short_exit"):
        have = getattr(reading.strategy, name, None) if reading.strategy else None
        if have is None and data.get(name):
            have = rules.parsed(data[name])
        found += rules.differences(name, expected.get(name) or [], have)
    return _without_turns(expected, data, found)


def _without_turns(expected: Json, data: Json, found: list[str]) -> list[str]:
    """With both sides, a signal for the other one is the exit, said or not."""
    turns = expected["direction"] == data.get("direction") == "both"
    lacking = ("exit lacks", "short_exit lacks")
    return [one for one in found if not (turns and one.startswith(lacking))]


def _unsayable(expected: Json) -> bool:
    rules_ = expected["entry"] if isinstance(expected["entry"], list) else [expected["entry"]]
    named = {"ALWAYS" if "limit_order" in rule else rule.get("indicator") for rule in rules_}
    return bool(named & UNSAYABLE) or (expected["direction"] == "short" and not named)


def table(scores: Sequence[Score]) -> str:
    lines = [f"{'expected':<11}{'cases':>6}{'pass':>6}{'miss':>6}{'wrong':>6}"]
    for action in ("run", "clarify", "partial", "refuse", "impossible"):
        own = [one for one in scores if one.expected == action]
        counts = [
            sum(one.verdict == verdict for one in own) for verdict in ("pass", "miss", "WRONG")
        ]
        lines.append(f"{action:<11}{len(own):>6}{counts[0]:>6}{counts[1]:>6}{counts[2]:>6}")
    accurate, honest = shares(scores)
    lines.append(f"accuracy {accurate:.1%} of what can be tested, honesty {honest:.1%} of the rest")
    silent = [one.id for one in scores if one.silent]
    lines.append(f"another strategy, unasked: {', '.join(silent) or 'never'}")
    lines.append(f"slowest reading: {max(one.milliseconds for one in scores):.1f} ms")
    return "\n".join(lines)


def shares(scores: Sequence[Score]) -> tuple[float, float]:
    """Of what can be tested, the part that passed; of the rest, the part that did not pretend."""
    parts: tuple[list[Score], list[Score]] = ([], [])
    for one in scores:
        parts[one.expected not in TESTABLE].append(one)
    accurate, honest = (
        sum(one.verdict == "pass" for one in part) / len(part) if part else 1.0 for part in parts
    )
    return accurate, honest


def load(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    items = load(parser.parse_args().path)
    scores = [score(item) for item in items]
    for one, item in zip(scores, items, strict=True):
        if one.problems:
            print(f"{one.verdict} {one.id} [{one.expected}] {'; '.join(one.problems)}")
            print(f"     {item['text'][:150]}")
    print(table(scores))
    return int(any(one.verdict == "WRONG" for one in scores))


if __name__ == "__main__":
    sys.exit(main())

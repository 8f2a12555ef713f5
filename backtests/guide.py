"""What a page needs beside a reading: where each of its assumptions is said otherwise, and which
words a field goes before, and which prices there are none of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from agents.language.overriding import overridden
from agents.language.pointing import ways
from agents.language.reading import Reading
from backtests import jobs
from backtests.intake import FIELDS, Answers, BadRequest, check_available, naming
from backtests.market_data.catalogue import SourceFailed
from backtests.viewers import Viewer

Json = dict[str, Any]


def of(
    viewer: Viewer, prompt: str, reading: Reading, answers: Answers, options: Mapping[str, Any]
) -> Json:
    fields = [name for name in FIELDS if options.get(name) is not None]
    own = alone(viewer, prompt, answers) if fields else None
    with naming(viewer.key):
        found = ways(prompt, reading)
        over = overridden(prompt, own, reading, fields) if own else {}
    fielded = {token.start: name for name, tokens in over.items() for token in tokens}
    return {
        "ways": [way and way.model_dump(mode="json") for way in found],
        "spans": list(_spans(reading, fielded)),
        "lacks": _lacks(viewer, reading, options),
    }


def _lacks(viewer: Viewer, reading: Reading, options: Mapping[str, Any]) -> str:
    """What a run would be refused for: prices that are not here, or too few of them."""
    if reading.strategy is None or reading.questions:
        return ""
    try:
        check_available(reading.strategy, options.get("source"), viewer.key)
    except (BadRequest, jobs.NoData, SourceFailed) as error:
        return str(error)
    return ""


def alone(viewer: Viewer, prompt: str, answers: Answers) -> Reading | None:
    """The reading of the text without any field beside it."""
    try:
        return jobs.read(viewer, prompt, answers)
    except BadRequest:
        return None


def _spans(reading: Reading, fielded: Mapping[int, str]) -> Iterator[Json]:
    """Those of the reading; what a field goes before is of a kind of its own."""
    for span in reading.spans:
        told = span.model_dump(mode="json")
        if field := fielded.get(span.start):
            told |= {"kind": "overridden", "field": field}
        yield told

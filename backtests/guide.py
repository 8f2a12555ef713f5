"""What a page needs beside a reading: where each of its assumptions is said otherwise."""

from __future__ import annotations

from typing import Any

from agents.language.pointing import ways
from agents.language.reading import Reading
from backtests.intake import naming
from backtests.viewers import Viewer

Json = dict[str, Any]


def of(viewer: Viewer, prompt: str, reading: Reading) -> Json:
    with naming(viewer.key):
        found = ways(prompt, reading)
    return {"ways": [way and way.model_dump(mode="json") for way in found]}

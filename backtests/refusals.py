"""Why a strategy that came as data is refused: the path of each field, and a sentence about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from backtests.engine.strategy import Strategy


def fields_of(error: ValidationError, strategy: Mapping[str, Any]) -> dict[str, str]:
    items = error.errors(include_url=False, include_context=False)
    return {_where(item, strategy): _why(item) for item in items}


def _where(item: ErrorDetails, strategy: Mapping[str, Any]) -> str:
    """The path in the JSON that was sent; what is wrong with the whole names its field itself."""
    *way, last = item["loc"] or [""]
    missing = [str(last)] if item["type"] == "missing" else _steps([last], _at(way, strategy))
    return ".".join([*_steps(way, strategy), *missing]) or _named_in(item["msg"])


def _at(way: Iterable[int | str], inner: Any) -> Any:
    for step in way:
        inner = inner[step] if _holds(inner, step) else inner
    return inner


def _steps(way: Iterable[int | str], inner: Any) -> Iterator[str]:
    """Without the names of alternatives, which stand between the steps of the path."""
    for step in way:
        if _holds(inner, step):
            inner = inner[step]
            yield str(step)


def _holds(inner: Any, step: int | str) -> bool:
    if isinstance(inner, list):
        return isinstance(step, int) and step < len(inner)
    return isinstance(inner, Mapping) and step in inner


def _named_in(sentence: str) -> str:
    words = re.findall(r"[a-z_]+(?:\.[a-z_]+)*", sentence)
    return next((word for word in words if word.split(".")[0] in Strategy.model_fields), "strategy")


def _why(item: ErrorDetails) -> str:
    sentence, given = item["msg"].removeprefix("Value error, "), item.get("input")
    if not sentence.startswith("Input should be"):
        return sentence
    but = f", not {given:g}" if isinstance(given, int | float) else ""
    return f"{sentence.replace('Input should', 'it must', 1)}{but}"

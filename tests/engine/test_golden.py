"""Whole runs of very different strategies come out as they did when their files were written."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.engine.golden import cases, outcome

CASES = cases()


def test_there_is_a_file_for_each_kind_of_strategy() -> None:
    assert len(CASES) >= 12
    assert len({str(case["strategy"]) for case in CASES.values()}) == len(CASES)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_run_comes_out_as_it_did(case: dict[str, Any]) -> None:
    now = outcome(case)
    kept = {key: case[key] for key in now}
    assert words(now) == words(kept)
    assert numbers(now) == pytest.approx(numbers(kept), rel=1e-8, abs=1e-9)
    assert len(case["trades"]) > 1


def words(told: Any) -> list[Any]:
    return [one for one in leaves(told) if not isinstance(one, float)]


def numbers(told: Any) -> list[float]:
    return [one for one in leaves(told) if isinstance(one, float)]


def leaves(told: Any) -> Iterator[Any]:
    """Keys and values in their order."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield key
            yield from leaves(value)
    elif isinstance(told, list):
        for one in told:
            yield from leaves(one)
    else:
        yield told

"""The drills stay in the order of their catalogue, in which neighbours share a site."""

from collections.abc import Iterator

import pytest

from tests.drills.catalogue import DRILLS
from tests.drills.drill import Drill


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put them in order in the places that they have; all else stays as it is."""
    ordered: Iterator[pytest.Item] = iter(sorted(filter(drill_of, items), key=place))
    items[:] = [next(ordered) if drill_of(item) else item for item in items]


def drill_of(item: pytest.Item) -> Drill | None:
    callspec = getattr(item, "callspec", None)
    found = callspec.params.get("drill") if callspec else None
    return found if isinstance(found, Drill) else None


def place(item: pytest.Item) -> tuple[str, int]:
    drill = drill_of(item)
    assert drill
    return str(item.parent), DRILLS.index(drill)

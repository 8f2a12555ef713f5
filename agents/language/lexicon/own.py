"""Symbols that only the asker has prices of: known by name while the asker's words are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_names: ContextVar[frozenset[str]] = ContextVar("own_symbols", default=frozenset())


@contextmanager
def naming(symbols: Iterable[str]) -> Iterator[None]:
    """Within it `symbols` are names, in this thread or task and those that it starts."""
    before = _names.set(frozenset(symbols))
    try:
        yield
    finally:
        _names.reset(before)


def names() -> frozenset[str]:
    return _names.get()

"""How large a pip is: it is told by the currency pair it is one of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from agents.language.lexicon.symbols import FOREX

METALS = ("XAU", "XAG")
PAIR = re.compile(rf"(?:{FOREX})(?P<priced>{FOREX})")
OF_YEN, OF_OTHERS = 0.01, 0.0001


def pip_of(symbol: str) -> float | None:
    """What one pip is in the price of a currency pair; of metals and shares people differ."""
    found = PAIR.fullmatch(symbol)
    if found is None or symbol.startswith(METALS):
        return None
    return OF_YEN if found["priced"] == "JPY" else OF_OTHERS


@dataclass(frozen=True)
class Beside:
    """Symbols that are told beside the text: a field goes before it, an answer fills it up."""

    fields: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()


NOTHING = Beside()
BESIDE: ContextVar[Beside] = ContextVar("beside")


@contextmanager
def told_beside(fields: Iterable[str], answered: Iterable[str]) -> Iterator[None]:
    """What is read meanwhile is of these symbols, too."""
    token = BESIDE.set(Beside(*(tuple(map(str.upper, some)) for some in (fields, answered))))
    try:
        yield
    finally:
        BESIDE.reset(token)


def symbols_of(named: Iterable[str]) -> set[str]:
    """Of what prices stops and targets are, where a text names these symbols."""
    beside = BESIDE.get(NOTHING)
    return {*beside.fields} or {*filter(None, named)} or {*beside.answered}

"""Who is listed under which ticker: the tables of `listed/`, one symbol with its names a line.

A name behind "~" is an ordinary word as well, and counts only where the text makes it a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

TABLES = Path(__file__).parent / "listed"
# As texts are parted, too: words, numbers and signs.
PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|\S")
HAN = re.compile(r"[一-鿿]+\d*")
Name = tuple[str, ...]


@dataclass
class Listings:
    """`words` and `phrases` are names and nothing else; `doubtful` names are words as well."""

    symbols: set[str] = field(default_factory=set)
    words: dict[str, str] = field(default_factory=dict)
    phrases: dict[Name, str] = field(default_factory=dict)
    doubtful: dict[Name, str] = field(default_factory=dict)

    def add(self, line: str) -> None:
        symbol, _, names = line.partition(" ")
        self.symbols.add(symbol)
        for name in filter(None, (name.strip() for name in names.replace("&", "and").split("|"))):
            self._call(symbol, name)

    def _call(self, symbol: str, name: str) -> None:
        parts = tuple(PART.findall(name.removeprefix("~")))
        if HAN.fullmatch(name):
            self.words[name] = symbol
        elif name.startswith("~"):
            self.doubtful[parts] = symbol
        elif len(parts) == 1:
            self.words[name] = symbol
        else:
            self.phrases[parts] = symbol


def listed() -> Listings:
    made = Listings()
    for table in sorted(TABLES.glob("*.txt")):
        for line in table.read_text(encoding="utf-8").splitlines():
            made.add(line)
    return made

"""Prices of one's own: checked whole, kept whole, and read like any source.

import: read -> check every line -> write `PRICES/TIMEFRAME/SYMBOL.csv` in one step, or nothing.
The site's own lie in one folder, which all may read; each other owner's in one of their own.
"""

from __future__ import annotations

import csv
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import get_args

from backtests.engine.bars import Bars
from backtests.engine.strategy import Timeframe
from backtests.market_data import price_files
from backtests.market_data.columns import Columns, adjusted, make_bars
from backtests.market_data.price_files import BadPrices
from backtests.market_data.shelf import Shelf, Table
from backtests.market_data.source import Loaded, SourceFailed

__all__ = ["BadPrices", "folder_of", "import_prices", "keep", "remove", "sources", "understood"]

logger = logging.getLogger(__name__)
NAME = "files"
YOURS = "yours alone"
SYMBOL = re.compile(r"[A-Z0-9^][A-Z0-9.^=_-]{0,19}")
OWNER = re.compile(r"(user|guest):([A-Za-z0-9_-]*)")
TIMEFRAMES: tuple[str, ...] = get_args(Timeframe)
FIELDS = ("open", "high", "low", "close", "volume")


def folder_of(data_dir: Path, owner: str = "") -> Path:
    """Where the prices of an owner lie; without one, the site's."""
    if not owner:
        return data_dir / "prices"
    known = OWNER.fullmatch(owner)
    if known is None:
        raise ValueError(f"{owner!r} owns no prices")
    return data_dir / "prices-of" / f"{known[1]}-{known[2]}"


# Writing -----------------------------------------------------------------------------------------


def import_prices(data: bytes, symbol: str, timeframe: str, folder: Path) -> tuple[Bars, list[str]]:
    """Check the bytes of a file and keep its bars under `folder`; also says what was left out.

    Raises `BadPrices`; then nothing is kept.
    """
    bars, notes = understood(price_files.read(data), symbol, timeframe)
    keep(bars, folder)
    return bars, notes


def understood(columns: Columns, symbol: str, timeframe: str) -> tuple[Bars, list[str]]:
    """The bars of checked columns, under a name by which they can be found."""
    symbol = symbol.strip().upper()
    if not SYMBOL.fullmatch(symbol):
        raise BadPrices([f"{symbol!r} is no symbol: use up to 20 letters, digits and . ^ = _ -"])
    if timeframe not in TIMEFRAMES:
        raise BadPrices([f"{timeframe!r} is no timeframe; there are {', '.join(TIMEFRAMES)}"])
    bars, notes = make_bars(columns, symbol, timeframe, NAME)
    return bars, [*notes, *adjusted(columns)]


def remove(symbol: str, timeframe: str, folder: Path) -> bool:
    """Whether there were such prices; there are none now."""
    if not SYMBOL.fullmatch(symbol) or timeframe not in TIMEFRAMES:
        return False
    path = path_of(folder, symbol, timeframe)
    there = path.exists()
    path.unlink(missing_ok=True)
    return there


def move(old: Path, new: Path) -> int:
    """What lies under `old` lies under `new`, and is still found under the name of `old`.

    Says how many files there were.
    """
    if old.is_symlink() or not old.is_dir():
        return 0
    files = list(old.glob("*/*.csv"))
    for path in files:
        there = new / path.relative_to(old)
        there.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, there)
    shutil.rmtree(old)
    old.symlink_to(new, target_is_directory=True)  # for a run that waits under the old name
    return len(files)


def path_of(folder: Path, symbol: str, timeframe: str) -> Path:
    return folder / timeframe / f"{symbol}.csv"


def keep(bars: Bars, folder: Path) -> None:
    """In one step: whoever reads meanwhile finds the former bars or these."""
    path = path_of(folder, bars.symbol, bars.timeframe)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "w", newline="") as file:
            csv.writer(file).writerows(_lines(bars))
        os.replace(temporary, path)
    except BaseException:  # a full disk must not keep the half of it
        Path(temporary).unlink(missing_ok=True)
        raise


def _lines(bars: Bars) -> Iterator[list[str]]:
    fields = ["close", "volume"] if bars.close_only else list(FIELDS)
    yield ["time", *fields]
    columns = bars.columns()
    for index, moment in enumerate(bars.time):
        values = (float(columns[field][index]) for field in fields)
        yield [f"{moment}", *("" if value != value else repr(value) for value in values)]


# Reading -----------------------------------------------------------------------------------------


def sources(data_dir: Path, owner: str = "") -> list[Shelf]:
    """The prices that an owner may read: their own, and the site's where they have none."""
    site = folder_of(data_dir)
    if not owner:
        return [Shelf(NAME, lambda: _table(site), "imported on this site")]
    own = folder_of(data_dir, owner)

    def others() -> Table:
        mine = _table(own)
        return {key: loaded for key, loaded in _table(site).items() if key not in mine}

    return [
        Shelf(NAME, lambda: _table(own), YOURS),
        Shelf(NAME, others, "imported on this site"),
    ]


def names(data_dir: Path, owner: str = "") -> frozenset[str]:
    """The symbols that an owner may read prices of, without a look into the files."""
    folders = {folder_of(data_dir), folder_of(data_dir, owner)}
    return frozenset(path.stem for folder in folders for path in folder.glob("*/*.csv"))


def _table(folder: Path) -> Table:
    """All files that can be read; a damaged one is missing, and takes no other with it."""
    table: dict[tuple[str, str], Loaded] = {}
    for path in sorted(folder.glob("*/*.csv")):
        if path.parent.name not in TIMEFRAMES:
            continue
        try:
            table[path.stem, path.parent.name] = _read(path, path.stat().st_mtime_ns)
        except (SourceFailed, FileNotFoundError):  # the latter: it was taken away just now
            logger.exception("%s is left out", path)
    return table


@lru_cache(maxsize=128)
def _read(path: Path, changed: int) -> Loaded:
    """One file; `changed` is its time of change, so that a new import is seen."""
    try:
        columns = price_files.parse(path.read_text())
        bars, notes = make_bars(columns, path.stem, path.parent.name, NAME)
    except (OSError, BadPrices) as error:
        raise SourceFailed(f"{path.name} cannot be read; import the prices again.") from error
    return Loaded(bars, "as imported", tuple(notes))

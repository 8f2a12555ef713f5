"""`manage.py import_prices SYMBOL FILE`: prices of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from backtests.market_data import catalogue, own_files
from backtests.market_data.checks import check
from backtests.market_data.source import day

LARGEST_MB = 200


class Command(BaseCommand):
    help = "Adds the prices of a CSV file (date, open, high, low, close, volume) to this site."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("symbol")
        parser.add_argument("file", type=Path)
        parser.add_argument("--timeframe", default="1d", choices=own_files.TIMEFRAMES)

    def handle(self, *args: Any, symbol: str, file: Path, timeframe: str, **options: Any) -> None:
        try:
            folder = settings.DATA_DIR / "prices"
            bars, notes = own_files.import_csv(read(file), symbol, timeframe, folder)
        except own_files.BadPrices as error:
            self.stderr.write(str(error))
            sys.exit(2)
        period = f"{day(bars, 0)} to {day(bars, -1)}"
        self.stdout.write(f"Imported {len(bars)} {timeframe} bars of {bars.symbol}, {period}.")
        for flag in [*notes, *check(bars), *outdone(bars.symbol, timeframe)]:
            self.stdout.write(f"Note: {flag}.")


def outdone(symbol: str, timeframe: str) -> list[str]:
    """A run that names no source takes the longest history, which may be another one."""
    best = catalogue.load(symbol, timeframe, None, None, None)[1]["provider"]
    if best == own_files.NAME:
        return []
    return [f"{best} has more of {symbol}; name the source {own_files.NAME} to test these prices"]


def read(file: Path) -> str:
    """The text of the file, or `BadPrices` with what to do."""
    if file.suffix.lower() in (".parquet", ".pq"):
        raise own_files.BadPrices(["Parquet is not read yet; save the prices as CSV"])
    try:
        if file.stat().st_size > LARGEST_MB * 2**20:
            raise own_files.BadPrices([f"{file} is larger than {LARGEST_MB} MB; split it"])
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise own_files.BadPrices([f"{file} is not text; save the prices as CSV (UTF-8)"]) from None
    except OSError as error:
        raise own_files.BadPrices([f"{file} cannot be read: {error.strerror}"]) from None

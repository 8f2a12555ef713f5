"""`manage.py import_prices SYMBOL FILE`: prices of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from backtests import uploads
from backtests.engine.describe import TIMEFRAMES
from backtests.market_data import own_files
from backtests.market_data.checks import check
from backtests.market_data.source import day

LARGEST_MB = 200


class Command(BaseCommand):
    help = "Adds prices (CSV or Parquet: date, open, high, low, close, volume) to this site."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("symbol")
        parser.add_argument("file", type=Path)
        parser.add_argument("--timeframe", default="1d", choices=own_files.TIMEFRAMES)

    def handle(self, *args: Any, symbol: str, file: Path, timeframe: str, **options: Any) -> None:
        try:
            folder = own_files.folder_of(settings.DATA_DIR)
            bars, notes = own_files.import_prices(read(file), symbol, timeframe, folder)
        except own_files.BadPrices as error:
            self.stderr.write(str(error))
            sys.exit(2)
        period = f"{day(bars, 0)} to {day(bars, -1)}"
        what = f"{len(bars)} {TIMEFRAMES[timeframe]} bars of {bars.symbol}"
        self.stdout.write(f"Imported {what}, {period}.")
        longer = uploads.outdone(bars, "")
        for flag in [*notes, *check(bars), *longer]:
            self.stdout.write(f"Note: {flag}.")


def read(file: Path) -> bytes:
    """The bytes of the file, or `BadPrices` with what to do."""
    try:
        if file.stat().st_size > LARGEST_MB * 2**20:
            raise own_files.BadPrices([f"{file} is larger than {LARGEST_MB} MB; split it"])
        return file.read_bytes()
    except OSError as error:
        raise own_files.BadPrices([f"{file} cannot be read: {error.strerror}"]) from None

"""The prices that come with the packages: what is there, and that it is what it says."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache

import numpy as np
import pytest

from backtests.market_data import bundled, catalogue
from backtests.market_data.shelf import Shelf
from backtests.market_data.source import Loaded, SourceFailed


@pytest.mark.parametrize(
    ("symbol", "source", "bars", "first", "last"),
    [
        ("AAPL", "bokeh_sampledata", 3270, "2000-03-01", "2013-03-01"),
        ("MSFT", "bokeh_sampledata", 3270, "2000-03-01", "2013-03-01"),
        ("GOOG", "bokeh_sampledata", 2148, "2004-08-19", "2013-03-01"),
        ("AAPL", "mintalib", 11504, "1980-12-12", "2026-08-06"),
        ("XOM", "skfolio", 8313, "1990-01-02", "2022-12-28"),
        ("MTUM", "skfolio", 2264, "2014-01-02", "2022-12-28"),
        ("^GSPC", "arch", 5031, "1999-01-04", "2018-12-31"),
        ("^VIX", "arch", 1259, "2014-01-03", "2019-01-03"),
    ],
)
def test_the_packages_hold_these_days(
    symbol: str, source: str, bars: int, first: str, last: str
) -> None:
    _, card = catalogue.load(symbol, "1d", None, None, source)
    assert (card["bars"], card["start"], card["end"]) == (bars, first, last)
    assert card["provider"] == source


def test_two_independent_sources_agree_on_apple() -> None:
    """Up to a constant, because one was adjusted for more dividends than the other."""
    days = date(2000, 3, 1), date(2013, 3, 1)
    one = catalogue.load("AAPL", "1d", *days, "bokeh_sampledata")[0]
    two = catalogue.load("AAPL", "1d", *days, "mintalib")[0].between(*days)
    assert np.array_equal(one.time, two.time)
    ours, theirs = one.close[1:] / one.close[:-1], two.close[1:] / two.close[:-1]
    assert np.median(np.abs(ours / theirs - 1)) < 1e-5


def test_all_prices_are_adjusted_by_the_same_factor() -> None:
    rows = bundled.rows("bokeh_sampledata", "_data", "stocks.csv.gz")
    first = next(row for row in rows if row["Ticker"] == "AAPL")
    bars = catalogue.load("AAPL", "1d", None, None, "bokeh_sampledata")[0]
    factor = float(first["Adj Close"]) / float(first["Close"])
    assert bars.open[0] == pytest.approx(float(first["Open"]) * factor, rel=1e-15)
    assert bars.close[0] == float(first["Adj Close"])


def test_minutes_are_in_utc() -> None:
    bars = catalogue.load("AAPL", "1m", None, None)[0]
    assert str(bars.time[0]) == "2026-07-31T13:30:00"


def test_the_fingerprint_is_of_the_bars_that_are_used() -> None:
    whole = catalogue.load("MSFT", "1d", None, None)[1]
    again = catalogue.load("msft ", "1d", None, None)[1]
    part = catalogue.load("MSFT", "1d", None, date(2005, 1, 1))[1]
    assert whole["sha256"] == again["sha256"] != part["sha256"]


def test_the_bars_before_the_test_are_counted_apart() -> None:
    bars, card = catalogue.load("MSFT", "1d", date(2012, 1, 1), None)
    assert (card["start"], card["bars"]) == ("2012-01-03", len(bars) - card["warm_up_bars"])
    assert card["sha256"] == bars.sha256()


def test_closes_only_are_flagged() -> None:
    bars, card = catalogue.load("KO", "1d", None, None)
    assert bars.close_only
    assert any("closes only" in flag for flag in card["flags"])


def test_many_who_come_at_once_read_the_files_once() -> None:
    read = []

    @cache
    def table() -> dict[tuple[str, str], Loaded]:
        read.append("files")
        time.sleep(0.05)
        return {}

    shelf = Shelf("slow", table)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: shelf.listing(), range(8)))
    assert read == ["files"]


def test_a_package_that_is_not_installed_has_nothing() -> None:
    assert bundled.rows("no_such_package", "prices.csv") == []


def test_a_damaged_package_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    damaged = tmp_path / "stocks.csv.gz"  # type: ignore[operator]
    damaged.write_bytes(b"\x1f\x8b no gzip at all")
    monkeypatch.setattr(bundled, "find", lambda *parts: damaged)
    with pytest.raises(SourceFailed, match="install it again"):
        bundled.rows("bokeh_sampledata", "_data", "stocks.csv.gz")


def test_the_packages_themselves_are_never_imported() -> None:
    code = (
        "import sys; from backtests.market_data import bundled\n"
        "for shelf in bundled.SHELVES: assert shelf.listing(), shelf.name\n"
        "print(sorted({'bokeh_sampledata', 'mintalib', 'skfolio', 'arch', 'pandas', 'sklearn'}"
        " & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"

"""Parquet, as other programs write it: read as CSV is, refused row by row, in bounded memory."""

from pathlib import Path

import duckdb
import pytest

from backtests.market_data import parquet, price_files
from backtests.market_data.price_files import BadPrices

ROWS = "(DATE '2024-01-02', 1.0, 3.0, 1.0, 2.0, 100), (DATE '2024-01-03', 2.0, 4.0, 2.0, 3.0, NULL)"
NAMES = "Date, Open, High, Low, Close, Volume"


def written(folder: Path, select: str) -> bytes:
    path = folder / "prices.parquet"
    duckdb.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path.read_bytes()


def test_prices_are_read_as_from_csv(tmp_path: Path) -> None:
    found = price_files.read(written(tmp_path, f"SELECT * FROM (VALUES {ROWS}) t({NAMES})"))
    assert [str(moment) for moment in found.time] == ["2024-01-02T00:00:00", "2024-01-03T00:00:00"]
    assert list(found.close) == [2, 3]
    assert found.volume is not None
    assert found.volume[0] == 100


@pytest.mark.parametrize(
    "moment",
    ["TIMESTAMP '2024-01-02 15:30:00'", "TIMESTAMPTZ '2024-01-02 15:30:00+00'", "1704209400"],
)
def test_times_are_read_in_utc(moment: str, tmp_path: Path) -> None:
    found = price_files.read(written(tmp_path, f'SELECT {moment} AS "time", 2.5 AS close'))
    assert str(found.time[0]) == "2024-01-02T15:30:00"


def test_bad_rows_are_named(tmp_path: Path) -> None:
    rows = "(DATE '2024-01-02', 1.0), (NULL, 2.0), (DATE '2024-01-04', -3.0)"
    data = written(tmp_path, f"SELECT * FROM (VALUES {rows}) t(date, close)")
    with pytest.raises(BadPrices) as told:
        price_files.read(data)
    assert told.value.problems == [
        "row 2: the date is empty",
        "row 3: close '-3.0' is not above zero",
    ]


def test_of_other_columns_nothing_is_read(tmp_path: Path) -> None:
    select = "SELECT DATE '2024-01-02' AS date, 1 AS close, 'x' AS \"o\"\"; DROP\", [1] AS list"
    assert list(price_files.read(written(tmp_path, select)).close) == [1]


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" * 50, b"PAR1\x00\xff\xfe" + b"PAR1"])
def test_what_is_no_parquet_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(BadPrices, match="This Parquet file cannot be read") as told:
        price_files.read(data)
    assert "/tmp" not in str(told.value)
    assert "Invalid Input Error" not in str(told.value)
    assert "save the prices as CSV" in str(told.value)


def test_columns_without_prices_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadPrices, match="it says: a, b"):
        price_files.read(written(tmp_path, "SELECT 1 AS a, 2 AS b"))


def test_a_small_file_of_very_many_rows_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    many = f"SELECT DATE '2024-01-02' AS date, 1.0 AS close FROM range({parquet.MOST_ROWS + 1})"
    data = written(tmp_path, many)
    assert len(data) < 2**20
    with pytest.raises(BadPrices, match="at most 250,000 are taken"):
        price_files.read(data)

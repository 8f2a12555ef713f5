"""Prices of one's own: read in the usual shapes, refused line by line, kept whole or not at all."""

from pathlib import Path

import pytest
from django.core.management import call_command

from backtests.engine.bars import Bars
from backtests.market_data import own_files
from backtests.market_data.own_files import BadPrices
from backtests.market_data.source import Loaded

GOOD = "Date,Open,High,Low,Close,Volume\n2024-01-02,1,3,1,2,100\n2024-01-03,2,4,2,3,\n"


def import_csv(text: str, symbol: str, timeframe: str, folder: Path) -> tuple[Bars, list[str]]:
    place = own_files.folder_of(folder)
    return own_files.import_prices(text.encode(), symbol, timeframe, place)


def loaded(folder: Path, owner: str = "", symbol: str = "ACME") -> Loaded | None:
    found = (source.load(symbol, "1d") for source in own_files.sources(folder, owner))
    return next(filter(None, found), None)


def kept(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]


def test_what_is_imported_is_what_is_read(tmp_path: Path) -> None:
    imported, _ = import_csv(GOOD, "acme", "1d", tmp_path)
    read = loaded(tmp_path)
    assert read is not None
    assert read.bars.sha256() == imported.sha256()
    assert kept(tmp_path) == ["prices/1d/ACME.csv"]


@pytest.mark.parametrize(
    "text",
    [
        "time,open,high,low,close\n1704153600,1,3,1,2\n1704240000,2,4,2,3\n",
        "timestamp;Open;High;Low;Close\n2024-01-02 00:00:00;1;3;1;2\n2024-01-03 00:00:00;2;4;2;3\n",
        "\ufeffDate\tOpen\tHigh\tLow\tClose/Last\n01/02/2024\t$1\t$3\t$1\t$2\n01/31/2024\t2\t4\t2\t3\n",
        "date,o,h,l,c\n2024-01-03,2,4,2,3\n2024-01-02,1,3,1,2\n",
    ],
)
def test_the_usual_shapes_are_read(text: str, tmp_path: Path) -> None:
    bars, _ = import_csv(text, "ACME", "1d", tmp_path)
    assert str(bars.time[0]) == "2024-01-02T00:00:00"
    assert list(bars.close) == [2, 3]
    assert list(bars.high) == [3, 4]


def test_an_adjusted_close_adjusts_the_whole_bar(tmp_path: Path) -> None:
    text = "date,open,high,low,close,adj close\n2024-01-02,8,12,8,10,5\n"
    bars, _ = import_csv(text, "ACME", "1d", tmp_path)
    assert [bars.open[0], bars.high[0], bars.low[0], bars.close[0]] == [4, 6, 4, 5]


def test_only_closes_are_enough(tmp_path: Path) -> None:
    assert import_csv("date,close\n2024-01-02,10\n", "ACME", "1d", tmp_path)[0].close_only


def test_bad_lines_are_named_and_nothing_is_kept(tmp_path: Path) -> None:
    text = "date,close\n2024-01-02,10\n2024-01-03,ten\nsoon,11\n2024-01-05,-1\n"
    with pytest.raises(BadPrices) as told:
        import_csv(text, "ACME", "1d", tmp_path)
    assert told.value.problems == [
        "line 3: close 'ten' is not a number",
        "line 4: 'soon' is no date",
        "line 5: close '-1' is not above zero",
    ]
    assert kept(tmp_path) == []


def test_whoever_mends_a_file_hears_of_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    lines = ["2024-01-02,10,9,11,10", "soon,10,12,9,11", "2024-01-04,10,12,9,x",
             "2024-01-02,10,12,9,11"]  # fmt: skip
    with pytest.raises(BadPrices) as told:
        import_csv("date,open,high,low,close\n" + "\n".join(lines), "ACME", "1d", tmp_path)
    assert told.value.problems == [
        "line 2: the high is below the low",
        "line 3: 'soon' is no date",
        "line 4: close 'x' is not a number",
        "line 5: its time stands in a line before; only the last of them would count",
    ]


def test_a_bad_import_leaves_the_last_good_one(tmp_path: Path) -> None:
    import_csv(GOOD, "ACME", "1d", tmp_path)
    with pytest.raises(BadPrices):
        import_csv(GOOD + "x", "ACME", "1d", tmp_path)
    last = loaded(tmp_path)
    assert last is not None
    assert len(last.bars) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The file is empty"),
        ("\ufeff \n\n", "The file is empty"),
        ('date,close\n2024-01-02,"1\n00"\n', "is not a number"),
        ("date,close\n2024-01-02,1\n2199-01-02,1\n", "line 3: 2199-01-02 lies in the future"),
        ("a,b\n1,2\n", "it says: a, b"),
        ("date,close\n", "no line with prices"),
        (
            "date,close\n\n01/02/2024,3\n",
            "line 3: 01/02/2024 can be read in two ways; write dates as YYYY-MM-DD",
        ),
        ("date,close\n,3\n", "line 2: the date is empty"),
        ("date,close\n2024-01-02,inf\n", "'inf' is not above zero"),
        ("date,close\n2024-01-02,\n", "line 2: close is empty"),
        ("date,close,volume\n2024-01-02,1,-5\n", "line 2: the volume is below zero"),
        (
            "date,close,volume\n2024-01-02,99.5,1\n2024-01-03,1,234.50,1\n",
            "line 3: it has 4 cells and the first line names 3; a number with a comma belongs in",
        ),
        (
            "date;close\n2024-01-02;99\n2024-01-03;100,500\n",
            "line 3: '100,500' can be read in two ways; write a point before decimals",
        ),
        ("date;close\n2024-01-02;1.234,5\n2024-01-03;1,234.5\n", "'1,234.5' is not a number"),
        ('date,close\n2024-01-02,"12,34,567"\n', "line 2: close '12,34,567' is not a number"),
    ],
)
def test_what_is_no_price_list_is_refused_kindly(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(BadPrices) as told:
        import_csv(text, "ACME", "1d", tmp_path)
    assert says in str(told.value)


@pytest.mark.parametrize(
    ("text", "close"),
    [
        ("date;close\n2024-01-02;100,5\n2024-01-03;1.234,25\n", [100.5, 1234.25]),
        ("date;close\n2024-01-02;100,500\n2024-01-03;99,5\n", [100.5, 99.5]),
        ("date;close;volume\n2024-01-02;100.5;1,234\n2024-01-03;99;2,000\n", [100.5, 99]),
        ("date\tclose\n2024-01-02\t1,234,567\n2024-01-03\t1,500\n", [1_234_567, 1500]),
        ('date,close\n2024-01-02,"1,234"\n2024-01-03,"$1,234.5"\n', [1234, 1234.5]),
        ('date,close\n2024-01-02,"1,234"\n2024-01-03,"1,235"\n', [1234, 1235]),
    ],
)
def test_numbers_are_read_as_the_country_of_the_file_writes_them(
    text: str, close: list[float], tmp_path: Path
) -> None:
    assert import_csv(text, "ACME", "1d", tmp_path)[0].close.tolist() == close


def test_a_damaged_file_takes_no_other_with_it(tmp_path: Path) -> None:
    import_csv(GOOD, "ACME", "1d", tmp_path)
    (tmp_path / "prices" / "1d" / "BROKEN.csv").write_text("damaged")
    (site,) = own_files.sources(tmp_path)
    assert [info.symbol for info in site.listing()] == ["ACME"]


def test_what_was_left_out_is_said(tmp_path: Path) -> None:
    text = "date,close\n2024-01-02,10\n2024-01-02,10\n"
    assert import_csv(text, "ACME", "1d", tmp_path)[1] == ["1 repeated time left out"]
    text += "2024-01-02,10\n"
    assert import_csv(text, "ACME", "1d", tmp_path)[1] == ["2 repeated times left out"]


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    text = 'date,close,note\n\n2024-01-02,1,"two\nlines"\n2024-01-03,x,\n'
    with pytest.raises(BadPrices) as told:
        import_csv(text, "ACME", "1d", tmp_path)
    assert told.value.problems == ["line 5: close 'x' is not a number"]


def test_what_one_owner_has_no_other_reads(tmp_path: Path) -> None:
    ours = own_files.folder_of(tmp_path, "user:1")
    own_files.import_prices(GOOD.encode(), "ACME", "1d", ours)
    assert loaded(tmp_path, "user:1")
    assert [loaded(tmp_path, owner) for owner in ("", "user:2", "user:11", "guest:1")] == [None] * 4


def test_the_sites_prices_are_for_all_but_ones_own_go_first(tmp_path: Path) -> None:
    import_csv(GOOD, "ACME", "1d", tmp_path)
    own = b"date,close\n2024-01-02,7\n"
    own_files.import_prices(own, "ACME", "1d", own_files.folder_of(tmp_path, "user:1"))
    mine, others = loaded(tmp_path, "user:1"), loaded(tmp_path, "user:2")
    assert mine is not None
    assert others is not None
    assert (list(mine.bars.close), list(others.bars.close)) == ([7], [2, 3])


@pytest.mark.parametrize("owner", ["user:../x", "root:1", "1", "guest:a/b"])
def test_an_owner_is_no_path(owner: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="owns no prices"):
        own_files.folder_of(tmp_path, owner)


def test_what_moves_to_another_owner_is_found_under_both_names(tmp_path: Path) -> None:
    guest, user = (own_files.folder_of(tmp_path, owner) for owner in ("guest:a", "user:1"))
    own_files.import_prices(GOOD.encode(), "ACME", "1d", guest)
    own_files.import_prices(b"date,close\n2024-01-02,7\n", "ACME", "1d", user)
    own_files.import_prices(b"date,close\n2024-01-02,7\n", "KEPT", "1d", user)
    own_files.move(guest, user)
    own_files.move(guest, user)
    assert loaded(tmp_path, "user:1", "KEPT")
    for owner in ("guest:a", "user:1"):
        found = loaded(tmp_path, owner)
        assert found is not None
        assert list(found.bars.close) == [2, 3], "the newer of two goes first"


def test_a_full_disk_leaves_no_half_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(own_files.os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        import_csv(GOOD, "ACME", "1d", tmp_path)
    assert kept(tmp_path) == []


@pytest.mark.parametrize("symbol", ["../../etc/passwd", "", "..", "A/B", "A" * 21, "A\x00"])
def test_a_symbol_is_no_path(symbol: str, tmp_path: Path) -> None:
    with pytest.raises(BadPrices, match="no symbol"):
        import_csv(GOOD, symbol, "1d", tmp_path)
    assert kept(tmp_path) == []


def test_the_command_says_what_it_has_imported(
    tmp_path: Path, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "acme.csv").write_text(GOOD)
    call_command("import_prices", "acme", str(tmp_path / "acme.csv"))
    assert "Imported 2 daily bars of ACME, 2024-01-02 to 2024-01-03." in capsys.readouterr().out


def test_an_import_says_when_a_longer_history_goes_before_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: object
) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "own.csv").write_text("date,close\n2024-01-02,1\n2024-01-03,2\n")
    call_command("import_prices", "AAPL", str(tmp_path / "own.csv"))
    assert "choose the source files" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"date,close\n2024-01-02,x\n", "line 2: close 'x' is not a number"),
        ("a.csv", b"date,close\n2024-01-02,1\n\xff\xfe\x00", "line 3: this is not text"),
        ("a.csv", b"date,close\n2024-01-02,1\x00\n", "line 2: this is not text"),
        ("a.parquet", b"PAR1", "Parquet"),
        ("missing.csv", None, "No such file"),
    ],
)
def test_the_command_refuses_with_status_2(
    name: str,
    content: bytes | None,
    says: str,
    tmp_path: Path,
    settings: object,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        call_command("import_prices", "ACME", str(tmp_path / name))
    assert ended.value.code == 2
    assert says in capsys.readouterr().err

"""Which source is taken, and what is said where there is none."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from backtests.engine.strategy import Strategy
from backtests.market_data import catalogue, own_files
from backtests.market_data.catalogue import NoData


def strategy(**fields: Any) -> Strategy:
    one = {"kind": "number", "value": 1}
    entry = {"kind": "compare", "left": {"kind": "price"}, "op": ">", "right": one}
    given = {"symbols": ["AAPL"], "entry": entry, "stop_loss": 0.05, **fields}
    return Strategy.model_validate(given)


def test_full_bars_come_before_closes_only() -> None:
    assert catalogue.load("MSFT", "1d", None, None)[1]["provider"] == "bokeh_sampledata"


def test_of_two_full_histories_the_longer_is_taken() -> None:
    assert catalogue.load("AAPL", "1d", None, None)[1]["provider"] == "mintalib"


def test_closes_only_serve_where_full_bars_do_not_reach() -> None:
    card = catalogue.load("MSFT", "1d", date(2015, 1, 1), date(2016, 1, 1))[1]
    assert card["provider"] == "skfolio"


def test_a_named_source_is_the_only_one() -> None:
    card = catalogue.load("AAPL", "1d", None, None, "skfolio")[1]
    assert card["provider"] == "skfolio"


def test_a_period_that_prices_do_not_cover_is_said_on_the_card() -> None:
    card = catalogue.load("IBM", "1d", date(1995, 1, 1), date(2020, 1, 1), "bokeh_sampledata")[1]
    assert "asked from 1995-01-01, but prices begin on 2000-03-01" in card["flags"]
    assert "asked to 2020-01-01, but prices end on 2013-03-01" in card["flags"]


def test_a_period_that_begins_on_a_holiday_is_not_cut_short() -> None:
    card = catalogue.load("IBM", "1d", date(2005, 1, 1), date(2010, 1, 1))[1]
    assert not [flag for flag in card["flags"] if flag.startswith("asked")]


@pytest.mark.parametrize(
    ("symbol", "offer"),
    [("SPY", "^GSPC"), ("QQQ", "^IXIC"), ("GOOGL", "GOOG"), ("APPL", "AAPL")],
)
def test_the_nearest_symbol_is_offered(symbol: str, offer: str) -> None:
    with pytest.raises(NoData) as told:
        catalogue.check_available(strategy(symbols=[symbol]))
    assert told.value.offers[0] == offer
    assert told.value.symbol == symbol
    assert f"There are no prices of {symbol} here" in str(told.value)
    assert "can be added on the page Data" in str(told.value)


def test_prices_under_a_former_ticker_are_found_and_that_is_said() -> None:
    bars, card = catalogue.load("META", "1d", None, None)
    former = catalogue.load("FB", "1d", None, None)[0]
    assert bars.symbol == card["symbol"] == "META"
    assert list(bars.close) == list(former.close)
    assert "the prices of META stand under its former ticker FB" in card["flags"]


def test_where_nothing_is_near_nothing_is_offered() -> None:
    with pytest.raises(NoData) as told:
        catalogue.load("ZZZZZ", "1d", None, None)
    assert told.value.offers == []
    assert told.value.code == "no_data"


def test_a_timeframe_that_is_missing_names_those_that_are_there() -> None:
    with pytest.raises(NoData, match="no 1h prices of MSFT here; there are 1d, 1w"):
        catalogue.check_available(strategy(symbols=["MSFT"], timeframe="1h"))


def test_days_without_prices_name_those_with_some() -> None:
    with pytest.raises(NoData, match="run from 2004-08-19 to 2013-03-01; there are none from 2020"):
        catalogue.check_available(strategy(symbols=["GOOG"], start=date(2020, 1, 1)))


def test_the_days_of_all_sources_are_one_range_and_say_what_to_do() -> None:
    with pytest.raises(NoData) as told:
        catalogue.check_available(strategy(start=date(2050, 1, 1)))
    assert str(told.value) == (
        "The 1d prices of AAPL run from 1980-12-12 to 2026-08-06; there are none from 2050-01-01. "
        "Choose days among those, or add prices of it on the page Data."
    )


def test_days_between_the_prices_of_two_sources_are_a_gap_that_is_told(
    tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    text = "date,close\n2001-01-02,10\n2001-01-03,11\n"
    own_files.import_prices(text.encode(), "goog", "1d", own_files.folder_of(tmp_path))
    with pytest.raises(NoData, match="to 2001-01-03 and from 2004-08-19 to 2013-03-01; there are"):
        catalogue.load("GOOG", "1d", date(2002, 1, 1), date(2003, 1, 1))


def test_symbols_without_a_day_in_common_cannot_share_an_account() -> None:
    with pytest.raises(NoData, match="no days in common"):
        catalogue.check_available(strategy(symbols=["GOOG", "MTUM"]))


def test_a_symbol_that_is_looked_at_needs_a_day_in_common_too() -> None:
    one, level = {"kind": "price", "symbol": "GOOG"}, {"kind": "number", "value": 50}
    beside = {"kind": "compare", "left": one, "op": ">", "right": level}
    with pytest.raises(NoData, match="MTUM and GOOG have no days in common"):
        catalogue.check_available(strategy(symbols=["MTUM"], entry=beside))


@pytest.mark.parametrize("source", ["alpaca", "yfinance"])
def test_a_source_that_is_not_set_up_says_so(source: str) -> None:
    with pytest.raises(NoData, match="not set up on this site"):
        catalogue.check_available(strategy(), source)


def test_symbols_are_found_by_ticker_and_by_name() -> None:
    assert {info.symbol for info in catalogue.search("coca")} == {"KO"}
    assert catalogue.search("ap")[0].symbol == "AAPL"
    assert catalogue.search("no such thing") == []


def test_prices_of_ones_own_are_in_the_catalogue(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    text = "date,close\n2024-01-02,10\n2024-01-03,11\n"
    own_files.import_prices(text.encode(), "acme", "1d", tmp_path / "prices")
    bars, card = catalogue.load("ACME", "1d", None, None)
    assert (list(bars.close), card["provider"]) == ([10, 11], "files")
    assert [info.symbol for info in catalogue.search("acme")] == ["ACME"]


def told_of(symbol: str, source: str | None, timeframe: str = "1d") -> str:
    with pytest.raises(NoData) as told:
        catalogue.load(symbol, timeframe, None, None, source)
    return str(told.value)


def test_a_symbol_that_another_source_has_is_told_so() -> None:
    assert told_of("WTI", "mintalib") == (
        "There are no prices of WTI in the source mintalib; arch has some."
    )
    told = told_of("AAPL", "arch")
    assert told.startswith("There are no prices of AAPL in the source arch; bokeh_sampledata")
    assert told.endswith(" and skfolio have some.")
    assert told_of("AAPL", "files").startswith("There are no prices of AAPL in the source files; ")


def test_a_timeframe_is_missed_in_the_source_that_was_named() -> None:
    told = told_of("IBM", "bokeh_sampledata", "1m")
    assert told.startswith(
        "There are no 1m prices of IBM in the source bokeh_sampledata; there are 1d"
    )


def test_what_is_suspicious_about_daily_bars_is_told_beside_finer_ones() -> None:
    (info,) = [one for one in catalogue.search("AAPL") if one.provider == "mintalib"]
    assert info.finest == "1m"
    daily = catalogue.load("AAPL", "1d", None, None, "mintalib")[1]["flags"]
    told = catalogue.flags_of(info)
    assert any("moved by more than 50%" in flag for flag in daily)
    assert all(flag in told or f"on 1d bars {flag}" in told for flag in daily)


def test_a_company_that_is_named_instead_of_its_symbol_is_offered() -> None:
    with pytest.raises(NoData, match=r"What comes closest here is AAPL \(Apple\)"):
        catalogue.load("APPLE", "1d", None, None)

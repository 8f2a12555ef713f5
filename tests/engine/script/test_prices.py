"""The bars in a script are the very bars, and those of a file can take their place."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backtests.engine.backtest import run
from backtests.engine.bars import Bars
from backtests.engine.script import write
from backtests.engine.strategy import Strategy
from tests.engine.making import compare, make_bars, random_columns
from tests.engine.script.played import printed, script

RISE = compare({"kind": "price"}, ">", {"kind": "price", "lag": 1})
FALL = compare({"kind": "price"}, "<", {"kind": "price", "lag": 1})


def strategy_of(*symbols: str) -> Strategy:
    return Strategy.model_validate({"symbols": list(symbols), "entry": RISE, "exit": FALL})


def bars_of(symbol: str, seed: int = 1) -> Bars:
    time = np.datetime64("2020-01-01", "s") + np.arange(50) * np.timedelta64(86_400, "s")
    return Bars(symbol, "1d", time, **random_columns(50, seed), provider="made up")


def unpacked(bars: Bars) -> Bars:
    with script(strategy_of("X"), [bars]) as module:
        (found,) = module.series_of(module.PRICES, [])
        own = {name: getattr(found, name) for name in Bars.__dataclass_fields__}
        return Bars(**own)


def test_bars_come_back_to_the_last_bit() -> None:
    bars = bars_of("X")
    bars.volume[3], bars.volume[4] = np.nan, -0.0
    found = unpacked(bars)
    assert found.sha256() == bars.sha256()
    assert (found.provider, found.timeframe) == ("made up", "1d")


def test_closes_alone_are_kept_once() -> None:
    bars = bars_of("X")
    alone = replace(bars, open=bars.close, high=bars.close, low=bars.close, close_only=True)
    assert unpacked(alone).sha256() == alone.sha256()
    assert unpacked(alone).close_only
    text = write(strategy_of("X"), [alone])
    assert '"close": (' in text
    assert '"open": (' not in text


def test_prices_that_were_changed_in_the_script_are_noticed() -> None:
    with script(strategy_of("X"), [bars_of("X")]) as module:
        (packed,) = module.PRICES
        columns = {**packed.columns, "close": packed.columns["open"]}
        with pytest.raises(SystemExit, match="X in this script have been changed"):
            module.unpack(replace(packed, columns=columns))


def as_csv(bars: Bars, *names: str) -> str:
    """Newest first, as some sites give it, with an empty line at the end."""
    rows = [
        ",".join([str(bars.time[row])[:10], *(repr(float(getattr(bars, n)[row])) for n in names)])
        for row in reversed(range(len(bars)))
    ]
    return "\n".join([",".join(["Date", *(name.title() for name in names)]), *rows, "", ""])


def trades(text: str, folder: Path, *arguments: str) -> list[Any]:
    return printed(text, folder, "--csv", *arguments).splitlines()[1:]


def test_a_file_takes_the_place_of_the_bars(tmp_path: Path) -> None:
    here, there = bars_of("X"), bars_of("X", seed=2)
    (tmp_path / "own.csv").write_text(as_csv(there, "open", "high", "low", "close", "volume"))
    strategy = strategy_of("X")
    found = trades(write(strategy, [here]), tmp_path, "--prices", "own.csv")
    assert found == trades(write(strategy, [there]), tmp_path)
    assert len(found) == len(run(strategy, [there]).trades)


def test_a_file_of_closes_is_taken_for_one_of_several_symbols(tmp_path: Path) -> None:
    here, there = bars_of("X"), bars_of("Y", seed=2)
    (tmp_path / "own.csv").write_text(as_csv(there, "close"))
    alone = replace(there, close_only=True, volume=np.full(50, np.nan))
    strategy = strategy_of("X", "Y")
    found = trades(write(strategy, [here, bars_of("Y")]), tmp_path, "--prices", "Y=own.csv")
    assert found == trades(write(strategy, [here, alone]), tmp_path)


@pytest.mark.parametrize(
    ("symbols", "given", "why"),
    [("XY", "own.csv", "SYMBOL=FILE"), ("X", "own.csv", "columns date and close")],
)
def test_a_file_that_says_too_little_is_refused(
    symbols: str, given: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.csv").write_text("date,open\n2020-01-01,1\n")
    bars = [bars_of(one) for one in symbols]
    with script(strategy_of(*symbols), bars) as module, pytest.raises(SystemExit, match=why):
        module.series_of(module.PRICES, [given])


def test_the_table_says_what_became_of_the_money(tmp_path: Path) -> None:
    bars = make_bars([(10, 10, 10, 10), (10, 11, 10, 11), (11, 12, 11, 12)])
    strategy = Strategy.model_validate({"symbols": ["X"], "entry": RISE, "hold": True})
    table = printed(write(strategy, [bars]), tmp_path).splitlines()
    assert table[1].split() == [
        *("X", "long", "909.0909", "2020-01-03", "00:00", "11.0000", "2020-01-03", "00:00"),
        *("12.0000", "909.09", "+9.09%", "open"),
    ]
    assert table[-1] == "1 trade; 10,000.00 became 10,909.09 USD"


def test_a_strategy_that_never_traded_prints_a_header_alone(tmp_path: Path) -> None:
    never = Strategy.model_validate(
        {"symbols": ["X"], "entry": compare({"kind": "price"}, ">", 1e6), "hold": True}
    )
    assert trades(write(never, [bars_of("X")]), tmp_path) == []
    with pytest.raises(ValueError, match="bars of X, not Y"):
        write(never, [bars_of("Y")])


def test_a_script_ends_where_the_engine_does_when_a_symbol_that_is_looked_at_ends() -> None:
    beside = compare(
        {"kind": "price", "symbol": "Y"}, ">", {"kind": "price", "symbol": "Y", "lag": 1}
    )
    strategy = strategy_of("X").model_copy(
        update={
            "entry": Strategy.model_validate(
                {"symbols": ["X"], "entry": beside, "exit": FALL}
            ).entry
        }
    )
    series = [bars_of("X"), bars_of("Y", 2).take(slice(0, 30))]
    assert len(run(strategy, series).time) == 30
    with script(strategy, series) as module:
        assert len(module.backtest(series).curve) == 30

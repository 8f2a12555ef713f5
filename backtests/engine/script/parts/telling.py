"""What the script prints: a table, CSV or JSON."""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Sequence

import numpy as np

from backtests.engine.bars import Bars
from backtests.engine.script.parts.account import Account, Trade, still_open
from backtests.engine.script.parts.prices import Packed, series_of

Row = Sequence[str | float]
COLUMNS = (
    "symbol",
    "side",
    "quantity",
    "entry_time",
    "entry_price",
    "exit_time",
    "exit_price",
    "pnl",
    "return",
    "bars",
    "exit",
)
TITLES = "{:<8} {:<5} {:>14} {:<16} {:>12} {:<16} {:>12} {:>14} {:>9}  {}"
LINE = "{:<8} {:<5} {:>14,.4f} {:<16} {:>12,.4f} {:<16} {:>12,.4f} {:>14,.2f} {:>+9.2%}  {}"


def main(backtest: Callable[[Sequence[Bars]], Account], packed: Sequence[Packed]) -> None:
    parser = argparse.ArgumentParser(description="Test the strategy and print its trades.")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--csv", action="store_true", help="the trades as CSV")
    how.add_argument("--json", action="store_true", help="trades and equity as JSON")
    parser.add_argument(
        "--prices",
        action="append",
        default=[],
        metavar="[SYMBOL=]FILE",
        help="a CSV of adjusted prices instead of those in the script",
    )
    given = parser.parse_args()
    account = backtest(series_of(packed, given.prices))
    tell = tell_as_csv if given.csv else tell_as_json if given.json else tell_as_table
    tell(account, [cells(account, one) for one in trades_of(account)])


def trades_of(account: Account) -> list[Trade]:
    """In the order of their exits; what is still open comes last."""
    return [*account.trades, *still_open(account)]


def cells(account: Account, one: Trade) -> Row:
    """What there is to tell of a trade, in the order of COLUMNS."""
    first, last = time_of(account, one.entry_bar), time_of(account, one.exit_bar)
    gain = one.pnl / (one.entry_price * one.quantity)
    bars = one.exit_bar - one.entry_bar
    return (
        *(one.symbol, one.side, one.quantity, first, one.entry_price, last, one.exit_price),
        *(one.pnl, gain, bars, one.reason),
    )


def time_of(account: Account, bar: int) -> str:
    return f"{np.datetime_as_string(account.market.time[bar], 's')}Z"


def tell_as_csv(account: Account, rows: Sequence[Row]) -> None:
    csv.writer(sys.stdout, lineterminator="\n").writerows([COLUMNS, *rows])


def tell_as_json(account: Account, rows: Sequence[Row]) -> None:
    times = [time_of(account, bar) for bar in range(len(account.market))]
    told = {
        "trades": [dict(zip(COLUMNS, row, strict=True)) for row in rows],
        "final_equity": account.curve[-1],
        "equity": list(zip(times, account.curve, strict=True)),
    }
    print(json.dumps(told, indent=1))


def tell_as_table(account: Account, rows: Sequence[Row]) -> None:
    titles = ("symbol", "side", "quantity", "in", "price", "out", "price", "profit", "return")
    print(TITLES.format(*titles, "exit"))
    for row in rows:
        told = [*row[:9], row[10]]
        for place in (3, 5):
            told[place] = str(told[place])[:16].replace("T", " ")
        print(LINE.format(*told))
    end, start = account.curve[-1], account.settings.initial_capital
    word = "trade" if len(rows) == 1 else "trades"
    print(f"\n{len(rows)} {word}; {start:,.2f} became {end:,.2f} {account.settings.currency}")

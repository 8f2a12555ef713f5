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
    tell(account, [row_of_trade(account, one) for one in trades_of(account)])


def trades_of(account: Account) -> list[Trade]:
    """In the order of their exits; what is still open comes last."""
    return [*account.trades, *still_open(account)]


def row_of_trade(account: Account, one: Trade) -> dict[str, str | float]:
    return {
        "symbol": one.symbol,
        "side": one.side,
        "quantity": one.quantity,
        "entry_time": time_of(account, one.entry_bar),
        "entry_price": one.entry_price,
        "exit_time": time_of(account, one.exit_bar),
        "exit_price": one.exit_price,
        "pnl": one.pnl,
        "return": one.pnl / (one.entry_price * one.quantity),
        "bars": one.exit_bar - one.entry_bar,
        "exit": one.reason,
    }


def time_of(account: Account, bar: int) -> str:
    return f"{np.datetime_as_string(account.market.time[bar], 's')}Z"


def tell_as_csv(account: Account, rows: Sequence[dict[str, str | float]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(rows[0] if rows else ["symbol"])
    writer.writerows(row.values() for row in rows)


def tell_as_json(account: Account, rows: Sequence[dict[str, str | float]]) -> None:
    times = [time_of(account, bar) for bar in range(len(account.market))]
    equity = list(zip(times, account.curve, strict=True))
    told = {"trades": rows, "final_equity": account.curve[-1], "equity": equity}
    json.dump(told, sys.stdout, indent=1)
    print()


def tell_as_table(account: Account, rows: Sequence[dict[str, str | float]]) -> None:
    line = "{:<8} {:<5} {:>14} {:<16} {:>12} {:<16} {:>12} {:>14} {:>9}  {}"
    titles = ("symbol", "side", "quantity", "in", "price", "out", "price", "profit", "return")
    print(line.format(*titles, "exit"))
    for row in rows:
        first, last = (
            str(row[name])[:16].replace("T", " ") for name in ("entry_time", "exit_time")
        )
        figures = (f"{row['quantity']:,.4f}", first, f"{row['entry_price']:,.4f}", last)
        gains = (f"{row['exit_price']:,.4f}", f"{row['pnl']:,.2f}", f"{row['return']:+.2%}")
        print(line.format(row["symbol"], row["side"], *figures, *gains, row["exit"]))
    end, start = account.curve[-1], account.settings.initial_capital
    word = "trade" if len(rows) == 1 else "trades"
    print(f"\n{len(rows)} {word}; {start:,.2f} became {end:,.2f} {account.settings.currency}")

"""The strategies once more, by vectorbt.

It keeps one row a bar for stops from the next bar (`one_row`). A position's stops are checked on
the rows after that of its entry, so stops from the entry bar (`three_rows`) need a row for the
exits at the open, one for the entries, and one for what the bar did afterwards.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from backtests.engine.bars import Bars, FloatArray
from backtests.engine.signals import BoolArray, Panel, signal
from backtests.engine.strategy import Strategy
from tests.oracles.installed import oracle
from tests.oracles.ledger import Fill, Ledger

vectorbt = oracle("vectorbt")
pandas = oracle("pandas")

Table = dict[str, np.ndarray]
# Below the smallest budget that our engine spends, above what rounding leaves in an account.
MIN_SHARES = 1e-6
# Two amounts are the same to vectorbt that differ by less than this share of their size.
CLOSE = 1e-9


class Rows(NamedTuple):
    """The arguments that have a row each, how many rows make a bar, and which shows its close."""

    table: Table
    per_bar: int


def ask(strategies: Sequence[Strategy], bars: Sequence[Bars]) -> list[Ledger]:
    """One account a symbol, all of them by the same rules."""
    rules = strategies[0]
    rows = laid_out(rules, bars, strategies)
    portfolio = simulated(rules, rows, size=np.inf)
    told = [ledger(portfolio, rows, bars, [column]) for column in range(len(bars))]
    return [with_forgotten_cash(rules, one) for one in told]


def ask_shared(strategy: Strategy, bars: Sequence[Bars], equity: FloatArray) -> Ledger:
    """One account for all symbols.

    vectorbt takes the money of an entry as an argument: a share of the equity at the last close,
    which is ours. If its own equity then equals ours at every close, it was its own as well.
    """
    rows = laid_out(strategy, bars, [strategy] * len(bars))
    budget = np.repeat(money(strategy, equity, len(bars)), rows.per_bar, axis=0)
    portfolio = simulated(
        strategy,
        rows,
        size=frame(budget),
        size_type="value",
        val_price=frame(rows.table["price"]),
        min_size=MIN_SHARES,
        cash_sharing=True,
        group_by=True,
        call_seq="default",
    )
    return ledger(portfolio, rows, bars, range(len(bars)))


def money(strategy: Strategy, equity: FloatArray, symbols: int) -> FloatArray:
    """What each entry may cost before fee and slippage, which vectorbt adds."""
    share = strategy.sizing.fraction or 1 / symbols
    before = np.concatenate(([strategy.initial_capital], equity[:-1]))
    spent = before * share / ((1 + strategy.commission) * (1 + strategy.slippage))
    return np.repeat(spent[:, None], symbols, axis=1)


def laid_out(rules: Strategy, bars: Sequence[Bars], strategies: Sequence[Strategy]) -> Rows:
    panels = [Panel(one) for one in bars]
    pairs = list(zip(strategies, panels, strict=True))
    leave = delayed([signal(strategy.exit, panel) for strategy, panel in pairs])
    enter = delayed([signal(strategy.entry, panel) for strategy, panel in pairs]) & ~leave
    prices = {
        name: np.stack([getattr(one, name) for one in bars], axis=1)
        for name in ("open", "high", "low", "close")
    }
    if rules.stops_from == "next_bar":
        return one_row(rules, prices, enter, leave)
    return three_rows(prices, enter, leave)


def delayed(signals: Sequence[BoolArray]) -> BoolArray:
    """The signals at the bars at which they fill, a column each."""
    table = np.stack(signals, axis=1)
    return np.concatenate((np.zeros_like(table[:1]), table[:-1]))


def one_row(rules: Strategy, prices: Table, enter: BoolArray, leave: BoolArray) -> Rows:
    """vectorbt asks the stops before the exit rule, so they see nothing where the rule leaves."""
    open_ = prices["open"]
    blind = {name: np.where(leave, unseen(rules, open_), prices[name]) for name in prices}
    table = {**blind, "close": prices["close"], "price": open_, "entries": enter, "exits": leave}
    return Rows(table, 1)


def unseen(rules: Strategy, open_: FloatArray) -> FloatArray:
    """Prices that trigger nothing; with stop and target, what they trigger fills at the open."""
    if rules.stop_loss and rules.take_profit:
        return open_
    return np.full_like(open_, np.inf if rules.stop_loss else 0.0)


def three_rows(prices: Table, enter: BoolArray, leave: BoolArray) -> Rows:
    """Without prices, the rows of exits and entries trigger no stop."""
    nothing, never = np.full_like(prices["open"], np.nan), np.zeros_like(enter)
    table = {name: interleaved(nothing, nothing, prices[name]) for name in prices}
    table["price"] = np.repeat(prices["open"], 3, axis=0)
    table["entries"] = interleaved(never, enter, never)
    table["exits"] = interleaved(leave, never, never)
    return Rows(table, 3)


def interleaved(*parts: np.ndarray) -> np.ndarray:
    return np.stack(parts, axis=1).reshape(-1, parts[0].shape[1])


def simulated(rules: Strategy, rows: Rows, **how: Any) -> Any:
    table = {name: frame(column) for name, column in rows.table.items()}
    return vectorbt.Portfolio.from_signals(
        **table,
        sl_stop=rules.stop_loss or np.nan,
        tp_stop=rules.take_profit or np.nan,
        stop_entry_price="fillprice",
        # Its slippage is the same for stops and targets; ours spares targets.
        stop_exit_price="stoplimit" if rules.take_profit else "stopmarket",
        fees=rules.commission,
        slippage=rules.slippage,
        size_granularity=1 if rules.sizing.whole_shares else np.nan,
        init_cash=rules.initial_capital,
        freq="1D",
        **how,
    )


def frame(table: np.ndarray) -> Any:
    return pandas.DataFrame(table)


def ledger(portfolio: Any, rows: Rows, bars: Sequence[Bars], columns: Sequence[int]) -> Ledger:
    records = portfolio.trades.records
    records = records[records["col"].isin(list(columns))]
    fills = [fill(record, rows, bars) for record in records.itertuples()]
    value = np.asarray(portfolio.value()).reshape(len(rows.table["price"]), -1)
    column = 0 if len(columns) > 1 else columns[0]
    return Ledger(sorted(fills), value[rows.per_bar - 1 :: rows.per_bar, column])


def fill(record: Any, rows: Rows, bars: Sequence[Bars]) -> Fill:
    return Fill(
        bars[record.col].symbol,
        record.entry_idx // rows.per_bar,
        record.exit_idx // rows.per_bar,
        record.status == vectorbt.portfolio.enums.TradeStatus.Open,
        record.entry_price,
        record.exit_price,
        record.size,
    )


def with_forgotten_cash(rules: Strategy, told: Ledger) -> Ledger:
    """vectorbt takes cash for nothing that whole shares leave of an account, if it is that little.

    To the last digit this is all that it loses, so it is put back, and nothing is tolerated.
    """
    cash, equity = rules.initial_capital, told.equity.copy()
    for trade in told.fills:
        left = cash - trade.quantity * trade.entry_price * (1 + rules.commission)
        if left <= CLOSE * cash:
            equity[trade.entry_bar :] += left
            left = 0.0
        cash = left + trade.quantity * trade.exit_price * (1 - rules.commission)
    return Ledger(told.fills, equity)

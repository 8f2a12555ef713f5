"""The strategies once more, by backtesting.py: one symbol, all in, whole shares."""

import warnings
from typing import Any

from backtests.engine.bars import Bars
from backtests.engine.signals import Panel, signal
from backtests.engine.strategy import Strategy
from tests.oracles.installed import oracle
from tests.oracles.ledger import Fill, Ledger

backtesting = oracle("backtesting")
pandas = oracle("pandas")


def ask(strategy: Strategy, bars: Bars) -> Ledger:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stats = backtesting.Backtest(
            frame(bars),
            follower(strategy, bars),
            cash=strategy.initial_capital,
            commission=strategy.commission,
            trade_on_close=False,
            finalize_trades=False,
        ).run()
    done = stats["_strategy"]
    fills = [fill(trade, bars) for trade in (*done.closed_trades, *done.trades)]
    return Ledger(sorted(fills), stats["_equity_curve"]["Equity"].to_numpy())


def frame(bars: Bars) -> Any:
    columns = {name.capitalize(): column for name, column in bars.columns().items()}
    return pandas.DataFrame(columns, index=pandas.DatetimeIndex(bars.time))


def fill(trade: Any, bars: Bars) -> Fill:
    """An open trade is marked at the last close."""
    is_open = trade.exit_bar is None
    return Fill(
        bars.symbol,
        trade.entry_bar,
        len(bars) - 1 if is_open else trade.exit_bar,
        is_open,
        trade.entry_price,
        float(bars.close[-1]) if is_open else trade.exit_price,
        trade.size,
    )


def follower(rules: Strategy, bars: Bars) -> type:
    """A strategy that orders what the signals say; it is first asked at the second bar."""
    panel = Panel(bars)
    enter, leave = signal(rules.entry, panel), signal(rules.exit, panel)

    class Follower(backtesting.Strategy):  # type: ignore[misc, name-defined]
        def init(self) -> None:
            pass

        def next(self) -> None:
            bar = len(self.data) - 1
            if rules.stops_from == "next_bar":
                for trade in self.trades:
                    protect(trade, rules)
            if self.position and leave[bar]:
                self.position.close()
            elif not self.position and enter[bar] and not leave[bar]:
                order = self.buy()
                if rules.stops_from == "entry_bar":
                    protect_from_entry(order, rules, bars, bar)

    return Follower


def protect(trade: Any, rules: Strategy) -> None:
    """Stop and target of a trade that was filled on this bar; they live from the next."""
    if rules.take_profit and trade.tp is None:
        trade.tp = trade.entry_price * (1 + rules.take_profit)
    if rules.stop_loss and trade.sl is None:
        trade.sl = trade.entry_price * (1 - rules.stop_loss)


def protect_from_entry(order: Any, rules: Strategy, bars: Bars, bar: int) -> None:
    """Stop and target around the next open, which only an oracle may know beforehand.

    They are put in after the order was accepted: it would compare them with this bar's close.
    """
    price = float(bars.open[min(bar + 1, len(bars) - 1)])
    order._replace(
        sl_price=price * (1 - rules.stop_loss) if rules.stop_loss else None,
        tp_price=price * (1 + rules.take_profit) if rules.take_profit else None,
    )

"""The script that reproduces a result, on the very bars that it was made of."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from backtests import jobs
from backtests.engine.bars import Bars
from backtests.engine.script import Origin, write
from backtests.engine.strategy import Strategy
from backtests.market_data import catalogue

logger = logging.getLogger(__name__)
Json = dict[str, Any]


class OtherPrices(Exception):
    """The prices of a result are not at hand any more; `code` says what became of them."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def script_of(result: Json, prompt: str = "", owner: str = "") -> str:
    """Raises `OtherPrices`, for other bars would be another backtest, or `jobs.Unavailable`."""
    strategy = Strategy.model_validate(result["strategy"])
    cards = {card["symbol"]: card for card in result["data"]}
    bars = [bars_of(cards[symbol], strategy, owner) for symbol in strategy.all_symbols]
    return write(strategy, bars, Origin(prompt, result["engine_version"]))


def bars_of(card: Json, strategy: Strategy, owner: str = "") -> Bars:
    """Up to the last bar that was there, from the source that gave it to this owner."""
    symbol, last = card["symbol"], dt.date.fromisoformat(card["end"])
    asked = symbol, card["timeframe"], strategy.start, last, card["provider"]
    try:
        bars, _ = catalogue.load(*asked, owner)
    except catalogue.NoData:
        raise OtherPrices("prices_gone", sentence("are gone", card)) from None
    except catalogue.SourceFailed as failure:
        logger.exception("the prices of %s cannot be read", symbol)
        raise jobs.Unavailable(failure.message) from failure
    if bars.sha256() != card["sha256"]:
        raise OtherPrices("prices_changed", sentence("have changed since", card))
    return bars


def sentence(what: str, card: Json) -> str:
    return (
        f"The prices of {card['symbol']} from {card['provider']} {what}, so a script would not "
        "make the same trades. Run the strategy again; the new run can be downloaded."
    )

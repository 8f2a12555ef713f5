"""All prices that can be tested: what there is, the best source of a symbol, and a kind no.

Full bars come before closes only, then the longest history; a source that is named is the only one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings

from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from backtests.market_data import bundled, own_files
from backtests.market_data.checks import check
from backtests.market_data.names import FORMER, name_of, nearest
from backtests.market_data.source import BarSource, Loaded, NoData, SourceFailed, SymbolInfo, day

__all__ = [
    "NoData",
    "SourceFailed",
    "SymbolInfo",
    "check_available",
    "listing",
    "load",
    "own_symbols",
    "search",
]

AT_HAND = ("bokeh_sampledata", "mintalib", "skfolio", "arch", "files")
SOURCES = (*AT_HAND, "yfinance", "alpaca")  # no site has the last two yet
EXAMPLES = 8
DAILY = "1d"
GRACE = dt.timedelta(days=7)  # a period may begin on a holiday
Card = dict[str, Any]
Day = dt.date | None


def sources(name: str | None = None, owner: str = "") -> list[BarSource]:
    """The sources that an owner may read, own files first; only one if it is named."""
    there: list[BarSource] = [*own_files.sources(settings.DATA_DIR, owner), *bundled.SHELVES]
    return [source for source in there if name in (None, source.name)]


def own_symbols(owner: str = "") -> frozenset[str]:
    """What an owner may test beside what everybody knows by name."""
    return own_files.names(settings.DATA_DIR, owner)


def listing(owner: str = "") -> list[SymbolInfo]:
    """Every symbol as each source has it, by symbol."""
    found = [info for source in sources(owner=owner) for info in source.listing()]
    return sorted(found, key=lambda info: (info.symbol, info.close_only))


def search(text: str, owner: str = "") -> list[SymbolInfo]:
    """The symbols whose ticker or name holds the text; tickers that begin with it come first."""
    wanted = text.strip().lower()
    found = [info for info in listing(owner) if wanted in f"{info.symbol} {info.name}".lower()]
    return sorted(found, key=lambda info: not info.symbol.lower().startswith(wanted))


def flags_of(info: SymbolInfo, owner: str = "") -> list[str]:
    """What is suspicious about the finest bars of a symbol, and about its daily ones."""
    told = _flags_on(info, info.finest, owner)
    if info.finest != DAILY and DAILY in info.timeframes:
        told += [
            f"on {DAILY} bars {one}" for one in _flags_on(info, DAILY, owner) if one not in told
        ]
    return told


def _flags_on(info: SymbolInfo, timeframe: str, owner: str) -> list[str]:
    for source in sources(info.provider, owner):
        if found := source.load(info.symbol, timeframe):
            return [*found.flags, *check(found.bars)]
    return []


def load(
    symbol: str,
    timeframe: str,
    start: Day,
    end: Day,
    source: str | None = None,
    owner: str = "",
) -> tuple[Bars, Card]:
    """The bars up to `end`, and the data card of those from `start`, which are to be tested.

    Earlier bars warm indicators up. Raises `NoData` or `SourceFailed`.
    """
    found, provider = _best(symbol.strip().upper(), timeframe, start, end, source, owner)
    bars, tested = found.bars.between(None, end), found.bars.between(start, end)
    flags = [*found.flags, *_shortened(found.bars, start, end), *check(tested)]
    return bars, _card(bars, tested, provider, found.adjustment, flags)


def check_available(
    strategy: Strategy, source: str | None = None, owner: str = ""
) -> dict[str, Bars]:
    """The bars of every symbol; `NoData` where a symbol, its timeframe or its days are missing."""
    days = strategy.start, strategy.end
    found = {
        name: load(name, strategy.timeframe, *days, source, owner)
        for name in strategy.needed_symbols
    }
    cards = [found[name][1] for name in strategy.all_symbols]
    first, last = max(card["start"] for card in cards), min(card["end"] for card in cards)
    if first > last:
        raise NoData(
            f"{' and '.join(strategy.all_symbols)} have no days in common here, so they cannot be "
            "tested together; test them one by one.",
            strategy.symbols[0],
        )
    return {name: bars for name, (bars, _) in found.items()}


def _best(
    symbol: str, timeframe: str, start: Day, end: Day, source: str | None, owner: str
) -> tuple[Loaded, str]:
    asked = sources(source, owner)
    if not asked:
        raise NoData(f"The source {source} is not set up on this site; leave it out.", symbol)
    found = [(one, it.name) for it in asked if (one := it.load(symbol, timeframe))]
    found = found or _under_its_former_name(asked, symbol, timeframe)
    if not found:
        raise _no_such(symbol, timeframe, source, owner)
    fitting = [item for item in found if len(item[0].bars.between(start, end))]
    if not fitting:
        raise _no_days(symbol, [item[0].bars for item in found], start, end)
    return min(fitting, key=lambda item: rank(item[0].bars))


def rank(bars: Bars) -> tuple[bool, int]:
    """The lower the better: whole bars before closes alone, then the longest history."""
    return bars.close_only, -len(bars)


def _under_its_former_name(
    asked: Sequence[BarSource], symbol: str, timeframe: str
) -> list[tuple[Loaded, str]]:
    """Of a company that has left its ticker, prices that still stand under it."""
    former = FORMER.get(symbol)
    there = [(one, it.name) for it in asked if former and (one := it.load(former, timeframe))]
    flag = f"the prices of {symbol} stand under its former ticker {former}"
    return [
        (replace(one, bars=replace(one.bars, symbol=symbol), flags=(*one.flags, flag)), name)
        for one, name in there
    ]


def _no_such(symbol: str, timeframe: str, source: str | None, owner: str) -> NoData:
    """Says what there is: other bars, other sources, else the nearest symbols."""
    where = f"in the source {source}" if source else "here"
    infos = [info for one in sources(source, owner) for info in one.listing()]
    have = [name for info in infos if info.symbol == symbol for name in info.timeframes]
    if have:
        shown = ", ".join(dict.fromkeys(have))
        return NoData(
            f"There are no {timeframe} prices of {symbol} {where}; there are {shown}.", symbol
        )
    missing = f"There are no prices of {symbol} {where}"
    if others := [one.name for one in sources(owner=owner) if _holds(one, symbol)]:
        return NoData(f"{missing}; {_listed(others)} {_has(others)} some.", symbol)
    offers = nearest(symbol, list(dict.fromkeys(info.symbol for info in infos)))
    nearby = f" What comes closest here is {_called(offers[0])}." if offers else ""
    add = "Prices of it can be added on the page Data."
    return NoData(f"{missing}.{nearby}{_known(infos)} {add}", symbol, offers)


def _holds(source: BarSource, symbol: str) -> bool:
    return any(info.symbol == symbol for info in source.listing())


def _listed(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _has(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"


def _known(infos: Sequence[SymbolInfo]) -> str:
    known = list(dict.fromkeys(info.symbol for info in infos))
    if len(known) < 2:
        return f" There is only {known[0]}." if known else ""
    examples = f"{', '.join(known[:EXAMPLES])}{' and others' if len(known) > EXAMPLES else ''}"
    return f" There are {len(known)} symbols: {examples}."


def _called(symbol: str) -> str:
    name = name_of(symbol)
    return symbol if name == symbol else f"{symbol} ({name})"


def _no_days(symbol: str, there: Sequence[Bars], start: Day, end: Day) -> NoData:
    """Says which days there are, whichever source has them, and what can be done."""
    spans = " and ".join(f"from {first} to {last}" for first, last in _joined(there))
    asked = " ".join(word for word in (start and f"from {start}", end and f"to {end}") if word)
    return NoData(
        f"The {there[0].timeframe} prices of {symbol} run {spans}; there are none {asked}. Choose "
        "days among those, or add prices of it on the page Data.",
        symbol,
    )


def _joined(there: Sequence[Bars]) -> list[tuple[dt.date, dt.date]]:
    """The first and the last day of all stretches without a longer gap."""
    joined: list[tuple[dt.date, dt.date]] = []
    for first, last in sorted((day(bars, 0), day(bars, -1)) for bars in there):
        if joined and first <= joined[-1][1] + GRACE:
            first, last = joined[-1][0], max(joined.pop()[1], last)
        joined.append((first, last))
    return joined


def _shortened(bars: Bars, start: Day, end: Day) -> list[str]:
    """Said where a period was asked for that the prices do not cover."""
    first, last = day(bars, 0), day(bars, -1)
    late, early = start and start + GRACE < first, end and end - GRACE > last
    return [
        *([f"asked from {start}, but prices begin on {first}"] if late else []),
        *([f"asked to {end}, but prices end on {last}"] if early else []),
    ]


def _card(bars: Bars, tested: Bars, provider: str, adjustment: str, flags: list[str]) -> Card:
    """The fingerprint is that of all bars that were used, those before the test too."""
    return {
        "symbol": bars.symbol,
        "name": name_of(bars.symbol),
        "provider": provider,
        "timeframe": bars.timeframe,
        "adjustment": adjustment,
        "start": day(tested, 0).isoformat(),
        "end": day(tested, -1).isoformat(),
        "bars": len(tested),
        "warm_up_bars": len(bars) - len(tested),
        "sha256": bars.sha256(),
        "flags": flags,
    }

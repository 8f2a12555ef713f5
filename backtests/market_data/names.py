"""What symbols are called, and which one stands nearest to one that is not there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

NAMES: Mapping[str, str] = {
    "AAPL": "Apple",
    "AMD": "Advanced Micro Devices",
    "BAC": "Bank of America",
    "BBY": "Best Buy",
    "CVX": "Chevron",
    "FB": "Facebook (now Meta)",
    "GE": "General Electric",
    "GOOG": "Google (Alphabet)",
    "HD": "Home Depot",
    "IBM": "IBM",
    "JNJ": "Johnson & Johnson",
    "JPM": "JPMorgan Chase",
    "KO": "Coca-Cola",
    "LLY": "Eli Lilly",
    "MRK": "Merck",
    "MSFT": "Microsoft",
    "PEP": "PepsiCo",
    "PFE": "Pfizer",
    "PG": "Procter & Gamble",
    "RRC": "Range Resources",
    "UNH": "UnitedHealth",
    "WMT": "Walmart",
    "XOM": "Exxon Mobil",
    "MTUM": "iShares MSCI USA Momentum Factor ETF",
    "QUAL": "iShares MSCI USA Quality Factor ETF",
    "SIZE": "iShares MSCI USA Size Factor ETF",
    "USMV": "iShares MSCI USA Min Vol Factor ETF",
    "VLUE": "iShares MSCI USA Value Factor ETF",
    "^GSPC": "S&P 500 index",
    "^IXIC": "Nasdaq Composite index",
    "^VIX": "CBOE Volatility Index",
    "WTI": "WTI crude oil, spot price",
}
# What a symbol was called before.
FORMER: Mapping[str, str] = {"META": "FB"}
SP500, NASDAQ, OIL = ("^GSPC",), ("^IXIC",), ("WTI",)
# The same company, the index behind a fund, or the nearest of its kind: offered, never just used.
NEAREST: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("SPY", "VOO", "IVV", "SPX", "^SPX", "ES", "ES=F", "SPXL", "UPRO"), SP500),
    **dict.fromkeys(("DIA", "^DJI", "VTI", "IWM", "^RUT", "RSP", "SSO", "SH"), SP500),
    **dict.fromkeys(("QQQ", "TQQQ", "NDX", "^NDX", "NQ", "NQ=F", "SQQQ", "QLD"), NASDAQ),
    **dict.fromkeys(("VIX", "VXX", "UVXY", "VIXY"), ("^VIX",)),
    **dict.fromkeys(("CL", "CL=F", "USO", "OIL", "UCO"), OIL),
    **dict.fromkeys(("XLE", "SLB", "COP", "OXY"), ("XOM", "CVX")),
    **dict.fromkeys(("XLF", "WFC", "C", "GS", "MS"), ("JPM", "BAC")),
    **dict.fromkeys(("NVDA", "INTC", "AVGO", "TSM", "SMH", "SOXX", "MU", "QCOM"), ("AMD",)),
    **dict.fromkeys(
        ("XLK", "VGT", "TSLA", "AMZN", "NFLX", "ORCL", "ADBE", "CRM"), ("AAPL", "MSFT")
    ),
    "GOOGL": ("GOOG",),
    "TGT": ("WMT",),
    "COST": ("WMT",),
    "LOW": ("HD",),
}


def name_of(symbol: str) -> str:
    return NAMES.get(FORMER.get(symbol, symbol), symbol)


def nearest(symbol: str, known: Iterable[str]) -> list[str]:
    """At most three symbols to offer instead, the best first; the name of a company may be said."""
    there = set(known)
    called = [one for one in sorted(there) if symbol.lower() in name_of(one).lower().split()]
    by_kind = [offer for offer in NEAREST.get(symbol, ()) if offer in there]
    close = difflib.get_close_matches(symbol, sorted(there), n=3, cutoff=0.75)
    return list(dict.fromkeys([*called, *by_kind, *close]))[:3]

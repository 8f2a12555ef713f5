"""What is said about the test itself: bars, capital, costs, size and time of trading."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from agents.language.lexicon.lexicon import CURRENCIES
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import END, TAKEN, Cursor
from agents.language.reading import ImpossibleStrategy
from agents.language.setup.rates import COSTS, TRIPS, take_costs
from agents.language.tokens.numerals import is_large
from agents.language.tokens.pieces import Token, places

Made = TypeVar("Made")


@dataclass
class Account:
    """None where nothing was said."""

    timeframes: list[str] = field(default_factory=list)
    other_bars: list[str] = field(default_factory=list)
    start: dt.date | None = None
    end: dt.date | None = None
    last: tuple[float, str] | None = None
    capital: float | None = None
    currency: str | None = None
    commission: float | None = None
    slippage: float | None = None
    fractions: list[float] = field(default_factory=list)
    cash: float | None = None
    apiece: bool = False
    quantity: float | None = None
    risk: float | None = None
    volatility: float | None = None
    positions: int | None = None
    entries: int | None = None
    leverage: float | None = None
    commission_per_trade: float | None = None
    commission_per_share: float | None = None
    borrow_cost: float | None = None
    whole_shares: bool | None = None
    fill: str | None = None
    benchmark: str | None = None
    two_fills: bool = False
    nights: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def sizing(self) -> dict[str, object]:
        """What was said about the size of an entry, as the strategy calls it."""
        said = {
            "fraction": self.fraction, "cash": self.cash, "quantity": self.quantity,
            "risk": self.risk, "volatility": self.volatility, "whole_shares": self.whole_shares,
            "max_positions": self.positions, "max_entries": self.entries,
        }  # fmt: skip
        return {name: value for name, value in said.items() if value is not None}

    @property
    def fraction(self) -> float | None:
        """The part of the equity that a position gets; that which was said last."""
        return self.fractions[-1] if self.fractions else None

    @property
    def sized(self) -> bool:
        return bool(WAYS & set(self.sizing))


WAYS = frozenset({"fraction", "cash", "quantity", "risk", "volatility"})


def money(tokens: list[Token], made: Account) -> Account:
    """Costs, size, capital and the moment of trading."""
    apply((take_costs, _size, _capital, _fill), HEADS, tokens, made, NEEDS)
    _currency(tokens, made)
    if made.fractions and any(token.small in GOING for token in tokens):
        made.fractions.insert(0, 1.0)
    return made


# A verb that says the size as well; alone it says no more than that it buys.
GOING = frozenset({"go all in", "goes all in", "going all in", "went all in", "go all-in"})


def _currency(tokens: list[Token], made: Account) -> None:
    """ "currency: EUR" """
    for token in tokens:
        code = token.text if token.free and token.small in CURRENCIES else ""
        if len(code) == 3 and code.isupper():
            made.currency, token.kind = made.currency or code, "used"


Reader = Callable[[Cursor, Made], bool]
NEAR = 16  # No phrase about money or an exit is longer.


def apply(
    readers: tuple[Reader[Made], ...],
    heads: frozenset[str],
    tokens: list[Token],
    made: Made,
    needs: Mapping[Callable[..., bool], frozenset[str]] = MappingProxyType({}),
) -> Made:
    """Each reader takes from `tokens` what it understands; a phrase begins with one of `heads`.

    Of what it `needs` a word must stand near: where none does, it is not asked.
    """
    heading = places(tokens, heads)
    where: dict[str, list[int]] = {}
    for n in places(tokens, frozenset().union(*needs.values())) if heading and needs else ():
        where.setdefault(tokens[n].word, []).append(n)
    for reader in readers:
        behind = 0
        for at in _near(heading, where, needs[reader]) if reader in needs else heading:
            if at < behind or tokens[at].kind is not None:
                continue
            cursor = Cursor(tokens, at)
            if reader(cursor, made) and cursor.seen:
                claim(cursor.seen)
                behind = cursor.at
    return made


def _near(places: list[int], where: dict[str, list[int]], needed: frozenset[str]) -> list[int]:
    """Those of the places with one of the words behind them."""
    found = sorted(n for word in needed & where.keys() for n in where[word])
    behind = ((at, bisect_left(found, at)) for at in places) if found else ()
    return [at for at, n in behind if n < len(found) and found[n] - at < NEAR]


# What a phrase about money can begin with.
HEADS = words(
    """
    with num capital cash account money pct max maximum <= not zero 0 commission slippage all-in
    whole-shares half third quarter fifth tenth all at-close at-open vs versus against compared
    compare benchmark benchmarked symbol relative vs-hold round-trip
    """
)


def claim(tokens: list[Token]) -> None:
    for token in tokens:
        token.kind = "used"


# Money -------------------------------------------------------------------------------------------


def _capital(cursor: Cursor, made: Account) -> bool:
    """ "$10k", "with 25,000 dollars", "initial capital of 10000"; a price level is none."""
    if cursor.tokens[cursor.at].word not in OPENS_CAPITAL:
        return False
    before = cursor.word(-1) if cursor.at else ""
    named = cursor.word(1) in ("of", ":") or (cursor.value(1) >= 1000 and before in ALONE)
    named &= cursor.tokens[cursor.at].value is None  # and not "$5,000: buy ..."
    lead = cursor.take("capital", "cash", "account", *(["money"] if named else []))
    lead = lead or (cursor.take("with") if _is_fortune(cursor) else None)
    lead = lead or (cursor.tokens[cursor.at] if _is_thousands(cursor, before) else None)
    cursor.skip("of", "to", ":", "at", "in", "with", "-", "size", "@", "=") if lead else None
    token = cursor.take("money", "num") if lead else cursor.take("money")
    if token is None or token.value is None:
        return False
    if not lead and (before in NO_CAPITAL or cursor.word() in FAR or _is_bound(cursor)):
        return False
    if lead and token.word == "num" and cursor.word() in ("x", "day", "bar"):
        return False
    return _set_capital(made, token, cursor)


OPENS_CAPITAL = words("capital cash account money with num")


def _is_bound(cursor: Cursor) -> bool:
    """The $11 of "between $10 and $11"."""
    return cursor.word(-2) in ("and", "to") and cursor.word(-4) == "between"


def take_capital(cursor: Cursor, made: Account) -> bool:
    """Where it is called so: then it is no amount to buy for, whatever else the text says."""
    named = cursor.word() in ("capital", "account") and cursor.word(1) in (
        "num",
        "money",
        "of",
        ":",
    )
    named = named or (cursor.word() == "with" and _is_fortune(cursor))
    return named and _capital(cursor, made)


def _is_fortune(cursor: Cursor) -> bool:
    """ "with 100k": a large number that counts nothing."""
    if cursor.word(1) != "num" or cursor.value(1) < THOUSAND:
        return False
    return cursor.word(2) not in ("x", "day", "bar", "share", "volume", "%")


THOUSAND = 1000


def _is_thousands(cursor: Cursor, before: str) -> bool:
    """ "25k" alone, neither a volume nor a level."""
    if not is_large(cursor.tokens[cursor.at]):
        return False
    owned = before in ("from", "on", "out") and cursor.word(1) in ("account", "capital", "cash")
    return (owned or before in ALONE) and cursor.word(1) not in ("x", "share", "volume")


ALONE = frozenset({"", END, TAKEN, ".", ",", "and", ":", "(", "-"})
NO_CAPITAL = words(
    """
    above below over at < > <= >= crosses touches stoploss stop target takeprofit to exceeds
    hits buy under through past price entry between gaps down up falls rises by goes loss profit
    makes close open high low moves trailing recovers drops-below breaks-above rises-to breaks
    crosses-above crosses-below is-above is-below or
    """
)
# "$2 above yesterday's close", "a $3 gap", "a $10 gain": a distance.
FAR = words("above below over under higher lower from away gaps falls rises up down profit loss")


def _set_capital(made: Account, token: Token, cursor: Cursor) -> bool:
    if cursor.word(1) != ":" and cursor.take("of-position", "trade", "position"):
        return False
    cursor.skip("capital", "cash", "account")
    cursor.phrase("in", "total") or cursor.take("total")
    if token.value is not None and token.value <= 0:
        raise ImpossibleStrategy("The capital must be more than 0.", "initial_capital")
    if made.capital not in (None, token.value):
        return False  # which of two counts, is asked
    made.capital, made.currency = token.value, token.currency or made.currency
    return True


# Size and fill -----------------------------------------------------------------------------------

FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
OF_WHAT = words("capital equity account portfolio cash money balance bankroll wallet funds")


def _size(cursor: Cursor, made: Account) -> bool:
    if cursor.take("all-in"):
        made.fractions.append(1.0)
        return True
    if cursor.take("whole-shares"):
        made.whole_shares = True
        return True
    cursor.skip("max", "maximum", "<=")
    token = cursor.take("pct", "all", *FRACTIONS)
    if token is None:
        return False
    cursor.skip("of", "total", "available", "current")
    if not cursor.take(*OF_WHAT):
        return False
    cursor.skip("of-position", *OF_WHAT)
    if cursor.seen and cursor.seen[0].word in ("max", "maximum", "<="):
        made.notes.append((f"at most {token.text} is what each position gets", "sizing.fraction"))
    share = FRACTIONS.get(token.word) or 1.0
    share = round((token.value or 0) / 100, 12) if token.word == "pct" else share
    if not 0 < share <= 1:
        raise ImpossibleStrategy(
            "A position may use more than 0% and at most 100% of the equity.", "sizing.fraction"
        )
    made.fractions.append(share)
    return True


def take_benchmark(cursor: Cursor, made: Account) -> bool:
    """ "compared to SPY", "vs QQQ", "benchmark: SPY", "with SPY as benchmark" """
    if cursor.take("vs-hold"):
        return _held(cursor, made)
    if cursor.word() in VERSUS and cursor.word(-1) == "symbol" and _chooses(cursor):
        return False
    led = cursor.take("vs", "versus", "against", "compared", "compare", "benchmark", "benchmarked")
    if led is not None and led.word == "compare" and cursor.word() == ":":
        return False  # a heading
    led = led or (cursor.take("relative") if cursor.word(1) == "to" else None)
    cursor.skip(*("it", "buyhold", "of", "all", "only", "just") if led else ("symbol",), *BESIDE)
    if led and cursor.value() == 100:
        cursor.take("pct")
    token = cursor.take("symbol") if led else (cursor.seen[-1] if cursor.seen else None)
    if token is None or not token.symbol or (led and led.word == "compare" and _lists(cursor)):
        return False
    cursor.skip("as", "buyhold")
    if not led and not cursor.take("benchmark"):
        return False
    cursor.skip("benchmark")
    _compare(made, token.symbol)
    return True


def _compare(made: Account, symbol: str) -> None:
    made.benchmark = symbol
    made.notes.append((f"{symbol} is what the result is compared with", "benchmark"))


def _held(cursor: Cursor, made: Account) -> bool:
    """ "versus buy and hold" is what every run shows; "of SPY" says of what, beside another."""
    named = {token.symbol for token in cursor.tokens if token.symbol}
    if len(named) > 1:
        cursor.skip("of", "on", "in", ":", "for")
        token = cursor.take("symbol")
        _compare(made, token.symbol) if token else None
    return True


BESIDE = ("to", "with", "against", "vs", ":", "=")
VERSUS = words("vs versus against")
CHOOSING = words("dual winner whichever rotate rotation rotating stronger relative")


def _chooses(cursor: Cursor) -> bool:
    """ "the winner of SPY vs TLT": both are chosen from."""
    return any(token.word in CHOOSING for token in cursor.tokens) or _measures(cursor)


def _measures(cursor: Cursor) -> bool:
    """ "compare the 20-day RSI of BND vs SPY. If ...": the cases say how that comes out."""
    begin = cursor.at
    while begin and cursor.tokens[begin - 1].word != ".":
        begin -= 1
    said = {token.small for token in cursor.tokens[begin : cursor.at]}
    cased = any(token.word == "when" for token in cursor.tokens[cursor.at :])
    return cased and bool(said & COMPARING) and bool(said & MEASURES)


COMPARING = words("compare compares comparing check checks checking look looks evaluate evaluates")
MEASURES = words("return returns performance performances momentum rsi")


def _lists(cursor: Cursor) -> bool:
    """ "compare SPY, EFA and BND by ...": those that are chosen from."""
    return cursor.word() in (",", "and", "or") and cursor.word(1) == "symbol"


def _fill(cursor: Cursor, made: Account) -> bool:
    token = cursor.take("at-close", "at-open")
    if token is None:
        return False
    if cursor.word() in ("above", "below", "over", "<", ">"):
        token.word = token.word.removeprefix("at-")
        return False
    fill = "close" if token.word == "at-close" else "next_open"
    made.two_fills |= made.fill not in (None, fill)
    made.fill = "close" if made.two_fills else fill
    return True


NEEDS = {
    take_costs: frozenset({*COSTS, *TRIPS}), take_capital: words("capital account with"),
    take_benchmark: words("compared compare benchmark benchmarked relative vs-hold") | VERSUS,
    _size: OF_WHAT | {"all-in", "whole-shares"}, _capital: words("money num"),
    _fill: words("at-close at-open"),
}  # fmt: skip

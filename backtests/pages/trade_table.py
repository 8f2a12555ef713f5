"""The trades of a result as people look through them: sorted, narrowed down, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

from backtests.pages.distribution import positions

Json = dict[str, Any]
PAGE = 100
OUTCOMES = ("won", "lost", "open")
SIDES = ("long", "short")


class Column(NamedTuple):
    """What a column shows; `numeric` ones begin with their largest value when sorted."""

    name: str
    label: str
    numeric: bool = False


COLUMNS: Sequence[Column] = (
    Column("n", "No."),
    Column("symbol", "Symbol"),
    Column("entry_time", "In"),
    Column("entry_reason", "Because"),
    Column("exit_time", "Out"),
    Column("exit_reason", "Because"),
    Column("bars", "Bars", True),
    Column("mae", "Worst", True),
    Column("mfe", "Best", True),
    Column("return", "Return", True),
    Column("pnl", "Profit", True),
)
SORTS = {column.name for column in COLUMNS} | {f"-{column.name}" for column in COLUMNS}


@dataclass(frozen=True)
class Wish:
    """What somebody wants to see of them; `sort` begins with a minus for the largest first."""

    sort: str = "n"
    q: str = ""
    side: str = ""
    outcome: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """As an address says it; what makes no sense there is as if it were not said."""
        page = query.get("page", "")
        return cls(
            sort=_one_of(SORTS, query.get("sort"), "n"),
            q=query.get("find", "").strip()[:100],
            side=_one_of(SIDES, query.get("side"), ""),
            outcome=_one_of(OUTCOMES, query.get("outcome"), ""),
            page=max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1,
        )

    @property
    def address(self) -> str:
        said = {"sort": self.sort, "find": self.q, "side": self.side, "outcome": self.outcome}
        said |= {"page": str(self.page) if self.page > 1 else ""}
        return "?" + urlencode({name: text for name, text in said.items() if text})

    @property
    def narrows(self) -> bool:
        return bool(self.q or self.side or self.outcome)


@dataclass(frozen=True)
class Head:
    """The head of a column, with the address that sorts by it and how it is sorted now."""

    column: Column
    address: str
    order: str  # ascending, descending or nothing, as ARIA says it


@dataclass(frozen=True)
class Table:
    rows: list[Json]
    heads: list[Head]
    wish: Wish
    total: int
    fitting: int
    pages: int
    noun: str = "trade"

    @property
    def before(self) -> str:
        return replace(self.wish, page=self.wish.page - 1).address if self.wish.page > 1 else ""

    @property
    def behind(self) -> str:
        more = self.wish.page < self.pages
        return replace(self.wish, page=self.wish.page + 1).address if more else ""

    @property
    def first(self) -> int:
        return (self.wish.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def table(trades: Sequence[Json], wish: Wish, number: str = "") -> Table:
    """A page of them: the one wished for, or the one on which the trade `number` is."""
    numbered = [trade | {"n": n} for n, trade in enumerate(trades, 1)]
    found = ordered([trade for trade in numbered if fits(trade, wish)], wish.sort)
    pages = max(1, -(-len(found) // PAGE))
    wish = replace(wish, page=min(_page_of(number, found) or wish.page, pages))
    start = (wish.page - 1) * PAGE
    heads = [head(column, wish) for column in COLUMNS]
    noun = "trade" if len(positions(trades)) == len(trades) else "part"
    return Table(found[start : start + PAGE], heads, wish, len(trades), len(found), pages, noun)


def fits(trade: Json, wish: Wish) -> bool:
    words = " ".join(str(trade[name]) for name in ("symbol", "entry_reason", "exit_reason"))
    sought = wish.q.replace("\N{MINUS SIGN}", "-")  # as it is read on the page
    return (
        sought.lower() in words.lower()
        and wish.side in ("", trade["side"])
        and wish.outcome in ("", outcome_of(trade))
    )


def outcome_of(trade: Json) -> str:
    if trade.get("is_open"):
        return "open"
    return "won" if trade["pnl"] > 0 else "lost"


def ordered(trades: list[Json], sort: str) -> list[Json]:
    """Equals stay in the order of their numbers; what is not known comes last either way."""
    name, down = sort.lstrip("-"), sort.startswith("-")
    known = [trade for trade in trades if trade.get(name) is not None]
    unknown = [trade for trade in trades if trade.get(name) is None]
    return sorted(known, key=lambda trade: trade[name], reverse=down) + unknown


def head(column: Column, wish: Wish) -> Head:
    up, down = column.name, f"-{column.name}"
    order = {up: "ascending", down: "descending"}.get(wish.sort, "")
    first, other = (down, up) if column.numeric else (up, down)
    return Head(
        column, replace(wish, sort=other if wish.sort == first else first, page=1).address, order
    )


def _page_of(number: str, found: Sequence[Json]) -> int | None:
    places = (at for at, trade in enumerate(found) if str(trade["n"]) == number)
    at = next(places, None)
    return None if at is None else at // PAGE + 1


def _one_of(known: Sequence[str] | set[str], said: str | None, otherwise: str) -> str:
    return said if said is not None and said in known else otherwise

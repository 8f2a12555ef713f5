"""Well-known lists of symbols under one name: "MAG7", "FAANG", "the sector SPDRs"."""

from __future__ import annotations

from collections.abc import Iterator

MEMBERS = """
AAPL MSFT GOOGL AMZN NVDA META TSLA: mag 7 | mag seven | magnificent 7 | magnificent seven
    | mag - 7 | mega cap 7 | big tech 7 | 七巨头 | 科技七巨头 | 美股七巨头 | 七姐妹 | 美股七姐妹
    | glorreichen sieben | glorreichen 7 | sept magnifiques | 7 magnifiques | 7 magníficas
    | siete magníficas | siete magníficos | magníficas 7 | mag7s
META AAPL AMZN NFLX GOOGL: faang | faangs | fang five
META AMZN NFLX GOOGL: fangs | fang stocks | fang basket | fang names | fang portfolio | fang shares
META AAPL AMZN MSFT GOOGL: faamg | gafam | famga | mamaa | big 5 tech | big five tech | maaga
    | tech big five | big tech five | gamam
GOOGL AAPL META AMZN: gafa
META AAPL AMZN NFLX MSFT GOOGL: faanmg | fanmag | faangm
MSFT AAPL TSLA GOOGL NVDA AMZN: matana
JPM BAC C WFC: big four banks | big 4 banks | four big banks | big four us banks | big 4 us banks
    | four biggest banks | four largest banks | four largest us banks | four biggest us banks
JPM BAC C WFC GS MS: big six banks | big 6 banks | six largest banks | six big banks
    | six biggest us banks | six largest us banks
XLB XLC XLE XLF XLI XLK XLP XLRE XLU XLV XLY: sector spdrs | sector spdr etfs | spdr sectors
    | spdr sector etfs | sector spdr | select sector spdrs | select sector spdr etfs | sector etfs
    | us sector etfs | us sectors | s and p sectors | s and p 500 sectors | gics sectors
    | s and p sector etfs | s and p 500 sector etfs | sp500 sectors | spdr sector funds
    | sector funds | spx sectors | select sector etfs | sector spdr funds
XOM CVX SHEL BP TTE: big oil | oil majors | oil supermajors | supermajors
CBA.AX WBC.AX NAB.AX ANZ.AX: australian big four banks | big four australian banks
    | australian big 4 banks | big 4 australian banks
"""


def _entries() -> Iterator[tuple[tuple[str, ...], str]]:
    for entry in MEMBERS.strip().replace("\n    ", " ").splitlines():
        members, _, names = entry.partition(":")
        for name in names.split("|"):
            yield tuple(name.split()), members


# The parts of each name as pieces of a text, and its members.
BASKETS = dict(_entries())
HAN = frozenset(name[0] for name in BASKETS if not name[0].isascii() and len(name) == 1)

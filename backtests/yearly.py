"""From which length on a rate of a year says something: compounding a week says nothing. Pure."""

from __future__ import annotations

from datetime import date

# Days; the first and last trading day of a year are that far apart.
SHORTEST_YEAR = 360
# Figures that compound what was gained to a year.
RATES = frozenset({"cagr", "calmar"})


def lasts_a_year(first: str, last: str) -> bool:
    """`first` and `last`: ISO 8601 times."""
    begin, end = (date.fromisoformat(moment[:10]) for moment in (first, last))
    return (end - begin).days >= SHORTEST_YEAR

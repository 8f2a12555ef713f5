"""What templates draw of a result, as images that need no script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from backtests.drawing import Drawing, curves, traded
from backtests.pages import (
    chosen,
    distribution,
    findings,
    neighbour_map,
    ranges,
    season_columns,
    years,
)
from backtests.pages.chosen import Named
from backtests.pages.distribution import End, Group, Histogram, Scatter
from backtests.pages.ranges import Ranges
from backtests.pages.season_columns import Seasons
from backtests.pages.years import Years
from backtests.templatetags.figures import gain

register = template.Library()
MOST_PRICES = 4  # stand still, or on paper
Json = dict[str, Any]
CURVES = ("equity", "benchmark_equity")
SHADES = (-0.1, -0.05, -0.02, -0.002, 0.002, 0.02, 0.05, 0.1)


@register.filter
def equity_curves(result: Json) -> Drawing | None:
    return curves(result["equity"], result.get("benchmark_equity") or [], logarithmic=True)


@register.filter
def fall_curve(result: Json) -> Drawing | None:
    return curves(result.get("drawdown") or [])


@register.filter
def price_curves(result: Json) -> list[tuple[str, Drawing]]:
    """The closes of the first symbols, with their trades."""
    drawn = []
    for symbol, rows in list((result.get("prices") or {}).items())[:MOST_PRICES]:
        own = [one for one in result["trades"] if one["symbol"] == symbol]
        if one := traded([[row[0], row[4]] for row in rows], own):
            drawn.append((symbol, one))
    return drawn


@register.filter
def small_curve(job: Any) -> Drawing | None:
    """The shape of a run's equity, in the line of the history."""
    return curves([[str(n), value] for n, value in enumerate(job.curve or [])])


@register.filter
def year_ends(result: Json) -> list[Json]:
    """What each year ended at, and the deepest that the account stood below its last peak in it."""
    own, held = ({time[:4]: value for time, value in result.get(name) or []} for name in CURVES)
    falls: dict[str, float] = {}
    for time, fall in result.get("drawdown") or []:
        falls[time[:4]] = min(falls.get(time[:4], 0.0), fall)
    years = ((year, own[year], held.get(year), falls.get(year)) for year in own)
    return [dict(zip(("year", "own", "held", "fall"), row, strict=True)) for row in years]


@register.filter
def year_columns(result: Json) -> Years | None:
    return years.years(result)


@register.filter
def return_ranges(result: Json) -> Ranges | None:
    return ranges.ranges(result)


@register.filter(name="findings")
def told_findings(found: Sequence[Json]) -> list[findings.Told]:
    return findings.told(found)


@register.filter
def has_ranges(result: Json) -> bool:
    return findings.has_ranges(result)


@register.filter
def neighbour_rows(result: Json) -> list[neighbour_map.Row]:
    own = result["metrics"]["total_return"]
    return neighbour_map.rows(result["robustness"]["neighbours"], own)


@register.filter
def histogram(trades: Sequence[Json]) -> Histogram | None:
    return distribution.histogram(trades)


@register.filter
def scatter(trades: Sequence[Json]) -> Scatter | None:
    return distribution.scatter(trades)


@register.filter
def ends(cloud: Scatter, chart: Json) -> list[End]:
    return distribution.ends(cloud, chart.get("stop"), chart.get("target"))


@register.filter(name="season_columns")
def columns_of_seasons(chart: Json) -> Seasons | None:
    return season_columns.seasons(chart)


@register.filter
def stills(result: Json) -> list[Json]:
    """The charts without a time axis, in their order."""
    return chosen.stills(result)


@register.filter
def panels(result: Json) -> list[Named]:
    return chosen.panels(result)


@register.filter
def bands(trades: Sequence[Json]) -> list[Group]:
    return distribution.bands(trades)


@register.filter
def grouped(trades: Sequence[Json]) -> list[tuple[str, str, list[Group]]]:
    """By exit always; by side and symbol where there is more than one. With what is counted."""
    by_exit, by_side, by_symbol = (
        cut(trades) for cut in (distribution.by_exit, distribution.by_side, distribution.by_symbol)
    )
    counted = "Trades" if len(distribution.positions(trades)) == len(trades) else "Parts"
    several = [("Side", "Trades", by_side), ("Symbol", "Trades", by_symbol)]
    return [("Left", counted, by_exit), *(one for one in several if len(one[2]) > 1)]


@register.filter
def dot(value: float) -> str:
    """A place in a drawing."""
    return f"{value:.1f}"


@register.filter
def gain_short(value: float) -> str:
    """+5%, with a digit behind the point only where it says something."""
    return gain(value).replace(".0%", "%") if abs(value) > 1e-9 else "0%"


@register.filter
def gain_fine(value: float) -> str:
    """+0.12%: of a single bar, where a tenth of a per cent is much."""
    return f"{value:+.2%}".replace("-", "\N{MINUS SIGN}") if abs(value) > 1e-9 else "0%"


@register.filter
def shade(value: Any) -> str:
    """The class that colours the return of a month: 0 a deep loss, 4 nothing, 8 a large gain."""
    if not isinstance(value, int | float):
        return "shade-none"
    return f"shade-{sum(value > edge for edge in SHADES)}"
